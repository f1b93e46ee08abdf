"""Addresses of the register."""

from django.urls import path

from ontact.commons.records import views

app_name = "records"

urlpatterns = [
    path("", views.records, name="records"),
    path("<uuid:record_id>/", views.record, name="record"),
]
