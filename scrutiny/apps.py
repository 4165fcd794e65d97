from django.apps import AppConfig

from pact.cycles import stages


class Config(AppConfig):
    name = "scrutiny"
    verbose_name = "Scrutiny"

    def ready(self):
        from scrutiny import papers, stage  # noqa: F401, PLC0415 - models are ready only now

        stages.register(stage.ScrutinyStage())
