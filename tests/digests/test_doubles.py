"""One statement is told once, whoever prints it; two people's words are never one statement."""

import random
from collections import defaultdict
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.digests.model import News
from briefbot.digests.near_duplicates import fingerprint, statements
from support.work import calls

from .quotations import quotation, quotations

WHOLE = "We will open the new bridge in spring, and not a day later. The old road stays closed until then."


def together(*news: News) -> bool:
    """Whether all of these tell one statement."""
    clusters = statements(news)
    return len({clusters.of(each) for each in news}) == 1


@pytest.mark.parametrize(
    "other",
    [
        WHOLE,
        WHOLE.upper(),
        "We will open the new bridge in spring and not a day later, the old road stays closed until then",
        "We will open the new bridge in spring, not a day later. The old road will stay closed until then.",
        "The old road stays closed until then.",
        "We will open the new bridge in spring,",
    ],
)
def test_the_same_words_in_other_papers(other: str) -> None:
    """With other marks, with a word more or less, and as a cut that is long enough."""
    assert together(quotation(1, WHOLE), quotation(2, other, source="The Courier"))
    assert together(quotation(1, other), quotation(2, WHOLE, source="The Courier"))


@pytest.mark.parametrize(
    "other",
    [
        "The old road stays",
        "We will open the new school in autumn. The old road is closed.",
        "In spring we will not open the old road",
        "Yes.",
        WHOLE.replace("a day", "two days"),
        WHOLE.replace("stays", "never stays"),
    ],
)
def test_other_words_are_another_statement(other: str) -> None:
    """Cuts of a few words, and sentences that share some of them, may be about anything; another number is another thing."""
    assert not together(quotation(1, WHOLE), quotation(2, other))


@pytest.mark.parametrize("words", [WHOLE, "Yes."])
def test_two_speakers_never_share_a_statement(words: str) -> None:
    """Not even for the same words."""
    assert not together(quotation(1, words, speaker="Ada Stone"), quotation(2, words, speaker="Ben Mills"))


def test_words_of_nobody_go_with_the_only_one_who_said_them() -> None:
    """Where two said them, and where they are so few that anybody may have, they stay alone."""
    nobody = quotation(3, WHOLE, speaker=None)
    assert together(quotation(1, WHOLE), nobody)
    clusters = statements([quotation(1, WHOLE), quotation(2, WHOLE, speaker="Ben Mills"), nobody])
    assert len(set(clusters.numbers.values())) == 3
    assert not together(quotation(1, "How big is that bridge?"), quotation(2, "How big is that bridge?", speaker=None))
    assert together(quotation(1, "Yes!", speaker=None), quotation(2, "Yes.", speaker=None))


@given(quotations())
def test_every_quotation_tells_one_statement(news: list[News]) -> None:
    """All are in one, the same words of one speaker in the same, and no two different speakers share one."""
    clusters = statements(news)
    speakers, numbers = defaultdict(set), defaultdict(set)
    for each in news:
        speakers[clusters.of(each)].add(each.citation.speaker)
        numbers[each.fingerprint, each.citation.speaker].add(clusters.of(each))
    assert all(len(names - {None}) <= 1 for names in speakers.values())
    assert all(len(found) == 1 for found in numbers.values())
    assert len(clusters.numbers) == len(news)


@given(quotations(), st.randoms(use_true_random=False))
def test_the_order_of_quotations_does_not_matter(news: list[News], chance: random.Random) -> None:
    """What is together stays together, however the quotations come."""
    mixed = list(news)
    chance.shuffle(mixed)
    one, other = statements(news), statements(mixed)
    assert [[one.of(a) == one.of(b) for a in news] for b in news] == [[other.of(a) == other.of(b) for a in news] for b in news]


@given(st.text())
def test_any_words_have_a_fingerprint(words: str) -> None:
    """It is the same with other case, accents, marks and spaces, and other words have another."""
    assert fingerprint(words) == fingerprint(f"  {words}\n")
    assert len(fingerprint(words)) == 32
    assert fingerprint(f"{words} x") != fingerprint(f"{words} y")


def test_a_fingerprint_looks_at_words_alone() -> None:
    """Accents, case, marks and line breaks differ between papers."""
    assert fingerprint("The café, he said,\nis CLOSED!") == fingerprint("the cafe he said is closed")
    assert fingerprint("…!") != fingerprint("—?")


@pytest.mark.parametrize(
    "make",
    [
        lambda _: WHOLE,
        lambda _: "Yes",
        lambda chance: " ".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=30)),
        lambda chance: " ".join(str(chance.randrange(5000)) for _ in range(30)),
        lambda chance: " ".join(str(chance.randrange(200)) for _ in range(100)),
    ],
    ids=["copies", "one word", "few words", "all different", "long and alike"],
)
def test_a_day_of_news_is_put_together_in_linear_work(make: Callable[[random.Random], str]) -> None:
    """Five times the quotations are some five times the calls, not twenty-five, also where they are made to take long."""
    chance = random.Random(7)  # noqa: S311 (words, not secrets)
    news = [quotation(key, make(chance), speaker=chance.choice(["Ada Stone", "Ben Mills", None])) for key in range(1500)]
    assert len(statements(news).numbers) == 1500
    assert calls(lambda: statements(news)) < 9 * calls(lambda: statements(news[:300]))
