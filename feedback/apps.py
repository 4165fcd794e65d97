from django.apps import AppConfig

from pact.cycles import stages


class Config(AppConfig):
    name = "feedback"
    verbose_name = "Feedback"

    def ready(self):
        from feedback import papers, stage  # noqa: F401, PLC0415 - models are ready only now

        stages.register(stage.FeedbackStage())
