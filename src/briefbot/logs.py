"""Logs of the programs that run for long, on standard error: lines of text or of JSON, of libraries too, and without a secret.

Each record goes through structlog's processors, and bears what is bound to its context: of an update its reference, which
whoever sent it is told where it fails, so that its lines can be found.
"""

import logging
import secrets
import sys
import threading
from collections.abc import MutableMapping
from hashlib import blake2b
from typing import Any, TextIO

import structlog
from structlog.stdlib import ProcessorFormatter

from briefbot.operation import LogSettings
from briefbot.redaction import hide, without_secrets

# Letters and digits that nobody takes for one another; four of them tell 800,000 updates apart.
_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 4
# What these say below a warning is of use to who writes them: httpx names every address.
_QUIET = ("httpx", "httpcore", "telegram", "alembic")
# A server that fails to answer is told of where that is noticed.
_SILENT = ("uvicorn",)
_KEPT = "_record", "_from_structlog"

_log = logging.getLogger(__name__)


def reference_of(*names: object) -> str:
    """The reference of something that happens, the same for the same names, like 7F3K."""
    number = int.from_bytes(blake2b(repr(names).encode(), digest_size=8).digest())
    return "".join(_SIGNS[number // len(_SIGNS) ** place % len(_SIGNS)] for place in range(_LENGTH))


def fresh_reference() -> str:
    """A reference of something that has no name: any."""
    return "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))


def start_log(settings: LogSettings, stream: TextIO | None = None) -> None:
    """Log as the settings say, on standard error or this stream, what threads raise too; the settings' secrets are hidden."""
    hide(settings.secrets)
    handler = _Handler(stream or sys.stderr)
    handler.setFormatter(formatter(json=settings.json))
    logging.basicConfig(level=settings.level, handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(settings.level)))
    for name in _SILENT:
        logging.getLogger(name).setLevel(logging.ERROR)
    threading.excepthook = _of_thread


def formatter(*, json: bool) -> logging.Formatter:
    """What makes a line of a record."""
    first: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(allow=["trouble"]),
        structlog.processors.format_exc_info,  # without the values of variables: they are what people wrote
        _redacted,
    ]
    last = structlog.processors.JSONRenderer(ensure_ascii=False, sort_keys=True) if json else _line
    return ProcessorFormatter(foreign_pre_chain=first, processors=[ProcessorFormatter.remove_processors_meta, last])


class _Handler(logging.StreamHandler[TextIO]):
    """Writes lines; of one that cannot be made or written, it tells no more than that."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging's)
        """Say in place of a line that it is missing, without what it was to say: secrets may be in that."""
        kind = sys.exc_info()[0]
        why = f"{kind.__name__ if kind else 'a fault'} in {record.module}, line {record.lineno}"
        try:
            self.stream.write(f"A line of the log is missing ({why}).{self.terminator}")
        except (OSError, ValueError):  # a disk that is full, a terminal that is gone: the program goes on
            return


def _redacted(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for name, value in event.items():
        if name not in _KEPT:
            event[name] = without_secrets(str(value))
    return event


def _line(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> str:
    """A record as a line of text, with its traceback in lines of their own below it."""
    at, level, told, trace = (event.pop(name, "") for name in ("timestamp", "level", "event", "exception"))
    event.pop("logger", None)
    bound = "".join(f" [{name}={value}]" for name, value in sorted(event.items()))
    line = f"{at} {level.upper()} {told}{bound}"
    # What a feed or a page has for its name begins no line of its own.
    whole = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in line)
    return without_secrets(f"{whole}\n{trace}" if trace else whole)


def _of_thread(failed: threading.ExceptHookArgs) -> None:
    """Tell of what a thread raises and nobody catches."""
    kind, error = failed.exc_type, failed.exc_value
    if error is not None and not issubclass(kind, SystemExit):
        _log.error("A thread ended by a fault.", exc_info=(kind, error, failed.exc_traceback))
