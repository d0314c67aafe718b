"""What an export holds, and what became of one that was read back."""

from collections.abc import Mapping

from briefbot.rendering.phrases import sentence

# What records are called, one and several of them.
_NAMES = {
    "document": ("document", "documents"),
    "correction": ("correction", "corrections"),
    "feed": ("feed", "feeds"),
    "link": ("link", "links"),
    "chat": ("chat's settings", "chats' settings"),
    "access": ("decision on who may ask", "decisions on who may ask"),
    "lost": ("lost chat", "lost chats"),
    "follow": ("follow", "follows"),
    "digest": ("digest", "digests"),
    "report": ("report", "reports"),
    "count": ("daily count", "daily counts"),
}


def counted(records: Mapping[str, int]) -> str:
    """How many records of each kind: "3 documents, 1 link"; "nothing" where there are none."""
    named = ((number, _NAMES.get(kind, (kind, kind))) for kind, number in records.items() if number)
    return ", ".join(f"{number} {one if number == 1 else several}" for number, (one, several) in named) or "nothing"


def exported(records: Mapping[str, int]) -> str:
    """What was written."""
    return sentence(f"written: {counted(records)}")


def moved(records: Mapping[str, int]) -> str:
    """What came in beside documents."""
    return sentence(f"brought in besides: {counted(records)}")
