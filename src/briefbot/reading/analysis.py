"""What analysis makes of a document, and the version of how documents are cut into passages and attributed."""

from dataclasses import dataclass

from briefbot.model import Passage, Sure

# Raised when the same text would be cut or attributed otherwise: what was stored before is then analysed again.
ANALYSIS_VERSION = 15


@dataclass(frozen=True, slots=True)
class Analysed:
    """What analysis made of a document: its passages, and why they hold no quotations where it failed (None elsewhere)."""

    passages: tuple[Passage, ...]
    error: str | None = None


def version(base: int, sure: Sure) -> int:
    """The number that tells documents cut by one version, with names as sure as asked for, from all others."""
    return base if sure is Sure.NORMAL else -base
