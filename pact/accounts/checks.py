"""What Django says at start-up about how signing in is set up."""

from django.conf import settings
from django.core import checks

from pact.accounts import rules
from pact.accounts.permissions import Role


@checks.register("pact")
def required_roles_are_known(app_configs, **options):
    unknown = sorted(rules.required_role_names() - set(Role.values))
    if not unknown:
        return []
    return [
        checks.Error(
            f"REQUIRE_MFA names no role of ours: {', '.join(unknown)}.",
            hint=f'Set it to "true", "false" or a list of these: {", ".join(Role.values)}.',
            id="accounts.E001",
        )
    ]


@checks.register("pact")
def single_sign_on_is_complete(app_configs, **options):
    missing = [name for name in ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET") if not getattr(settings, name)]
    if not settings.OIDC_SERVER_URL or not missing:
        return []
    return [
        checks.Error(
            f"OIDC_SERVER_URL is set, but {' and '.join(missing)} is not.",
            hint="The people who run the single sign-on give out all three.",
            id="accounts.E002",
        )
    ]
