"""Reported speech: who said it, in which sentence."""

import pytest

from briefbot.model import Attribution, Document, Statement
from briefbot.reading.quotes import find_quotes


def statements(text: str) -> tuple[Statement, ...]:
    """The reported speech of a text."""
    return find_quotes(Document("d", text)).statements


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("Maria Lindqvist said the ice melts earlier every year.", "Maria Lindqvist", "said"),
        ("The ice, according to Maria Lindqvist, melts earlier every year.", "Maria Lindqvist", "according to"),
        ("The Foreign Ministry warned that roads were closed.", "Foreign Ministry", "warned"),
        ("Maria Lindqvist spoke in Oslo. She also noted that winters are shorter.", "Maria Lindqvist", "noted"),
    ],
)
def test_a_reporting_sentence_has_speaker_and_cue(text: str, speaker: str, cue: str) -> None:
    """The span is the whole sentence, the source as for a quotation."""
    statement = statements(text)[-1]
    assert statement.source.speaker == speaker
    assert statement.source.cue is not None
    assert statement.source.cue.of(text) == cue
    assert statement.span.of(text).endswith(".")


def test_an_unnamed_source_of_a_report_stays_unnamed() -> None:
    """No name of the neighbourhood is lent to it."""
    (statement,) = statements("Two officials said the road to Ann Lowe's house was closed.")
    assert statement.source.attribution is Attribution.UNNAMED


@pytest.mark.parametrize("text", ["The road is closed.", "Ann Lowe opened the road.", "“It is closed now,” said Ann Lowe."])
def test_sentences_that_report_nothing_or_quote_are_no_statements(text: str) -> None:
    """A sentence with marks is a quotation's, one without a verb of saying nobody's."""
    assert statements(text) == ()


TRANSCRIPT = (
    "Greta Holm met Paul Novak on the pier.\n\nHOLM: Will it hold? You said it would.\n\nNOVAK: Ann Lowe says that it will.\n\n"
    "HOLM: Thank you."
)
INTERVIEW = (
    "Greta Holm has counted seals for ten years.\n\nQ. How many are left?\n\nA. Nine.\n\nQ. And last year?\n\nA. Twelve."
)


def test_a_turn_of_a_transcript_is_its_speakers() -> None:
    """Every sentence of a turn has the speaker of its label, whoever is spoken of in it."""
    found = [(s.span.of(TRANSCRIPT), s.source.speaker) for s in statements(TRANSCRIPT)]
    assert found == [
        ("Will it hold?", "Greta Holm"),
        ("You said it would.", "Greta Holm"),
        ("Ann Lowe says that it will.", "Paul Novak"),
        ("Thank you.", "Greta Holm"),
    ]


def test_answers_are_the_one_persons_whom_the_introduction_names() -> None:
    """Questions stay without a name, and so do answers where two people could be giving them."""
    assert [s.source.speaker for s in statements(INTERVIEW)] == [None, "Greta Holm", None, "Greta Holm"]
    both = INTERVIEW.replace("has counted", "and Paul Novak have counted")
    assert {s.source.speaker for s in statements(both)} == {None}


def test_a_colon_behind_a_name_alone_makes_no_transcript() -> None:
    """One labelled paragraph, or a list of things, is no conversation."""
    assert statements("Greta Holm: a life in pictures.\n\nThe show opens on Friday.") == ()
