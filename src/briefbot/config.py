"""Settings: what the environment and `.env` say, read once, as one frozen value."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Self

from dotenv import dotenv_values

from briefbot.errors import InputError
from briefbot.model import Sure

DEFAULT_SEEDS = Path("seeds")

_MOST = 1_000_000
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where Briefbot keeps things.

    `database_url` is any SQLAlchemy URL; `data` the folder for the index; `seeds` the folder whose documents are always
    part of the archive, None for none. Documents older than `keep` leave it, but for seeds; None keeps them for ever.
    Speakers are named where analysis is as `sure` of them as this.
    A file may take `read_within` to be read. `private_hosts` are names of hosts in a private network that may be fetched from.
    """

    database_url: str = "sqlite:///briefbot.db"
    data: Path = Path()
    seeds: Path | None = DEFAULT_SEEDS
    keep: timedelta | None = None
    sure: Sure = Sure.NORMAL
    private_hosts: frozenset[str] = frozenset()
    read_within: timedelta = timedelta(seconds=30)

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ, dotenv: Path = Path(".env")) -> Self:
        """The settings of this process; a real variable wins over `.env`, an empty one counts as not set (but for seeds)."""
        return cls.of(variables(environment, dotenv))

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> Self:
        """The settings that these variables mean."""
        seeds = variables.get("BRIEFBOT_SEEDS", str(DEFAULT_SEEDS))
        return cls(
            database_url=variables.get("BRIEFBOT_DATABASE_URL") or "sqlite:///briefbot.db",
            data=Path(variables.get("BRIEFBOT_DATA") or "."),
            seeds=Path(seeds) if seeds else None,
            private_hosts=frozenset(variables.get("BRIEFBOT_PRIVATE_HOSTS", "").lower().replace(",", " ").split()),
            read_within=timedelta(seconds=_count(variables, "BRIEFBOT_READ_SECONDS", 30)),
            sure=_sure(variables.get("BRIEFBOT_SURE")),
            keep=_days("BRIEFBOT_KEEP_DAYS", variables.get("BRIEFBOT_KEEP_DAYS")),
        )


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """How the Telegram bot runs. The token is a secret: it is in no repr.

    `admins` are Telegram's numbers of people; `private` lets in only those whom an admin allowed. Somebody may ask
    `questions_per_minute`, and a question that is found later than `answer_within` after it was asked is passed over.
    """

    token: str = field(repr=False)
    base_url: str = "https://api.telegram.org"
    admins: frozenset[int] = frozenset()
    private: bool = False
    questions_per_minute: int = 20
    answer_within: timedelta = timedelta(hours=24)

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
            private=(variables.get("BRIEFBOT_TELEGRAM_PRIVATE") or "no").strip().lower() in ("yes", "true", "on", "1"),
            questions_per_minute=_count(variables, "BRIEFBOT_QUESTIONS_PER_MINUTE", 20),
            answer_within=timedelta(hours=_count(variables, "BRIEFBOT_ANSWER_WITHIN_HOURS", 24)),
        )


def variables(environment: Mapping[str, str], dotenv: Path) -> dict[str, str]:
    """What is set: in `.env`, and over that in the environment; InputError where the file cannot be read."""
    try:
        written = {name: value for name, value in dotenv_values(dotenv).items() if value is not None}
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The settings in {dotenv} cannot be read ({error}); save it as UTF-8 text.") from error
    return {**written, **environment}


def _token(variables: Mapping[str, str]) -> str:
    token, file = variables.get("BRIEFBOT_TELEGRAM_TOKEN", ""), variables.get("BRIEFBOT_TELEGRAM_TOKEN_FILE")
    if not token and file:
        try:
            token = Path(file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"The file {file} that BRIEFBOT_TELEGRAM_TOKEN_FILE names cannot be read.") from error
    token = token.strip()
    if not token:
        raise InputError("The bot needs a token: ask @BotFather in Telegram for one, and put it into BRIEFBOT_TELEGRAM_TOKEN.")
    if not _TOKEN.fullmatch(token):
        raise InputError("BRIEFBOT_TELEGRAM_TOKEN is no token: one looks like 123456789:AbC…, as @BotFather gives it.")
    return token


def _address(variables: Mapping[str, str]) -> str:
    address = variables.get("BRIEFBOT_TELEGRAM_BASE_URL") or "https://api.telegram.org"
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
)
