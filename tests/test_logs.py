"""Logs: lines of text or of JSON, what is bound to them, and settings of both."""

import json
import logging
import re
import threading
from collections.abc import Iterator
from io import StringIO

import pytest
import structlog

from briefbot.errors import InputError
from briefbot.logs import formatter, fresh_reference, reference_of, start_log
from briefbot.operation import HealthSettings, LogSettings


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    """The root of all logs, which is afterwards as it was."""
    root, hook = logging.getLogger(), threading.excepthook
    handlers, level = root.handlers[:], root.level
    quiet = {name: logging.getLogger(name).level for name in ("httpx", "httpcore", "telegram", "alembic", "uvicorn")}
    yield root
    root.handlers[:], root.level = handlers, level
    threading.excepthook = hook
    for name, before in quiet.items():
        logging.getLogger(name).setLevel(before)


def record(message: str, *arguments: object, **more: object) -> logging.LogRecord:
    """A record of Briefbot's own log."""
    return logging.getLogger("briefbot.test").makeRecord(
        "briefbot.test", logging.WARNING, "file.py", 1, message, arguments, None, extra=more or None
    )


def test_a_line_of_text_is_one_line() -> None:
    """Time in UTC, level, what happened, and what is bound; a name with line feeds begins no line of its own."""
    with structlog.contextvars.bound_contextvars(update="7F3K"):
        line = formatter(json=False).format(record("The feed %s fails", "A\nFALSE\x1b[0m", trouble="feeds"))
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z WARNING The feed A\\nFALSE\\x1b\[0m fails \[trouble=feeds\] \[update=7F3K\]",
        line,
    )


def test_a_line_of_json_is_one_object() -> None:
    """With the same in fields of their own; letters are as they are."""
    with structlog.contextvars.bound_contextvars(update="7F3K"):
        line = formatter(json=True).format(record("Лента %s\n", "A", trouble="feeds"))
    told = json.loads(line)
    assert "\n" not in line
    assert "Лента" in line
    assert told.pop("timestamp").endswith("Z")
    assert told == {
        "event": "Лента A\n",
        "level": "warning",
        "logger": "briefbot.test",
        "trouble": "feeds",
        "update": "7F3K",
    }


def test_a_log_begins_at_its_level(root: logging.Logger) -> None:
    """Libraries that tell each address are quieter than that."""
    written = StringIO()
    start_log(LogSettings(level="DEBUG"), written)
    logging.getLogger("briefbot").debug("said")
    logging.getLogger("httpx").info("kept")
    start_log(LogSettings(level="ERROR"), written)
    logging.getLogger("briefbot").warning("kept")
    logging.getLogger("httpx").warning("kept")
    assert "said" in written.getvalue()
    assert "kept" not in written.getvalue()


def test_what_a_thread_raises_is_in_the_log(root: logging.Logger) -> None:
    """As what anybody else raises; that a thread is told to end is none."""
    written = StringIO()
    start_log(LogSettings(json=True), written)

    def fail(error: BaseException) -> None:
        raise error

    for error in (ValueError("oh"), SystemExit()):
        thread = threading.Thread(target=fail, args=(error,))
        thread.start()
        thread.join()
    (line,) = written.getvalue().splitlines()
    assert "ValueError: oh" in json.loads(line)["exception"]


def test_a_log_that_cannot_be_written_ends_nothing(root: logging.Logger) -> None:
    """A disk that is full takes lines, and not the program."""

    class Full(StringIO):
        def write(self, _: str) -> int:
            raise OSError("No space left on device")

    start_log(LogSettings(), Full())
    logging.getLogger("briefbot").error("lost")


def test_an_update_has_one_reference() -> None:
    """The same at each try and after each start, of four signs that nobody takes for one another; others have others."""
    assert reference_of(4242, 1000) == reference_of(4242, 1000)
    many = {reference_of(4242, number) for number in range(1000)}
    assert len(many) > 990
    assert all(re.fullmatch("[2-9A-HJKMNP-TV-Z]{4}", one) for one in (*many, fresh_reference()))


def test_settings_of_logs() -> None:
    """Text from information on where nothing is said; what is no kind and no level is refused."""
    assert LogSettings.of({}) == LogSettings(json=False, level="INFO")
    assert LogSettings.of({"BRIEFBOT_LOG_FORMAT": "JSON", "BRIEFBOT_LOG_LEVEL": "debug"}) == LogSettings(
        json=True, level="DEBUG"
    )
    for wrong in ({"BRIEFBOT_LOG_FORMAT": "xml"}, {"BRIEFBOT_LOG_LEVEL": "loud"}):
        with pytest.raises(InputError, match="none of"):
            LogSettings.of(wrong)


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("", None),
        ("9464", HealthSettings("127.0.0.1", 9464)),
        ("0.0.0.0:9464", HealthSettings("0.0.0.0", 9464)),  # noqa: S104 (a value that is read)
        ("[::]:0", HealthSettings("::", 0)),
    ],
)
def test_where_health_is_told(value: str, meant: HealthSettings | None) -> None:
    """Nowhere unless a port is set, and to this machine alone unless an address is."""
    assert HealthSettings.of({"BRIEFBOT_HEALTH_PORT": value}) == meant


@pytest.mark.parametrize("value", ["yes", "70000", "host:", ":x"])
def test_a_health_port_that_is_none(value: str) -> None:
    """It is refused, by the name of its setting."""
    with pytest.raises(InputError, match="BRIEFBOT_HEALTH_PORT"):
        HealthSettings.of({"BRIEFBOT_HEALTH_PORT": value})
