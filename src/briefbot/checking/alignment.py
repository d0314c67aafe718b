"""Alignment: which words of a quotation stand in another text, in order, and what differs between the two.

Runs of words that both have are chained, so that what is found stands close together; rapidfuzz compares what lies between.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log2
from typing import NamedTuple

from briefbot.checking.wording import Wording

# Words that a run has at least.
_FEWEST = 2
# The same two words stand in one text so often at most; of further places, the first ones are looked at.
_PLACES = 24
# The longest runs are chained; in a text that has more, the others are strays.
_RUNS = 160
# Words beside the runs are compared with so many more of the text's: some may have been left out there.
_SLACK = 3
# What a chain loses: for a word that has another in its place, and for each doubling of the words that are left out.
_REPLACED, _LEFT_OUT = 0.3, 0.4


class Run(NamedTuple):
    """Words that both have: where they begin in each, and how many they are."""

    asked: int
    held: int
    length: int


class Step(NamedTuple):
    """A stretch of an alignment: words asked for and words held, by number, which are the same where `same`."""

    same: bool
    asked: tuple[int, int]
    held: tuple[int, int]


@dataclass(frozen=True)
class Alignment:
    """How the words that were asked for stand to those that somebody's text holds.

    The steps take up all words that were asked for, and the held ones from the first that is compared to the last.
    """

    asked: Wording
    held: Wording
    steps: tuple[Step, ...]

    @property
    def matched(self) -> list[int]:
        """The numbers of the words asked for that are held."""
        return [number for step in self.steps if step.same for number in range(*step.asked)]

    @property
    def place(self) -> tuple[int, int]:
        """The words held that are compared, by number: from the first up to, not including, the last."""
        return self.steps[0].held[0], self.steps[-1].held[1]


def runs(asked: Sequence[str], held: Wording) -> list[Run]:
    """The longest runs of words, each as long as it goes, that both have."""
    places = held_pairs(held)
    found = []
    for at in range(len(asked) - 1):
        for place in places.get((asked[at], asked[at + 1]), ()):
            if at and place and asked[at - 1] == held.keys[place - 1]:
                continue  # within a run that was found
            length = _FEWEST
            while (
                at + length < len(asked) and place + length < len(held.keys) and asked[at + length] == held.keys[place + length]
            ):
                length += 1
            found.append(Run(at, place, length))
    return sorted(found, key=lambda run: -run.length)[:_RUNS]


def held_pairs(held: Wording) -> dict[tuple[str, str], list[int]]:
    """Where two words follow each other, by the two."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place in range(len(held.keys) - 1):
        known = places[held.keys[place], held.keys[place + 1]]
        if len(known) < _PLACES:
            known.append(place)
    return places


def aligned(asked: Wording, held: Wording) -> Alignment | None:
    """The best alignment of all the words asked for with those held; None where no two neighbours are in both."""
    chain = _chained(runs(asked.keys, held))
    if not chain:
        return None
    steps = [*_before(asked, held, chain[0])]
    for number, run in enumerate(chain):
        if number:
            last = chain[number - 1]
            steps += _between(asked, held, (last.asked + last.length, run.asked), (last.held + last.length, run.held))
        steps.append(Step(True, (run.asked, run.asked + run.length), (run.held, run.held + run.length)))  # noqa: FBT003
    steps += _behind(asked, held, chain[-1])
    return Alignment(asked, held, tuple(_joined(asked, held, steps)))


def _chained(found: list[Run]) -> list[Run]:
    """The runs in order that have most words and lie close together."""
    ordered = sorted(found)
    best: list[tuple[float, int]] = []  # the score of the best chain that ends with a run, and the run before it
    for number, run in enumerate(ordered):
        value, before = float(run.length), -1
        for other in range(number):
            link = _linked(ordered[other], run)
            if link is not None and best[other][0] + link > value:
                value, before = best[other][0] + link, other
        best.append((value, before))
    chain: list[Run] = []
    at = max(range(len(best)), key=lambda number: best[number][0], default=-1)
    while at >= 0:
        chain.append(_without_overlap(ordered[at], chain[-1] if chain else None))
        at = best[at][1]
    return chain[::-1]


def _linked(one: Run, other: Run) -> float | None:
    """What a run adds to a chain that ends with another, None where it cannot follow."""
    overlap = max(one.asked + one.length - other.asked, one.held + one.length - other.held, 0)
    if other.asked <= one.asked or other.held <= one.held or overlap >= min(one.length, other.length):
        return None
    asked = other.asked - one.asked - one.length + overlap
    held = other.held - one.held - one.length + overlap
    return other.length - overlap - _REPLACED * min(asked, held) - _LEFT_OUT * log2(1 + abs(asked - held))


def _without_overlap(run: Run, following: Run | None) -> Run:
    if following is None:
        return run
    overlap = max(run.asked + run.length - following.asked, run.held + run.length - following.held, 0)
    return run._replace(length=run.length - overlap)


def _between(asked: Wording, held: Wording, ours: tuple[int, int], theirs: tuple[int, int]) -> Iterator[Step]:
    """The steps of words that lie between two runs, or beside one."""
    # Imported here: what stands in an archive as it was asked for needs no comparison.
    from rapidfuzz.distance import Indel  # noqa: PLC0415

    for one in Indel.opcodes(asked.keys[slice(*ours)], held.keys[slice(*theirs)]):
        theirs_of = theirs[0] + one.dest_start, theirs[0] + one.dest_end
        yield Step(one.tag == "equal", (ours[0] + one.src_start, ours[0] + one.src_end), theirs_of)


def _before(asked: Wording, held: Wording, first: Run) -> list[Step]:
    """The steps of words before the first run: beside those of its sentence, or of its clause where they are none of these."""
    start = first.held
    while start > max(0, first.held - first.asked - _SLACK) and not held.words[start].begins:
        start -= 1
    steps = _joined(asked, held, _between(asked, held, (0, first.asked), (start, first.held)))
    steps = steps[1:] if steps and _is_left_out(steps[0]) else steps
    if steps and not steps[0].same:
        begin, end = steps[0].held
        clause = max((at for at in range(begin, end) if held.words[at].opens), default=begin)
        steps[0] = steps[0]._replace(held=(end if end < len(held.words) and held.words[end].opens else clause, end))
    return steps


def _behind(asked: Wording, held: Wording, last: Run) -> list[Step]:
    """The steps of words behind the last run, in the same way."""
    begun, begin = last.asked + last.length, last.held + last.length
    end = begin
    while end < min(len(held.words), begin + len(asked.words) - begun + _SLACK) and not held.words[end].begins:
        end += 1
    steps = _joined(asked, held, _between(asked, held, (begun, len(asked.words)), (begin, end)))
    steps = steps[:-1] if steps and _is_left_out(steps[-1]) else steps
    if steps and not steps[-1].same:
        begin, end = steps[-1].held
        steps[-1] = steps[-1]._replace(held=(begin, min((at for at in range(begin, end) if held.words[at].opens), default=end)))
    return steps


def _joined(asked: Wording, held: Wording, steps: Iterable[Step]) -> list[Step]:
    """Steps of one kind that follow each other as one; words that only a hyphen parts or joins are the same."""
    merged: list[Step] = []
    for step in steps:
        if merged and merged[-1].same == step.same:
            last = merged.pop()
            step = Step(step.same, (last.asked[0], step.asked[1]), (last.held[0], step.held[1]))  # noqa: PLW2901
        merged.append(step)
    joined = [step if step.same or not _is_one(asked, held, step) else step._replace(same=True) for step in merged]
    return _joined(asked, held, joined) if joined != merged else merged


def _is_left_out(step: Step) -> bool:
    """Whether nothing that was asked for stands beside held words."""
    return not step.same and step.asked[0] == step.asked[1]


def _is_one(asked: Wording, held: Wording, step: Step) -> bool:
    """Whether both sides are the same letters, and what is in one word here is joined by hyphens there: e-mail, email."""
    ours, theirs = asked.words[slice(*step.asked)], held.words[slice(*step.held)]
    if not ours or not theirs or "".join(word.key for word in ours) != "".join(word.key for word in theirs):
        return False
    several = max(ours, theirs, key=len)
    if min(len(ours), len(theirs)) > 1 or several[0].key == "re":  # to re-sign is not to resign
        return False
    single = all(len(word.key) == 1 and word.key.isalpha() for word in several)  # "J. K." and "J.K."
    figures = any(one.key[-1].isdigit() and other.key[0].isdigit() for one, other in pairwise(several))
    return not figures and (single or all(word.hyphen for word in several[1:]))
