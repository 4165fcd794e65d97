from django.apps import AppConfig


class Config(AppConfig):
    name = "feedback"
    verbose_name = "Feedback"
