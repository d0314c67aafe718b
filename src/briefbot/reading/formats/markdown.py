"""Markdown: a file is one document, its text without the signs of the markup; front matter tells its fields."""

import re
from collections.abc import Iterator

from briefbot.model import Evidence
from briefbot.reading.formats.encoding import check_id, decode, require_text
from briefbot.reading.formats.fields import document_of, usable
from briefbot.reading.formats.format import Format, Part, Source
from briefbot.reading.page.head import read_head

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(?P<words>.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"^ {0,3}(?P<sign>=+|-+)\s*$")
_RULE = re.compile(r"^ {0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_ITEM = re.compile(r"^\s{0,12}(?:[-*+]|\d{1,3}[.)])\s+(?=\S)")
_QUOTED = re.compile(r"^ {0,3}(?:> ?)+")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:\s+\S+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]\n]{0,500}\](?:\([^()\n]{0,1000}\)|\[[^\]\n]{0,200}\])")
_LINK = re.compile(r"\[(?P<words>[^\]\[\n]{1,1000})\](?:\((?:[^()\n]|\([^()\n]{0,200}\)){0,1000}\)|\[[^\]\n]{0,200}\])")
_ADDRESS = re.compile(r"<(?P<words>https?://[^>\s]{1,1000})>")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,500}>")
_STRONG = re.compile(r"(?<![\w*])(?P<mark>\*\*\*|\*\*|\*)(?=\S)(?P<words>[^*\n]{1,2000}?)(?<=\S)(?P=mark)(?![\w*])")
_UNDERSCORED = re.compile(r"(?<![\w_])(?P<mark>___|__|_)(?=\S)(?P<words>[^_\n]{1,2000}?)(?<=\S)(?P=mark)(?![\w_])")
_CODE = re.compile(r"(?P<mark>`{1,2})(?P<words>[^`\n]{1,500})(?P=mark)")
_FOOTNOTE = re.compile(r"\[\^[^\]\n]{1,50}\]")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")


def _parse(data: bytes, source: Source) -> Iterator[Part]:
    check_id(source.id)
    written = decode(data)
    head = read_head(written)
    blocks = [*_blocks(_COMMENT.sub("", written[head.end :]))]
    text = "\n\n".join(words for words, _ in blocks)
    require_text(text)
    heading = blocks[0][0] if blocks and blocks[0][1] == 1 else None
    yield Part(document_of(usable({"title": heading, **head.fields, "id": source.id, "text": text}), Evidence.METADATA))


def _blocks(written: str) -> Iterator[tuple[str, int]]:
    """The paragraphs without their markup, each with the level of the heading that it is, 0 where it is none."""
    lines: list[str] = []
    fence = ""
    for line in [*written.splitlines(), ""]:
        if fence or _FENCE.match(line):
            fence = _fence(line, fence)
            continue
        bare = _QUOTED.sub("", line)
        heading, underline = _HEADING.match(bare), _UNDERLINE.match(bare) if lines else None
        if underline:
            yield from _joined(lines, 1 if underline["sign"][0] == "=" else 2)
        elif heading or not bare.strip() or _RULE.match(bare) or _DEFINITION.match(bare):
            yield from _joined(lines, 0)
            if heading:
                yield from _joined([heading["words"]], len(heading[1]))
        else:
            if lines and (_ITEM.match(bare) or _breaks(lines[-1])):
                yield from _joined(lines, 0)
            lines.append(_ITEM.sub("", bare))


def _fence(line: str, open_by: str) -> str:
    """The fence that is open after a line, "" where none is."""
    match = _FENCE.match(line)
    if not open_by:
        return match[1] if match else ""
    return "" if match and match[1][0] == open_by[0] and len(match[1]) >= len(open_by) and line.strip() == match[1] else open_by


def _breaks(line: str) -> bool:
    """Whether a line ends in a break that is meant."""
    return line.endswith(("  ", "\\"))


def _joined(lines: list[str], level: int) -> Iterator[tuple[str, int]]:
    """The lines of a paragraph as one, which empties them."""
    words = _plain(" ".join(line.strip().removesuffix("\\").rstrip() for line in lines))
    lines.clear()
    if words:
        yield words, level


def _plain(words: str) -> str:
    words = _FOOTNOTE.sub("", _ADDRESS.sub(r"\g<words>", _IMAGE.sub("", words)))
    words = _TAG.sub("", _LINK.sub(r"\g<words>", words))
    for sign in (_CODE, _STRONG, _UNDERSCORED, _STRONG):
        words = sign.sub(r"\g<words>", words)
    return _ESCAPED.sub(r"\1", words).strip()


FORMAT = Format(name="Markdown", suffixes=(".md", ".markdown"), mime_types=("text/markdown", "text/x-markdown"), parse=_parse)
