"""The jobs of one chat: people take turns, presses that nobody waits for any more are merged, and edits rest first.

It decides, and does nothing: the time comes from whoever asks, in seconds of any clock.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

NOBODY = 0  # the person of jobs that nobody waits for: sending what was written for other reasons


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done for a person in a chat: handle an update or, where that is None, only send what waits.

    A later job of the person's with the same `key` makes this one pointless; none does where it is empty. A job with `rests`
    waits until none of its key has come for a while. `callback_id` is what a pressed button wants an answer to.
    """

    update_id: int | None
    person_id: int = NOBODY
    key: str = ""
    rests: bool = False
    callback_id: str = ""


SEND = Job(None, key="send")


@dataclass(frozen=True, slots=True)
class Turn:
    """A job to do now, and those that it makes pointless."""

    job: Job
    merged: tuple[Job, ...] = ()


@dataclass(frozen=True, slots=True)
class _Waiting:
    turn: Turn
    due_at: float


class FairQueue:
    """Jobs that wait. Whoever was served longest ago is next; of each person's, the oldest."""

    def __init__(self, rest: float) -> None:
        """`rest` is how long, in seconds, edits rest."""
        self._rest = rest
        self._waiting: dict[int, deque[_Waiting]] = {}
        self._served: dict[int, int] = {}  # by person, which turn was their last
        self._turns = 0

    def __len__(self) -> int:
        """How many jobs wait, with those that are merged."""
        return sum(1 + len(one.turn.merged) for jobs in self._waiting.values() for one in jobs)

    def put(self, job: Job, now: float) -> None:
        """Have a job wait behind its person's others, but for updates that came after its own: they may come out of order."""
        jobs = self._waiting.setdefault(job.person_id, deque())
        same = next((one for one in jobs if job.key and one.turn.job.key == job.key), None)
        merged: tuple[Job, ...] = ()
        if same is not None and job.update_id is None:
            return
        if same is not None:
            jobs.remove(same)
            waited = same.turn.job
            job, older = (waited, job) if _is_later(waited, job) else (job, waited)
            merged = (*same.turn.merged, older)
        later = [at for at, one in enumerate(jobs) if _is_later(one.turn.job, job)]
        jobs.insert(later[0] if later else len(jobs), _Waiting(Turn(job, merged), now + self._rest if job.rests else now))

    def take(self, now: float, ready_at: Callable[[int], float]) -> Turn | None:
        """The next job, None where none is due; `ready_at` says from when on a person's job can be done."""
        people = [person for person in self._waiting if self._due_at(person, ready_at) <= now]
        if not people:
            return None
        person = min(people, key=lambda each: self._served.get(each, 0))
        self._turns += 1
        self._served[person] = self._turns
        jobs = self._waiting[person]
        taken = next(one for one in jobs if one.due_at <= now)
        jobs.remove(taken)
        if not jobs:
            del self._waiting[person]
        return taken.turn

    def due_at(self, ready_at: Callable[[int], float]) -> float | None:
        """From when on there is a job to be taken; None where none waits."""
        return min((self._due_at(person, ready_at) for person in self._waiting), default=None)

    def _due_at(self, person: int, ready_at: Callable[[int], float]) -> float:
        return max(min(one.due_at for one in self._waiting[person]), ready_at(person))


def _is_later(one: Job, other: Job) -> bool:
    """Whether the update of one job is a later one than that of another."""
    return one.update_id is not None and other.update_id is not None and one.update_id > other.update_id
