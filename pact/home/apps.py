from django.apps import AppConfig


class Config(AppConfig):
    name = "pact.home"
    label = "home"
    verbose_name = "Boards"
