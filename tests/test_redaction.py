"""Secrets in logs: what tries to get past the filter, and what is no secret and stays."""

import base64
import html
import json
import logging
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from briefbot import redaction
from briefbot.logs import start_log
from briefbot.operation import LogSettings
from briefbot.redaction import Redactor, hide, without_secrets

TOKEN = "4242424242:AAHw-TEST_token-of-no-bot_at-all12345"  # noqa: S105 (of no bot)
END = TOKEN.partition(":")[2]
ANOTHER = "99887766:AAZz9988776655443322110099887766554"
PASSWORD = "pa'ss\"wö/rd@h\\ome"  # noqa: S105 (of no database)
SETTINGS = {
    "BRIEFBOT_TELEGRAM_TOKEN": TOKEN,
    "BRIEFBOT_WEB_TOKEN": "a-Long.Web_Token~for+pages",
    "BRIEFBOT_WEBHOOK_SECRET": "webhook-SECRET_1",
    "BRIEFBOT_DATABASE_URL": f"postgresql://somebody:{quote(PASSWORD, safe='')}@db.example.org/briefbot?sslpassword=of-the-key",
    "BRIEFBOT_SEARCH_URL": "https://reader:search-Password@search.example.org:9200/index",
}
SECRETS = (TOKEN, END, ANOTHER, PASSWORD, "a-Long.Web_Token~for+pages", "webhook-SECRET_1", "of-the-key", "search-Password")
WRITINGS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "in an address": lambda secret: f"https://api.telegram.org/bot{secret}/getMe",
    "glued to words": lambda secret: f"file{secret}end",
    "in capitals": str.upper,
    "in small letters": str.lower,
    "percent-encoded": lambda secret: quote(secret, safe=""),
    "as a form's field": lambda secret: f"a=1&b={quote_plus(secret)}&c=2",
    "each sign percent-encoded": lambda secret: "".join(f"%{byte:02x}" for byte in secret.encode()),
    "an address within an address": lambda secret: quote(f"https://host/bot{quote(secret, safe='')}/x", safe=""),
    "a repr": repr,
    "a repr of bytes": lambda secret: repr(secret.encode()),
    "a repr of a repr": lambda secret: repr({"it": repr(secret)}),
    "JSON": lambda secret: json.dumps({"it": [secret]}),
    "JSON with signs as they are": lambda secret: json.dumps({"it": secret}, ensure_ascii=False),
    "JSON in JSON": lambda secret: json.dumps(json.dumps({"it": secret})),
    "each sign escaped": lambda secret: "".join(f"\\u{ord(sign):04x}" for sign in secret),
    "HTML": html.escape,
    "each sign an entity": lambda secret: "".join(f"&#{ord(sign)};" for sign in secret),
    "in Base64 behind a name": lambda secret: base64.b64encode(f"name:{secret}".encode()).decode(),
}


@pytest.fixture(autouse=True)
def _anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one test hides is no secret to the next."""
    monkeypatch.setattr(redaction._PROCESS, "redactor", Redactor())


@pytest.fixture(params=[False, True], ids=["text", "json"])
def log(request: pytest.FixtureRequest) -> Iterator[StringIO]:
    """A log of each kind, from the lowest level on, as a program has it; what was before stands again afterwards."""
    root, written = logging.getLogger(), StringIO()
    handlers, level = root.handlers[:], root.level
    quiet = {name: logging.getLogger(name).level for name in ("httpx", "httpcore", "telegram", "alembic", "uvicorn")}
    start_log(LogSettings(json=request.param, level="DEBUG", secrets=LogSettings.of(SETTINGS).secrets), written)
    yield written
    root.handlers[:], root.level = handlers, level
    for name, before in quiet.items():
        logging.getLogger(name).setLevel(before)


def is_in(secret: str, text: str) -> bool:
    """Whether a secret can be read in a text, in capitals or not, also by whoever takes escapes away."""
    plain = text.lower()
    return any(one.lower() in plain for one in (secret, repr(secret)[1:-1], json.dumps(secret)[1:-1], quote(secret, safe="")))


# Whose token another one's is, only settings could tell; within Base64 it has no shape.
@pytest.mark.parametrize(
    ("writing", "secret"), [(one, each) for one in WRITINGS for each in SECRETS if each != ANOTHER or "Base64" not in one]
)
def test_no_writing_of_a_secret_gets_past(writing: str, secret: str) -> None:
    """Whatever a log makes of it: nothing of it is left, and the words around it are."""
    hide(LogSettings.of(SETTINGS).secrets)
    written = WRITINGS[writing](secret)
    told = without_secrets(f"before {written} after")
    assert told.startswith("before ")
    assert told.endswith(" after")
    assert not is_in(secret, told)
    assert "<" in told
    assert written not in told


@pytest.mark.parametrize(
    "line",
    [
        f"POST https://api.telegram.org/bot{ANOTHER}/sendMessage",
        f"only the end: {ANOTHER.partition(':')[2]}!",
        "postgresql://user:hunter22@host/db",
        "password=hunter22 host=localhost",
        "https://host/?access_token=hunter22&page=2",
        "X-Telegram-Bot-Api-Secret-Token: hunter22",
        "{'authorization': 'hunter22hunter22'}",
        '{"secret_token": "hunter22"}',
        "Authorization: Basic aHVudGVyMjI6aHVudGVyMjI=",
        "b'Bearer hunter22.hunter22'",
    ],
)
def test_a_secret_is_known_by_its_shape(line: str) -> None:
    """Where no setting names it: a token of any bot, a password in an address, a header."""
    told = without_secrets(line)
    assert "hunter22" not in told
    assert "aHVudGVyMjI" not in told
    assert ANOTHER.partition(":")[2] not in told


@pytest.mark.parametrize(
    "line",
    [
        "The bot needs a token: ask @BotFather in Telegram for one, and put it into BRIEFBOT_TELEGRAM_TOKEN.",
        "What was said at 12:30, by 2016:09, in 000_ef:300-807 of 100%: nothing.",
        "GET question 200 35 ms",
        "The feed https://example.org/feed?page=2&q=50%25: it was not found (404).",
        "postgresql://host:5432/briefbot",
        "a\\b C:\\new\\table &amp; more",
        'File "/srv/briefbot/store.py", line 12, in <module>',
    ],
)
def test_what_is_no_secret_stays(line: str) -> None:
    """To the letter, also what looks encoded."""
    hide(LogSettings.of(SETTINGS).secrets)
    assert without_secrets(line) == line


def test_short_secrets_are_found_in_their_place_alone() -> None:
    """A password of three letters would be found in every other word; in its address it is hidden all the same."""
    hide(LogSettings.of({"BRIEFBOT_DATABASE_URL": "postgresql://me:bot@host/db"}).secrets)
    assert without_secrets("Briefbot: postgresql://me:bot@host/db") == "Briefbot: postgresql://me:<secret>@host/db"


def test_secrets_of_the_settings_are_all_found(tmp_path: Path) -> None:
    """Also those in files that settings name, and a password with signs that should have been written otherwise."""
    file = tmp_path / "token"
    file.write_text("in-a-file \n")
    torn = {"BRIEFBOT_DATABASE_URL": "postgresql://me:p@ss@host/db", "OTHER_TOKEN": "anothers", "BRIEFBOT_WEB_TOKEN": ""}
    found = LogSettings.of({**torn, "BRIEFBOT_TELEGRAM_TOKEN_FILE": str(file), "BRIEFBOT_WEBHOOK_SECRET_FILE": "/nowhere"})
    assert found.secrets == {"p@ss", "in-a-file"}
    assert "p@ss" not in repr(found)


def _fail(told: object) -> None:
    raise ValueError(told)


def raised(*, chained: bool) -> None:
    """Fail with a secret in what is raised, where it comes from, in its notes and in what a variable holds."""
    held = {"token": TOKEN}
    try:
        _fail(f"no way to {held['token']}")
    except ValueError as error:
        error.add_note(f"asked for {TOKEN}")
        if chained:
            raise RuntimeError(PASSWORD) from error
        raise


def _log_attempts() -> None:
    log = logging.getLogger("some.library")
    number, _, end = TOKEN.partition(":")
    log.info('HTTP Request: %s %s "HTTP/1.1 %d OK"', "POST", f"https://api.telegram.org/bot{TOKEN}/getMe", 200)
    log.info("%s:%s", number, end)
    log.info("number %s, and further on %s", number, end)
    log.info("%r and %s", TOKEN.encode(), {"headers": [(b"x-telegram-bot-api-secret-token", b"webhook-SECRET_1")]})
    log.info(PASSWORD)
    log.debug("%(it)s", {"it": TOKEN.upper()})
    log.info("it is %d", TOKEN)  # which cannot be made a line
    log.info("told", extra={"trouble": TOKEN})
    log.warning("a stack", stack_info=True)
    for chained in (False, True):
        try:
            raised(chained=chained)
        except Exception:
            log.exception("failed with %s", TOKEN)
            logging.getLogger("httpx").exception("again")


def test_no_record_of_any_library_tells_a_secret(
    log: StringIO, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Split over arguments, in chains of exceptions, in a line that cannot be made: in no form, and on no other stream."""
    ours = [one for one in logging.getLogger().handlers if type(one).__module__ == "briefbot.logs"]
    monkeypatch.setattr(logging.getLogger(), "handlers", ours)
    _log_attempts()
    written = log.getvalue() + "".join(capsys.readouterr())
    for secret in SECRETS:
        assert not is_in(secret, written)
    assert written.count("RuntimeError") >= 2
    assert "A line of the log is missing (TypeError in test_redaction, line" in written


def test_values_of_variables_are_in_no_traceback(log: StringIO) -> None:
    """Not even those that are no secrets: they are what people wrote."""
    words = "what somebody asked"
    try:
        _fail(len(words))
    except ValueError:
        logging.getLogger("briefbot").exception("failed")
    assert "ValueError: 19" in log.getvalue()
    assert words not in log.getvalue()
