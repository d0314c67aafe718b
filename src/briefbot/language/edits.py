"""Edit distance: how many slips of the keys lie between two words (optimal string alignment), as rapidfuzz counts them.

A slip is a letter more, less or other, or two neighbours swapped. rapidfuzz is imported with the first word that is compared: a
start that misspells nothing need not wait for it.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# From how many letters on a word may have one slip, and two: shorter ones have too many neighbours to be taken for one of them.
ONE_SLIP_FROM, TWO_SLIPS_FROM = 4, 8
# A name with fewer letters and a slip may be too many others.
_SHORTEST_TYPED = 5
_DOUBLED = re.compile(r"(.)\1")
# Letters of an ending.
_ENDING = 3


def slips_allowed(length: int) -> int:
    """How many slips a word of so many letters may have."""
    return 2 if length >= TWO_SLIPS_FROM else 1 if length >= ONE_SLIP_FROM else 0


def is_slip(one: str, other: str) -> bool:
    """Whether one word is the other, perhaps with as many slips as the shorter of them may have."""
    allowed = slips_allowed(min(len(one), len(other)))
    return distance(one, other, allowed) <= allowed


def is_typing_slip(one: str, other: str) -> bool:
    """Whether one name is the other with one slip inside it, two letters swapped, or a letter doubled or not.

    What differs at its end is another name: Holm and Holms, Orlov and Orlova, Melanie and Melania.
    """
    if min(len(one), len(other)) < _SHORTEST_TYPED or one[0] != other[0]:
        return False
    alike = one[-2:] == other[-2:] or sorted(one) == sorted(other) or _DOUBLED.sub(r"\1", one) == _DOUBLED.sub(r"\1", other)
    return alike and distance(one, other, 1) == 1


def goes_on(one: str, other: str) -> bool:
    """Whether one word is the other with a short ending behind it: Holm, Holmes."""
    less, more = sorted((one, other), key=len)
    return len(less) >= ONE_SLIP_FROM and more.startswith(less) and len(more) - len(less) <= _ENDING


def distance(one: str, other: str, most: int) -> int:
    """The slips between two words; where they are more than `most`, `most` + 1."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > most:
        return most + 1
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    return OSA.distance(one, other, score_cutoff=most)


def distances(word: str, others: Sequence[str], most: int) -> "NDArray[np.uint8]":
    """The slips between a word and each of the others; where they are more than `most` (at most 254), `most` + 1."""
    import numpy as np  # noqa: PLC0415
    from rapidfuzz import process  # noqa: PLC0415
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    found: NDArray[np.uint8] = process.cdist([word], others, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)[0]
    return found
