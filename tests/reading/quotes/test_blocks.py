"""Block quotations: what stands behind ">" or an indent is whose words its introduction or its signature says."""

import pytest

from briefbot.model import Document
from briefbot.reading.quotes import find_quotes


def said(text: str) -> list[tuple[str, str | None]]:
    """Every sentence of speech without marks but those that introduce some, with its speaker."""
    found = [(one.span.of(text), one.source.speaker) for one in find_quotes(Document("d", text)).statements]
    return [(words, speaker) for words, speaker in found if words[-1] != ":"]


@pytest.mark.parametrize("quoted", ["> ", ">", "    ", "\t"])
@pytest.mark.parametrize(
    "introduction",
    [
        "Greta Holm wrote to the council:",
        "Engineer Greta Holm ruled on Monday:",
        "In a letter to Paul Novak the engineer, Greta Holm, wrote:",
        "In a statement, Greta Holm:",
        "The last page of the log of Greta Holm reads:",
    ],
)
def test_a_block_is_whose_its_introduction_says(introduction: str, quoted: str) -> None:
    """The sign or indent is none of the words; what follows the block is the article's."""
    text = f"The weir has a crack.\n\n{introduction}\n\n{quoted}The weir is done. Leave it alone.\n\nThe council met on Friday."
    assert said(text) == [("The weir is done.", "Greta Holm"), ("Leave it alone.", "Greta Holm")]


def test_a_block_is_whose_its_signature_says() -> None:
    """A line with a dash and a name inside the block, below the words."""
    text = "The weir is sold.\n\n> Water has no owner.\n> It only has users.\n>\n> — Greta Holm, engineer\n\nIt cost a krone."
    assert said(text) == [("Water has no owner.", "Greta Holm"), ("It only has users.", "Greta Holm")]


@pytest.mark.parametrize(
    "text",
    [
        "The weir is sold.\n\n> Water has no owner.\n\nIt cost a krone.",
        "The weir is sold. Here is what to bring:\n\n> Boots and a lamp.\n\nIt cost a krone.",
        "A letter to Greta Holm and Paul Novak says:\n\n> Water has no owner.\n\nIt cost a krone.",
    ],
)
def test_a_block_that_nobody_introduces_has_no_name(text: str) -> None:
    """No name of the neighbourhood is lent to it."""
    assert all(speaker is None for _, speaker in said(text))
