"""The whole house's settings. Each ONTACT_ variable is explained in docs/operating/settings.md."""

import sys
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from ontact.config import env
from ontact.config.discovery import packages

ROOT = env.ROOT
VAR = env.folder("ONTACT_VAR", ROOT / "var")
TOOLS = env.folder("ONTACT_TOOLS", ROOT / "var" / "tools")
TESTING = "pytest" in sys.modules
if not TESTING:
    env.load_secrets(VAR / "secrets.env")

DEMO = env.flag("ONTACT_DEMO")
DEBUG = False
SECRET_KEY = env.secret("ONTACT_SECRET_KEY")
BASE_URL = env.text("ONTACT_BASE_URL", "http://localhost:8000").rstrip("/")
HTTPS = BASE_URL.startswith("https://")
ALLOWED_HOSTS = env.names("ONTACT_HOSTS", f"{urlsplit(BASE_URL).hostname},localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
MAIL_URL = env.text("ONTACT_MAIL_URL")
if DEMO:
    env.refuse_open_demo(BASE_URL, ALLOWED_HOSTS, MAIL_URL)
# The mast-head "an official site of …": only an operator who is the city may switch it on.
OFFICIAL = env.flag("ONTACT_OFFICIAL")
MORE_CAPABILITIES = env.folders("ONTACT_MORE_CAPABILITIES")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "django_vite",
    "django_tasks",
    "django_tasks_db",
    *packages(MORE_CAPABILITIES),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "ontact.config",
]

MIDDLEWARE = [
    "ontact.config.redact.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "ontact.web.middleware.PermissionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "ontact.web.csrf.FormTokenMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ontact.web.middleware.LanguageAndZoneMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ontact.web.middleware.RefusalMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ontact.config.access.FenceMiddleware",
]

ROOT_URLCONF = "ontact.config.urls"
WSGI_APPLICATION = "ontact.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.template.context_processors.i18n",
                "django.template.context_processors.tz",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "ontact.config.navigation.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "ontact.web.templatetags.web",
            ],
        },
    }
]
FORM_RENDERER = "ontact.web.forms.KrdsRenderer"

DATABASES = {"default": env.database(env.text("ONTACT_DATABASE_URL"), VAR)}
ATOMIC_REQUESTS = False

AUTH_USER_MODEL = "people.Person"
# An address is unique among those who have claimed it (a constraint), not among all: guests may share one.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/my/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "ontact.commons.people.adapters.MailedCodeAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Six digits can be read out over the telephone; three attempts a code and fifteen codes an hour make guessing hopeless.
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
# A whole office may sit behind one address of the network.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "signup": "30/m/ip",
    "request_login_code": "60/m/ip,3/m/key,15/h/key",
}
ACCOUNT_FORMS = {
    "login": "ontact.commons.people.forms.sign_in.AddressForm",
    "signup": "ontact.commons.people.forms.sign_in.NewcomerForm",
    "confirm_login_code": "ontact.commons.people.forms.sign_in.SignInCodeForm",
    "confirm_email_verification_code": "ontact.commons.people.forms.sign_in.AddressCodeForm",
    "add_email": "ontact.commons.people.forms.sign_in.NewAddressForm",
}
MFA_ADAPTER = "ontact.commons.people.adapters.SealedMFAAdapter"
MFA_FORMS = {
    "activate_totp": "ontact.commons.people.forms.second_proof.AppCodeForm",
    "authenticate": "ontact.commons.people.forms.second_proof.ProofForm",
    "reauthenticate": "ontact.commons.people.forms.second_proof.ProofAgainForm",
    "add_webauthn": "ontact.commons.people.forms.second_proof.PasskeyForm",
    "edit_webauthn": "ontact.commons.people.forms.second_proof.KeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

CSRF_FAILURE_VIEW = "ontact.web.refusals.csrf_failure"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = False  # the proxy in front does it (deploy/nginx)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

LIVEKIT_URL = env.text("ONTACT_LIVEKIT_URL", "http://127.0.0.1:7880")
LIVEKIT_PUBLIC_URL = env.text("ONTACT_LIVEKIT_PUBLIC_URL")
LIVEKIT_KEY = env.text("ONTACT_LIVEKIT_KEY", "devkey")
LIVEKIT_SECRET = env.secret("ONTACT_LIVEKIT_SECRET")
USHER_SOCKET = env.text("ONTACT_USHER_SOCKET", str(VAR / "run" / "usher.sock"))

_livekit_sources = [LIVEKIT_PUBLIC_URL] if LIVEKIT_PUBLIC_URL else ["ws:", "wss:"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        # React and LiveKit set widths and ring angles as style attributes; style elements still need the nonce.
        "style-src-attr": ["'unsafe-inline'"],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:", "mediastream:"],
        "connect-src": [SELF, *_livekit_sources],
        "worker-src": [SELF, "blob:"],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
    }
}

LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", _("Korean")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "ontact_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
# The foundation is no app; the others are named so that our words go before those of Django's apps ("Sessions").
LOCALE_PATHS = [ROOT / "src" / "ontact" / "foundation" / "locale"] + [
    ROOT.joinpath("src", *name.split(".")) / "locale" for name in packages()
]
USE_TZ = True
TIME_ZONE = env.text("ONTACT_TIME_ZONE", "Asia/Seoul")

STATIC_URL = "/static/"
STATIC_ROOT = TOOLS / "static"
STATICFILES_DIRS = [TOOLS / "client"] if (TOOLS / "client").exists() else []
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(VAR / "media"), "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 31_536_000
DJANGO_VITE = {"default": {"manifest_path": str(TOOLS / "client" / "manifest.json")}}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_HANDLERS = ["ontact.commons.media.uploads.BoundedUpload"]

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(VAR / "outbox")
DEFAULT_FROM_EMAIL = env.text("ONTACT_MAIL_FROM", "ontact@localhost")
_mail = urlsplit(MAIL_URL)
if _mail.scheme in ("smtp", "smtps"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail.hostname or "localhost"
    EMAIL_PORT = _mail.port or (465 if _mail.scheme == "smtps" else 25)
    EMAIL_HOST_USER = _mail.username or ""
    EMAIL_HOST_PASSWORD = _mail.password or ""
    EMAIL_USE_SSL = _mail.scheme == "smtps"
    EMAIL_USE_TLS = _mail.scheme == "smtp" and EMAIL_PORT == 587
    EMAIL_TIMEOUT = 10

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEST_RUNNER = "django.test.runner.DiscoverRunner"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"redact": {"()": "ontact.config.redact.Redactor"}},
    "formatters": {"line": {"()": "ontact.config.redact.Lines"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["redact"]},
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django.request": {"level": "ERROR"}},
}

if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}
    # Threads that contend need a file; the rest of the tests live in memory.
    DATABASES["default"] = {**DATABASES["default"], "TEST": {"NAME": env.text("ONTACT_TEST_SQLITE") or None}}
