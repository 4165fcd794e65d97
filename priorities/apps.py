from django.apps import AppConfig

from pact.cycles import stages


class Config(AppConfig):
    name = "priorities"
    verbose_name = "Priorities"

    def ready(self):
        from priorities import stage  # noqa: PLC0415 - models are ready only now

        stages.register(stage.PrioritySetting())
