from django.apps import AppConfig


class Config(AppConfig):
    name = "pact.meetings"
    label = "meetings"
    verbose_name = "Meetings"
