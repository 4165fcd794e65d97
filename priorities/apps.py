from django.apps import AppConfig


class Config(AppConfig):
    name = "priorities"
    verbose_name = "Priorities"
