"""Reported speech: who said it, in which sentence."""

import pytest

from briefbot.core.model import Attribution, Document, Statement
from briefbot.core.quotes import find_quotes


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
