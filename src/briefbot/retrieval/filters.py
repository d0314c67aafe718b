"""What a question is limited to, as masks over documents and speakers: looked up once, never passage by passage."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from briefbot.model import Filters
from briefbot.retrieval.segments import Whole
from briefbot.retrieval.strings import Chain

NO_FILTERS = Filters()


def documents_allowed(whole: Whole, filters: Filters) -> NDArray[np.bool_] | None:
    """By document, whether it may be used; None where all may."""
    if all(limit is None for limit in (filters.sources, filters.since, filters.until, filters.languages, filters.documents)):
        return None
    allowed = np.ones(len(whole.keys), np.bool_)
    if filters.documents is not None:
        allowed &= np.isin(whole.keys, list(filters.documents))
    if filters.sources is not None:
        allowed &= _named(whole.names.sources, filters.sources)[whole.source_of]
    if filters.languages is not None:
        allowed &= _named(whole.names.languages, filters.languages)[whole.language_of]
    if filters.since is not None:
        allowed &= whole.dates >= filters.since.toordinal()
    if filters.until is not None:
        allowed &= (whole.dates > 0) & (whole.dates <= filters.until.toordinal())
    return allowed


def speakers_allowed(whole: Whole, filters: Filters) -> NDArray[np.bool_] | None:
    """By speaker's number, whether passages of theirs may be used; None where all may. The last entry is for no speaker."""
    return None if filters.speakers is None else _named(whole.names.speakers, filters.speakers)


def _named(strings: Chain, names: Iterable[str]) -> NDArray[np.bool_]:
    """By number, whether a string is among the names; -1, for none, is the last entry and never is."""
    mask = np.zeros(len(strings) + 1, np.bool_)
    for name in names:
        if (number := strings.find(name)) >= 0:
            mask[number] = True
    return mask
