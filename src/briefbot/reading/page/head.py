"""The block of fields at the head of a text, as editors, site generators and people write it.

Front matter between `---` (YAML) or `+++` (TOML), or lines with labels ("Title: …", "Date: …") above the first blank line.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

# What a key is called, without case, spaces, hyphens and underscores; one row a field.
_NAMES = {
    "title": "title headline heading заголовок название titel titre título",
    "published": "date published publishdate publisheddate publishedon publicationdate datepublished pubdate posted postedon"
    " created issued дата опубликовано датапубликации datum veröffentlicht fecha",
    "author": "author authors by byline writer writtenby автор авторы autor auteur",
    "source": "source publisher publication site sitename website newspaper outlet источник издание quelle",
    "url": "url link canonical canonicalurl permalink originalurl sourceurl address адрес ссылка",
    "language": "language lang язык sprache",
}
_FIELD_OF = {name: its for its, names in _NAMES.items() for name in names.split()}
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_MOST_LINES = 60
_LONGEST = 500
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_KEY = re.compile(r"[\"']?(?P<key>[^\W\d_][\w .-]{0,30}?)[\"']?\s*(?P<sign>[:=])(?:\s+|(?<==)\s*|$)(?P<value>.*)$")
_ITEM = re.compile(r"\s*-\s+(?P<value>.+)$")
_QUOTED = re.compile(r"(?P<mark>[\"'])(?P<words>.*)(?P=mark)(?:\s+#.*)?$")
_WEB = re.compile(r"https?://\S+$")
_ESCAPED = re.compile(r"\\(.)")
_PLAIN = re.compile(r"[\s_.-]+")


@dataclass(frozen=True, slots=True)
class Head:
    """The fields of a text's head by their names in a document, and `end`: where in the text what they head begins.

    `end` is 0 where there is no such block.
    """

    end: int = 0
    fields: Mapping[str, str] = field(default_factory=dict)


def read_head(text: str) -> Head:
    """The fields at the head of a text; none where it does not begin with a block that can be nothing else."""
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    lines = [*_lines(text, start)]
    if not lines:
        return Head()
    fence = lines[0][1].rstrip()
    if fence in _FENCES:
        return _fenced(lines, _FENCES[fence])
    return _labelled(lines)


def _lines(text: str, start: int) -> Iterator[tuple[int, str]]:
    """The first lines, each with where the next one begins."""
    for _ in range(_MOST_LINES):
        match = _LINE.match(text, start)
        if match is None or match.end() == start:
            return
        start = match.end()
        yield start, match[0].rstrip("\r\n")


def _fenced(lines: list[tuple[int, str]], closing: tuple[str, ...]) -> Head:
    last = next((number for number, (_, line) in enumerate(lines) if number and line.rstrip() in closing), None)
    if last is None:
        return Head()
    fields = _fields([line for _, line in lines[1:last]])
    return Head(lines[last][0], fields) if fields else Head()


def _labelled(lines: list[tuple[int, str]]) -> Head:
    """Labels above the first blank line: at least two that are known, or a title, and nothing but labels."""
    block = [*takewhile(lambda line: line[1].strip(), lines)]
    if len(block) == len(lines) == _MOST_LINES:
        return Head()
    matches = [_KEY.match(line) for _, line in block]
    if not all(match and match["sign"] == ":" for match in matches):
        return Head()
    fields = _fields([line for _, line in block])
    return Head(block[-1][0], fields) if len(fields) > 1 or (len(block) == 1 and "title" in fields) else Head()


def _fields(lines: list[str]) -> dict[str, str]:
    """The known fields among lines of keys and values, each the first time that it occurs; nested keys are not looked at."""
    fields: dict[str, str] = {}
    open_list: str | None = None
    for line in lines:
        item = _ITEM.match(line)
        if item and open_list:
            fields[open_list] = ", ".join(filter(None, (fields.get(open_list), _value(item["value"]))))
            continue
        open_list = None
        match = _KEY.match(line)
        name = _FIELD_OF.get(_PLAIN.sub("", match["key"]).casefold()) if match else None
        if match is None or name is None or name in fields:
            continue
        value = _value(match["value"])
        if name == "source" and _WEB.match(value):
            name = "url"
        if (value and name == "url" and not _WEB.match(value)) or len(value) > _LONGEST:
            continue
        if value:
            fields.setdefault(name, value)
        else:
            open_list = name
    return fields


def _value(written: str) -> str:
    """A value without its quotation marks; a list's members between commas."""
    written = " ".join(written.split())
    if written.startswith("[") and written.endswith("]"):
        return ", ".join(filter(None, (_value(member) for member in written[1:-1].split(","))))
    quoted = _QUOTED.match(written)
    if quoted is None:
        return written if written not in {"|", ">", "null", "~", "''", '""'} else ""
    words = quoted["words"]
    return _ESCAPED.sub(r"\1", words) if quoted["mark"] == '"' else words.replace("''", "'")
