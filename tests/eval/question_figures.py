"""How well questions are answered, on the gate's articles.

A quotation shown *hits* where it stands in the right document and shares at least half of the shorter of the two places, and
`MIN_COVER` of itself, with a passage that answers, or where one of its parts does; one that is longer than `MAX_LENGTH` or
crosses a line never hits, so that whole paragraphs cannot score. Speaker and date are judged by the first hit among the first
five. Answers to questions that were refused are not looked at.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from briefbot.model import Span

from .corpus import GoldAnswer, Turn
from .figures import Figure, Report, share

SHOWN = 5
MIN_SHARE = 0.5
MIN_COVER = 0.3
MAX_LENGTH = 600


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """One quotation as a person is shown it; `document` is the article's id, `span` the place of `text` in it.

    `parts` are the places of the speaker's own words where the narrator's stand between them.
    """

    document: str
    span: Span
    text: str
    speaker: str | None
    date: date | None
    parts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """What a person is shown: quotations, best first, or none where `answered` is false."""

    answered: bool
    quotes: tuple[ShownQuote, ...]


# The program under test: a question and the earlier ones of its dialogue, asked of an archive of the gate's articles.
Ask = Callable[[str, Sequence[str]], ShownAnswer]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question with its answer; `rank` counts from 1, and is None without a hit among the first five."""

    turn: Turn
    answer: ShownAnswer
    rank: int | None

    @property
    def hit(self) -> ShownQuote | None:
        """The first quotation that hits."""
        return self.answer.quotes[self.rank - 1] if self.rank else None

    @property
    def matched(self) -> list[GoldAnswer]:
        """The passages that the first hit lies on."""
        return [gold for gold in self.turn.answers if self.hit and is_hit(self.hit, gold)]


def report(turns: Iterable[Turn], ask: Ask) -> Report:
    """All figures of `ask` on these questions, and what went wrong."""
    outcomes = [judge(turn, ask(turn.question, turn.history)) for turn in turns]
    single = [outcome for outcome in outcomes if outcome.turn.type != "dialogue"]
    dialogue = [outcome for outcome in outcomes if outcome.turn.type == "dialogue"]
    figures = (*_figures(single, ""), *_hits(dialogue, "dialogue_"))
    return Report(figures, tuple(fault for outcome in outcomes if (fault := _fault(outcome))))


def judge(turn: Turn, answer: ShownAnswer) -> Outcome:
    """Where in the answer the first hit is."""
    quotes = answer.quotes[:SHOWN] if answer.answered else ()
    ranks = (rank for rank, quote in enumerate(quotes, 1) if any(is_hit(quote, gold) for gold in turn.answers))
    return Outcome(turn, answer, next(ranks, None))


def is_hit(quote: ShownQuote, gold: GoldAnswer) -> bool:
    """Whether the quotation shown is this passage, by the module's definition."""
    if quote.document != gold.document or len(quote.span) > MAX_LENGTH or "\n" in quote.text.strip():
        return False
    return any(_is_at(place, gold.span) for place in (quote.span, *quote.parts))


def _is_at(place: Span, wanted: Span) -> bool:
    shared = min(place.end, wanted.end) - max(place.start, wanted.start)
    shorter = min(len(place), len(wanted))
    return shorter > 0 and shared >= MIN_SHARE * shorter and shared >= MIN_COVER * len(place)


def _figures(outcomes: Sequence[Outcome], prefix: str) -> tuple[Figure, ...]:
    answerable = [outcome for outcome in outcomes if outcome.turn.answers]
    unanswerable = [outcome for outcome in outcomes if not outcome.turn.answers]
    return (
        *_hits(outcomes, prefix),
        share(f"{prefix}speaker", _speakers(outcomes)),
        share(f"{prefix}date", (any(gold.date == o.hit.date for gold in o.matched) for o in outcomes if o.hit)),
        share(f"{prefix}refused_answerable", (not outcome.answer.answered for outcome in answerable), lower_is_better=True),
        share(f"{prefix}refused_unanswerable", (not outcome.answer.answered for outcome in unanswerable)),
    )


def _hits(outcomes: Sequence[Outcome], prefix: str) -> tuple[Figure, ...]:
    ranks = [outcome.rank for outcome in outcomes if outcome.turn.answers]
    return (
        share(f"{prefix}hit_at_1", (rank == 1 for rank in ranks)),
        share(f"{prefix}hit_at_{SHOWN}", (rank is not None for rank in ranks)),
    )


def _speakers(outcomes: Iterable[Outcome]) -> Iterable[bool]:
    """For each question whose first hit is somebody's words, whether it bears that name."""
    for outcome in outcomes:
        people = [person for gold in outcome.matched for person in gold.speakers]
        if outcome.hit and people:
            yield any(person.fits(outcome.hit.speaker) for person in people)


def _fault(outcome: Outcome) -> str | None:
    """A line about a question that was not answered by the first quotation, or answered without need."""
    turn, answer = outcome.turn, outcome.answer
    if turn.answers and outcome.rank != 1:
        what = f"hit at {outcome.rank}" if outcome.rank else "no hit" if answer.answered else "refused"
        return f"{turn.id} ({turn.type}): {what}: {turn.question}"
    if not turn.answers and answer.answered:
        return f"{turn.id} ({turn.type}): answered: {turn.question}"
    return None
