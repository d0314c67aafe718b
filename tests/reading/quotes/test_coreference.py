"""Whom "he" and "she" behind words mean, and who is the subject of a passive."""

import pytest

from briefbot.model import Document
from briefbot.reading.quotes import find_quotes


def last(text: str) -> str | None:
    """The speaker of the last quotation."""
    return find_quotes(Document("d", text)).quotes[-1].source.speaker


PRONOUNS = {
    "not whom the sentence before spoke of": (
        "Bo Day is the mayor. Tom Hale, a friend of his, suggested that the mayor was tired. “He is back,” he told them.",
        "Tom Hale",
    ),
    "who spoke at its end": (
        "Bo Day wants the bridge. He would need a loan, and Day has none, said Tom Hale. “It is a dream,” he said.",
        "Tom Hale",
    ),
    "whoever opens the sentence of the words": (
        "Bo Day argued that the dam was safe. Tom Hale saw it otherwise: “It will break this spring,” he said.",
        "Tom Hale",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "name"), PRONOUNS.values(), ids=PRONOUNS)
def test_he_means_who_spoke_in_the_main_clause_before(text: str, name: str) -> None:
    """Whoever is only spoken of, or speaks in a clause below, steps back."""
    assert last(text) == name


PASSIVES = {
    "told by somebody": ("Ann Lowe was told by Tom Hale that the bridge was “close to collapse now”.", "Tom Hale"),
    "called something by nobody": ("Ann Lowe has been called the “queen of all the ports” for her manner.", None),
    "told by nobody": ("The court was told that Ann Lowe was “drunk all night long”.", None),
}


@pytest.mark.parametrize(("text", "name"), PASSIVES.values(), ids=PASSIVES)
def test_who_is_spoken_to_or_of_does_not_speak(text: str, name: str | None) -> None:
    """In the passive the doer speaks, and where there is none, nobody who is named."""
    assert last(text) == name
