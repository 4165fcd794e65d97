from django.apps import AppConfig


class Config(AppConfig):
    name = "engagement"
    verbose_name = "Engagement"

    def ready(self):
        from engagement import papers, stage  # noqa: F401, PLC0415 - the registries take them once all models are there
        from pact.cycles import stages  # noqa: PLC0415

        stages.register(stage.EngagementStage())
