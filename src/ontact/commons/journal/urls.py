"""Addresses of the journal."""

from django.urls import path

from ontact.commons.journal import views

app_name = "journal"
urlpatterns = [
    path("", views.journal, name="journal"),
    path("verification/", views.verification, name="verification"),
]
