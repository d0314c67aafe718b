"""Stitching: a quotation that is made of parts of several, each of them as it was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefbot.checking.alignment import Run, runs
from briefbot.checking.comparison import is_telling
from briefbot.checking.quotations import Quoted
from briefbot.checking.wording import Wording
from briefbot.language.turning import is_negation

# A part that is taken for one has so many words, or so many that say something, or is whole sentences: fewer words are in many
# quotations.
_WORDS, _TELLING = 5, 3
_FEWEST = 3
# So many words of grammar may join two parts.
_JOINTS = 1


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a quotation: the words asked for and the words held, by number, and whose quotation holds them."""

    quoted: Quoted
    asked: tuple[int, int]
    held: tuple[int, int]


def stitched(asked: Wording, quoted: Sequence[Quoted]) -> list[Part]:
    """The parts that all of the words are made of, as few as can be; none where they are not, or where one is enough."""
    found = [(one, run) for one in quoted for run in runs(asked.keys, one.wording) if run.length >= _FEWEST]
    parts: list[Part] = []
    at = 0
    while at < len(asked.words):
        part = _longest(asked, found, at, parts[-1] if parts else None)
        if part is None and parts and _is_joint(asked, at):
            at += 1
            part = _longest(asked, found, at, parts[-1])
        if part is None:
            return []
        parts.append(part)
        at = part.asked[1]
    return parts if len(parts) > 1 and not _is_in_order(parts) else []


def _longest(asked: Wording, found: Sequence[tuple[Quoted, Run]], at: int, before: Part | None) -> Part | None:
    """The part from a word on that reaches furthest; of equals, one of the document of the part before."""
    reaching = [(one, run) for one, run in found if run.asked <= at < run.asked + run.length]
    best = max(
        reaching,
        key=lambda pair: (
            pair[1].asked + pair[1].length,
            before is not None and pair[0].source.key == before.quoted.source.key,
        ),
        default=None,
    )
    if best is None:
        return None
    one, run = best
    part = Part(one, (at, run.asked + run.length), (run.held + at - run.asked, run.held + run.length))
    return part if _says_something(asked, part) else None


def _says_something(asked: Wording, part: Part) -> bool:
    keys = asked.keys[slice(*part.asked)]
    telling = sum(map(is_telling, keys))
    is_whole = part.quoted.wording.is_whole(part.held)
    return (len(keys) >= _WORDS and telling > 1) or telling >= _TELLING or (is_whole and telling > 0)


def _is_joint(asked: Wording, at: int) -> bool:
    key = asked.keys[at]
    return not is_telling(key) and not is_negation(key)


def _is_in_order(parts: Sequence[Part]) -> bool:
    """Whether the parts follow each other in one quotation: something was left out of it, and nothing put together."""
    return all(one.quoted is other.quoted and one.held[1] <= other.held[0] for one, other in pairwise(parts))
