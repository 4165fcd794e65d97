from django.apps import AppConfig


class Config(AppConfig):
    name = "pact.documents"
    label = "documents"
    verbose_name = "Documents"
