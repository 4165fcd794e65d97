from django.apps import AppConfig


class Config(AppConfig):
    name = "scrutiny"
    verbose_name = "Scrutiny"
