from tests.permissions.rows import ADMINISTRATOR, EVERYBODY, INSIDE, button, here, page, public

ADMINISTRATORS = {ADMINISTRATOR}

TABLE = {
    "accounts:people": page(ADMINISTRATORS),
    "accounts:invitation": page(ADMINISTRATORS),
    "accounts:person": page(ADMINISTRATORS, here("officer.pk"), others=404),
    "accounts:person_details": page(ADMINISTRATORS, here("officer.pk"), others=404),
    "accounts:person_address": page(ADMINISTRATORS, here("officer.pk"), others=404),
    "accounts:invitation_again": button(ADMINISTRATORS, here("officer.pk"), others=404),
    "accounts:second_factor": button(ADMINISTRATORS, here("officer.pk"), others=404),
    "accounts:departure": page(ADMINISTRATORS, here("officer.pk"), others=404),
    "accounts:role": page(ADMINISTRATORS, here("officer.pk"), others=404),
    "accounts:role_end": page(ADMINISTRATORS, here("officer.pk", "seat.pk"), others=404),
    "accounts:agencies": page(INSIDE),
    "accounts:agency_new": page(ADMINISTRATORS),
    "accounts:agency": page(INSIDE, here("agency.slug"), is_common=True),
    "accounts:agency_details": page(ADMINISTRATORS, here("agency.slug"), is_common=True),
    "accounts:permissions": page(EVERYBODY),
    "accounts:me": page(EVERYBODY),
    "accounts:my_details": page(EVERYBODY),
    "accounts:acceptance": public(lambda world: ["made-up"], ok=404),  # for whoever holds the letter
}

# django-allauth's own pages: one's own log-in, password and second factor. It guards them itself, and none of them
# shows anything of anybody else.
ALLAUTH = {
    "account_change_password",
    "account_confirm_email",
    "account_confirm_login_code",
    "account_email",
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_set_password",
    "account_signup",
    "mfa_activate_totp",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
    "openid_connect_callback",
    "openid_connect_login",
    "socialaccount_connections",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "socialaccount_signup",
    # Its redirects from old addresses have no name.
    "accounts/social/connections/",
    "accounts/social/login/cancelled/",
    "accounts/social/login/error/",
    "accounts/social/signup/",
}
