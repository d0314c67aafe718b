"""Settings: what the environment and `.env` say, read once, as one frozen value."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from dotenv import dotenv_values

from briefbot.errors import InputError

DEFAULT_SEEDS = Path("seeds")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where Briefbot keeps things.

    `database_url` is any SQLAlchemy URL; `data` the folder for the index; `seeds` the folder whose documents are always
    part of the archive, None for none.
    """

    database_url: str = "sqlite:///briefbot.db"
    data: Path = Path()
    seeds: Path | None = DEFAULT_SEEDS

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ, dotenv: Path = Path(".env")) -> Self:
        """The settings of this process; a real variable wins over `.env`, an empty one counts as not set (but for seeds)."""
        try:
            written = {name: value for name, value in dotenv_values(dotenv).items() if value is not None}
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"The settings in {dotenv} cannot be read ({error}); save it as UTF-8 text.") from error
        return cls.of({**written, **environment})

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> Self:
        """The settings that these variables mean."""
        seeds = variables.get("BRIEFBOT_SEEDS", str(DEFAULT_SEEDS))
        return cls(
            database_url=variables.get("BRIEFBOT_DATABASE_URL") or "sqlite:///briefbot.db",
            data=Path(variables.get("BRIEFBOT_DATA") or "."),
            seeds=Path(seeds) if seeds else None,
        )


VARIABLES = ("BRIEFBOT_DATABASE_URL", "BRIEFBOT_DATA", "BRIEFBOT_SEEDS")
