"""One settings file. Every difference between deployments is an environment variable; a bad one stops the start."""

import re
from datetime import timedelta
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured

from . import logs
from .databases import read_databases
from .environment import env, read, read_list, read_number
from .secret import local_secret, private_folder, refuse_weak
from .sqlite import SAFE as SAFE_SQLITE  # noqa: F401  a system check compares the running one with it
from .storages import read_static_url, read_storages

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = private_folder(BASE_DIR / "var")

YES_OR_NO = "Write true or false."
PRODUCTION = read(env.bool, "TREATYTRACKER_PRODUCTION", False, YES_OR_NO)
DEBUG = read(env.bool, "DEBUG", False, YES_OR_NO)
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured(
        "DEBUG shows private data and must be off where TREATYTRACKER_PRODUCTION is on. Unset it."
    )

SECRET_KEY = env.str("SECRET_KEY", "")
if PRODUCTION:
    refuse_weak(SECRET_KEY)
SECRET_KEY = SECRET_KEY or local_secret(VAR_DIR / "secret-key")

ALLOWED_HOSTS = read_list(
    "ALLOWED_HOSTS",
    [] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"],
    r"[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]|\*",
    "Write host names only, without https://, port and slash, as in treaties.example.org.",
)
if PRODUCTION and (not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS):
    raise ImproperlyConfigured("ALLOWED_HOSTS: name the hosts that the site answers to, as in treaties.example.org.")
CSRF_TRUSTED_ORIGINS = read_list(
    "CSRF_TRUSTED_ORIGINS",
    [],
    r"https?://[A-Za-z0-9.*:\[\]-]+",
    "Write https:// and the host name, nothing after it, as in https://treaties.example.org.",
)

INSTALLED_APPS = [
    "treatytracker",  # its commands
    "clauses.apps.ClausesConfig",
    "clauses.admin.apps.TreatyAdminConfig",
    "clauses.admin.apps.SignInConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "import_export",
    "simple_history",
]

MIDDLEWARE = [
    "treatytracker.logs.log_requests",
    "treatytracker.requests.visitors.warn_of_proxies",
    # The next four set headers: whatever answers below them, a redirect, a file or an error, has them.
    "csp.middleware.CSPMiddleware"
    if django.VERSION < (6,)
    else "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "treatytracker.requests.middleware.say_more_headers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "treatytracker.requests.health.answer_health",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "treatytracker.requests.patience.limit_statements",
    "treatytracker.requests.middleware.refuse_broken_addresses",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "clauses.admin.accounts.known_places.remember_places",
    "clauses.admin.accounts.hashing.answer_when_busy",
    "treatytracker.requests.maintenance.pause",
    "treatytracker.requests.middleware.renew_sessions",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
    "treatytracker.requests.unavailable.answer_unavailable",
]

ROOT_URLCONF = "treatytracker.urls"
WSGI_APPLICATION = "treatytracker.wsgi.application"
ASGI_APPLICATION = "treatytracker.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["clauses.templatetags.typed"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# --- What is kept -----------------------------------------------------------------------------------------------------

# In the memory of each process, so that nothing has to be set up. Pages are packed: three thousand take some 30 MB.
IN_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": IN_MEMORY},
    "pages": {"BACKEND": IN_MEMORY, "LOCATION": "pages", "OPTIONS": {"MAX_ENTRIES": 3000}},
    "answers": {"BACKEND": IN_MEMORY, "LOCATION": "answers", "OPTIONS": {"MAX_ENTRIES": 3000}},
    "orders": {"BACKEND": IN_MEMORY, "LOCATION": "orders", "OPTIONS": {"MAX_ENTRIES": 24}},  # of whole tables
}
KEEP_PAGES = True

# --- Database ---------------------------------------------------------------------------------------------------------

DATABASES = read_databases(VAR_DIR / "db.sqlite3")
REPLICAS = [alias for alias in DATABASES if alias != "default"]
DATABASE_ROUTERS = ["treatytracker.replicas.asked.Readers"] if REPLICAS else []
# How many seconds of what was written a replica may lack that readers are answered from.
REPLICA_MAX_LAG = read_number("DATABASE_REPLICA_MAX_LAG", 5, 0, "Write a number of seconds, or 0 for none.")
if REPLICAS:  # the last: nothing else comes between it and the page, which it may ask for again
    MIDDLEWARE.append("treatytracker.requests.replicas.ask_replicas")
# How long one statement for a reader may take, in the public pages alone; 0: as long as it likes.
STATEMENT_SECONDS = read_number("STATEMENT_SECONDS", 10, 0, "Write a number of seconds, or 0 for no limit.")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# --- The browser and signing in ---------------------------------------------------------------------------------------

STATIC_URL, static_hosts = read_static_url()
POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'", *static_hosts],
    "style-src": ["'self'", *static_hosts],
    "img-src": ["'self'", "data:", *static_hosts],
    "font-src": ["'self'", *static_hosts],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
SECURE_CSP = POLICY  # read by Django 6
CONTENT_SECURITY_POLICY = {"DIRECTIVES": POLICY}  # read by django-csp

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "clauses.admin.forms.typed.csrf_failure"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = ["^healthz$"]  # asked for inside the machine, where nobody speaks HTTPS
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"

JUST_WRITTEN_COOKIE = "__Host-just-written" if PRODUCTION else "just-written"
KNOWN_PLACE_COOKIE = "__Host-known-place" if PRODUCTION else "known-place"
PASSWORD_HASHERS = ["clauses.admin.accounts.hashing.FewAtOnce"]
PASSWORDS_AT_ONCE = 2  # worked out for strangers, on this machine; there is one place more for who is known
PASSWORDS_FOLDER = VAR_DIR  # of the files by which the processes of a machine share these places
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]
SESSION_COOKIE_AGE = 3600 * read_number("SESSION_HOURS", 12, 1, "Write a number of hours.")  # of doing nothing
REQUIRE_TWO_STEP_SIGN_IN = read(env.bool, "REQUIRE_TWO_STEP_SIGN_IN", False, YES_OR_NO)
OTP_TOTP_ISSUER = "treatytracker"  # how an app on a telephone names the code
AUTHENTICATION_BACKENDS = ["clauses.admin.accounts.lockout.ClosedDoor", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "admin:login"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no further cookie
FILE_UPLOAD_HANDLERS = [
    "treatytracker.requests.uploads.NotFromStrangers",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000  # 400 clauses of a sheet, each ticked, and changed by somebody else meanwhile

CONTACT_ADDRESS = env.str("CONTACT_ADDRESS", "").strip()  # where readers report errors
if not re.fullmatch(r"([^@\s<>\"]+@[A-Za-z0-9.-]+|https?://[^\s<>\"]+)?", CONTACT_ADDRESS):
    raise ImproperlyConfigured(
        "CONTACT_ADDRESS: write an e-mail or a web address, as in corrections@example.org or https://example.org/contact."
    )

# --- Files, language, time --------------------------------------------------------------------------------------------

STORAGES = read_storages(collected=PRODUCTION)
MEDIA_ROOT = VAR_DIR / "files"
STATIC_ROOT = private_folder(VAR_DIR / "static")  # whitenoise warns where it is missing
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_ALLOW_ALL_ORIGINS = False
LANGUAGE_CODE = "en-gb"
FORMAT_MODULE_PATH = "treatytracker.formats"
USE_I18N = False  # one language: to look up every word of Django's own forms costs a sixth of a page of the admin
USE_TZ = True
TIME_ZONE = "UTC"

# --- Wrong passwords --------------------------------------------------------------------------------------------------

TRUSTED_PROXIES = read_number("TRUSTED_PROXIES", 0, 0, "Write how many proxies of yours stand before the site.")
AXES_HANDLER = "clauses.admin.accounts.lockout.Failures"
AXES_CLIENT_IP_CALLABLE = "treatytracker.requests.visitors.address_of"
AXES_LOCKOUT_CALLABLE = "clauses.admin.accounts.lockout.too_many"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address"]
AXES_FAILURE_LIMIT = 5  # for one account from one address
FAILURES_FROM_ONE_ADDRESS = 20  # for whatever accounts; an office may be one address
AXES_COOLOFF_TIME = timedelta(minutes=read_number("LOCK_MINUTES", 15, 1, "Write a number of minutes."))
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = AXES_VERBOSE = False

# --- How it runs ------------------------------------------------------------------------------------------------------

LOGGING = logs.configuration(production=PRODUCTION)
MAINTENANCE_FILE = VAR_DIR / "maintenance"

# --- Libraries --------------------------------------------------------------------------------------------------------

IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "import"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "export"
SIMPLE_HISTORY_REVERT_DISABLED = True
