"""Addresses of notices."""

from django.urls import path

from ontact.commons.notices import views

app_name = "notices"
urlpatterns = [path("", views.notices, name="notices")]
