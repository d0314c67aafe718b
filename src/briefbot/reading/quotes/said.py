"""Words that no marks but their layout sets off: a transcript's turns, block quotations."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from briefbot.model import Span, SpeakerSource
from briefbot.reading.quotes.marks import Marked


class Said(NamedTuple):
    """One paragraph's words of somebody. `source` is None where the words before them tell whose they are.

    `opens` tells that a new speech begins, `announced` at which paragraph's words it is introduced (-1 where it is not).
    """

    words: Span
    source: SpeakerSource | None
    opens: bool
    announced: int = -1


class Layout(NamedTuple):
    """What layout alone tells of a text.

    `said` leads from where words that it sets off begin to those words, `plates` from the number of marked words to whose they
    are by the line above or below them.
    """

    said: Mapping[int, Said] = MappingProxyType({})
    plates: Mapping[int, SpeakerSource] = MappingProxyType({})


def with_said(marked: Sequence[Marked], said: Sequence[Said]) -> list[Marked]:
    """Marked words and words set off by layout, in the order of the text; marks inside the latter belong to them."""
    if not said:
        return list(marked)
    starts = [one.words.start for one in said]
    outside = []
    for one in marked:
        at = bisect_right(starts, one.outer_start) - 1
        if at < 0 or said[at].words.end <= one.outer_start:
            outside.append(one)
    group = max((one.group for one in marked), default=0)
    for words, _, opens, _ in said:
        group += opens
        outside.append(Marked(words.start, words.end, words.start, words.end, group, spoken=True))
    return sorted(outside, key=lambda one: one.start)
