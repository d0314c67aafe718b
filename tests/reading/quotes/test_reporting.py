"""A sentence reports somebody's words where its own subject says them, and nowhere else."""

import pytest

from briefbot.model import Document
from briefbot.reading.quotes import find_quotes


def reported(text: str) -> list[tuple[str | None, str]]:
    """Every sentence that reports, with whose words it gives."""
    return [(one.source.speaker, one.span.of(text)) for one in find_quotes(Document("d", text)).statements]


@pytest.mark.parametrize(
    "sentence",
    [
        "The rules changed when Greta Holm said the weir would hold.",
        "The weir is not as safe as Greta Holm claimed.",
        "More water came than Greta Holm had predicted.",
        "Greta Holm is expected to cut nine posts this week.",
        "Greta Holm was not expected to say much.",
        "Greta Holm, who announced the sale in May, left the hall.",
        "It falls to Greta Holm to say whether the weir will hold.",
        "The council met voters like Greta Holm hoping for a new weir.",
        "The numbers of Greta Holm state a loss.",
        "Greta Holm added two doors last year.",
    ],
)
def test_a_sentence_that_does_something_else_is_nobodys_words(sentence: str) -> None:
    """A verb of saying below another clause, in the passive or without the words that it announces gives nobody's."""
    assert not [speaker for speaker, _ in reported(f"Greta Holm runs the weir. {sentence}") if speaker]


@pytest.mark.parametrize(
    "sentence",
    [
        "Greta Holm said on Monday that the weir would hold.",
        "The weir, as Greta Holm said, would hold.",
        "As Greta Holm has said, the weir would hold.",
        "But Greta Holm said the weir would hold.",
        "Greta Holm left the hall, saying the weir would hold.",
        "Greta Holm is suggesting that the weir will hold.",
        "Greta Holm ran late; she's suggesting that the weir will hold.",
        "Greta Holm ran late; she’s said that the weir will hold.",
        "Greta Holm went on to say that the weir would hold.",
        "Greta Holm added that the weir would hold.",
        "The weir, Greta Holm added, would hold.",
        "The weir would hold, according to Greta Holm.",
        "The weir would hold, says Greta Holm.",
    ],
)
def test_a_sentence_whose_subject_says_it_reports(sentence: str) -> None:
    """Whatever stands between subject, verb and words."""
    assert reported(f"Greta Holm runs the weir. {sentence}")[-1] == ("Greta Holm", sentence)


@pytest.mark.parametrize(
    "text",
    [
        "“The weir will hold,” Greta Holm said in a letter, according to the Marsh Courier.",
        "“The weir will hold,” said Greta Holm, according to Owen Pratt. “It always has.”",
        "According to the Marsh Courier, Greta Holm said the weir was “as firm as ever” on Monday.",
    ],
)
def test_who_tells_of_words_has_not_said_them(text: str) -> None:
    """Behind "according to" stands a paper, or somebody else, that heard whom the sentence lets speak."""
    document = Document("d", f"Greta Holm and Owen Pratt met.\n\n{text}")
    assert {quote.source.speaker for quote in find_quotes(document).quotes} == {"Greta Holm"}


@pytest.mark.parametrize(
    "text",
    [
        "“The weir will hold,” according to Owen Pratt.",
        "According to Owen Pratt, the weir is “as firm as ever”.",
        "According to Owen Pratt, the weir is “as firm as ever”, which will please those who heard what Greta Holm said.",
    ],
)
def test_who_is_behind_according_to_speaks_where_nobody_else_does(text: str) -> None:
    """A verb of saying far behind the words takes none."""
    document = Document("d", f"Greta Holm and Owen Pratt met.\n\n{text}")
    assert [quote.source.speaker for quote in find_quotes(document).quotes] == ["Owen Pratt"]
