from django.apps import AppConfig


class Config(AppConfig):
    name = "pact.cycles"
    label = "cycles"
    verbose_name = "PACTs and cycles"
