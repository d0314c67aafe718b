"""Where the list of an answer ends: beside the first citation stands what belongs to it, the rest is further off.

Each limit was measured on answers that a reader judged, over halves of the questions: docs/know/answers.md.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from briefbot.answering.candidates import Candidate
from briefbot.answering.questions.model import Intent, Order, Query
from briefbot.answering.questions.name_parts import last_name
from briefbot.answering.weighing import score, tells_a_time
from briefbot.language.terms import terms
from briefbot.language.transliteration import is_cyrillic
from briefbot.model import Kind

CLOSE = 0.8  # of what the first one covers, where nobody was asked for; of its score, in another article
CLOSE_WITH_A_TIME = 0.7  # the same for what tells a time, where it is asked when
AROUND = 0.5  # of what stands around the first one, for words of others where nobody was asked for
LEAST = 0.33  # of the first one's score: words of whoever was asked for
LEAST_BESIDE_NARRATION = 0.4  # the same for narration, where nobody was asked for
LEAST_COVERED = 0.35  # of what the first one covers, by words of whoever was asked for
LEAST_OF_NARRATION = 0.1  # narration beside them, which has no factor for the speaker
# News moves on: passages of its article from those that are shown.
REACH = 6  # where words are asked for and the first one is narration, anybody's quoted words may stand anywhere in its article
REACH_OF_NARRATION = 4  # narration, from the first one
# What has no word of the question goes on with what has: passages before and behind it.
BEFORE, BEHIND = 1, 8


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a candidate is held against: the first one, and those that are shown so far."""

    query: Query
    first: Candidate
    best: float  # the first one's score
    shown: list[Candidate] = field(default_factory=list)

    def share(self, candidate: Candidate) -> float:
        """Of what the first one covers."""
        return candidate.hit.coverage / self.first.hit.coverage if self.first.hit.coverage else 1.0

    def relative(self, candidate: Candidate) -> float:
        """Its score, the first one's being 1."""
        return score(self.query, candidate) / self.best if self.best else 1.0

    def is_asked_for(self, candidate: Candidate) -> bool:
        """Whether it holds words of somebody who was asked for."""
        return candidate.person in self.query.people


def end_of_list(query: Query, ranked: Sequence[Candidate]) -> tuple[list[Candidate], list[tuple[Candidate, str]]]:
    """What belongs to the first of the candidates, and what is further off, each with the limit that it is behind."""
    if not ranked:
        return [], []
    theirs = [one for one in ranked if one.person is None or one.person in query.people]
    first = theirs[0] if theirs and query.people and not query.inherited else ranked[0]
    beside = _Beside(query, first, score(query, first))
    further: list[tuple[Candidate, str]] = []
    for candidate in ranked:
        limit = None if candidate is first else behind(beside, candidate)
        if limit:
            further.append((candidate, limit))
        else:
            beside.shown.append(candidate)
    return _each_first(query, beside.shown), further


def behind(beside: _Beside, candidate: Candidate) -> str | None:
    """The first of the limits that a candidate is behind, None where it belongs to the first one."""
    return next((name for name, holds in _LIMITS if not holds(beside, candidate)), None)


def _is_somebodys(beside: _Beside, candidate: Candidate) -> bool:
    """Words in marks under no name are nobody's where somebody was asked for."""
    return not beside.query.people or candidate.person is not None or candidate.passage.kind is not Kind.DIRECT


def _is_theirs(beside: _Beside, candidate: Candidate) -> bool:
    """No other's words stand in the place of theirs; to "who", no sentence with a fragment of another's."""
    query, first = beside.query, beside.first
    fragment = query.intent is Intent.WHO and candidate.passage.kind is Kind.MIXED
    if fragment and candidate.person not in (None, first.person):
        return False
    their_turn = bool(query.people) and (not query.inherited or first.person in query.people)
    return not their_turn or candidate.person is None or beside.is_asked_for(candidate)


def _tells_of_them(beside: _Beside, candidate: Candidate) -> bool:
    """Narration beside somebody's words names them."""
    if not beside.query.people or candidate.person is not None:
        return True
    language = candidate.document.language
    words = set(terms(candidate.text, language))
    return any(
        is_cyrillic(person) != is_cyrillic(candidate.text) or not words.isdisjoint(terms(last_name(person), language))
        for person in beside.query.people
    )


def _says_something(beside: _Beside, candidate: Candidate) -> bool:
    """Narration, and others' words, have a word of the question themselves, or are introduced by what has one."""
    if candidate.hit.own or not candidate.hit.score or beside.is_asked_for(candidate):
        return True
    goes_on = candidate.person is not None and candidate.person == beside.first.person
    introduced = 1 in _distances(candidate, (one for one in beside.shown if one.hit.own))
    spoken = candidate.passage.kind is Kind.DIRECT and (introduced or bool(beside.query.objects))  # "who else?"
    return goes_on or spoken


def _scores(beside: _Beside, candidate: Candidate) -> bool:
    """Beside words of somebody who was asked for, it scores a part of them at least; narration where nobody was, too."""
    if beside.query.order is not Order.BEST:
        return True
    if not beside.query.people and candidate.person is None:
        return beside.relative(candidate) >= LEAST_BESIDE_NARRATION
    if not beside.is_asked_for(beside.first):
        return True
    return beside.relative(candidate) >= (LEAST if beside.is_asked_for(candidate) else LEAST_OF_NARRATION)


def _covers(beside: _Beside, candidate: Candidate) -> bool:
    """Where nobody was asked for, it covers about as much; what the first one's speaker goes on to say need not."""
    query, first = beside.query, beside.first
    if beside.is_asked_for(candidate) and query.order is Order.BEST and beside.share(candidate) < LEAST_COVERED:
        return False
    if query.people or (candidate.person is not None and candidate.person == first.person):
        return True
    if candidate.person is not None and candidate.hit.near_coverage < AROUND * first.hit.near_coverage:
        return False
    told = query.intent is Intent.WORDS and first.person is None and candidate.person is not None
    dated = query.intent is Intent.WHEN and tells_a_time(candidate)
    return told or beside.share(candidate) >= (CLOSE_WITH_A_TIME if dated else CLOSE)


def _is_of_the_article(beside: _Beside, candidate: Candidate) -> bool:
    """It stands in the first one's article, or is as good: words of whoever was asked for, or what covers as much."""
    query = beside.query
    if candidate.hit.document == beside.first.hit.document:
        return True
    asked_for = beside.is_asked_for(candidate)
    like_deed = query.intent is Intent.WHO and not query.objects and candidate.person != beside.first.person
    if like_deed:
        return False
    if asked_for and (_are_several(query.people) or query.order is not Order.BEST):
        return True
    return (asked_for or beside.share(candidate) >= 1) and beside.relative(candidate) >= CLOSE


def _is_near(beside: _Beside, candidate: Candidate) -> bool:
    """It stands near what is shown of its article, where something is; what has more of the question, anywhere.

    Narration stands near the first one, or tells the time that is asked for.
    """
    query, hit, first = beside.query, candidate.hit, beside.first.hit
    if hit.score and candidate.person is None and hit.coverage <= first.coverage:
        far = [one for one in _distances(candidate, [beside.first]) if abs(one) > REACH_OF_NARRATION]
        if far and not (query.intent is Intent.WHEN and tells_a_time(candidate)):
            return False
    if not hit.score or hit.coverage > first.coverage or hit.own > first.own:
        return True
    if not hit.own:
        return _goes_on(beside, candidate)
    told = not query.people and query.intent is Intent.WORDS and beside.first.person is None
    if told and candidate.passage.kind is not Kind.REPORTED:
        return True
    narration = candidate.person is None and (bool(query.people) or query.intent is Intent.WHO)
    reach = REACH_OF_NARRATION if narration else REACH
    return min(map(abs, _distances(candidate, beside.shown)), default=0) <= reach


def _goes_on(beside: _Beside, candidate: Candidate) -> bool:
    """Whether what has no word of the question goes on with what has, or stands beside what is shown."""
    if not beside.first.hit.own:
        return True
    around = _distances(candidate, (one for one in beside.shown if one.hit.own or one is beside.first))
    return not around or any(-BEFORE <= one <= BEHIND for one in around) or 1 in map(abs, _distances(candidate, beside.shown))


_LIMITS: tuple[tuple[str, Callable[[_Beside, Candidate], bool]], ...] = (
    ("nobody's words", _is_somebodys),
    ("another's words", _is_theirs),
    ("not about them", _tells_of_them),
    ("no word of the question", _says_something),
    ("scores less", _scores),
    ("covers less", _covers),
    ("another article", _is_of_the_article),
    ("another place", _is_near),
)


def _distances(candidate: Candidate, others: Iterable[Candidate]) -> list[int]:
    """How many passages it stands behind others of its article, less than 0 before them."""
    document, ordinal = candidate.place
    return [ordinal - one.place[1] for one in others if one.place[0] == document]


def _are_several(people: Sequence[str]) -> bool:
    """Whether more than one is meant: who is known by the family name alone may be the other one."""
    return len({last_name(person) for person in people}) > 1


def _each_first(query: Query, ranked: list[Candidate]) -> list[Candidate]:
    """Where several people were asked for, the best of each stands before the rest."""
    if not _are_several(query.people) or query.choices:
        return ranked
    best = {candidate.person: candidate for candidate in reversed(ranked) if candidate.person in query.people}
    leading = [candidate for candidate in ranked if candidate in best.values()]
    return [*leading, *(candidate for candidate in ranked if candidate not in leading)]
