"""Comparison: what differs between a quotation and the words that are held, and whether it is altered by that."""

from collections.abc import Iterator
from dataclasses import dataclass

from briefbot.checking.alignment import Alignment, Step, aligned
from briefbot.checking.wording import Wording, run_of
from briefbot.language.languages import PROFILES
from briefbot.language.turning import is_negation
from briefbot.model import Change, Piece

# An altered quotation has so much of its words, and of those that say something, in the order of the original; and so much of
# the original's words from the first to the last of them, without what was left out as a whole.
_MOST, _MOST_TELLING = 0.6, 0.5
# So many words that say something are in both at least.
_FEWEST_TELLING = 2
# Nearly all of so many words need not say anything: "We have been here since 1741."
_NEARLY_ALL, _NEARLY_AS_LONG, _MANY = 0.8, 0.7, 5
# From so many words on, what is missing between two others was left out as a whole.
_LEFT_OUT = 4
# An ellipsis stands for something between so many words on each side.
_BESIDE_ELLIPSIS = 2
# A cut is looked at in its own clause: as far before the words, where "not" mostly stands, and behind them.
_BEFORE_CUT, _BEHIND_CUT = 5, 2

_STOP_WORDS = frozenset(word for profile in PROFILES.values() for word in profile.stop_words)


@dataclass(frozen=True)
class Comparison:
    """A quotation beside the words of a text: the pieces of both, in order, and the held words compared, by number.

    `altered` tells that more differs than typography, an editor's brackets, and what an ellipsis stands for; `matched` is the
    share of the words asked for that are held.
    """

    held: Wording
    pieces: tuple[Piece, ...]
    place: tuple[int, int]
    altered: bool
    matched: float


def found_as_they_are(asked: Wording, held: Wording) -> Iterator[Comparison]:
    """Where all the words asked for stand one after the other: each place, those first whose cut turns nothing round."""
    places = ((at, at + len(asked.words)) for at in held.find(run_of(asked.keys)))
    compared = [_of_run(asked, held, place) for place in places]
    yield from sorted(compared, key=lambda one: one.altered)


def compared(asked: Wording, held: Wording) -> Comparison | None:
    """The best comparison where most of the words asked for stand in order; None where they do not."""
    for found in found_as_they_are(asked, held):
        return found
    alignment = aligned(asked, held)
    return _of_alignment(alignment) if alignment is not None and _is_like(alignment) else None


def is_telling(key: str) -> bool:
    """Whether a word says something: it is none of grammar alone."""
    return key not in _STOP_WORDS


def _of_run(asked: Wording, held: Wording, place: tuple[int, int]) -> Comparison:
    before, behind = _turned(asked, held, place)
    pieces = (*before, Piece(Change.KEPT, held.slice(*place)), *behind)
    return Comparison(held, pieces, place, bool(before or behind), 1.0)


def _of_alignment(alignment: Alignment) -> Comparison:
    asked, held, place = alignment.asked, alignment.held, alignment.place
    before, behind = _turned(asked, held, place)
    pieces, altered = list(before), bool(before or behind)
    for number, step in enumerate(alignment.steps):
        if step.same:
            pieces.append(Piece(Change.KEPT, held.slice(*step.held)))
            continue
        harmless = _is_harmless(alignment, number)
        altered |= not harmless
        pieces += _differing(alignment, step, harmless=harmless)
    return Comparison(held, (*pieces, *behind), place, altered, len(alignment.matched) / len(asked.words))


def _differing(alignment: Alignment, step: Step, *, harmless: bool) -> Iterator[Piece]:
    """The pieces of words that differ: those held, then those asked for."""
    asked, held = alignment.asked, alignment.held
    ours, theirs = range(*step.asked), range(*step.held)
    if theirs:
        elided = _is_elided(asked, step)
        omitted = elided or (not ours and len(theirs) >= _LEFT_OUT)
        yield Piece(Change.OMITTED if omitted else Change.STRUCK, held.slice(*step.held), admitted=elided or harmless)
    if ours:
        bracketed = all(asked.words[at].bracketed for at in ours)
        yield Piece(Change.ADDED, asked.slice(*step.asked), admitted=bracketed or harmless)


def _is_elided(asked: Wording, step: Step) -> bool:
    """Whether an ellipsis stands where words are missing."""
    first, last = step.asked
    return any(asked.words[at].elided for at in range(first, min(last + 1, len(asked.words))))


def _is_harmless(alignment: Alignment, number: int) -> bool:
    """Whether a difference is an editor's, who owns up to it: an ellipsis between words, brackets around words of grammar."""
    asked, held, step = alignment.asked, alignment.held, alignment.steps[number]
    ours = [asked.words[at] for at in range(*step.asked)]
    theirs = [held.words[at] for at in range(*step.held)]
    if any(is_negation(word.key) or word.is_figure for word in ours) or any(is_negation(word.key) for word in theirs):
        return False
    if theirs and all(word.bracketed for word in theirs):
        return not any(is_telling(word.key) for word in ours if not word.bracketed)
    if not ours:
        beside = [one.asked[1] - one.asked[0] for one in alignment.steps[max(number - 1, 0) : number + 2] if one.same]
        return _is_elided(asked, step) and len(beside) > 1 and min(beside) >= _BESIDE_ELLIPSIS
    return all(word.bracketed for word in ours) and not any(is_telling(word.key) for word in theirs)


def _turned(asked: Wording, held: Wording, place: tuple[int, int]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """What was cut off in the same clause, before and behind, where it turns the rest round: "not", a number."""
    first, last = place
    begin, end = first, last
    while begin > max(0, first - _BEFORE_CUT) and not held.words[begin].opens:
        begin -= 1
    while end < min(len(held.words), last + _BEHIND_CUT) and not held.words[end].opens:
        end += 1
    cut_before = any(is_negation(held.keys[at]) for at in range(begin, first)) or (begin < first and _is_amount(held, first))
    cut_behind = any(is_negation(held.keys[at]) for at in range(last, end))
    before = Piece(Change.OMITTED, held.slice(begin, first), admitted=asked.words[0].elided)
    behind = Piece(Change.OMITTED, held.slice(last, end), admitted=asked.ends_elided)
    return ((before,) if cut_before else ()), ((behind,) if cut_behind else ())


def _is_amount(held: Wording, at: int) -> bool:
    """Whether the word before is a figure that belongs to this one: 5 | million, not 2016 | we."""
    before, word = held.words[at - 1], held.words[at]
    return before.is_figure and (is_telling(word.key) or word.is_figure)


def _is_like(alignment: Alignment) -> bool:
    """Whether most of the words are held, in order and close together."""
    asked, matched = alignment.asked, alignment.matched
    own = [at for at, word in enumerate(asked.words) if not word.bracketed]  # what an editor put in is nobody's
    telling = {at for at in own if is_telling(asked.keys[at])}
    first, last = alignment.place
    left_out = [step.held[1] - step.held[0] for step in alignment.steps if step.asked[0] == step.asked[1]]
    spread = last - first - sum(length for length in left_out if length >= _LEFT_OUT)
    if len(matched) >= max(_NEARLY_ALL * len(own), _NEARLY_AS_LONG * spread, _MANY):
        return True
    in_both = len(telling & {*matched})
    return len(matched) >= _MOST * max(len(own), spread) and in_both >= max(_MOST_TELLING * len(telling), _FEWEST_TELLING)
