from django.apps import AppConfig


class Config(AppConfig):
    name = "pact.notifications"
    label = "notifications"
    verbose_name = "Notices"
