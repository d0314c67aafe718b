"""The text of a piece of HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.reading.markup import text_of


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("No markup at\nall", "No markup at\nall"),
        ("<p>One <b>bold</b>\nword.</p><p>Two.</p>", "One bold word.\n\nTwo."),
        ("One<br>two<br/>three", "One\ntwo\nthree"),
        ("He said <q>we go</q> &amp; left", "He said “we go” & left"),
        ("<div>A<script>alert('x')</script><style>p{}</style>B</div>", "AB"),
        ("A<!-- hidden -->B", "AB"),
        ("A<svg><text>drawn</text></svg>B", "AB"),
        ("<ul><li>one</li><li>two</li></ul>", "one\n\ntwo"),
        ("<p>unclosed <i>tags<p>next", "unclosed tags\n\nnext"),
        ("a &lt;b&gt; c", "a <b> c"),
        ("<!-- nothing -->", ""),
        ("<p>One<!-- hidden -->\ntwo.", "One two."),
        ("<body>One.</body><body>Two.</body>", "One.\n\nTwo."),
        ("<details><summary>More</summary>than that</details>", "More\n\nthan that"),
        ('There were 212.<a href="#note-1">1</a> Then none.', "There were 212. Then none."),
        ('The <a href="#top">2019</a> plan', "The 2019 plan"),
        ('<p>One.</p><div class="x subscription-widget-wrap"><p>Subscribe now</p></div><p>Two.</p>', "One.\n\nTwo."),
        ("", ""),
    ],
)
def test_markup_becomes_text_with_its_paragraphs(markup: str, text: str) -> None:
    """What a reader of the page sees, and nothing that is not shown."""
    assert text_of(markup) == text


@given(st.text(max_size=200))
def test_no_markup_makes_it_raise(noise: str) -> None:
    """Whatever stands between tags, and however they are broken."""
    text_of(f"<p>a{noise}</p>")
    text_of(noise)


def test_markup_may_be_nested_without_end() -> None:
    """Neither the stack nor the time runs out, and the words are kept as far as they can be read."""
    text_of("<div>" * 100_000 + "x")
