from django.apps import AppConfig

from pact.cycles import stages


class Config(AppConfig):
    name = "profiles"
    verbose_name = "Area profiles"

    def ready(self):
        from profiles import papers, stage  # noqa: F401, PLC0415 - models are ready only now

        stages.register(stage.AreaProfileStage())
