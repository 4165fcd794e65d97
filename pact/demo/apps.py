from django.apps import AppConfig


class Config(AppConfig):
    name = "pact.demo"
    label = "demo"
    verbose_name = "Demonstration borough"
