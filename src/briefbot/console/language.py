"""The language of whoever sits at this terminal, as the environment tells it."""

import os
from collections.abc import Mapping

# In the order in which they count, as POSIX has it; an empty one counts as not set.
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def language_here(environment: Mapping[str, str] = os.environ) -> str | None:
    """An IETF tag (ru-RU, from ru_RU.UTF-8); None where the locale is that of no language (C, POSIX)."""
    locale = next((value for name in _VARIABLES if (value := environment.get(name))), "")
    tag = locale.partition(".")[0].partition("@")[0].replace("_", "-")
    return None if tag in ("", "C", "POSIX") else tag
