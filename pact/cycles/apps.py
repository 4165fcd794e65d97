from django.apps import AppConfig


class Config(AppConfig):
    name = "pact.cycles"
    label = "cycles"
    verbose_name = "PACTs and cycles"

    def ready(self):
        from pact.accounts.actions import when_role_begins  # noqa: PLC0415 - models are ready only now
        from pact.cycles.actions import invite_new_councillor  # noqa: PLC0415

        when_role_begins(invite_new_councillor)
