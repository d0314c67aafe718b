"""Limits: how much of one person is answered in a minute, and when somebody over a limit is told.

Questions are counted as questions; whatever else can be done (commands, buttons) has a limit of its own, so that nobody is
kept from asking by looking around.
"""

from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from threading import Lock

from briefbot.dialogue.requests import Request

_WINDOW = timedelta(minutes=1)
# So many other acts for each question of the limit: people look around faster than they read.
_ACTS_PER_QUESTION = 10
# People who are remembered before those who have been quiet for a window are forgotten.
_REMEMBERED = 10_000


class Kind(Enum):
    """What is limited by itself."""

    QUESTION = auto()
    ACT = auto()


@dataclass(frozen=True, slots=True)
class Excess:
    """Somebody is over a limit until an instant (UTC); `is_told` says whether they are to hear of it now."""

    until: datetime
    is_told: bool


class _Taken:
    """What was taken of one person's acts of one kind, and of what excess they were told."""

    def __init__(self) -> None:
        self.acts: deque[tuple[datetime, int]] = deque()
        self.told_by = 0  # the update that brought the last excess
        self.told_until: datetime | None = None


class RateLimiter:
    """At most so many acts of each kind of a person in any minute. Several threads may call it.

    It remembers no more than that minute, and nothing beyond the process.
    """

    def __init__(self, questions: int) -> None:
        """`questions` a minute and person, and in proportion other acts."""
        self.limits = {Kind.QUESTION: questions, Kind.ACT: questions * _ACTS_PER_QUESTION}
        self._people: dict[tuple[int, Kind], _Taken] = {}
        self._one_at_a_time = Lock()

    def take(self, person_id: int, kind: Kind, update_id: int, at: datetime) -> Excess | None:
        """Count an act that an update asked for at an instant; the excess where it is one too many, and then it is not counted.

        The same update again is the same act.
        """
        with self._one_at_a_time:
            taken = self._of(person_id, kind, at)
            while taken.acts and taken.acts[0][0] <= at - _WINDOW:
                taken.acts.popleft()
            if any(update_id == known for _, known in taken.acts):
                return None
            if len(taken.acts) < self.limits[kind]:
                taken.acts.append((at, update_id))
                return None
            until = (taken.acts[0][0] if taken.acts else at) + _WINDOW
            if taken.told_by != update_id and taken.told_until is not None and at < taken.told_until:
                return Excess(taken.told_until, is_told=False)
            taken.told_by, taken.told_until = update_id, until
            return Excess(until, is_told=True)

    def _of(self, person_id: int, kind: Kind, at: datetime) -> _Taken:
        if len(self._people) >= _REMEMBERED:
            self._people = {
                key: taken for key, taken in self._people.items() if taken.acts and taken.acts[-1][0] > at - _WINDOW
            }
        return self._people.setdefault((person_id, kind), _Taken())


def kind_of(request: Request) -> Kind:
    """What a request counts as."""
    return Kind.QUESTION if request.is_question else Kind.ACT
