"""Django settings, all read from the environment; README.md lists what the owner of a site sets."""

import os
import warnings
from pathlib import Path
from typing import Any

import dj_database_url

from config.env import LOOPBACK, BadSetting, Env
from config.language_models import language_model
from config.logs import logging_config
from config.secrets import kept
from config.sockets import socket_path

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()

# What the owner of a site sets ---------------------------------------------------------------

HOST = env.text("HOST", "127.0.0.1")
PORT = env.integer("PORT", 8000, least=1, most=65535)
DATA_DIR = env.folder("DATA_DIR", BASE_DIR / "var")
# A site for this machine alone. Django's own DEBUG stays off: its pages of errors show settings.
LOCAL = env.flag("DEBUG", default=HOST in LOOPBACK)
DEBUG = False
if LOCAL and HOST not in LOOPBACK:
    raise BadSetting("DEBUG", "1", f"0 where HOST is not this machine alone (HOST={HOST!r})")
if not LOCAL and not env.text("SECRET_KEY"):
    raise BadSetting("SECRET_KEY", "", "a long random text when DEBUG=0")
SECRET_KEY = env.text("SECRET_KEY") or kept(DATA_DIR / "secret-key")
HTTPS = env.flag("HTTPS", default=False)
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
GUEST_ACCESS = env.flag("GUEST_ACCESS", default=LOCAL)
SIGN_UP = env.flag("SIGN_UP", default=GUEST_ACCESS)

EMBEDDED_SERVER = not env.text("REDIS_URL")
REDIS_SOCKET = socket_path(DATA_DIR)
REDIS_URL = env.url("REDIS_URL", ["redis", "rediss", "unix"]) or f"unix://{REDIS_SOCKET}"
DATABASE_URL = env.url("DATABASE_URL", ["postgres", "postgresql", "sqlite"])

# What this version does not have is refused, not quietly left out.
if env.names("MARKET_DATA", ["bundled"]) != ["bundled"]:
    raise BadSetting("MARKET_DATA", env.text("MARKET_DATA"), "bundled (no live source yet)")

WORKFLOW_WORKERS = env.integer("WORKFLOW_WORKERS", 2, least=1, most=256)
PERSISTENCE_WORKERS = env.integer("PERSISTENCE_WORKERS", 1, least=1, most=64)
LLM_MODEL = language_model(env)
LLM_SECONDS = env.number("LLM_SECONDS", 20, least=0.1, most=300)
LLM_TOKENS = env.integer("LLM_TOKENS", 60_000, least=1, most=10_000_000)
LLM_DOLLARS = env.number("LLM_DOLLARS", 0.5, least=0, most=1000)
LLM_READINGS_PER_HOUR = env.integer("LLM_READINGS_PER_HOUR", 60, least=0, most=1_000_000)
LLM_RUNS_PER_DAY = env.integer("LLM_RUNS_PER_DAY", 100, least=0, most=1_000_000)
MAX_ITERATIONS = env.integer("MAX_ITERATIONS", 5, least=1, most=50)
HEARTBEAT_SECONDS = env.number("HEARTBEAT_SECONDS", 10, least=0.1, most=300)
EVENT_RETENTION_HOURS = env.number("EVENT_RETENTION_HOURS", 24, least=0.001, most=8760)
STEP_DELAY = env.number("STEP_DELAY", 0, least=0, most=600)
MAX_JOBS_PER_USER = env.integer("MAX_JOBS_PER_USER", 200, least=1, most=1_000_000)
LOG_FORMAT = env.choice("LOG_FORMAT", "text", ["text", "json"])

# numba reads this at import, so it is set before anything can import the engine.
os.environ.setdefault("NUMBA_CACHE_DIR", str(DATA_DIR / "numba"))

# The application ---------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "channels",
    "django_q",
    "ninja",
    "backtests",
]
MIDDLEWARE = [
    "config.security.ContentSecurityPolicy",
    "config.security.known_host",
    "django.middleware.security.SecurityMiddleware",
    "config.compression.Compression",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True
LOGGING = logging_config(LOG_FORMAT)

# Storage -----------------------------------------------------------------------------------------

SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA_DIR / "db.sqlite3",
    "OPTIONS": {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    },
}


# A host that has vanished, with no word of farewell, is known to be gone within half a minute.
SOON_GIVEN_UP = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}


def database() -> dict[str, Any]:
    if not DATABASE_URL:
        return SQLITE
    parsed: dict[str, Any] = {**dj_database_url.parse(DATABASE_URL, conn_max_age=0)}
    if DATABASE_URL.startswith("sqlite"):
        return {**SQLITE, "NAME": parsed["NAME"]}
    return {**parsed, "OPTIONS": {**SOON_GIVEN_UP, **parsed.get("OPTIONS", {})}}


DATABASES = {"default": database()}
if not DATABASES["default"]["NAME"]:
    raise BadSetting("DATABASE_URL", DATABASE_URL, "a URL that ends in the name of a database")

# Delivery ----------------------------------------------------------------------------------------

CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "backtests.delivery.layer.PubSubLayer",
        # redis-py would end a quiet subscription after 5 s.
        "CONFIG": {"hosts": [{"address": REDIS_URL, "socket_timeout": None}]},
    },
}
Q_CLUSTER: dict[str, Any] = {
    "name": "closing-bell",
    "label": "Queues",
    "broker_class": "backtests.delivery.broker.StreamBroker",
    "save_limit": -1,
    "scheduler": False,
    "catch_up": False,
    "guard_cycle": 0.5,
    "workers": WORKFLOW_WORKERS,
    "timeout": 3600,
    "retry": 3700,
    "ALT_CLUSTERS": {
        "workflow": {
            "workers": WORKFLOW_WORKERS,
            "queue_limit": WORKFLOW_WORKERS,
            "timeout": 3600,
            "retry": 3700,
            "recycle": 500,
        },
        "persistence": {
            "workers": PERSISTENCE_WORKERS,
            "queue_limit": PERSISTENCE_WORKERS,
            "timeout": 300,
            "retry": 400,
            "recycle": 500,
        },
    },
}

# Static files --------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "backtests.staticfiles.PackageAssetFinder",
]
STATICFILES_STORAGE = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if LOCAL
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATICFILES_STORAGE},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = LOCAL  # a file that was edited is seen at once
WHITENOISE_MAX_AGE = 0 if LOCAL else 60
# Files are small and whitenoise has no asynchronous reader: the advice does not apply.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous")

# Safety ------------------------------------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
SESSION_COOKIE_NAME = f"closing_bell_session_{PORT}"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
