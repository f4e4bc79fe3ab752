"""Django's settings: what can differ between installations comes from the environment, each named in
docs/reference/settings.md."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from duban.site import env

HOME = Path(env.text("DUBAN_HOME", "duban-data")).absolute()
env.load(HOME)

SECRET_KEY = env.secret("DUBAN_SECRET_KEY", least=50)
DEBUG = env.flag("DUBAN_DEBUG", False)
ALLOWED_HOSTS = env.names("DUBAN_HOSTS", "127.0.0.1,localhost")
HTTPS = env.flag("DUBAN_HTTPS", False)
PROXIES = env.number("DUBAN_PROXIES", 0, least=0, most=5)

INSTALLED_APPS = [
    "duban.apps.home",
    "duban.apps.bulletins",
    "duban.apps.supervision",
    "duban.apps.indicators",
    "duban.apps.progress",
    "duban.apps.plans",
    "duban.apps.dispatch",
    "duban.apps.outbox",
    "duban.apps.accounts",
    "duban.apps.organizations",
    "duban.apps.calendars",
    "duban.apps.audit",
    "duban.apps.jobs",
    "duban.apps.web",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "duban.apps.accounts.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "duban.apps.calendars.middleware.CalendarMiddleware",
    "duban.apps.web.middleware.RefusalMiddleware",
    "duban.apps.accounts.middleware.CapacityMiddleware",
    "duban.apps.accounts.middleware.SignInMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "duban.site.urls"
WSGI_APPLICATION = "duban.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "duban.apps.web.context.frame",
                "duban.apps.accounts.context.capacities",
            ],
            "builtins": ["duban.apps.web.templatetags.duban"],
        },
    },
]

DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{HOME / 'duban.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FILES = HOME / "files"  # uploads, by content
CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": HOME / "cache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# Reminders that leave the house: without EMAIL_HOST none goes by e-mail, without ADDRESS they name no link
ADDRESS = env.address("DUBAN_ADDRESS")
FEEDS = env.flag("DUBAN_FEEDS", True)
EMAIL_HOST = env.text("DUBAN_EMAIL_HOST", "")
_EMAIL_WAY = env.choice("DUBAN_EMAIL_ENCRYPTION", "starttls", ("none", "starttls", "tls"))
EMAIL_USE_TLS, EMAIL_USE_SSL = _EMAIL_WAY == "starttls", _EMAIL_WAY == "tls"
EMAIL_PORT = env.number("DUBAN_EMAIL_PORT", 465 if EMAIL_USE_SSL else 587, least=1, most=65535)
EMAIL_HOST_USER = env.text("DUBAN_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("DUBAN_EMAIL_PASSWORD", "")
DEFAULT_FROM_EMAIL = env.text("DUBAN_EMAIL_FROM", EMAIL_HOST_USER or "duban@localhost")

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
_COLLECTED = STATIC_ROOT.is_dir()  # `duban serve` collects before it starts
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not _COLLECTED
WHITENOISE_ALLOW_ALL_ORIGINS = False

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "home:home"
MESSAGE_STORAGE = "django.contrib.messages.storage.fallback.FallbackStorage"  # signed, with the answer: no row written
UPLOAD_BYTES = 50 * 2**20
FILE_UPLOAD_HANDLERS = [
    "duban.apps.web.uploads.SizeHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# Passwords, lock-out and sessions: GB/T 22239-2019 8.1.4.1 (身份鉴别)
PASSWORD_DAYS = env.number("DUBAN_PASSWORD_DAYS", 90, least=0, most=3650)
SESSION_IDLE_MINUTES = env.number("DUBAN_SESSION_IDLE_MINUTES", 30, least=1, most=1440)
SESSION_HOURS = env.number("DUBAN_SESSION_HOURS", 12, least=1, most=72)
SESSIONS_PER_ACCOUNT = env.number("DUBAN_SESSIONS_PER_ACCOUNT", 2, least=1, most=20)
SESSION_BIND_ADDRESS = env.flag("DUBAN_SESSION_BIND_ADDRESS", True)
AXES_FAILURE_LIMIT = env.number("DUBAN_LOCKOUT_FAILURES", 5, least=3, most=20)
LOCKOUT_MINUTES = env.number("DUBAN_LOCKOUT_MINUTES", 30, least=1, most=1440)
AXES_COOLOFF_TIME = timedelta(minutes=LOCKOUT_MINUTES)
AXES_HANDLER = "duban.apps.accounts.lockout.Handler"
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_USERNAME_CALLABLE = "duban.apps.accounts.lockout.name_of_request"
AXES_CLIENT_IP_CALLABLE = "duban.apps.accounts.lockout.address_of_request"
AXES_LOCKOUT_CALLABLE = "duban.apps.accounts.views.sign_in.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the hour named on the page holds
AXES_DISABLE_ACCESS_LOG = True  # sign-ins are in our own record
SESSION_ENGINE = "duban.apps.accounts.browser_sessions"
SESSION_COOKIE_AGE = (SESSION_HOURS + 1) * 3600  # our own limit comes first, and is recorded
SESSION_COOKIE_NAME = "duban_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "duban.apps.web.views.csrf_failure"
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS if host != "*"] if HTTPS else []
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES and HTTPS else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"axes": {"level": "ERROR"}},
}
