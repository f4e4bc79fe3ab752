"""The addresses of officials, posts, appointments and leading groups."""

from __future__ import annotations

from django.urls import path

from duban.apps.organizations.views import (
    appointments,
    leaders,
    leading_groups,
    memberships,
    officials,
    picking,
    posts,
)

urlpatterns = [
    path("officials/", officials.list_officials, name="officials"),
    path("officials/new/", officials.create_official, name="official-create"),
    path("officials/<int:pk>/", officials.show_official, name="official"),
    path("officials/<int:pk>/change/", officials.change_official, name="official-change"),
    path("officials/<int:pk>/delete/", officials.delete_official, name="official-delete"),
    path("leaders/", leaders.show_leaders, name="leaders"),
    path("posts/", posts.list_posts, name="posts"),
    path("units/<int:unit_pk>/posts/new/", posts.create_post, name="post-create"),
    path("posts/<int:pk>/", posts.show_post, name="post"),
    path("posts/<int:pk>/change/", posts.change_post, name="post-change"),
    path("posts/<int:pk>/abolish/", posts.abolish_post, name="post-abolish"),
    path("posts/<int:pk>/delete/", posts.delete_post, name="post-delete"),
    path("posts/<int:pk>/replace/", appointments.replace_holder, name="holder-replace"),
    path("appointments/new/", appointments.appoint, name="appointment-appoint"),
    path("appointments/<int:pk>/end/", appointments.end_appointment, name="appointment-end"),
    path("appointments/<int:pk>/correct/", appointments.correct_appointment, name="appointment-correct"),
    path("leading-groups/", leading_groups.list_leading_groups, name="leading-groups"),
    path("leading-groups/new/", leading_groups.create_leading_group, name="leading-group-create"),
    path("leading-groups/<int:pk>/", leading_groups.show_leading_group, name="leading-group"),
    path("leading-groups/<int:pk>/change/", leading_groups.change_leading_group, name="leading-group-change"),
    path("leading-groups/<int:pk>/dissolve/", leading_groups.dissolve_leading_group, name="leading-group-dissolve"),
    path("leading-groups/<int:pk>/delete/", leading_groups.delete_leading_group, name="leading-group-delete"),
    path("leading-groups/<int:pk>/members/new/", memberships.add_member, name="member-add"),
    path("members/<int:pk>/end/", memberships.end_member, name="member-end"),
    path("suggest/<slug:kind>/", picking.suggest_subjects, name="subject-suggest"),
]
