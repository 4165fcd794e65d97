from django.apps import AppConfig


class Config(AppConfig):
    name = "engagement"
    verbose_name = "Engagement"

    def ready(self):
        from engagement import stage  # noqa: PLC0415 - the registry takes it once all models are there
        from pact.cycles import stages  # noqa: PLC0415

        stages.register(stage.EngagementStage())
