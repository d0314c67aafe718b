"""Addresses of pages."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.dialogue.pages import (
    Pages,
    anchor_of,
    document_path,
    person_path,
    publisher_path,
    web_address,
    words_in_page,
)
from briefbot.model import Citation, Document, Kind, Span

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)


@given(TEXT)
def test_any_id_has_a_path_that_browsers_leave_alone(name: str) -> None:
    """The id can be read from it, and no part of it is a way up, empty, or ends the path."""
    for path in (document_path(name, "q1z"), person_path(name), publisher_path(name)):
        split = urlsplit(path)
        kind, _, rest = split.path.removeprefix("/").partition("/")
        assert kind in ("d", "p", "s")
        assert (parse_qs(split.query, keep_blank_values=True)["id"] if split.query else [unquote(rest)]) == [name]
        assert not {"", ".", ".."} & {unquote(part) for part in split.path.split("/")[1:]}
        assert split.path.isascii()


def test_an_anchor_is_of_the_words_alone() -> None:
    """The same whatever marks, spaces, accents and case are; another for other words, also for signs without letters."""
    assert anchor_of("“Für alle!”") == anchor_of("fur  alle")
    assert anchor_of("fur alle") != anchor_of("fur keinen")
    assert anchor_of("!!!") != anchor_of("???")


def test_a_citation_is_shown_at_an_address() -> None:
    """Of its document, at its words."""
    citation = Citation(1, 0, Document("a b", "She said: We will."), Span(10, 17), Kind.DIRECT, None, 1.0)
    assert Pages("https://briefbot.example").citation(citation) == f"https://briefbot.example/d/a%20b#{anchor_of('We will')}"


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ("https://example.org/a?b=1#c", True),
        ("HTTP://example.org", True),
        ("https://пример.рф/а", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" https://example.org", False),
        ("https://example.org/a b", False),
        ("https://example.org/\r\nSet-Cookie: a=b", False),
        ("https://example.org/\u202egnp.exe", False),
        ("data:text/html,x", False),
        ("https:///nowhere", False),
        ("http://[::1", False),
        ("//example.org", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_are_led_to(url: str | None, leads: bool) -> None:  # noqa: FBT001 (a case)
    """With a host, and without a sign that breaks off or turns round what stands beside it."""
    assert web_address(url) == (url if leads else None)


def test_words_are_looked_for_in_the_original_page() -> None:
    """Short ones whole, long ones by both ends, without the marks around them; a part of the page that is named stays."""
    page = "https://example.org/a?b=1"
    assert words_in_page(page, "“We will, she-wolf & all”") == f"{page}#:~:text=We%20will%2C%20she%2Dwolf%20%26%20all"
    assert words_in_page(f"{page}#part:~:text=old", "“Yes.”") == f"{page}#part:~:text=Yes"
    long = "one two three four five six seven eight nine ten eleven twelve thirteen"
    assert (
        words_in_page(page, long) == f"{page}#:~:text=one%20two%20three%20four%20five,nine%20ten%20eleven%20twelve%20thirteen"
    )
    assert words_in_page(page, "“…”") == page


@given(TEXT)
def test_no_word_breaks_a_text_directive(words: str) -> None:
    """Whatever they are, they are one directive of one or two texts without a sign of its own."""
    address = words_in_page("https://example.org/", words)
    directive = address.removeprefix("https://example.org/").removeprefix("#:~:text=")
    assert not set(directive) & set(" &-#\"'<>\r\n")
    assert directive.count(",") <= 1
