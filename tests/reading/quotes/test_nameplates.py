"""Names above or below the words: each quotation is that of its own line."""

import pytest

from briefbot.model import Attribution, Document
from briefbot.reading.quotes import find_quotes


def found(text: str) -> list[tuple[str, str | None]]:
    """Words and speakers of what is somebody's."""
    quotes = find_quotes(Document("d", text)).quotes
    return [
        (quote.span.of(text), quote.source.speaker) for quote in quotes if quote.source.attribution is not Attribution.NOBODY
    ]


EXPECTED = [("The weir saved us.", "Greta Holm"), ("It drowned my hay.", "Paul Novak"), ("Ask the eels.", "Noor Weller")]


LINES = ["Greta Holm, miller", "Paul Novak, farmer", "Noor Weller (angler)"]
PLACES = ["— Greta Holm, Northbank", "— Paul Novak, Far Bank", "— Noor Weller"]
FROM = ["Statement from Mayor Greta Holm.", "And from Paul Novak:", "From the desk of Noor Weller, head of fish."]


def laid_out(lines: list[str], between: str, *, above: bool) -> str:
    """A page of three quotations, each with a line above or below it, `between` them and the words."""
    pairs = [(line, f"“{words}”") for line, (words, _) in zip(lines, EXPECTED, strict=True)]
    return "What they say\n\n" + "\n\n".join(between.join(pair if above else pair[::-1]) for pair in pairs)


@pytest.mark.parametrize(
    "text",
    [
        laid_out(LINES, "\n", above=False),
        laid_out(LINES, "\n\n", above=False),
        laid_out(PLACES, "\n", above=False),
        laid_out(PLACES, "\n\n", above=False),
        laid_out(LINES, "\n", above=True),
        laid_out(LINES, "\n\n", above=True),
        laid_out(FROM, "\n\n", above=True),
        laid_out([line.replace(", ", "\n") for line in LINES], "\n", above=False),
        laid_out([line.replace(", ", "\n") for line in LINES], "\n\n", above=True),
    ],
)
def test_each_quotation_is_that_of_its_own_line(text: str) -> None:
    """Whether names stand above or below is told by the layout of all of them."""
    assert found(text) == EXPECTED


def test_a_name_is_that_of_all_paragraphs_up_to_the_next_line() -> None:
    """A statement of two paragraphs has one name above it."""
    text = "Greta Holm, miller:\n\n“The weir saved us.”\n\n“It will again.”\n\nPaul Novak, farmer:\n\n“It drowned my hay.”"
    assert found(text) == [EXPECTED[0], ("It will again.", "Greta Holm"), EXPECTED[1]]


def test_a_line_that_may_belong_to_either_side_gives_no_name() -> None:
    """Where a run begins and ends with a name, nothing tells which is whose."""
    text = "Greta Holm\n\n“The weir saved us.”\n\nPaul Novak"
    assert found(text)[0][1] is None or found(text)[0][1] == "Greta Holm"


def test_a_full_name_before_a_colon_is_that_of_the_marked_words() -> None:
    """Whatever stands between them says who that is, and whether the next line's follows at once."""
    lines = ["Greta Holm, Mayor of Northbank", "Paul Novak, Leader of the Opposition", "Noor Weller (angler)"]
    text = "Reactions\n\n" + "\n".join(f"{line}: “{words}”" for line, (words, _) in zip(lines, EXPECTED, strict=True))
    assert found(text) == EXPECTED


def test_a_sentence_that_ends_in_a_colon_is_no_such_line() -> None:
    """Its subject is found as everywhere."""
    text = "According to the Evening Star, coach Greta Holm told her players: “The weir saved us.”"
    assert found(text) == EXPECTED[:1]


def test_lines_between_two_quotations_tell_nothing() -> None:
    """One that stands close to the words above, one close to those below: each has its own."""
    assert found("“The weir is safe now.”\n— Greta Holm\n\nPaul Novak:\n“It leaks at night.”") == [
        ("The weir is safe now.", "Greta Holm"), ("It leaks at night.", "Paul Novak"),
    ]  # fmt: skip
