"""Edit distance: slips of the keys between words."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.language.edits import distance, distances, is_slip, is_typing_slip, slips_allowed

WORDS = st.text("abcé", max_size=9)


def reference(one: str, other: str) -> int:
    """Optimal string alignment, as the textbook has it: letters more, less or other, and neighbours swapped."""
    table = [[column + row if not row * column else 0 for column in range(len(other) + 1)] for row in range(len(one) + 1)]
    for row, x in enumerate(one, 1):
        for column, y in enumerate(other, 1):
            best = min(table[row - 1][column] + 1, table[row][column - 1] + 1, table[row - 1][column - 1] + (x != y))
            if row > 1 and column > 1 and x == other[column - 2] and one[row - 2] == y:
                best = min(best, table[row - 2][column - 2] + 1)
            table[row][column] = best
    return table[-1][-1]


@given(WORDS, WORDS, st.integers(0, 4))
def test_slips_are_counted_up_to_a_limit(one: str, other: str, most: int) -> None:
    """As the textbook counts them; beyond the limit, one more than it. The order of the two words does not matter."""
    assert distance(one, other, most) == distance(other, one, most) == min(reference(one, other), most + 1)


@given(WORDS, st.lists(WORDS, min_size=1, max_size=5), st.integers(0, 4))
def test_many_words_are_compared_as_each_alone(word: str, others: list[str], most: int) -> None:
    """One call for all of them counts the same."""
    assert np.array_equal(distances(word, others, most), [distance(word, other, most) for other in others])


@pytest.mark.parametrize(
    ("typed", "meant", "is_one"),
    [
        ("Tusk", "Tusl", True), ("Tus", "Tux", False), ("Merkel", "Markel", True), ("Merkel", "Merlek", False),
        ("Zimmerman", "Zimermann", True), ("Vane", "Vane", True), ("Al", "Al", True), ("goverment", "government", True),
    ],
)  # fmt: skip
def test_longer_words_may_have_more_slips(typed: str, meant: str, is_one: bool) -> None:  # noqa: FBT001 (a case)
    """None below four letters, one from there on, two from eight."""
    assert is_slip(typed, meant) is is_one
    assert [slips_allowed(length) for length in (3, 4, 7, 8)] == [0, 1, 1, 2]


@pytest.mark.parametrize(
    ("typed", "meant", "is_one"),
    [
        ("castelano", "castellano", True), ("castelalno", "castellano", True), ("zimmermann", "zimmerman", True),
        ("lindqivst", "lindqvist", True), ("brantd", "brandt", True), ("castellani", "castellano", False),
        ("orlov", "orlova", False), ("holms", "holm", False), ("melania", "melanie", False),
        ("kastellano", "castellano", False),
    ],
)  # fmt: skip
def test_a_name_with_another_ending_is_another_name(typed: str, meant: str, is_one: bool) -> None:  # noqa: FBT001 (a case)
    """What is inside it, doubled or swapped is a slip."""
    assert is_typing_slip(typed, meant) is is_one
