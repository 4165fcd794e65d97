from django.apps import AppConfig


class Config(AppConfig):
    name = "pact.places"
    label = "places"
    verbose_name = "Places"
