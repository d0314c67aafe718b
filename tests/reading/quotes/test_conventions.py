"""Marks as other pages have them: single, spaced, written as entities; and marks that hold a nickname."""

import pytest

from briefbot.model import Attribution, Document, Quote
from briefbot.reading.quotes import find_quotes


def quotes(text: str) -> list[Quote]:
    """The quotations of a text that are somebody's words."""
    return [quote for quote in find_quotes(Document("d", text)).quotes if quote.source.attribution is not Attribution.NOBODY]


def found(text: str) -> list[tuple[str, str | None]]:
    """Words and speakers."""
    return [(quote.span.of(text), quote.source.speaker) for quote in quotes(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "‘The lock won’t open until the boys’ raft is out,’ said Greta Holm.",
            "The lock won’t open until the boys’ raft is out,",
        ),
        ("'The skippers' wives know,' said Greta Holm.", "The skippers' wives know,"),
        ("Greta Holm called the lock ‘a bathtub’ on Monday.", "a bathtub"),
        ("In the '80s the quay was 'the pilots' kitchen', Greta Holm said.", "the pilots' kitchen"),
        ("‘She told me “never” and left,’ said Greta Holm.", "She told me “never” and left,"),
    ],
)
def test_single_marks_quote_where_a_text_has_no_others(text: str, words: str) -> None:
    """Apostrophes within and behind words, and decades, end nothing; double marks inside belong to the words."""
    assert found(text) == [(words, "Greta Holm")]


def test_single_marks_beside_double_ones_stay_what_they_are() -> None:
    """A word in single marks, inside a quotation or in a headline, is no quotation of its own."""
    text = "Holm sees ‘a bathtub’\n\n“They call it ‘the bathtub’ here,” said Greta Holm. “It leaks.”"
    assert [words for words, _ in found(text)] == ["They call it ‘the bathtub’ here,", "It leaks."]


@pytest.mark.parametrize(
    "text", ["It's the dogs' dinner, isn't it?", "Rock 'n' roll of the '60s was the boys' best.", "O'Dare's men's"]
)
def test_apostrophes_alone_quote_nothing(text: str) -> None:
    """Nothing opens."""
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        '" The lock leaks , " said Greta Holm . " It always has . "',
        "`` The lock leaks , '' said Greta Holm . `` It always has . ''",
        "'' The lock leaks , '' said Greta Holm . '' It always has . ''",
        "“ The lock leaks , ” said Greta Holm . “ It always has . ”",
        "' The lock leaks , ' said Greta Holm . ' It always has . '",
    ],
)
def test_marks_apart_from_their_words_are_told_by_turns(text: str) -> None:
    """The first opens, the second closes."""
    assert found(text) == [("The lock leaks ,", "Greta Holm"), ("It always has .", "Greta Holm")]


@pytest.mark.parametrize(
    ("text", "words", "marks"),
    [
        ("&quot;The lock leaks,&quot; said Greta Holm.", "The lock leaks,", "&quot;The lock leaks,&quot;"),
        (
            "&ldquo;The lo\u00adck leaks,&rdquo; said Gre\u00adta Holm.",
            "The lo\u00adck leaks,",
            "&ldquo;The lo\u00adck leaks,&rdquo;",
        ),
        (
            "&laquo;The lock <i>leaks</i>,&raquo; said Greta&nbsp;Holm.",
            "The lock <i>leaks</i>,",
            "&laquo;The lock <i>leaks</i>,&raquo;",
        ),
    ],
)
def test_what_is_shown_stays_a_slice_of_the_stored_text(text: str, words: str, marks: str) -> None:
    """Entities, tags and soft hyphens are read past and kept; the name comes without them."""
    (quote,) = quotes(text)
    assert (quote.span.of(text), quote.whole.of(text), quote.source.speaker) == (words, marks, "Greta Holm")


@pytest.mark.parametrize(
    "nickname",
    ["“Gully”", '"Gully"', "‘Gully’", "(“Gully”)", "“The Gull”", "&quot;Gully&quot;"],
    ids=["curly", "straight", "single", "bracketed", "two", "entity"],
)
def test_a_nickname_inside_a_name_is_nobodys_words(nickname: str) -> None:
    """The name around it is one name, and the later short one is the same person's."""
    text = f"“The lock leaks,” said Greta {nickname} Holm.\n\nHolm added: “It always has.”"
    assert found(text) == [("The lock leaks,", "Greta Holm"), ("It always has.", "Greta Holm")]


@pytest.mark.parametrize(
    "called", ["who goes by “Gully.”", "also known on the quay as “Gully.”", "whom friends nicknamed “Gully.”"]
)
def test_what_somebody_is_called_is_nobodys_words(called: str) -> None:
    """A name in marks behind such a verb."""
    assert found(f"Greta Holm is a pilot {called} “The lock leaks,” Holm said.") == [("The lock leaks,", "Greta Holm")]


def test_a_nickname_before_a_name_is_no_words_either() -> None:
    """At the beginning of a sentence."""
    assert found("“Big” Greta Holm sold the boat. “She was slow,” Holm said.") == [("She was slow,", "Greta Holm")]


def test_a_fragment_between_capitals_is_no_nickname() -> None:
    """What somebody calls somebody else stays a quotation."""
    text = "Greta Holm, the pilot, called Mayor Novak’s lock “Leaky” Monday."
    assert [words for words, _ in found(text)] == ["Leaky"]


def test_apostrophes_with_spaces_around_them_are_no_marks() -> None:
    """In one paragraph; in the next one marks are."""
    text = "The boys ' club of Greta ' s mill is shut.\n\n' It will turn again , ' said Greta Holm."
    assert found(text) == [("It will turn again ,", "Greta Holm")]
