"""The inline marks of the gate's articles."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.model import Kind, Span

from .corpus import article_paths, read_article
from .markup import MarkupError, parse
from .names import Person

PEOPLE = {"reed": Person.parse("Nora Reed"), "lund": Person.parse("Ola Lund")}
# (marked, plain, spans of nobody's words): any nesting of marks around any text without braces.
_LEAF = st.text(st.characters(exclude_characters="{}", exclude_categories=["Cs"]), min_size=1).map(lambda text: (text, text, 0))
_NESTED = st.recursive(
    _LEAF,
    lambda inner: st.lists(inner, min_size=1, max_size=4).map(
        lambda parts: (
            "{- " + "".join(part[0] for part in parts) + "}",
            "".join(part[1] for part in parts),
            1 + sum(part[2] for part in parts),
        )
    ),
    max_leaves=12,
)


@given(st.lists(_NESTED))
def test_the_plain_text_is_what_was_marked(parts: list[tuple[str, str, int]]) -> None:
    """Whatever is marked, and however deep, taking the marks off gives the text back."""
    annotation = parse("".join(part[0] for part in parts), {})
    assert annotation.text == "".join(part[1] for part in parts)
    assert len(annotation.nobody) == sum(part[2] for part in parts)


@pytest.mark.parametrize("path", article_paths(), ids=lambda path: path.stem)
def test_an_article_is_its_file_without_the_braces(path: Path) -> None:
    """The text measured on is the file's, character by character."""
    content = path.read_text(encoding="utf-8")
    marked = content.split("\n---\n", 1)[1].removesuffix("\n")
    plain = re.sub(r"\{(?:@\d+=[^|]+\||\S{1,3} )|\}", "", marked)
    assert read_article("name", content).document.text == plain


def test_a_quotation_knows_its_words_and_its_source() -> None:
    """Offsets point at the words without marks, the mention, and the person behind it."""
    annotation = parse('"{1 We are late,}" {@1=reed|she} said. Ola called it "{~2 a mess}", {@2=lund|he} did.', PEOPLE)
    first, second = annotation.quotes
    assert first.span.of(annotation.text) == "We are late,"
    assert [mention.of(annotation.text) for mention in first.source.mentions] == ["she"]
    assert [person.fullest for person in first.source.speakers] == ["Nora Reed"]
    assert (first.kind, second.kind) == (Kind.DIRECT, Kind.MIXED)
    assert first.group != second.group


def test_paragraphs_of_one_quotation_share_a_group() -> None:
    """What goes on in another paragraph is one quotation with what came before."""
    quotes = parse('"{1 One.}\n\n"{+1 Two.}" "{1 Three,}" {@1=reed|she} said.', PEOPLE).quotes
    assert quotes[0].group == quotes[1].group != quotes[2].group


def test_a_source_may_be_nobody_named_or_several() -> None:
    """A question mark names nobody; a plus joins people who spoke together."""
    quotes = parse('"{1 No,}" {@1=?|an aide} said. "{2 Yes,}" {@2=reed+lund|they} said.', PEOPLE).quotes
    assert [len(quote.source.speakers) for quote in quotes] == [0, 2]


def test_unmarked_words_and_what_is_no_quotation() -> None:
    """Reported sentences, turns, titles and inches are told apart."""
    annotation = parse('{@1=reed|R}: {=1 No.} {:2 {@2=lund|He} said no.} "{- The Sun}" 12{# "}', PEOPLE)
    assert [words.span.of(annotation.text) for words in annotation.turns] == ["No."]
    assert [words.span.of(annotation.text) for words in annotation.reported] == ["He said no."]
    assert annotation.nobody == (Span(20, 27),)
    assert [span.of(annotation.text) for span in annotation.no_marks] == ['"']


@pytest.mark.parametrize(
    ("marked", "reason"),
    [
        ('"{1 No}"', "words with number 1 have no mention"),
        ("{@1=reed|She} left.", "belongs to no words"),
        ("a { b", "stray brace in line 1"),
        ("a\nb }", "stray brace in line 2"),
        ('"{- Never', "never closed"),
        ("{- }", "nothing is marked"),
        ('"{1 No,}" {@1=doe|she} said.', "the header names no 'doe'"),
        ('"{1 No,}" {@1=reed|she} said, {@1=lund|he} said.', "point at different people"),
        ('"{+1 No,}" {@1=reed|she} said.', "goes on before it has begun"),
    ],
)
def test_marks_that_make_no_sense_are_refused(marked: str, reason: str) -> None:
    """A slip in the marking is named, never measured with."""
    with pytest.raises(MarkupError, match=reason):
        parse(marked, PEOPLE)
