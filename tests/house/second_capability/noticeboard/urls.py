"""Addresses of the noticeboard."""

from django.urls import path
from ontact.capabilities.noticeboard import views

app_name = "noticeboard"
urlpatterns = [
    path("", views.boards, name="boards"),
    path("<uuid:board_id>/room/", views.room, name="room"),
]
