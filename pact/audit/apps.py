from django.apps import AppConfig


class Config(AppConfig):
    name = "pact.audit"
    label = "audit"
    verbose_name = "Trail"
