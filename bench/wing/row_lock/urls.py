"""One address: the press."""

from django.urls import path
from ontact.capabilities.row_lock.views import press

app_name = "row_lock"
urlpatterns = [path("<uuid:programme_id>/", press, name="press")]
