"""The block of fields at the head of a text, as editors, site generators and people write it.

Front matter between `---` (YAML) or `+++` (TOML), a JSON object, or lines with labels ("Title: …", "Date: …") above the first
blank line.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

# What a key is called, without case, spaces, hyphens and underscores; one row a field.
_NAMES = {
    "title": "title headline heading subject заголовок тема betreff название titel titre título",
    "published": "date published publishdate publisheddate publishedon publicationdate datepublished pubdate posted postedon"
    " issued дата опубликовано датапубликации datum veröffentlicht fecha",
    # When a note was begun: the day of its text only where nothing else tells that.
    "begun": "created creationdate createdat",
    "author": "author authors by byline writer writtenby from автор авторы autor auteur",
    "source": "source publisher publication site sitename website newspaper outlet источник издание quelle",
    "url": "url link canonical canonicalurl permalink originalurl sourceurl address адрес ссылка",
    "language": "language lang язык sprache",
}
_FIELD_OF = {name: its for its, names in _NAMES.items() for name in names.split()}
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_MOST_LINES, _MOST_JSON = 60, 10_000
_LONGEST = 500
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
# Keys as YAML, TOML and people write them, and as Org (`#+title:`) and reStructuredText (`:title:`) do.
_KEY = re.compile(r"(?:#\+|:)?[\"']?(?P<key>[^\W\d_][\w .-]{0,30}?)[\"']?\s*(?P<sign>[:=])(?:\s+|(?<==)\s*|$)(?P<value>.*)$")
_ITEM = re.compile(r"\s*-\s+(?P<value>.+)$")
_QUOTED = re.compile(r"(?P<mark>[\"'])(?P<words>.*)(?P=mark)(?:\s+#.*)?$")
_FOLDED = re.compile(r"[|>][+-]?\d?[+-]?$")
_NESTED = re.compile(r"\s+(?:name|title)\s*[:=]\s*(?P<value>.+)$")
_WIKI_LINK = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]|]+)\]\]")  # [[page]], [[page|as it is shown]]
_COMMENT = re.compile(r"\s#\s.*$")
_MAILBOX = re.compile(r"\s*<[^<>\s]+@[^<>\s]+>$")
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
    if fence.startswith("{"):
        return _object(text, start)
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


def _object(text: str, start: int) -> Head:
    """The fields of a JSON object with a text below it."""
    try:
        found, end = json.JSONDecoder().raw_decode(text[start : start + _MOST_JSON])
    except (ValueError, RecursionError):
        return Head()
    end += start
    if not isinstance(found, dict) or not text[end:].strip() or text[end : end + 1] not in "\r\n":
        return Head()
    fields = _fields(
        [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in found.items() if isinstance(value, str)]
    )
    return Head(end, fields) if "title" in fields else Head()


def _labelled(lines: list[tuple[int, str]]) -> Head:
    """Labels above the first blank line: at least two that are known, or a title, and nothing but labels."""
    block = [*takewhile(lambda line: line[1].strip() not in {"", "---"}, lines)]
    if not block or len(block) == len(lines) == _MOST_LINES:
        return Head()
    signs = {match["sign"] if (match := _KEY.match(line)) else None for _, line in block}
    if signs not in ({":"}, {"="}):
        return Head()
    fields = _fields([line for _, line in block])
    last = len(block) if len(lines) > len(block) and lines[len(block)][1].strip() else len(block) - 1
    return Head(lines[last][0], fields) if len(fields) > 1 or (len(block) == 1 and "title" in fields) else Head()


def _fields(lines: list[str]) -> dict[str, str]:
    """The known fields among lines of keys and values, each the first time that it occurs."""
    fields: dict[str, str] = {}
    open_field, folded = "", False
    for line in lines:
        if open_field and (more := _continued(line, folded=folded)):
            fields[open_field] = _LISTED[more[1]].join(filter(None, (fields.get(open_field), more[0])))
            continue
        open_field = ""
        match = _KEY.match(line)
        name = _FIELD_OF.get(_PLAIN.sub("", match["key"]).casefold()) if match else None
        if match is None or name is None or name in fields:
            continue
        value = _value(match["value"])
        if name == "source" and _WEB.match(value):
            name = "url"
        value = value.strip("<>") if name == "url" else _MAILBOX.sub("", value)
        if (value and name == "url" and not _WEB.match(value)) or len(value) > _LONGEST:
            continue
        if value:
            fields.setdefault(name, value)
        else:
            open_field, folded = name, bool(_FOLDED.match(match["value"].strip()))
    if begun := fields.pop("begun", None):
        fields.setdefault("published", begun)
    return {name: value for name, value in fields.items() if len(value) <= _LONGEST}


# What stands between the parts of a value on several lines: of a list, and of a text.
_LISTED = {True: ", ", False: " "}


def _continued(line: str, *, folded: bool) -> tuple[str, bool] | None:
    """A further part of a value, and whether it is a member of a list; None where the line begins something else.

    `folded`: the value is a text on several lines, whatever that looks like.
    """
    if folded:
        return (line.strip(), False) if line[:1].isspace() else None
    member = _ITEM.match(line) or _NESTED.match(line)
    if member:
        return _value(member["value"]), True
    inner = line.strip() if line[:1].isspace() else ""
    if not inner:
        return None
    return ("", True) if _KEY.match(inner) else (inner, False)  # of what is nested only the name counts


def _value(written: str) -> str:
    """A value without its quotation marks; a list's members between commas."""
    written = " ".join(written.split())
    if written.startswith("[") and written.endswith("]"):
        return ", ".join(filter(None, (_value(member) for member in written[1:-1].split(","))))
    quoted = _QUOTED.match(written)
    if quoted is None:
        plain = _COMMENT.sub("", written)
        return "" if _FOLDED.match(plain) or plain in {"null", "~"} else plain
    words = _WIKI_LINK.sub(r"\1", quoted["words"])
    return _ESCAPED.sub(r"\1", words) if quoted["mark"] == '"' else words.replace("''", "'")
