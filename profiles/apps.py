from django.apps import AppConfig

from pact.cycles import stages


class Config(AppConfig):
    name = "profiles"
    verbose_name = "Area profiles"

    def ready(self):
        from pact.accounts.actions import when_role_begins  # noqa: PLC0415 - models are ready only now
        from profiles import actions, papers, stage, worker  # noqa: F401, PLC0415

        stages.register(stage.AreaProfileStage())
        when_role_begins(actions.ask_new_member)
