"""Markup of a piece of a page (HTML) → its text, with its paragraphs."""

import re

from lxml import etree, html

# What begins and ends a paragraph, and what holds no words.
_BLOCKS = frozenset(
    "address article aside blockquote dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main "
    "nav ol p pre section table td th tr ul".split()
)
_WORDLESS = frozenset(
    "script style template noscript iframe object embed svg math head title textarea select button audio video".split()
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
        root = html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, ValueError):  # nothing but comments, or characters that no markup may have
        return ""
    parts: list[str] = []
    _collect(root, parts)
    return _tidy("".join(parts))


def _collect(root: html.HtmlElement, parts: list[str]) -> None:
    """The words of an element and of all below, in their order; a loop, for markup may be nested without end."""
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event in ("comment", "pi"):
            parts.append(element.tail or "")
            continue
        if tag in _WORDLESS:
            if event == "start":
                element.text = None
                for child in list(element):
                    element.remove(child)
            else:
                parts.append(element.tail or "")
            continue
        if tag in _BLOCKS:
            parts.append(_PARAGRAPH)
        if tag == "q":
            parts.append("“" if event == "start" else "”")
        if tag == "br" and event == "start":
            parts.append("\n")
        if event == "start":
            parts.append(_flat(element.text))
        elif element is not root:
            parts.append(_flat(element.tail))


def _flat(words: str | None) -> str:
    """Words as a page shows them: line breaks of the markup are spaces."""
    return " ".join(re.split(r"\s", words)) if words else ""


def _tidy(text: str) -> str:
    lines = _LINE.sub("\n", _SPACE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")))
    return re.sub(r"\n{3,}", _PARAGRAPH, lines).strip()
