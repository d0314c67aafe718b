"""Denials: what other articles say was not said, beside the words that are shown as said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefbot.answering.candidates import Candidate, words_of
from briefbot.answering.questions.mentions import is_mentioned
from briefbot.answering.questions.name_parts import last_name
from briefbot.model import Attribution, Kind, Span
from briefbot.reading.quotes.marks import marked_words

# Fewer words in marks are anybody's.
_TELLING = 3


@dataclass(frozen=True, slots=True)
class Denial:
    """A passage that says that words were not said, and those words as far as they stand in marks, folded."""

    candidate: Candidate
    words: tuple[str, ...]


def denials(candidates: Iterable[Candidate]) -> list[Denial]:
    """Those of some candidates that deny somebody's very words."""
    denying = (one for one in candidates if one.passage.source.attribution is Attribution.DENIED)
    return [Denial(one, words) for one in denying if (words := tuple(_denied(one)))]


def denials_of(shown: Candidate, denying: Sequence[Denial]) -> list[Candidate]:
    """Those that say of the very words of a candidate that its speaker did not say them, one a document."""
    if shown.passage.kind is Kind.REPORTED or shown.passage.source.attribution is Attribution.DENIED:
        return []
    words = _spaced(shown.passage.shown.of(shown.document.text))
    found = (one.candidate for one in denying if any(denied in words for denied in one.words))
    return list({one.hit.document: one for one in found if _is_on(shown.person, one)}.values())


def _denied(denial: Candidate) -> Iterable[str]:
    """What a denial holds in marks, as far as it tells anything; a quotation is all of it."""
    text, span = denial.document.text, denial.passage.span
    places = [span] if denial.passage.kind is Kind.DIRECT else [Span(one.start, one.end) for one in marked_words(text, [span])]
    return (words for place in places if (words := _spaced(place.of(text))).count(" ") > _TELLING)


def _spaced(text: str) -> str:
    """The words of a text, folded, each between spaces."""
    return f" {' '.join(words_of(text))} "


def _is_on(person: str | None, denial: Candidate) -> bool:
    document = denial.document
    return person is None or is_mentioned(last_name(person), f"{document.title} {document.text}")
