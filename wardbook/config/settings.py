"""Every setting of Wardbook, in one file; what varies between places comes from WARDBOOK_*."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF

from wardbook.config.secret import kept_secret

ROOT = Path(__file__).resolve().parents[2]


def text(name: str, default: str = "") -> str:
    """A setting from the environment, or from the file named by ``<name>_FILE``."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def flag(name: str) -> bool:
    return text(name).lower() in {"1", "true", "yes", "on"}


def database(url: str, folder: Path) -> dict[str, object]:
    """The database named by ``url``; an empty one is the embedded SQLite book in ``folder``."""
    if not url:
        return {
            "ENGINE": "wardbook.config.sqlite",
            "NAME": folder / "book.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 5,  # seconds a writer waits for the others before it gives up
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;",
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        # How often a statement of wardbook.web.prepared is run before its plan is kept, and that
        # it is kept then: what is asked by key is found the same way whatever the key.
        "OPTIONS": {"prepare_threshold": 3, "options": "-c plan_cache_mode=force_generic_plan"},
    }


# --- This place -------------------------------------------------------------------------------

DATA = Path(text("WARDBOOK_DATA", str(ROOT / "var")))  # the book, originals, secret
CATALOGUE = ROOT / "catalogue"
SAMPLES = ROOT / "samples"
KEPT = DATA / "kept"  # pages of citizens as they left, served before Django
KEPT_MOST = 512 * 2**20  # bytes of all of them that `wardbook tick` leaves
ORIGINALS = DATA / "originals"  # papers as received; never below a served folder
DEBUG = flag("WARDBOOK_DEBUG")
SECRET_KEY = text("WARDBOOK_SECRET_KEY") or kept_secret(DATA / "secret-key")
ALLOWED_HOSTS = text("WARDBOOK_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
HTTPS = flag("WARDBOOK_HTTPS")
PROXIES = int(text("WARDBOOK_PROXIES", "0"))  # web servers of ours in front of this one
DATABASES = {"default": database(text("WARDBOOK_DATABASE"), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Parts ------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "wardbook.office",  # first: its `migrate` also sets the guards of the ledger
    "wardbook.portal",
    "wardbook.exchange",
    "wardbook.reports",
    "wardbook.figures",
    "wardbook.cases",
    "wardbook.documents",
    "wardbook.org",
    "wardbook.ledger",
    "wardbook.web",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "wardbook.web.headers.headers",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wardbook.web.audit.audit",  # outside the sign-in, whose refusals it tells
    "wardbook.web.middleware.StaffChain",  # sessions and sign-in, under the office only
    "wardbook.web.limits.limits",
    "wardbook.web.middleware.deny_unmarked",
]
SILENCED_SYSTEM_CHECKS = ["axes.W002"]  # its middleware stands inside StaffChain
ROOT_URLCONF = "wardbook.config.urls"
WSGI_APPLICATION = "wardbook.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
FORM_RENDERER = "wardbook.web.forms.Renderer"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "wardbook",
    },
    "limits": {  # of every process together; `wardbook migrate` makes its table
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "wardbook_limits",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Public pages, kept apart so that they never push out what others count in the cache.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 1000},  # of 50 kB at most
    },
    "files": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "files",
        "OPTIONS": {"MAX_ENTRIES": 20},  # of 2 MB at most: whole lists
    },
}
PORTAL_LAG = 1  # seconds that a public page may lag behind the ledger

# --- Letters ----------------------------------------------------------------------------------

# Where people find the public site, for letters and slips; without it neither names a place.
SITE = text("WARDBOOK_SITE").rstrip("/")
MAIL = urlsplit(text("WARDBOOK_MAIL"))  # smtp://user:password@host:port, smtps:// for TLS
EMAIL_HOST, EMAIL_PORT = MAIL.hostname or "", MAIL.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(MAIL.username or ""), unquote(MAIL.password or "")
EMAIL_USE_SSL = MAIL.scheme == "smtps"
EMAIL_USE_TLS = MAIL.scheme == "smtp" and bool(MAIL.username)  # no password goes in the clear
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = text("WARDBOOK_MAIL_FROM", "wardbook@localhost")

# --- Words and numbers ------------------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [ROOT / "wardbook" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

# --- Sign-in ----------------------------------------------------------------------------------

AUTH_USER_MODEL = "org.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "wardbook.org.accounts.Accounts",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    # Twelve digits are an identity card, ten a telephone: others know them.
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "office:sign-in"
LOGIN_REDIRECT_URL = "office:home"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "wardbook.office.views.session.locked_out"
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "wardbook.web.client.address"
AXES_DISABLE_ACCESS_LOG = True  # it would keep the address of everybody who ever signed in
SESSION_ENGINE = "wardbook.org.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
# Over TLS the browser itself refuses a cookie of that name that another host or path set.
SESSION_COOKIE_NAME = f"{'__Host-' if HTTPS else ''}wardbook_office"
CSRF_COOKIE_NAME = f"{'__Host-' if HTTPS else ''}wardbook_form"
SESSION_COOKIE_PATH = "/"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "wardbook.web.trouble.foreign_form"

# --- What leaves and what comes in ------------------------------------------------------------

AUDIT_SIGNATURE = "wardbook.office.audit.signature"
LIMITS = {  # requests of one visitor, in so many seconds; reading pages has no limit
    "search": (60, 60),
    "holder": (60, 600),  # words that open nothing; right ones are not counted
    "holder-all": (6000, 600),
    "send": (20, 3600),  # forms of the public site
    "send-all": (600, 3600),
    "sign-in": (200, 600),  # a whole office may come from one address; wrong passwords lock sooner
    "upload": (120, 600),
}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# A paper is judged for secrecy marks before a byte of it reaches a disk.
FILE_UPLOAD_HANDLERS = ["wardbook.web.uploads.InMemory"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 21 * 1024 * 1024  # bytes held of one file: more than a paper may have
UPLOAD_MAX_SIZE = 64 * 1024 * 1024  # bytes of one request; threads of a process hold so much each
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "wardbook.web.finders.PackageFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # nothing uses it
    "staticfiles": {"BACKEND": "wardbook.web.storage.HashedStaticFiles"},
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "wardbook.web.logs.Discreet"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # What these say of wrong passwords and addresses that are not there is a stranger's typing.
    "loggers": {
        name: {"level": "ERROR"} for name in ("axes", "django.request", "django.security.csrf")
    }
    | {"django.security.DisallowedHost": {"level": "CRITICAL"}},
}
