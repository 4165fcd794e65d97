from django.apps import AppConfig


class Config(AppConfig):
    name = "pact.taxonomy"
    label = "taxonomy"
    verbose_name = "Issue types and themes"
