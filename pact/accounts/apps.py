from importlib import import_module

from django.apps import AppConfig


class Config(AppConfig):
    name = "pact.accounts"
    label = "accounts"
    verbose_name = "People and agencies"

    def ready(self):
        import_module("pact.accounts.checks")
        import_module("pact.accounts.receivers").connect()
