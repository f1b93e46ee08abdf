"""Addresses of the door."""

from django.urls import path

from ontact.commons.rooms.views import check, door, passes

app_name = "rooms"
urlpatterns = [
    path("pass/<str:secret>/", passes.show_pass, name="pass"),
    path("<uuid:room_id>/entry/", passes.entry, name="entry"),
    path("<uuid:room_id>/check/", check.check, name="check"),
    path("<uuid:room_id>/door/", door.door, name="door"),
    path("<uuid:room_id>/lobby/", door.lobby, name="lobby"),
]
