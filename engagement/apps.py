from django.apps import AppConfig


class Config(AppConfig):
    name = "engagement"
    verbose_name = "Engagement"
