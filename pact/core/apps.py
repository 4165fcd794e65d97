from django.apps import AppConfig


class Config(AppConfig):
    name = "pact.core"
    label = "core"
    verbose_name = "Shared groundwork"
