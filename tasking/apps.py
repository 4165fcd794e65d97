from django.apps import AppConfig


class Config(AppConfig):
    name = "tasking"
    verbose_name = "Tasking"
