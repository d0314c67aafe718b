"""Differences between two wordings."""

from hypothesis import given
from hypothesis import strategies as st

from briefbot.profiles.differences import difference

WORDS = st.lists(st.sampled_from("We will build a wall not tax 5 million — “no” Über".split()), max_size=12).map(" ".join)


def test_what_fell_out_and_what_came_is_told_in_its_place() -> None:
    """Word by word, what both have in the letters of the later."""
    assert difference("We will not raise taxes now.", "We will raise all taxes, now") == (
        ("=", "We will "), ("-", "not "), ("=", "raise "), ("+", "all "), ("=", "taxes, now"),
    )  # fmt: skip


def test_marks_case_and_accents_make_no_difference() -> None:
    """The words are the same."""
    assert difference("“Für alle,” said", "fur alle said") == (("=", "fur alle said"),)


@given(WORDS, WORDS)
def test_both_wordings_can_be_read_from_a_difference(before: str, after: str) -> None:
    """What stands in both and what came is the later one; what stands in both and what fell out has the earlier's words."""
    found = difference(before, after)
    assert "".join(words for sign, words in found if sign != "-") == after
    told = "".join(words for sign, words in found if sign != "+")
    assert difference(before, told) in ((), (("=", told),))
