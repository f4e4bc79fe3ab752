"""The addresses of signing in, of one's own account, and of the administration of accounts and roles."""

from __future__ import annotations

from django.urls import path

from duban.apps.accounts.views import accounts, own, roles, sign_in

app_name = "accounts"
urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("own/", own.own, name="own"),
    path("own/password/", own.own_password, name="own-password"),
    path("own/sessions/<int:pk>/end/", own.end_own_session, name="own-session-end"),
    path("own/capacities/<int:pk>/switch/", own.switch_capacity, name="capacity-switch"),
    path("", accounts.accounts, name="accounts"),
    path("create/", accounts.create_account, name="account-create"),
    path("<int:pk>/", accounts.account, name="account"),
    path("<int:pk>/change/", accounts.change_account, name="account-change"),
    path("<int:pk>/disable/", accounts.disable_account, name="account-disable"),
    path("<int:pk>/enable/", accounts.enable_account, name="account-enable"),
    path("<int:pk>/reset-password/", accounts.reset_password, name="account-reset-password"),
    path("<int:pk>/unlock/", accounts.unlock_account, name="account-unlock"),
    path("<int:pk>/roles/grant/", roles.grant_role, name="role-grant"),
    path("roles/", roles.roles, name="roles"),
    path("roles/<int:pk>/revoke/", roles.revoke_role, name="role-revoke"),
    path("sessions/<int:pk>/end/", accounts.end_session, name="session-end"),
]
