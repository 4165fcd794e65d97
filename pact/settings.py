"""How this PACT is set up. Every value that differs between councils comes from the environment."""

from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()


def origin(url):
    """The part of an address that a browser's rules go by, "https://login.example.org"."""
    scheme, host, *_ = urlsplit(url)
    return f"{scheme}://{host}"


def secret_key():
    """Return SECRET_KEY, or in a demonstration one that is made once and kept in `var/`."""
    if key := env.str("SECRET_KEY", ""):
        return key
    if not (DEMO or DEBUG):
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Set it to a long random text that only this installation knows, for example with: "
            "export SECRET_KEY=$(python3 -c 'import secrets; print(secrets.token_urlsafe(50))')"
        )
    from secrets import token_urlsafe  # noqa: PLC0415 - only a demonstration makes its own key

    kept = VAR_DIR / "secret_key"
    if not kept.exists():
        kept.write_text(token_urlsafe(50))
        kept.chmod(0o600)
    return kept.read_text()


# Core

DEBUG = env.bool("DEBUG", False)
# Demonstration mode: known log-ins with a known password may exist, and nothing else relies on them.
DEMO = env.bool("PACT_DEMO", False)
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)
SECRET_KEY = secret_key()
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", [])  # former ones: what phones sealed under them still opens
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [])
BASE_URL = env.str("BASE_URL", "http://localhost:8000")

INSTALLED_APPS = [
    # the house, from the roof down; house order is import order
    "pact.demo",
    "pact.home",
    "feedback",
    "scrutiny",
    "tasking",
    "priorities",
    "engagement",
    "profiles",
    "pact.meetings",
    "pact.cycles",
    "pact.taxonomy",
    "pact.notifications",
    "pact.documents",
    "pact.accounts",
    "pact.places",
    "pact.audit",
    "pact.core",
    # what we stand on
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "csp",
    "django_celery_beat",
    "django_filters",
    "django_htmx",
    "whitenoise.runserver_nostatic",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "pact.core.logs.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "pact.core.middleware.KeptByNobody",
    "pact.core.middleware.ReadableAddress",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "pact.accounts.middleware.SecondFactor",
    "pact.accounts.middleware.SingleSignOn",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "pact.urls"
WSGI_APPLICATION = "pact.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pact.core.context.words",
                "pact.notifications.context.unread",
                "pact.home.navigation.navigation",
            ],
            "builtins": [
                "crispy_forms.templatetags.crispy_forms_tags",
                "pact.core.templatetags.pact",
                "pact.core.templatetags.components",
                "pact.core.templatetags.charts",
            ],
        },
    }
]

# Database: SQLite for a pilot on one laptop, PostgreSQL for a council

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'pact.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # Deferred transactions fail with "database is locked" as soon as two processes write.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    # Added to what the URL asks for (`?sslmode=require`). No pool where another keeps one, such as PgBouncer.
    if pool := env.int("DATABASE_POOL", 8):
        DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": pool}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Background work

REDIS_URL = env.str("REDIS_URL", "")
CELERY_TIMEZONE = "Europe/London"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False  # the worker logs as everything else does
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    # kombu looks for messages of a killed worker only every 100 seconds unless told otherwise.
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": env.int("VISIBILITY_TIMEOUT", 600),
        "unacked_restore_throttle": 1,
        "unacked_restore_interval": 5,
        "global_keyprefix": env.str("REDIS_PREFIX", ""),
    }
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": env.str("REDIS_PREFIX", ""),
        }
    }
else:
    CELERY_BROKER_URL = "filesystem://localhost"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(VAR_DIR / "queue"),
        "data_folder_out": str(VAR_DIR / "queue"),
        "control_folder": str(VAR_DIR / "queue-control"),
        "polling_interval": 0.1,
    }
    # Shared between the processes, as Redis would be.
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": VAR_DIR / "cache",
        }
    }
    for folder in ("queue", "queue-control"):
        (VAR_DIR / folder).mkdir(exist_ok=True)

# Logs: one JSON object a line for a machine to read, or lines for a person to read while developing

LOGGING_CONFIG = "pact.core.logs.configure"
LOGGING = {"json": not (DEBUG or DEMO), "level": env.str("LOG_LEVEL", "WARNING" if DEMO else "INFO")}

# Files made in the background: a job whose worker was not heard of for so long is queued again, so many times
JOB_STALE_SECONDS = env.float("JOB_STALE_SECONDS", 60)
JOB_HEARTBEAT_SECONDS = env.float("JOB_HEARTBEAT_SECONDS", 2)
JOB_ATTEMPTS = env.int("JOB_ATTEMPTS", 3)
JOB_SECONDS = env.int("JOB_SECONDS", 600)  # after which one attempt is given up

# Files that analysts send to be loaded
UPLOAD_MB = env.int("UPLOAD_MB", 100)  # the largest that the browser may send
UPLOAD_DAYS = env.int("UPLOAD_DAYS", 14)  # after which a file that nobody went on with is thrown away
LOAD_SECONDS = env.int("LOAD_SECONDS", 1800)  # after which one attempt to check or load a file is given up

# Signing in

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["pact.accounts.backends.People"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:board"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # people are invited to an address, so it is theirs
ACCOUNT_CHANGE_EMAIL = True  # one address each; a new one counts when its letter has been answered
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a stranger who mistypes an address makes us write to nobody
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True  # until SESSION_COOKIE_AGE, without asking
ACCOUNT_LOGOUT_REDIRECT_URL = "home:start"
ACCOUNT_ADAPTER = "pact.accounts.adapters.InvitedOnly"
ACCOUNT_FORMS = {
    "login": "pact.accounts.key_forms.SignIn",
    "reset_password": "pact.accounts.key_forms.ForgottenPassword",
    "reset_password_from_key": "pact.accounts.key_forms.NewPassword",
    "set_password": "pact.accounts.key_forms.FirstPassword",
    "change_password": "pact.accounts.key_forms.OtherPassword",
    "add_email": "pact.accounts.key_forms.OtherEmail",
}
MFA_FORMS = {
    "authenticate": "pact.accounts.key_forms.Code",
    "reauthenticate": "pact.accounts.key_forms.CodeAgain",
    "activate_totp": "pact.accounts.key_forms.FirstCode",
}
SESSION_COOKIE_AGE = 60 * 60 * 12
MFA_TOTP_ISSUER = "PACT"
# Who has to set up a second factor: "true" for the roles that pact/accounts/permissions.py calls guarded, or a list
# such as "administrator,manager". Whoever comes in by the council's single sign-on has passed its second factor.
REQUIRE_MFA = env.str("REQUIRE_MFA", "false")

# The council's own single sign-on (OpenID Connect, such as Entra ID), for people who have been invited

OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", "")
OIDC_NAME = env.str("OIDC_NAME", "the council's sign-in")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", "")
# Entra ID does not say whether it has verified an address; say "true" where the council gives out its addresses itself.
OIDC_EMAIL_IS_VERIFIED = env.bool("OIDC_EMAIL_IS_VERIFIED", False)
SOCIALACCOUNT_ADAPTER = "pact.accounts.adapters.KnownPeopleOnly"
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"EMAIL_AUTHENTICATION": True, "VERIFIED_EMAIL": OIDC_EMAIL_IS_VERIFIED}}
if OIDC_SERVER_URL:
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "council",
            "name": OIDC_NAME,
            "client_id": OIDC_CLIENT_ID,
            "secret": OIDC_CLIENT_SECRET,
            "settings": {"server_url": OIDC_SERVER_URL},
        }
    ]

# Security

HTTPS = env.bool("HTTPS", not (DEBUG or DEMO))
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)  # else all people behind it would share one rate limit
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "pact.core.open_forms.refuse_of_unknown_origin"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
PERMISSIONS_POLICY = {"camera": [], "microphone": [], "geolocation": ["self"], "payment": [], "usb": []}
TILE_URL = env.str("TILE_URL", "")  # e.g. the council's own tile server; without one, maps are drawn on plain ground
TILE_ATTRIBUTION = env.str("TILE_ATTRIBUTION", "")
TILE_ORIGINS = env.list("TILE_ORIGINS", [])
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *TILE_ORIGINS],
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        # The button that leads to the single sign-on is a form, and the browser minds where it is sent on to.
        "form-action": [SELF, *([origin(OIDC_SERVER_URL)] if OIDC_SERVER_URL else [])],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Language and time

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

# Clocks that law or the council's own constitution set; the arithmetic is pact.core.working_days

BANK_HOLIDAYS_DIVISION = env.str("BANK_HOLIDAYS_DIVISION", "england-and-wales")
EXTRA_BANK_HOLIDAYS = env.list("EXTRA_BANK_HOLIDAYS", [], subcast=date.fromisoformat)  # proclaimed since release
CLEAR_DAYS = env.int("CLEAR_DAYS", 5)  # SI 2002/715; a council's standing orders may ask for more
CLEAR_DAYS_ARE_WORKING_DAYS = env.bool("CLEAR_DAYS_ARE_WORKING_DAYS", True)
CALL_IN_DAYS = env.int("CALL_IN_DAYS", 5)  # Greenwich 4, Gloucestershire 5, Wigan 7
REPLY_DAYS = env.int("REPLY_DAYS", 28)  # for a body to answer a recommendation
EXECUTIVE_REPLY_MONTHS = env.int("EXECUTIVE_REPLY_MONTHS", 2)

# On the doorstep

DOOR_CLAIM_MINUTES = env.int("DOOR_CLAIM_MINUTES", 60)  # after which a street is free again if nobody calls
DOOR_NOTE_DAYS = env.int("DOOR_NOTE_DAYS", 14)  # after which a note on a door is deleted
DOOR_REST_MONTHS = env.int("DOOR_REST_MONTHS", 12)  # during which nobody asks again where somebody refused
CONSULTATION_REST_DAYS = env.int("CONSULTATION_REST_DAYS", 56)  # before the same people are asked again

# Published numbers

SUPPRESS_BELOW = env.int("SUPPRESS_BELOW", 5)  # counts from 1 to one less are not published; some use 10

# Between notice of an election and polling day nothing is published: "2026-03-23/2026-05-07", several by commas.
PRE_ELECTION_PERIODS = [
    tuple(date.fromisoformat(day) for day in period.split("/")) for period in env.list("PRE_ELECTION_PERIODS", [])
]

# Files

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
MEDIA_ROOT = VAR_DIR / "media"  # never served by address: every file goes through a view that asks who is there
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Forms

CRISPY_TEMPLATE_PACK = "pact"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["pact"]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Mail

EMAIL_CONFIG = env.dj_email_url("EMAIL_URL", "console:" if DEBUG or DEMO else "smtp://localhost:25")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", 20)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "PACT <pact@localhost>")
# GOV.UK Notify instead of SMTP, where there is a key: a template with ((subject)) and ((body)) is all it needs.
NOTIFY_API_KEY = env.str("NOTIFY_API_KEY", "")
NOTIFY_TEMPLATE_ID = env.str("NOTIFY_TEMPLATE_ID", "")
NOTIFY_URL = env.str("NOTIFY_URL", "")
if NOTIFY_API_KEY and not NOTIFY_TEMPLATE_ID:
    raise ImproperlyConfigured(
        "NOTIFY_API_KEY is set but NOTIFY_TEMPLATE_ID is not. Make an e-mail template in GOV.UK Notify whose subject "
        "is ((subject)) and whose message is ((body)), and set NOTIFY_TEMPLATE_ID to its id."
    )

# Words that differ between councils (rules do not)

WORDS = {
    "council": env.str("COUNCIL", "the council"),
    "pact": env.str("PACT_WORD", "Partners and Communities Together"),
    "township": env.str("TOWNSHIP_WORD", "Township"),
    "contact": env.str("CONTACT_EMAIL", ""),  # whom to write to about PACT itself: shown on its standing pages
}
