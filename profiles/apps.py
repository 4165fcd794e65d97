from django.apps import AppConfig

from pact.cycles import stages


class Config(AppConfig):
    name = "profiles"
    verbose_name = "Area profiles"

    def ready(self):
        from pact.accounts.actions import (  # noqa: PLC0415 - models are ready only now
            when_point_of_contact_changes,
            when_role_begins,
        )
        from profiles import actions, papers, stage, worker  # noqa: F401, PLC0415

        stages.register(stage.AreaProfileStage())
        when_role_begins(actions.ask_new_member)
        when_point_of_contact_changes(actions.hand_over_requests)
