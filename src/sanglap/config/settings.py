"""Settings of the whole product, read once from the environment through :mod:`sanglap.config.env`."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import csp.constants
from django.utils.translation import gettext_lazy as _

from sanglap.config import env
from sanglap.config.logs import logging_settings

PACKAGE = Path(__file__).resolve().parent.parent
REPOSITORY = PACKAGE.parent.parent

DATA_FOLDER = env.path("SANGLAP_DATA", REPOSITORY / ".sanglap")
COUNTRY_PACK = env.path("SANGLAP_COUNTRY_PACK", REPOSITORY / "countrypacks" / "BD")
DEMO = env.yes("SANGLAP_DEMO", default=False)
DEBUG = env.yes("SANGLAP_DEBUG", default=False)
SECRET_KEY = env.text("SANGLAP_SECRET_KEY")
PUBLIC_ADDRESS = env.text("SANGLAP_PUBLIC_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
LIVE_ADDRESS = env.text("SANGLAP_LIVE_ADDRESS", "").rstrip("/")  # empty: pages poll instead of streaming
GRAPH_ADDRESS = env.text("SANGLAP_GRAPH_ADDRESS", "https://graph.facebook.com/v26.0").rstrip("/")
MEDIA_HOSTS = env.words("SANGLAP_MEDIA_HOSTS", "fbcdn.net,fbsbx.com")
METRICS_TOKEN = env.text("SANGLAP_METRICS_TOKEN")
LEDGER_KEY = env.text("SANGLAP_LEDGER_KEY")
LEDGER_NAME = env.text("SANGLAP_LEDGER_NAME", f"{urlsplit(PUBLIC_ADDRESS).netloc}/ledger")
CALL_BACK_PERCENT = env.number("SANGLAP_CALL_BACK_PERCENT", 5)
CALL_BACK_UNCONFIRMED_PERCENT = env.number("SANGLAP_CALL_BACK_UNCONFIRMED_PERCENT", 10)
SECURE = PUBLIC_ADDRESS.startswith("https://")
TIME_ZONE_OF_PEOPLE = env.text("SANGLAP_TIME_ZONE", "Asia/Dhaka")

ALLOWED_HOSTS = env.words("SANGLAP_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]

DJANGO_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]
LIBRARIES = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
]
ROOMS = [
    "sanglap.foundation",
    "sanglap.ui",
    "sanglap.directory.places",
    "sanglap.directory.people",
    "sanglap.directory.charter",
    "sanglap.directory.offices",
    "sanglap.directory.packs",
    "sanglap.channels",
    "sanglap.journey.arrivals",
    "sanglap.journey.cases",
    "sanglap.journey.ledger",
    "sanglap.journey.dispatch",
    "sanglap.journey.handling",
    "sanglap.journey.privacy",
    "sanglap.journey.redress",
    "sanglap.journey.incidents",
    "sanglap.journey.replies",
    "sanglap.journey.tallies",
    "sanglap.journey.finding",
    "sanglap.journey.desk",
    "sanglap.oversight.dashboards",
    "sanglap.oversight.routing",
    "sanglap.oversight.accuracy",
    "sanglap.oversight.counter",
    "sanglap.oversight.reports",
    "sanglap.oversight.honesty",
    "sanglap.oversight.public",
    "sanglap.oversight.proofs",
    *(["sanglap.demo"] if DEMO else []),
    "sanglap.config.apps.Config",
    "sanglap.apps.WiringConfig",
]
INSTALLED_APPS = [*ROOMS, *DJANGO_APPS, *LIBRARIES]

MIDDLEWARE = [
    "sanglap.config.middleware.HealthFirst",
    "sanglap.config.middleware.RequestsInTheLog",
    "django.middleware.security.SecurityMiddleware",
    "sanglap.config.middleware.ChannelsFirst",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "sanglap.ui.middleware.ReaderLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "sanglap.config.urls"
WSGI_APPLICATION = "sanglap.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sanglap.ui.context.reader",
            ],
            "builtins": ["sanglap.ui.templatetags.reader", "django.templatetags.i18n"],
        },
    },
]


def _database(url: str) -> dict[str, Any]:
    """Turn ``postgresql://user:password@host:port/name?option=value`` into Django's settings."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        message = "SANGLAP_DATABASE_URL must begin with postgresql:// – PostgreSQL is the only database."
        raise env.WrongSetting(message)
    options: dict[str, Any] = {
        key: unquote(value) for key, _, value in (part.partition("=") for part in parts.query.split("&")) if key
    }
    host = options.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "sanglap",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
        "TEST": {"NAME": f"test_sanglap_{env.text('SANGLAP_TEST_NAME', 'all')}"},
    }


DATABASES = {"default": _database(env.text("SANGLAP_DATABASE_URL", "postgresql://sanglap@127.0.0.1:5432/sanglap"))}

AUTH_USER_MODEL = "people.Officer"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "sanglap.directory.people.signing_in.OfficersOnly"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_PREVENT_ENUMERATION = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Sanglap"
MFA_REQUIRED = env.yes("SANGLAP_SECOND_FACTOR_REQUIRED", default=True)
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_VERBOSE = False

LANGUAGE_CODE = env.text("SANGLAP_LANGUAGE", "bn")
LANGUAGES = [("bn", _("Bangla")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = TIME_ZONE_OF_PEOPLE

STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = DATA_FOLDER / "media"
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SECURE
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.yes("SANGLAP_BEHIND_PROXY", default=False) else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [csp.constants.NONE],
        "script-src": [csp.constants.SELF],
        "style-src": [csp.constants.SELF],
        "img-src": [csp.constants.SELF, "data:"],
        "font-src": [csp.constants.SELF],
        "connect-src": [csp.constants.SELF, *([LIVE_ADDRESS] if LIVE_ADDRESS else [])],
        "form-action": [csp.constants.SELF],
        "base-uri": [csp.constants.SELF],
        "frame-ancestors": [csp.constants.NONE],
        "manifest-src": [csp.constants.SELF],
    }
}

LOGGING = logging_settings(as_json=not (DEBUG or DEMO))
PROCRASTINATE_ON_APP_READY = "sanglap.wiring.wire"
SILENCED_SYSTEM_CHECKS = ["models.W042"]
