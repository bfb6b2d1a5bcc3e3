"""How programs tell what they do: one JSON object a line in production, plain lines for a person in the demo.

A log line names things by their ids. Words of citizens, names, telephone numbers and tokens stay out of it, also where
a library or an error message would have brought them in.
"""

from __future__ import annotations

import re
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

HIDDEN = "(hidden)"
PRIVATE_KEYS = frozenset({
    "access_token", "authorization", "author", "author_name", "body", "contact", "cookie", "email", "headers", "message", "name",
    "password", "phone", "secret", "signature", "text", "token",
})  # fmt: skip
_TOKENS = re.compile(r"(?i)\b((?:access_|verify_)?token|secret|password|signature|appsecret_proof)(=|: ?|%3D)[^\s&\"',)]+")
_PASSWORD_IN_ADDRESS = re.compile(r"(://[^:/@\s]+):[^@/\s]+@")
_ROWS = re.compile(r"(?m)^(DETAIL|CONTEXT):.*(?:\n(?!\w+:|Traceback| {2}File).*)*")
_QUIET = {  # talkative libraries: what they say at INFO holds addresses and arguments, and nobody reads it
    "httpx": "WARNING",
    "httpcore": "WARNING",
    "procrastinate": "WARNING",
    "axes": "ERROR",
    "django.request": "ERROR",
    "django.server": "WARNING",
    "PIL": "WARNING",
}


def logging_settings(*, as_json: bool) -> dict[str, Any]:
    """Return Django's ``LOGGING`` and set structlog up alike, so that libraries' lines and ours look the same."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.format_exc_info,
        keep_private,
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    shown: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False) if as_json else structlog.dev.ConsoleRenderer(colors=False)
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, shown],
            }
        },
        "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stream"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            **{name: {"level": level} for name, level in _QUIET.items()},
        },
    }


def keep_private(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Hide what is private: by the name of the value, and by its look inside of texts."""
    return {key: HIDDEN if key in PRIVATE_KEYS else _without_secrets(value) for key, value in event.items()}


def _without_secrets(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    without = _TOKENS.sub(rf"\1\2{HIDDEN}", value)
    without = _PASSWORD_IN_ADDRESS.sub(rf"\1:{HIDDEN}@", without)
    return _ROWS.sub(rf"\1: {HIDDEN}", without)  # PostgreSQL quotes whole rows in its details
