"""Timeline: the turning points of what was said, one a day, in the order of their days."""

from collections.abc import Sequence

from briefbot.answering.candidates import Candidate, Statement
from briefbot.answering.questions.model import Query
from briefbot.answering.weighing import score
from briefbot.language.terms import terms


def turning_points(query: Query, told: Sequence[Statement], k: int) -> list[Statement]:
    """At most `k` of the statements, earliest first: the first, the last, and those between that say most that is new.

    Each day is told by its best one. A word is new on the day on which it stands first in what is `told`; the share of them
    in a statement counts as much as its score does. What has no date stands on no timeline, nor what has no word of the
    question around it where something has.
    """
    touching = [one for one in told if one.best.hit.near_coverage > 0]
    days = _best_of_days(query, touching or told)
    if len(days) <= k:
        return days
    news = _news(days)
    worth = {id(one): new * score(query, _lead(one)) for one, new in zip(days, news, strict=True)}
    ends = [days[0], days[-1]][:k]
    between = sorted(days[1:-1], key=lambda one: -worth[id(one)])[: k - len(ends)]
    chosen = {id(one) for one in (*ends, *between)}
    return [one for one in days if id(one) in chosen]


def _best_of_days(query: Query, told: Sequence[Statement]) -> list[Statement]:
    best: dict[int, Statement] = {}
    for one in told:
        day = _lead(one).document.published
        if day is None:
            continue
        other = best.get(day.toordinal())
        if other is None or score(query, _lead(one)) > score(query, _lead(other)):
            best[day.toordinal()] = one
    return [best[day] for day in sorted(best)]


def _news(days: Sequence[Statement]) -> list[float]:
    """Of each statement's words, in the order of days, the share that none before it has."""
    seen: set[str] = set()
    shares = []
    for one in days:
        words = set(terms(_lead(one).text, _lead(one).document.language))
        shares.append(len(words - seen) / len(words) if words else 0.0)
        seen |= words
    return shares


def _lead(statement: Statement) -> Candidate:
    """What was printed first counts for the day."""
    return statement.original
