"""Settings: what the environment and `.env` say, read once, as one frozen value."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from dotenv import dotenv_values

from briefbot.errors import InputError
from briefbot.model import Sure

DEFAULT_SEEDS = Path("seeds")

_MOST = 1_000_000
TELEGRAM = "https://api.telegram.org"
# Of an address at which updates come, what Telegram calls: a host's name, perhaps a port, and a path.
_WEBHOOK = re.compile(r"https?://[A-Za-z0-9.-]+(?::(?P<port>[0-9]{1,5}))?(/[A-Za-z0-9/._~-]*)?")
_PORTS = (443, 80, 88, 8443)
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where Briefbot keeps things.

    `database_url` is any SQLAlchemy URL; `data` the folder for the index; `seeds` the folder whose documents are always
    part of the archive, None for none. Documents older than `keep` leave it, but for seeds; None keeps them for ever.
    Speakers are named where analysis is as `sure` of them as this.
    The index is in OpenSearch where there is a `search_url`, which has a password and is in no repr; a question may take
    `search_within` there. A file may take `read_within` to be read.
    `private_hosts` are names of hosts in a private network that may be fetched from.
    """

    database_url: str = "sqlite:///briefbot.db"
    data: Path = Path()
    seeds: Path | None = DEFAULT_SEEDS
    keep: timedelta | None = None
    sure: Sure = Sure.NORMAL
    private_hosts: frozenset[str] = frozenset()
    read_within: timedelta = timedelta(seconds=30)
    search_url: str | None = field(default=None, repr=False)
    search_within: timedelta = timedelta(seconds=5)

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ, dotenv: Path = Path(".env")) -> Self:
        """The settings of this process; a real variable wins over `.env`, an empty one counts as not set (but for seeds)."""
        return cls.of(variables(environment, dotenv))

    @property
    def seeds_there(self) -> Path | None:
        """The folder of the seeds; None for none. The one that is meant where none is named may be missing.

        Not everybody works in a checkout. InputError where one is named that is no folder.
        """
        if self.seeds is None or self.seeds.is_dir():
            return self.seeds
        if self.seeds == DEFAULT_SEEDS:
            return None
        raise InputError(
            f"BRIEFBOT_SEEDS names {self.seeds}, which is no folder; name one that is there, or set it empty for none."
        )

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> Self:
        """The settings that these variables mean."""
        seeds = variables.get("BRIEFBOT_SEEDS", str(DEFAULT_SEEDS))
        return cls(
            database_url=_secret(variables, "BRIEFBOT_DATABASE_URL") or "sqlite:///briefbot.db",
            data=Path(variables.get("BRIEFBOT_DATA") or "."),
            seeds=Path(seeds) if seeds else None,
            private_hosts=frozenset(variables.get("BRIEFBOT_PRIVATE_HOSTS", "").lower().replace(",", " ").split()),
            read_within=timedelta(seconds=_count(variables, "BRIEFBOT_READ_SECONDS", 30)),
            sure=_sure(variables.get("BRIEFBOT_SURE")),
            keep=_days("BRIEFBOT_KEEP_DAYS", variables.get("BRIEFBOT_KEEP_DAYS")),
            search_url=_secret(variables, "BRIEFBOT_SEARCH_URL") or None,
            search_within=timedelta(seconds=_count(variables, "BRIEFBOT_SEARCH_SECONDS", 5)),
        )


@dataclass(frozen=True, slots=True)
class WebhookSettings:
    """How Telegram brings updates: to the address `url`, showing the `secret`, which is in no repr.

    They are listened for at `host` and `port` of this machine, where a proxy ends TLS and passes on what comes for `url`.
    """

    url: str
    secret: str = field(repr=False)
    host: str = "127.0.0.1"
    port: int = 8443

    @property
    def path(self) -> str:
        """The path of the address."""
        return urlsplit(self.url).path or "/"

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> Self | None:
        """The settings that these variables mean, None where updates are fetched; InputError where one cannot be used."""
        url = (variables.get("BRIEFBOT_WEBHOOK_URL") or "").strip()
        if not url:
            return None
        host, port = _listened_at((variables.get("BRIEFBOT_WEBHOOK_LISTEN") or "127.0.0.1:8443").strip())
        telegrams, read = _address(variables) == TELEGRAM, _WEBHOOK.fullmatch(url)
        if read is None or (telegrams and not url.startswith("https://")):
            raise InputError(
                "BRIEFBOT_WEBHOOK_URL holds something that is no address for a webhook: it is like "
                "https://briefbot.example.org/telegram, by https, with nothing behind its path."
            )
        if telegrams and int(read["port"] or 443) not in _PORTS:
            raise InputError(
                "BRIEFBOT_WEBHOOK_URL has a port at which Telegram calls nobody: it is one of 443, 80, 88 and 8443; a proxy "
                "there may pass on to any other (BRIEFBOT_WEBHOOK_LISTEN)."
            )
        secret = _secret(variables, "BRIEFBOT_WEBHOOK_SECRET")
        if not secret:
            raise InputError(
                "The webhook needs a secret, or anybody could bring updates: put one into BRIEFBOT_WEBHOOK_SECRET, which "
                "`openssl rand -hex 32` makes."
            )
        if not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret):
            raise InputError(
                "BRIEFBOT_WEBHOOK_SECRET is none that can be used: it has 16 to 256 signs, of letters, digits, _ and -."
            )
        return cls(url, secret, host, port)


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """How the Telegram bot runs. The token is a secret: it is in no repr.

    `admins` are Telegram's numbers of people; `private` lets in only those whom an admin allowed. Somebody may ask
    `questions_per_minute`, and a question that is found later than `answer_within` after it was asked is passed over.
    Quotations are linked to the pages at `web_url`, if there are any. Updates are fetched unless there is a `webhook`.
    """

    token: str = field(repr=False)
    base_url: str = TELEGRAM
    admins: frozenset[int] = frozenset()
    private: bool = False
    questions_per_minute: int = 20
    answer_within: timedelta = timedelta(hours=24)
    web_url: str | None = None
    webhook: WebhookSettings | None = None

    @property
    def private_to(self) -> frozenset[int] | None:
        """The admins of a private bot; None where anybody may ask."""
        return self.admins if self.private else None

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ, dotenv: Path = Path(".env")) -> Self:
        """The settings of this process; InputError where the token is missing or a value cannot be read."""
        return cls.of(variables(environment, dotenv))

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> Self:
        """The settings that these variables mean."""
        return cls(
            token=_token(variables),
            base_url=_address(variables),
            admins=frozenset(
                _number("BRIEFBOT_ADMINS", name) for name in variables.get("BRIEFBOT_ADMINS", "").split(",") if name.strip()
            ),
            private=_is_private(variables),
            questions_per_minute=_count(variables, "BRIEFBOT_QUESTIONS_PER_MINUTE", 20),
            answer_within=timedelta(hours=_count(variables, "BRIEFBOT_ANSWER_WITHIN_HOURS", 24)),
            web_url=_web_url(variables),
            webhook=WebhookSettings.of(variables),
        )


@dataclass(frozen=True, slots=True)
class WebSettings:
    """How the pages are served. The token is a secret: it is in no repr.

    `url` is where they are reached from outside, None where that is not told. Whoever wants a page shows the `token`, or comes
    by a proxy that names them in `proxy_header`; where there is neither, anybody may. `proxies` are the addresses of those that
    are believed what they tell of a visitor. A visitor may have `requests_per_minute`.
    """

    host: str = "127.0.0.1"
    port: int = 8080
    url: str | None = None
    token: str | None = field(default=None, repr=False)
    proxy_header: str | None = None
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    requests_per_minute: int = 120

    @property
    def is_private(self) -> bool:
        """Whether not everybody may see the pages."""
        return bool(self.token or self.proxy_header)

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ, dotenv: Path = Path(".env")) -> Self:
        """The settings of this process; InputError where a value cannot be read, or a private bot's archive would be open."""
        return cls.of(variables(environment, dotenv))

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> Self:
        """The settings that these variables mean."""
        found = cls(
            host=(variables.get("BRIEFBOT_WEB_HOST") or "127.0.0.1").strip(),
            port=port_of("BRIEFBOT_WEB_PORT", variables.get("BRIEFBOT_WEB_PORT") or "8080"),
            url=_web_url(variables),
            token=_web_token(variables),
            proxy_header=_header(variables.get("BRIEFBOT_WEB_PROXY_HEADER")),
            proxies=tuple((variables.get("BRIEFBOT_WEB_PROXIES") or "127.0.0.1,::1").replace(",", " ").split()),
            requests_per_minute=_count(variables, "BRIEFBOT_WEB_REQUESTS_PER_MINUTE", 120),
        )
        if _is_private(variables) and not found.is_private:
            raise InputError(
                "The bot is private (BRIEFBOT_TELEGRAM_PRIVATE), and its archive would be open to everybody who reaches the "
                "pages: set BRIEFBOT_WEB_TOKEN, or BRIEFBOT_WEB_PROXY_HEADER behind a proxy that knows who may come."
            )
        return found


def variables(environment: Mapping[str, str], dotenv: Path) -> dict[str, str]:
    """What is set: in `.env`, and over that in the environment; InputError where the file cannot be read."""
    try:
        written = {name: value for name, value in dotenv_values(dotenv).items() if value is not None}
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The settings in {dotenv} cannot be read ({error}); save it as UTF-8 text.") from error
    return {**written, **environment}


def _secret(variables: Mapping[str, str], variable: str) -> str:
    """A secret from its variable or from the file that the variable's twin (`…_FILE`) names; empty where it is in neither."""
    secret, file = variables.get(variable, ""), variables.get(f"{variable}_FILE")
    if not secret and file:
        try:
            secret = Path(file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"The file {file} that {variable}_FILE names cannot be read.") from error
    return secret.strip()


def _token(variables: Mapping[str, str]) -> str:
    token = _secret(variables, "BRIEFBOT_TELEGRAM_TOKEN")
    if not token:
        raise InputError("The bot needs a token: ask @BotFather in Telegram for one, and put it into BRIEFBOT_TELEGRAM_TOKEN.")
    if not _TOKEN.fullmatch(token):
        raise InputError("BRIEFBOT_TELEGRAM_TOKEN is no token: one looks like 123456789:AbC…, as @BotFather gives it.")
    return token


def _is_private(variables: Mapping[str, str]) -> bool:
    return (variables.get("BRIEFBOT_TELEGRAM_PRIVATE") or "no").strip().lower() in ("yes", "true", "on", "1")


def _web_token(variables: Mapping[str, str]) -> str | None:
    token = _secret(variables, "BRIEFBOT_WEB_TOKEN")
    if token and not re.fullmatch(r"[!-~]{16,500}", token):
        raise InputError("BRIEFBOT_WEB_TOKEN is none that can be used: it has 16 signs at least, and no space.")
    return token or None


def _web_url(variables: Mapping[str, str]) -> str | None:
    address = (variables.get("BRIEFBOT_WEB_URL") or "").strip().rstrip("/")
    if address and not re.fullmatch(
        r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?|https?://\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?", address
    ):
        raise InputError(
            "BRIEFBOT_WEB_URL holds something that is no address for pages: it is like https://briefbot.example.org, with no "
            "path behind the host."
        )
    return address or None


def _listened_at(value: str) -> tuple[str, int]:
    """Host and port of this machine."""
    found = re.fullmatch(r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<host>[A-Za-z0-9.-]+)):(?P<port>[0-9]{1,5})", value)
    if found is None or int(found["port"]) > 65_535:
        raise InputError("BRIEFBOT_WEBHOOK_LISTEN holds something that is no place to listen at, like 127.0.0.1:8443.")
    return found["v6"] or found["host"], int(found["port"])


def _header(value: str | None) -> str | None:
    name = (value or "").strip()
    if name and not re.fullmatch(r"[A-Za-z0-9-]{1,100}", name):
        raise InputError("BRIEFBOT_WEB_PROXY_HEADER holds something that is no name of a header, like X-Remote-User.")
    return name.lower() or None


def port_of(variable: str, value: str) -> int:
    """The port that a variable holds, 0 for any that is free; InputError where it is none."""
    port = _number(variable, value)
    if not 0 <= port <= 65_535:
        raise InputError(f"{variable} holds {port}, and must be a number from 0 to 65535; 0 takes any that is free.")
    return port


def _address(variables: Mapping[str, str]) -> str:
    address = variables.get("BRIEFBOT_TELEGRAM_BASE_URL") or TELEGRAM
    if not re.match("https?://.", address):
        raise InputError(
            "BRIEFBOT_TELEGRAM_BASE_URL holds something that is no web address: it begins with http:// or https://."
        )
    return address.rstrip("/")


def _sure(value: str | None) -> Sure:
    try:
        return Sure((value or Sure.NORMAL).strip().lower())
    except ValueError:
        known = " or ".join(Sure)
        raise InputError(f"BRIEFBOT_SURE holds something that is not {known}.") from None


def _number(variable: str, value: str) -> int:
    """A whole number; what is none is not told, for it may be a secret that was pasted into the wrong line."""
    number = value.strip()
    if not re.fullmatch("-?[0-9]{1,16}", number):
        raise InputError(f"{variable} holds something that is no whole number, or too long a one.")
    return int(number)


def _count(variables: Mapping[str, str], variable: str, default: int) -> int:
    """A number from 1 to a million, `default` where the variable is not set."""
    number = _number(variable, variables.get(variable) or str(default))
    if not 1 <= number <= _MOST:
        raise InputError(f"{variable} holds {number}, and must be a number from 1 to {_MOST}.")
    return number


def _days(variable: str, value: str | None) -> timedelta | None:
    if not value:
        return None
    days = _number(variable, value)
    if not 0 < days <= timedelta.max.days:
        raise InputError(f"{variable} holds {days}, and must be a number of days from 1 on; leave it empty to keep everything.")
    return timedelta(days=days)


VARIABLES = (
    "BRIEFBOT_DATABASE_URL",
    "BRIEFBOT_DATABASE_URL_FILE",
    "BRIEFBOT_SEARCH_URL",
    "BRIEFBOT_SEARCH_URL_FILE",
    "BRIEFBOT_SEARCH_SECONDS",
    "BRIEFBOT_DATA",
    "BRIEFBOT_SEEDS",
    "BRIEFBOT_SURE",
    "BRIEFBOT_KEEP_DAYS",
    "BRIEFBOT_PRIVATE_HOSTS",
    "BRIEFBOT_READ_SECONDS",
    "BRIEFBOT_TELEGRAM_TOKEN",
    "BRIEFBOT_TELEGRAM_TOKEN_FILE",
    "BRIEFBOT_TELEGRAM_BASE_URL",
    "BRIEFBOT_ADMINS",
    "BRIEFBOT_TELEGRAM_PRIVATE",
    "BRIEFBOT_QUESTIONS_PER_MINUTE",
    "BRIEFBOT_ANSWER_WITHIN_HOURS",
    "BRIEFBOT_WEBHOOK_URL",
    "BRIEFBOT_WEBHOOK_SECRET",
    "BRIEFBOT_WEBHOOK_SECRET_FILE",
    "BRIEFBOT_WEBHOOK_LISTEN",
    "BRIEFBOT_WEB_URL",
    "BRIEFBOT_WEB_HOST",
    "BRIEFBOT_WEB_PORT",
    "BRIEFBOT_WEB_TOKEN",
    "BRIEFBOT_WEB_TOKEN_FILE",
    "BRIEFBOT_WEB_PROXY_HEADER",
    "BRIEFBOT_WEB_PROXIES",
    "BRIEFBOT_WEB_REQUESTS_PER_MINUTE",
    "BRIEFBOT_HEALTH_PORT",
    "BRIEFBOT_LOG_FORMAT",
    "BRIEFBOT_LOG_LEVEL",
)
