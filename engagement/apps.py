from django.apps import AppConfig


class Config(AppConfig):
    name = "engagement"
    verbose_name = "Engagement"

    def ready(self):
        from engagement import papers, queries, stage  # noqa: F401, PLC0415 - the registries take them, all models there
        from pact.cycles import stages  # noqa: PLC0415
        from pact.notifications import letters  # noqa: PLC0415

        stages.register(stage.EngagementStage())
        letters.keep_address("engagement.contact", queries.address_of)
        letters.keep_address("engagement.member", queries.address_of_member)
