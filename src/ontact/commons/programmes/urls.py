"""Addresses of the calendar files. A programme's page is its capability's."""

from django.urls import path

from ontact.commons.programmes import views

app_name = "programmes"

urlpatterns = [
    path("calendar.ics", views.public_feed, name="feed"),
    path("<uuid:programme_id>/calendar.ics", views.programme_calendar, name="calendar"),
    path("sessions/<uuid:session_id>/calendar.ics", views.session_calendar, name="session_calendar"),
]
