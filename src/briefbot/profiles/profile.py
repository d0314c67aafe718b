"""A profile drawn from all quotations of one person."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import pairwise

from briefbot.digests.near_duplicates import groups, statements
from briefbot.language.folding import fold
from briefbot.language.terms import tokens
from briefbot.profiles.differences import difference
from briefbot.profiles.model import Profile, Rewording, Saying, Told
from briefbot.profiles.topics import topics

# As many as anybody looks at.
_REWORDINGS, _WORDINGS = 6, 6
# A wording that shares less than this of its words with the one before is a cut of it, not another way to say it.
_SAID_AGAIN = 0.5


def profile_of(person: str, sayings: Sequence[Saying], weight: Callable[[str], float]) -> Profile:
    """The profile of a person who said this; `weight` tells how much a word says, 0 for one of grammar."""
    told = list(_told(sayings))
    return Profile(
        person,
        tuple(sorted(told, key=_newest_first)),
        tuple(_months(told)),
        tuple(Counter(saying.source for saying in sayings).most_common()),
        tuple(topics(person, sayings, weight)),
        tuple(_rewordings(sayings)),
    )


def _told(sayings: Iterable[Saying]) -> Iterable[Told]:
    """The quotations by their wording."""
    found: dict[str, list[Saying]] = defaultdict(list)
    for saying in sayings:
        found[saying.fingerprint].append(saying)
    return (Told(tuple(sorted(same, key=_printed))) for same in found.values())


def _printed(saying: Saying) -> tuple[bool, int, tuple[int, int]]:
    """The first printed first, those without a date last."""
    return saying.published is None, saying.published.toordinal() if saying.published else 0, saying.place


def _newest_first(told: Told) -> tuple[bool, int, tuple[int, int]]:
    undated, day, (key, ordinal) = _printed(told.first)
    return undated, -day, (-key, ordinal)


def _months(told: Iterable[Told]) -> Iterable[tuple[date, int]]:
    """How many different statements were printed in each month, from the first to the last."""
    counted = Counter(
        month for one in told for month in {saying.published.replace(day=1) for saying in one.sayings if saying.published}
    )
    return sorted(counted.items())


def _rewordings(sayings: Sequence[Saying]) -> Iterable[Rewording]:
    """Statements in several wordings: first those that changed within, then those with the most, then the newest.

    A sentence that only holds words of theirs is none: what differs there may be the narrator's.
    """
    found = []
    whole = [saying for saying in sayings if saying.is_whole]
    for group in groups(whole, statements(whole)):
        wordings = sorted(_told(group), key=lambda one: _printed(one.first))
        changed = [wordings[0]]
        for one in wordings[1:]:
            if _said_again(changed[-1].first.own, one.first.own):
                changed.append(one)
        if len(changed) > 1:
            found.append(changed[:_WORDINGS])
    drawn = [_rewording(wordings) for wordings in found]
    return sorted(drawn, key=lambda one: (not one.changes_within, -len(one.wordings), *_newest_first(one.wordings[-1])))[
        :_REWORDINGS
    ]


def _said_again(before: str, after: str) -> bool:
    """Whether one wording is another way to say the other: they have most of their words in common."""
    old, new = set(tokens(fold(before))), set(tokens(fold(after)))
    return len(old & new) >= _SAID_AGAIN * len(old | new)


def _rewording(wordings: Sequence[Told]) -> Rewording:
    texts = [one.first.own for one in wordings]
    return Rewording(tuple(wordings), tuple(difference(old, new) for old, new in pairwise(texts)))
