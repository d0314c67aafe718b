"""Comparing a quotation with words that are held: what differs, and what of it alters the words."""

import pytest

from briefbot.checking.comparison import Comparison, compared
from briefbot.checking.wording import worded
from briefbot.model import Change

HELD = (
    "We opened the [northern] harbour in 1741, and we shall not close it before the ice comes, whatever the J. K. Line e-mails "
    "us."
)
_SIGNS = {Change.KEPT: "=", Change.STRUCK: "-", Change.OMITTED: "…", Change.ADDED: "+"}


def comparison(asked: str, held: str = HELD) -> Comparison:
    """The comparison of two texts that are alike."""
    found = compared(worded(asked), worded(held))
    assert found is not None
    return found


def drawn(found: Comparison) -> str:
    """What differs, as a line."""
    return " ".join(
        f"{_SIGNS[one.change]}{'!' * one.admitted}{one.text}" for one in found.pieces if one.change is not Change.KEPT
    )


@pytest.mark.parametrize(
    ("asked", "differs"),
    [
        ("We opened the harbour in 1741 and we shall not close it", "-![northern]"),
        ("We opened it in 1741, and we shall not close it before the ice comes", "-the [northern] harbour +it"),
        ("we shall not close [the harbour] before the ice comes", "-!it +![the harbour]"),
        ("We opened the northern harbour … and we shall not close it", "…!in 1741,"),
        ("we shall not close it whatever the JK Line emails us", "…before the ice comes,"),
        ("we shall … close it before the ice comes", "…!not"),
        ("we shall close it before the ice comes", "-not"),
        ("we shall not close it before the storm comes", "-ice +storm"),
        ("we shall not [ever] close it before the ice comes", "+![ever]"),
        ("shall close it before the ice comes and goes home", "-not +and goes home"),
    ],
)
def test_what_differs_is_told_in_order(asked: str, differs: str) -> None:
    """What only the text has, what it lacks, what was left out, and what the quotation owns up to (!)."""
    assert drawn(comparison(asked)) == differs


@pytest.mark.parametrize(
    "asked",
    [
        HELD,
        "we shall not close it before the ice comes whatever the JK Line emails us",
        "We opened the … harbour in 1741",
        "We opened the northern harbour … and we shall not close it",
        "we shall not close [it] before the ice comes",
        "[And] we shall not close it",
        "in 1741 [sic], and we shall not close it",
    ],
)
def test_what_an_editor_owns_up_to_alters_nothing(asked: str) -> None:
    """Brackets around words of grammar, an ellipsis where no "not" was, a hyphen more or less."""
    assert not comparison(asked).altered


@pytest.mark.parametrize(
    "asked",
    [
        "we shall … close it before the ice comes",
        "We opened the northern harbour in 1471",
        "close it before the ice comes",
        "We opened the northern harbour in [1471], and we shall not close it",
        "we shall not close [the southern harbour] before [Brandt] comes",
        "We … close it before the ice comes whatever",
        "we shall re-sign and not close it before the ice comes",
    ],
)
def test_what_turns_words_round_alters_them(asked: str) -> None:
    """Without its "not", also at an end; with another number, also in brackets; a word of content for another one."""
    assert comparison(asked).altered


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("they will resign today or not at all", "they will re-sign today or not at all"),
        ("the 1015 boats left today", "the 10-15 boats left today"),
        ("5 million boats left today", "-5 million boats left today"),
        ("a part of the boats left today", "apart of the boats left today"),
        ("million boats left today", "5 million boats left today"),
        ("the boats will leave today", "the boats will leave today no longer"),
    ],
)
def test_letters_that_are_the_same_may_be_other_words(asked: str, held: str) -> None:
    """A hyphen is not always typography, and what was cut off beside the words may be what counts."""
    assert comparison(asked, held).altered


@pytest.mark.parametrize(
    "asked",
    [
        "We closed the bridge in May and nobody noticed it",
        "the ice comes in spring, and every sailor is glad of it",
        "it is the one that we had in the",
        "harbour",
    ],
)
def test_what_shares_some_words_is_not_compared(asked: str) -> None:
    """Most of the words must stand there in order: nothing is guessed."""
    assert compared(worded(asked), worded(HELD)) is None or asked == "harbour"


def test_the_nearest_of_several_places_is_compared() -> None:
    """Words that stand alone elsewhere in a long text are not taken for those that are meant."""
    held = "We go to war. " + "The boats are in and the nets are dry. " * 20 + "We shall go to a long war with the sea."
    found = comparison("We shall go to a war with the sea", held)
    assert drawn(found) == "-long"


def test_many_repeated_words_take_no_more_than_a_moment() -> None:
    """The same two words a thousand times on both sides are compared."""
    found = compared(worded("so it goes " * 400 + "on"), worded("so it goes " * 380))
    assert found is not None
    assert found.altered
