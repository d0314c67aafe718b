"""DOCX: a document of a word processor; its text is what stands in it now, with tables and accepted insertions."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from briefbot.errors import DocumentError
from briefbot.reading.formats.encoding import check_id, require_text
from briefbot.reading.formats.fields import document_of, usable
from briefbot.reading.formats.format import Format, Part, Source
from briefbot.reading.formats.members import Members

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _TEXT, _TAB, _BREAK, _STYLE = (f"{_WORD}{name}" for name in ("p", "t", "tab", "br", "pStyle"))
# A shape is written twice, for new programs and for old ones; and a moved paragraph stands where it was, too.
_TWICE = frozenset({"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", f"{_WORD}moveFrom", f"{_WORD}del"})
_SIGNS = {f"{_WORD}noBreakHyphen": "\u2011", f"{_WORD}softHyphen": "", f"{_WORD}cr": "\n"}
# Ids of styles, as English, French, German and Italian or Spanish word processors write them without a table of styles.
_TITLES = frozenset({"title", "titel", "titre", "ttulo", "titolo"})
_HEADINGS = frozenset({"heading 1", "heading1", "berschrift1", "titre1", "ttulo1", "titolo1"})
_SPACES = re.compile(r"[ \t]+")
_LARGEST_PART = 60 * 2**20


def _parse(data: bytes, source: Source) -> Iterator[Part]:
    check_id(source.id)
    members = Members(data)
    content = members.read("word/document.xml", _LARGEST_PART)
    if not content:
        raise DocumentError("it is no document of a word processor")
    names = _names(members.read("word/styles.xml", _LARGEST_PART))
    paragraphs = [(words, names.get(style, style).lower()) for words, style in _paragraphs(content)]
    text = "\n\n".join(words for words, _ in paragraphs)
    require_text(text)
    yield Part(document_of(usable({"id": source.id, "text": text, "title": _title(paragraphs)})))


def _title(paragraphs: Sequence[tuple[str, str]]) -> str | None:
    """The paragraph of the title's style, else the only heading of the highest level; None where there is neither."""
    titles = [words for words, style in paragraphs if style in _TITLES]
    headings = [words for words, style in paragraphs if style in _HEADINGS]
    return titles[0] if titles else headings[0] if len(headings) == 1 else None


def _names(styles: bytes) -> dict[str, str]:
    """What styles are called by their ids, which each language of a word processor has of its own; names are English."""
    found = _tree(styles).iter(f"{_WORD}style") if styles else ()
    named = ((style.get(f"{_WORD}styleId", ""), style.find(f"{_WORD}name")) for style in found)
    return {its: name.get(f"{_WORD}val", "") for its, name in named if name is not None}


def _tree(content: bytes) -> Any:
    from lxml import etree  # noqa: PLC0415 (it takes long to load)

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(content, parser=parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError("it is damaged") from error


def _paragraphs(content: bytes) -> Iterator[tuple[str, str]]:
    """The paragraphs in order, each with the id of its style."""
    for paragraph in _tree(content).iter(_PARAGRAPH):
        words = _SPACES.sub(" ", _words(paragraph)).strip()
        if words and not any(ancestor.tag in _TWICE for ancestor in paragraph.iterancestors()):
            style = paragraph.find(f"{_WORD}pPr/{_STYLE}")
            yield words, "" if style is None else style.get(f"{_WORD}val", "")


def _words(paragraph: Any) -> str:
    """The words of a paragraph, without those of paragraphs within it (a shape's), which come by themselves."""
    words: list[str] = []
    pending = [*reversed(paragraph)]
    while pending:
        element = pending.pop()
        if element.tag in _TWICE or element.tag == _PARAGRAPH:
            continue
        if element.tag == _TEXT:
            words.extend([element.text or "", *(child.tail or "" for child in element)])  # an entity is a child, and unknown
            continue
        if element.tag == _TAB:
            words.append(" ")
        elif element.tag == _BREAK:
            words.append("\n" if element.get(f"{_WORD}type") is None else " ")
        else:
            words.append(_SIGNS.get(element.tag, ""))
        pending.extend(reversed(element))
    return "".join(words)


FORMAT = Format(
    name="DOCX",
    suffixes=(".docx",),
    mime_types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    parse=_parse,
    recognise=lambda head: head.startswith(b"PK\x03\x04") and b"word/" in head and b"[Content_Types].xml" in head,
    guarded=True,
)
