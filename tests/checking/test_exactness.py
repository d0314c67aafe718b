"""What is exact, for any quotation: typography never makes it another one, and any word, number, name or "not" always does."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from briefbot.checking.quotations import Source
from briefbot.checking.wording import worded
from briefbot.model import Attribution, Document, Kind, Passage, Span, SpeakerSource, Verdict
from support.checking import source, verified

_PLAIN = (
    "bridge harbour winter council money boats school river lantern engine we they must will repair open paint leave the a of"
)
ENGLISH = tuple(f"{_PLAIN} don't won't café Holm Brandt 12 1,741 2.5 not never nothing U.S.".split())
RUSSIAN = tuple(
    "мост гавань зима совет деньги лодки школа река фонарь мы они должны будем чинить открыть покрасить уйти в на о "
    "Хольм Брандт 12 1741 2,5 не никогда ничего ещё".split()
)
NOT = {"not", "never", "nothing", "don't", "won't", "не", "никогда", "ничего"}


def quoted(words: list[str]) -> Source:
    """An article in which somebody says these words."""
    said = " ".join(words)
    text = f"“{said},” said Mara Stoll, the harbour master, to all who had come."
    passage = Passage(Span(1, 1 + len(said)), Kind.DIRECT, SpeakerSource(Attribution.NAMED, "Mara Stoll"), group=0)
    return Source(1, Document("a", text, language="en"), {0: passage}, frozenset({0}))


def sentences(vocabulary: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    """What somebody says: six words or more that begin as a quotation does."""
    return st.lists(st.sampled_from(vocabulary), min_size=6, max_size=24).map(lambda words: ["Tomorrow", *words])


SAID = sentences(ENGLISH) | sentences(RUSSIAN).map(lambda words: ["Завтра", *words[1:]])


def verdict(said: list[str], asked: str) -> Verdict:
    """The verdict on words where somebody has said others."""
    return verified(asked, [quoted(said)]).verdict


TYPOGRAPHY: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "small letters": str.lower,
    "curly apostrophes": lambda text: text.replace("'", "’"),
    "other apostrophes": lambda text: text.replace("'", "ʼ"),
    "marks around": lambda text: f"«{text}»",
    "marks within": lambda text: text.replace(" ", " “", 1) + "”",
    "a stop": lambda text: f"{text}!..",
    "ellipses around": lambda text: f"… {text} [...]",
    "wide spaces": lambda text: text.replace(" ", "\u00a0\u2009"),
    "lines": lambda text: text.replace(" ", "\n  "),
    "an editor's letter": lambda text: f"[{text[0].swapcase()}]{text[1:]}",
    "letters and marks apart": lambda text: unicodedata.normalize("NFD", text),
    "invisible characters": lambda text: "\ufeff" + text.replace("o", "o\u200b"),
    "soft hyphens": lambda text: text.replace("ri", "r\u00adi").replace("ти", "т\u00adи"),
    "entities": lambda text: text.replace("'", "&rsquo;").replace(" ", "&nbsp;", 1),
    "markup": lambda text: f"<b>{text}</b>",
    "е for ё": lambda text: text.replace("ё", "е"),
    "thousands": lambda text: text.replace("1,741", "1 741"),
    "points of an acronym": lambda text: text.replace("U.S.", "US"),
    "a note on the translation": lambda text: f"{text} (translated from Norwegian)",
    "commas": lambda text: text.replace(" ", ", "),
}


@pytest.mark.parametrize("change", TYPOGRAPHY)
@given(said=SAID)
def test_typography_is_never_a_change(change: str, said: list[str]) -> None:
    """The same words are exact in whatever way they are written."""
    assert verdict(said, TYPOGRAPHY[change](" ".join(said))) is Verdict.EXACT


@given(said=SAID, at=st.integers(0, 24), other=st.sampled_from(ENGLISH + RUSSIAN))
@example(said=["Tomorrow", "we", "must", "leave", "the", "harbour", "not"], at=6, other="boats")
def test_another_word_is_never_exact(said: list[str], at: int, other: str) -> None:
    """A word, a number or a name in the place of another one is found, wherever it stands."""
    changed = [*said[: at % len(said)], other, *said[at % len(said) + 1 :]]
    assume(not _stands_in(changed, said))
    assert verdict(said, " ".join(changed)) is not Verdict.EXACT


@given(said=SAID, at=st.integers(0, 24), other=st.sampled_from(ENGLISH + RUSSIAN))
def test_a_word_more_is_never_exact(said: list[str], at: int, other: str) -> None:
    """What nobody said is found among what was said."""
    changed = [*said[: at % (len(said) + 1)], other, *said[at % (len(said) + 1) :]]
    assume(not _stands_in(changed, said))
    assert verdict(said, " ".join(changed)) is not Verdict.EXACT


@given(said=SAID, at=st.integers(1, 23))
def test_a_word_less_is_never_exact(said: list[str], at: int) -> None:
    """What is left out between two words is found; at an end it is a part of what was said."""
    changed = [*said[: at % (len(said) - 1)], *said[at % (len(said) - 1) + 1 :]]
    assume(not _stands_in(changed, said))
    assert verdict(said, " ".join(changed)) is not Verdict.EXACT


@given(said=SAID, negation=st.sampled_from(sorted(NOT)), at=st.integers(0, 24), elided=st.booleans())
def test_without_its_negation_nothing_is_exact(said: list[str], negation: str, at: int, elided: bool) -> None:  # noqa: FBT001
    """What is left out with "not" turns what was said round, also at an end, and where an ellipsis stands in its place."""
    plain = [word for word in said if word not in NOT]
    assume(len(plain) > 5)
    at %= len(plain) + 1
    spoken = [*plain[:at], negation, *plain[at:]]
    asked = [*plain[:at], *(["…"] if elided else []), *plain[at:]]
    assert verdict(spoken, " ".join(asked)) is not Verdict.EXACT


@given(said=SAID, first=st.integers(0, 24), last=st.integers(0, 24))
def test_a_part_is_exact_where_nothing_was_turned(said: list[str], first: int, last: int) -> None:
    """Words that follow each other are exact where no "not" and no number was cut off beside them."""
    plain = [word for word in said if word not in NOT and not word[0].isdigit()]
    part = plain[first % len(plain) : first % len(plain) + 3 + last]
    assume(len(part) > 2 and any(word in ENGLISH[:10] or word in RUSSIAN[:10] for word in part))
    assert verdict(plain, " ".join(part)) is Verdict.EXACT


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_have_a_verdict(said: str, asked: str) -> None:
    """Nothing that is typed, and nothing that an article says, makes checking raise."""
    if said.strip() and "\0" not in said:
        verified(asked or "?", [source(f"“{said}” said Mara Stoll.\n\n{said}")])


def _stands_in(part: list[str], whole: list[str]) -> bool:
    """Whether words stand in others one after the other: then they are a part of what was said."""
    return worded(" ".join(part)).joined in worded(" ".join(whole)).joined
