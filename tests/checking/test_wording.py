"""Words of a quotation: what they are compared by, and where they stand."""

from time import process_time

import pytest

from briefbot.checking.wording import once, run_of, worded
from briefbot.model import Span


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("The Pier’s rotten — isn't it?", "the pier's rotten isn't it"),
        ("1,741 boats; 1 741 boats; 1’741", "1741 boats 1741 boats 1741"),
        ("2.5 and 2,5 and −5 and 10–15", "2.5 and 2.5 and -5 and 10 15"),
        ("5% of 5 percent of 5 процентов", "5 percent of 5 percent of 5 percent"),
        ("$5 & €5", "$ 5 and € 5"),
        ("U.S. and US at 9 a.m., F-16 and B2B, 20th", "us and us at 9 am f 16 and b2b 20th"),
        ("Ёлка, ёж, café, naïve, Łódź", "елка еж cafe naive lodz"),
        ("[T]he want[s] of it", "the wants of it"),
        ("the boats (translated from Greek) sail [through an interpreter]", "the boats sail"),
        ("лодки (перевод с греческого) плывут", "лодки плывут"),
        ("東京は", "東 京 は"),
        ("&ldquo;the&nbsp;boats&rdquo;", "the boats"),
        ("!? …", ""),
    ],
)
def test_words_are_compared_without_what_is_typography(text: str, keys: str) -> None:
    """Case, marks, accents and separators are none of a word; points, minus and signs of money are."""
    assert " ".join(worded(text).keys) == keys


def test_what_stands_before_a_word_is_known() -> None:
    """Where clauses and sentences begin, where an ellipsis stands, what is in brackets, what a hyphen joins."""
    words = worded("We stay. They, if [they] well-to-do … go").words
    assert [word.key for word in words if word.begins] == ["we", "they", "go"]
    assert [word.key for word in words if word.opens] == ["we", "they", "if", "go"]
    assert [word.key for word in words if word.elided] == ["go"]
    assert [word.key for word in words if word.bracketed] == ["they"]
    assert [word.key for word in words if word.hyphen] == ["to", "do"]
    assert worded("and so on …").ends_elided
    assert not worded("and so on.").ends_elided


def test_places_are_those_of_the_text() -> None:
    """Also behind entities and invisible characters."""
    text = "&ldquo;The\u200b bo\u00adats&rdquo; sail"
    assert [text[word.start : word.end] for word in worded(text).words] == ["The", "bo\u00adats", "sail"]


def test_runs_are_found_at_every_place() -> None:
    """Whole words alone, also where they overlap."""
    wording = worded("to go to go to goa")
    assert list(wording.find(run_of(["to", "go", "to"]))) == [0, 2]
    assert list(wording.find(run_of(["go", "to", "go"]))) == [1]


def test_a_slice_has_its_marks_and_none_of_the_narrators_words() -> None:
    """Of two places that are one quotation, what stands between them is left out."""
    text = "“We stay (for now),” she said. “They go.”"
    wording = worded(text, [Span(1, 18), Span(32, 39)])
    assert wording.slice(0, 4) == "We stay (for now),"
    assert wording.slice(3, 6) == "now), They go."
    assert wording.is_whole((4, 6))
    assert not wording.is_whole((1, 3))


BOAT = "We will go by boat, not by train."


def test_words_that_are_pasted_again_are_there_once() -> None:
    """Whatever stands between; but not what somebody says again, nor what only begins or ends alike."""
    words = "We will go by boat, not by train."
    for between in (" ", "\n", "” “"):
        assert once(between.join([words] * 8)) == words
    for other in (words, "Never, never, never!", f"{words} We will go by boat.", f"{words} {words} No.", "", "…"):
        assert once(other) == other


@pytest.mark.parametrize(
    ("pasted", "left"),
    [
        (f"{BOAT} " * 7 + "We will go by", BOAT),
        (f"Look at this: {' — '.join([BOAT] * 8)}", f"Look at this: {BOAT}"),
        (f"{BOAT} {BOAT} {BOAT} That is all.", f"{BOAT} That is all."),
        (f"{BOAT} {BOAT} {BOAT} " + "And so they went on. " * 5, f"{BOAT} And so they went on."),
        ("By boat, then. " * 4, "By boat, then."),
        ("By boat, then. " * 3, "By boat, then. " * 3),
        ("Go, go, go! " * 3, "Go, go, go! " * 3),
    ],
)
def test_what_stands_beside_a_paste_stays(pasted: str, left: str) -> None:
    """The last time may be there in part; a few words are said three times over by people, too."""
    assert once(pasted) == left


def test_a_paste_of_any_length_takes_time_in_proportion() -> None:
    """Of a hundred thousand characters, also where nearly everything is like everything."""
    for words in (f"{BOAT} " * 3_000, "go on " * 16_000, " ".join(f"{n % 7} go on {n % 11}" for n in range(8_000))):
        before = process_time()
        once(words)
        assert process_time() - before < 5
