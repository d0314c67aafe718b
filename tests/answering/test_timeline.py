"""A timeline shows the turning points of what was said, by their days."""

from datetime import date

import pytest

from briefbot.answering.candidates import Candidate, statements
from briefbot.answering.composer import compose
from briefbot.answering.questions.model import Asked, Order, Query
from briefbot.answering.timeline import turning_points
from briefbot.model import Attribution, Document, Kind, Passage, Span, SpeakerSource
from briefbot.retrieval import PassageHit

LIND = "Dorota Lind"
SAME = "The harbour bridge must stay open."
# By day: what was said, and how well it fits. The second tells nothing that the first does not.
SAID = (
    (date(2016, 3, 1), SAME, 9.0),
    (date(2016, 4, 1), "Bridge must stay open.", 8.0),
    (date(2016, 5, 1), "Close the bridge before winter breaks its rusty chains.", 8.0),
    (date(2016, 6, 1), "Sell the bridge to whoever wants such an old thing.", 2.0),
    (date(2016, 7, 1), "A bridge is a bridge.", 3.0),
)
BY_DAY = Query("?", "bridge", people=(LIND,), order=Order.TIMELINE)


def candidate(key: int, day: date | None, words: str, score: float, near: float = 1.0) -> Candidate:
    """One article with these words alone, by Lind."""
    document = Document(f"d{key}", words, published=day, language="en")
    passage = Passage(Span(0, len(words)), Kind.DIRECT, SpeakerSource(Attribution.NAMED, LIND), group=0)
    hit = PassageHit(key, 0, score, score, 0.0, 0.0, near, 1.0, near)
    return Candidate(hit, document, passage, LIND)


FOUND = [candidate(key, *said) for key, said in enumerate(SAID, start=1)]


def months(found: list[Candidate], k: int) -> list[int]:
    """The months of the turning points."""
    points = turning_points(BY_DAY, list(statements(found)), k)
    return [one.best.document.published.month for one in points if one.best.document.published]


@pytest.mark.parametrize(
    ("k", "shown"), [(9, [3, 4, 5, 6, 7]), (4, [3, 5, 6, 7]), (3, [3, 5, 7]), (2, [3, 7]), (1, [3])], ids=str
)
def test_the_first_the_last_and_what_is_new_between(k: int, shown: list[int]) -> None:
    """Of what lies between, that comes which has most new words and answers best; all stands by its days."""
    assert months(FOUND, k) == shown
    assert months(FOUND[::-1], k) == shown


def test_a_day_is_told_once_by_its_best_and_what_has_none_is_not() -> None:
    """Two statements of one day are one point, in whatever order they are found; undated ones stand on no timeline."""
    day = date(2016, 3, 1)
    worse, better = candidate(1, day, SAME, 5.0), candidate(2, day, "Paint the bridge green at last.", 6.0)
    undated = candidate(3, None, "Burn the bridge down.", 9.0)
    for found in ([worse, better, undated], [undated, better, worse]):
        points = turning_points(BY_DAY, list(statements(found)), 5)
        assert [one.best.hit.document for one in points] == [2]


def test_what_only_stands_in_an_article_about_it_is_no_point() -> None:
    """Words without a word of the question around them are none, unless there are no others."""
    far = candidate(9, date(2016, 8, 1), "We shall see about that in time.", 9.0, near=0.0)
    assert months([*FOUND, far], 9)[-1] == 7
    assert months([far], 9) == [8]


def test_an_answer_by_its_days_has_the_points_and_then_the_rest() -> None:
    """All days are counted; what is no point comes with "more", in the order of days."""
    answer = compose(BY_DAY, FOUND, (), 3)
    assert [citation.key for citation in answer.citations] == [1, 3, 5]
    assert [(citation.key, citation.reason and citation.reason.limit) for citation in answer.further] == [
        (2, "no turning point"),
        (4, "no turning point"),
    ]
    assert (answer.more, answer.days) == (True, tuple(day for day, *_ in SAID))
    rest = compose(BY_DAY, FOUND, (), 3, skip=3)
    assert ([citation.key for citation in rest.citations], rest.more, rest.off, rest.days) == ([2, 4], False, False, ())


def test_other_answers_have_no_days() -> None:
    """They are not told by day."""
    assert compose(Query("?", "bridge", people=(LIND,)), FOUND, (), 3).days == ()


def test_a_timeline_that_either_asks_for_is_wanted() -> None:
    """By hand beside a line that does not say so, and the other way round."""
    assert Asked(timeline=True).or_else(Asked("Lind")) == Asked("Lind", timeline=True)
    assert Asked("Lind").or_else(Asked(timeline=True)) == Asked("Lind", timeline=True)
