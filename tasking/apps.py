from django.apps import AppConfig

from pact.cycles import stages


class Config(AppConfig):
    name = "tasking"
    verbose_name = "Tasking"

    def ready(self):
        from pact.accounts.rules import register_obstacle_to_leaving  # noqa: PLC0415 - models are ready only now
        from tasking import papers, rules, stage  # noqa: F401, PLC0415

        stages.register(stage.Tasking())
        register_obstacle_to_leaving(rules.obstacles_to_leaving)
