"""Addresses of the front door."""

from django.urls import path
from django.views.generic import RedirectView

from ontact.foundation.access import Who, access
from ontact.portal.views import catalogue, demo, my, practice, visitor

app_name = "portal"

set_up = access(
    Who.EVERYONE, why="An empty hall has nobody who could sign in; the page behind it asks for the key."
)(RedirectView.as_view(pattern_name="people:setup"))

urlpatterns = [
    path("", visitor.home, name="home"),
    path("calendar/", catalogue.calendar, name="calendar"),
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("catalogue/calendar/", catalogue.catalogue_calendar, name="catalogue-calendar"),
    path("search/", visitor.search, name="search"),
    path("help/", visitor.help_page, name="help"),
    path("setup/", set_up, name="setup"),
    path("my/", my.time_line, name="my"),
    path("my/past/", my.past, name="my-past"),
    path("my/data/", my.copy_of_my_data, name="my-data"),
    path("practice/", practice.practice, name="practice"),
    path("practice/<uuid:room_id>/", practice.practice_room, name="practice-room"),
    path("demo/sign-in/", demo.sign_in_as, name="demo-sign-in"),
    path("demo/outbox/", demo.outbox, name="demo-outbox"),
    path("demo/outbox/<slug:letter_id>/", demo.letter, name="demo-letter"),
    path("demo/outbox/<slug:letter_id>/<int:number>/", demo.enclosure, name="demo-enclosure"),
]
