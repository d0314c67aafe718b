"""Markup of a piece of a page (HTML) → its text, with its paragraphs."""

import re

from briefbot.errors import DocumentError
from briefbot.reading.html_text import BLOCKS, UNSEEN, drop_marks_of_notes, parse_html, walk

# What has no words of the piece's own, beside what nobody reads.
_WORDLESS = ("title", "embed", "audio", "video")
# What systems put among an article's paragraphs in its feed, by their names for it: offers, buttons, links to elsewhere.
_OFFERS = frozenset(
    "subscription-widget subscription-widget-wrap subscription-widget-wrap-editor subscribe-widget button-wrapper"
    " wp-block-button wp-block-buttons sharedaddy jp-relatedposts feedflare addtoany_share_save_container".split()
)
_LINE = re.compile(r"[^\S\n]*\n[^\S\n]*")
_SPACE = re.compile(r"[^\S\n]+")
_PARAGRAPH = "\n\n"


def text_of(markup: str) -> str:
    """The text of a piece of HTML: paragraphs apart by an empty line, line breaks kept, `<q>` in marks; "" where it has none.

    Text without markup is itself. Nothing is fetched or run, and whatever cannot be read is left out.
    """
    if "<" not in markup and "&" not in markup:
        return _tidy(markup)
    try:
        tree = parse_html(markup)
    except DocumentError:
        return ""
    for element in [*tree.iter(*UNSEEN, *_WORDLESS)]:
        element.drop_tree()
    for element in [*tree.iter()]:
        if not _OFFERS.isdisjoint(element.get("class", "").split()):
            element.drop_tree()
    drop_marks_of_notes(tree)
    pieces: list[str] = []
    for event, element in walk(tree):
        starts = event == "start"
        if element.tag in BLOCKS:
            pieces.append(_PARAGRAPH)
        elif element.tag == "q":
            pieces.append("“" if starts else "”")
        elif element.tag == "br" and starts:
            pieces.append("\n")
        pieces.append(_flat(element.text if starts else element.tail))
    return _tidy("".join(pieces))


def _flat(words: str | None) -> str:
    """Words as a page shows them: line breaks of the markup are spaces."""
    return " ".join(re.split(r"\s", words)) if words else ""


def _tidy(text: str) -> str:
    lines = _LINE.sub("\n", _SPACE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")))
    return re.sub(r"\n{3,}", _PARAGRAPH, lines).strip()
