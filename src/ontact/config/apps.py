"""The house as Django sees it: only the management commands live here."""

from django.apps import AppConfig


class ConfigApp(AppConfig):
    name = "ontact.config"
    label = "config"
