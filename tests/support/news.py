"""Articles of today for tests of digests, made up: one statement in several papers, and others by number."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

PEOPLE = ("Agnes Holm", "Bruno Castell", "Chandra Weiss", "Dorota Lind")
PAPERS = ("The Harbour Post", "Elmside Courier", "Valley Wire")
# Words that no two quotations share more than a few of.
_THINGS = "ferry harbour tunnel library orchard museum station market theatre reservoir stadium lighthouse".split()
_DEEDS = "repaint lease rebuild close widen insure rename photograph measure sell heat sweep".split()


def words(number: int) -> str:
    """The words of the statement of this number."""
    thing, deed = _THINGS[number % 12], _DEEDS[(number // 12 + number) % 12]
    return f"Council number {number} voted to {deed} its {thing} with money that was saved on {number + 3} lanterns"


def story(number: int, paper: int = 0, person: int = 0, published: str | None = None, name: str = "") -> dict[str, Any]:
    """An article with one quotation; another `paper` with the same number tells the same words."""
    speaker = PEOPLE[person]
    return {
        "id": name or f"s{number}-{paper}",
        "title": f"Vote {number}",
        "source": PAPERS[paper],
        "published": published or datetime.now(UTC).date().isoformat(),
        "language": "en",
        "text": f"The council met.\n\n“{words(number)},” {speaker} told reporters.\n\nThe meeting went on.",
    }


def as_lines(stories: Sequence[dict[str, Any]]) -> str:
    """As JSON Lines."""
    return "".join(json.dumps(one) + "\n" for one in stories)
