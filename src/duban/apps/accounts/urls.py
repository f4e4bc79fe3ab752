from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from duban.apps.accounts import views

app_name = "accounts"
urlpatterns = [path("sign-in/", login_not_required(views.SignIn.as_view()), name="sign-in")]
