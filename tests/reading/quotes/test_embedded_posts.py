"""Posts that a page shows in full are whose their signature says."""

import pytest

from briefbot.model import Document
from briefbot.reading.quotes import find_quotes

SIGNED = "Greta Holm (@gretaholm) June 29, 2016"


def said(text: str) -> list[tuple[str, str | None]]:
    """Every sentence of speech without marks, with its speaker."""
    document = Document("d", f"Paul Novak sold the weir.\n\n{text}\n\nNovak did not answer.")
    return [(one.span.of(document.text), one.source.speaker) for one in find_quotes(document).statements]


@pytest.mark.parametrize(
    "text",
    [
        f"Paul Novak is wrong. Water has no owner. — {SIGNED}",
        f"Paul Novak is wrong. Water has no owner. – {SIGNED}.",
        f'<post id="12" author="@gretaholm">Paul Novak is wrong. Water has no owner. — {SIGNED}</post>.',
        f"Paul Novak is wrong. Water has no owner. SIGN UP FOR MORE OF THIS — {SIGNED}",
    ],
)
def test_a_post_is_its_authors(text: str) -> None:
    """Whoever is spoken of in it; what the page adds in capitals, and markup, is none of it."""
    assert said(text) == [("Paul Novak is wrong.", "Greta Holm"), ("Water has no owner.", "Greta Holm")]


def test_a_post_of_a_body_has_the_name_that_it_goes_by_there() -> None:
    """A paper's account is the paper's."""
    assert said("Water has no owner. — The Marsh Courier (@marsh) June 29, 2016") == [("Water has no owner.", "Marsh Courier")]


@pytest.mark.parametrize(
    "text",
    [
        f"— {SIGNED}",
        f'<post id="12"> — {SIGNED}',
        "Write to Greta Holm (@gretaholm) by June 29, 2016.",
        "The account (@gretaholm) is new.",
    ],
)
def test_a_handle_in_a_sentence_makes_no_post(text: str) -> None:
    """Nor does a signature without words."""
    assert said(text) == []
