"""Claims: which words are meant, and whose they are said to be."""

import pytest

from briefbot.checking.claims import Claim, is_long, marked_claim, read_claim

WORDS = "the pier is rotten"


@pytest.mark.parametrize("marks", ['"{}"', "“{}”", "„{}“", "„{}”", "«{}»", "''{}''", "‘{}’", " “ {} ” ."])
@pytest.mark.parametrize(
    "behind", ["", " by Mara Stoll", ", said by Mara Stoll.", " — Mara Stoll", " от Mara Stoll", " автор: Mara Stoll"]
)
def test_words_in_marks_and_who_said_them(marks: str, behind: str) -> None:
    """In any marks; the name behind them, however it is said."""
    assert read_claim(marks.format(WORDS).rstrip(". ") + behind) == Claim(WORDS, "Mara Stoll" if behind else None)


@pytest.mark.parametrize(
    ("typed", "claim"),
    [
        (WORDS, Claim(WORDS)),
        (f"{WORDS} by:Stoll", Claim(WORDS, "Stoll")),
        (f'{WORDS} speaker:"Mara Stoll"', Claim(WORDS, "Mara Stoll")),
        (f"«{WORDS}» автор: Штоль", Claim(WORDS, "Штоль")),
        ("a book by Tolstoy", Claim("a book by Tolstoy")),
        (f"“{WORDS}” and “so is the bridge”", Claim(f"{WORDS}” and “so is the bridge")),
        (f'"{WORDS}" and "so is the bridge"', Claim(f'"{WORDS}" and "so is the bridge"')),
        (f"“{WORDS}” is what they say", Claim(f"“{WORDS}” is what they say")),
        ("“”", Claim("“”")),
        ("", Claim("")),
    ],
)
def test_nothing_is_taken_for_a_name_that_may_be_none(typed: str, claim: Claim) -> None:
    """Behind words without marks a name is one only where it is said to be."""
    assert read_claim(typed) == claim


@pytest.mark.parametrize("line", [f"“{WORDS}”", f"“{WORDS}” by Stoll", f"«{WORDS}» — Штоль"])
def test_a_line_in_marks_is_a_quotation(line: str) -> None:
    """All of it, but for whose it is."""
    assert marked_claim(line) == read_claim(line)


@pytest.mark.parametrize("line", [WORDS, f"who said “{WORDS}”", f"“{WORDS}” in the Post?", "“housing crisis”", "", "“”"])
def test_a_question_with_words_in_marks_is_none(line: str) -> None:
    """Nor is a title, nor words without marks."""
    assert marked_claim(line) is None


@pytest.mark.parametrize(
    "typed", ["by: " * 25_000, "''a" * 30_000 + '"', "“" * 50_000 + "”" * 50_000, "“a” " * 2_000, "(" * 100_000]
)
def test_no_line_is_too_much(typed: str) -> None:
    """Whatever is repeated in it."""
    assert read_claim(typed).words
    marked_claim(typed)


def test_what_is_longer_than_a_question() -> None:
    """By characters and by words: an address has only the one."""
    assert is_long("word " * 50)
    assert not is_long("word " * 20)
    assert not is_long("https://example.org/" + "a" * 300)
