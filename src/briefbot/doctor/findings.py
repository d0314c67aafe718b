"""Findings: what an examination found in one place, as values."""

import re
from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How bad it is: nothing to do, something to know, or something that keeps Briefbot from working."""

    FINE = "fine"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found in one place, and how it is mended; `mend` is empty where there is nothing to do.

    Both are sentences, and no secret is in them.
    """

    place: str
    severity: Severity
    found: str
    mend: str = ""

    def record(self) -> dict[str, str]:
        """As `--json` prints it."""
        return {"place": self.place, "severity": self.severity.value, "found": self.found, "mend": self.mend}


def fine(place: str, found: str) -> Finding:
    """Nothing to do."""
    return Finding(place, Severity.FINE, found)


def warning(place: str, found: str, mend: str) -> Finding:
    """Something to know."""
    return Finding(place, Severity.WARNING, found, mend)


def error(place: str, found: str, mend: str) -> Finding:
    """Something that keeps Briefbot from working."""
    return Finding(place, Severity.ERROR, found, mend)


def told(place: str, failure: Exception) -> Finding:
    """A failure of Briefbot's own: its sentence says what is wrong and, behind a semicolon or a colon, what to do."""
    parts = re.split(r"; |: (?=[a-z])", str(failure).rstrip("."), maxsplit=1)
    mend = parts[1] if len(parts) > 1 else "correct it where it is set, in the environment or in .env"
    return error(place, f"{parts[0]}.", f"{mend[0].upper()}{mend[1:]}.")
