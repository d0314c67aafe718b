"""Asking: a question read, ranked and answered by a view of an archive."""

from dataclasses import replace
from datetime import date

from briefbot.answering.composer import compose, gap_before_ranking, near_misses, on_a_stranger
from briefbot.answering.questions.dialogue import Earlier, read_in_dialogue
from briefbot.answering.questions.model import Asked, Query
from briefbot.archive.view import Candidates, View
from briefbot.errors import SearchError
from briefbot.model import Answer, Citation, Filters, Gap, Missing


def ask(
    view: View, question: str, today: date, asked: Asked | None, k: int, earlier: Earlier | None, skip: int
) -> tuple[Query, Answer]:
    """How a question was read, and its answer: the best `k` citations after the first `skip`."""
    query = read_in_dialogue(view.reader, question, today, asked or Asked(), earlier)
    return query, answer(view, query, k, skip)


def answer(view: View, query: Query, k: int, skip: int) -> Answer:
    """The answer to a question that was read."""
    if gap := gap_before_ranking(query, view.reader.catalogue):
        return Answer(gap=gap, choices=query.choices)
    candidates = view.found(query)
    found = _composed(view, query, candidates, k, skip)
    if not candidates.is_partial:
        return found
    if not found.citations:  # it would look as if nobody had said it
        raise SearchError("A part of the archive does not answer in time; ask again in a moment.", is_passing=True)
    return replace(found, gap=Gap(Missing.PARTIAL))


def _composed(view: View, query: Query, candidates: Candidates, k: int, skip: int) -> Answer:
    if query.called:
        mentioning = view.listed(query.called, Filters())
        candidates.is_partial |= mentioning.is_partial
        if refused := on_a_stranger(query, candidates, mentioning):
            return refused
        query = replace(query, choices=())
    found = compose(query, candidates, view.index.words(query.topic), k, skip)
    if found.gap and query.shown and query.people and query.topic:  # all that they say of it was shown: what else they say
        return answer(view, replace(query, topic="", own_topic="", inherited=False), k, skip)
    if found.gap and query.people and not any(candidate.person in query.people for candidate in candidates):
        return replace(found, near=_said_otherwise(view, query) or found.near)
    return found


def _said_otherwise(view: View, query: Query) -> tuple[Citation, ...]:
    """What somebody says of late who says nothing of what was asked."""
    return near_misses(query, view.listed("", replace(query.filters(), speakers=view.reader.names_of(query.people))))
