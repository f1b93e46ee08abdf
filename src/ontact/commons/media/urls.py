"""Addresses of files: the stamp in the path opens one file for some hours."""

from django.urls import path

from ontact.commons.media import views

app_name = "media"

urlpatterns = [
    path("frame/", views.frame, name="frame"),
    path("<str:stamp>/<uuid:asset_id>/view", views.view, name="view"),
    path("<str:stamp>/<uuid:asset_id>/pages/<int:number>.webp", views.page, name="page"),
    path("<str:stamp>/<uuid:asset_id>/download/<str:name>", views.download, name="download"),
    path("<str:stamp>/<uuid:asset_id>/<str:name>", views.file, name="file"),
]
