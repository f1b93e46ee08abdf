"""Addresses of the look itself."""

from django.urls import path

from ontact.web import views

app_name = "web"
urlpatterns = [
    path("language/", views.language, name="language"),
    path("look/", views.look, name="look"),
    path("words/<slug:language>.js", views.words, name="words"),
    path("components/", views.components, name="components"),
]
