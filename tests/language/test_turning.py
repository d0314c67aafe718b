"""Turning words: what makes two sentences of nearly the same words say different things."""

import pytest

from briefbot.language.turning import is_negation, says_otherwise, turning_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We don't meet, and cannot, in 2016.", {"not", "2016"}),
        ("He didn’t say no to the second of two drafts.", {"not", "no", "2"}),
        ("It cost $9.9 million, or one in three.", {"9.9", str(10**6), "3"}),
        ("Никакой из двух мостов не откроют до третьего мая.", {"никакои", "2", "не", "3"}),
        ("One of them is no one.", {"no"}),
        ("The ferry runs every day.", set()),
        ("", set()),
    ],
)
def test_negations_and_numbers_have_one_spelling(text: str, expected: set[str]) -> None:
    """In English and Russian, in figures and in letters; what is one of its kind is none."""
    assert turning_words(text) == expected


@pytest.mark.parametrize("word", ["not", "didn't", "никакой", "без"])
def test_negations_are_known(word: str) -> None:
    """As they are written, й and apostrophe included."""
    assert is_negation(word)
    assert not is_negation(word + "ed")


@pytest.mark.parametrize(
    ("one", "other", "otherwise"),
    [
        ("The tower is painted every year by hand.", "The tower is painted every two years by hand.", True),
        ("We will sign the treaty in Oslo.", "We will not sign the treaty in Oslo.", True),
        ("We will not sign the treaty.", "We won't sign the treaty.", False),
        ("Two of them have left.", "2 of them have left.", False),
        ("The dam will hold.", "“The dam will hold,” and not for 5 years alone.", False),
        ("Мост не откроют в мае.", "Мост откроют в мае.", True),
        ("Мост откроют двумя днями позже.", "Мост откроют 2 днями позже.", False),
    ],
)
def test_what_turns_a_sentence_round_is_noticed(one: str, other: str, *, otherwise: bool) -> None:
    """Another number or a negation more: whichever comes first. A cut that stands whole in the other says nothing else."""
    assert says_otherwise(one, other) is says_otherwise(other, one) is otherwise
