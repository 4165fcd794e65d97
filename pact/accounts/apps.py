from django.apps import AppConfig


class Config(AppConfig):
    name = "pact.accounts"
    label = "accounts"
    verbose_name = "People and agencies"
