"""Settings of operation: how a program that runs for long logs, and where it tells how it is."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import parse_qsl, unquote

from briefbot.config import port_of, variables
from briefbot.errors import InputError


@dataclass(frozen=True, slots=True)
class LogSettings:
    """How a program that runs for long logs: as lines of text or of JSON, from a level on. Its `secrets` are in no repr."""

    json: bool = False
    level: str = "INFO"
    secrets: frozenset[str] = field(default=frozenset(), repr=False)

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ, dotenv: Path = Path(".env")) -> Self:
        """The settings of this process; InputError where a value cannot be read."""
        return cls.of(variables(environment, dotenv))

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> Self:
        """The settings that these variables mean."""
        written = _one_of(variables, "BRIEFBOT_LOG_FORMAT", ("text", "json"))
        level = _one_of(variables, "BRIEFBOT_LOG_LEVEL", ("info", "debug", "warning", "error"))
        return cls(written == "json", level.upper(), frozenset(_secrets_in(variables)))


@dataclass(frozen=True, slots=True)
class HealthSettings:
    """Where a bot tells how it is: an address of this machine, and a port, 0 for any that is free."""

    host: str
    port: int

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ, dotenv: Path = Path(".env")) -> Self | None:
        """The settings of this process, None where it is not to be told; InputError where they cannot be read."""
        return cls.of(variables(environment, dotenv))

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> Self | None:
        """The settings that these variables mean: a port of this machine alone, or an address and a port (`host:port`)."""
        value = variables.get("BRIEFBOT_HEALTH_PORT", "").strip()
        if not value:
            return None
        host, _, port = value.rpartition(":")
        return cls(host.strip("[]") or "127.0.0.1", port_of("BRIEFBOT_HEALTH_PORT", port))


def _one_of(variables: Mapping[str, str], variable: str, known: tuple[str, ...]) -> str:
    """One of the words that a variable may hold, the first where it is not set."""
    value = (variables.get(variable) or known[0]).strip().lower()
    if value not in known:
        raise InputError(f"{variable} holds something that is none of {', '.join(known)}.")
    return value


def _secrets_in(variables: Mapping[str, str]) -> Iterator[str]:
    """What nobody may see of the settings; of what cannot be read, nothing is known, and that is told where it is used."""
    for name, value in variables.items():
        if not name.startswith("BRIEFBOT_"):
            continue
        held = (_read_quietly(value) if name.endswith("_FILE") else value).strip()
        if held and name.removesuffix("_FILE").endswith(("_TOKEN", "_SECRET", "_PASSWORD", "_KEY")):
            yield held
        if "://" in held:
            yield from _secrets_of_address(held)


def _read_quietly(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError, ValueError):
        return ""


def _secrets_of_address(address: str) -> Iterator[str]:
    """The password of an address, as it is written there and as it is meant; also one with signs that should not be there."""
    place, _, query = address.partition("://")[2].partition("?")
    kept = [place.rpartition("@")[0].partition(":")[2]]
    kept += [value for name, value in parse_qsl(query) if re.search("pass|secret|token|key", name, re.IGNORECASE)]
    for one in filter(None, kept):
        yield from {one, unquote(one)}
