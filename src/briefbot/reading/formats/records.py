"""Records of scrapers: the fields of an object, by names of its own → those of a document."""

import re
from ast import literal_eval
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html import unescape
from typing import Any

from briefbot.errors import DocumentError
from briefbot.model import Evidence
from briefbot.reading.addresses import without_campaign
from briefbot.reading.formats.encoding import CONTROL, check_id, require_text
from briefbot.reading.formats.fields import FIELDS, document_of, hash_of, usable
from briefbot.reading.formats.format import ParsedDocument

# What scrapers, feeds and news interfaces call a document's fields, without case and signs; of several, the first counts.
_NAMES = {
    "id": "id guid uuid articleid docid documentid storyid",
    "title": "title headline heading articletitle headlinemain name",
    "text": "text body content articlebody fulltext articletext maintext contenttext bodytext articlecontent story"
    " article contenthtml html paragraphs transcript",
    "source": "source publisher publication sitename site sourcename outlet newspaper media feedtitle website",
    "published": "published pubdate publishedat datepublished publicationdate publishdate publishedon published date pubtime"
    " publishedtime datepublish releasedate postedat postdate timestamp time created createdat",
    "url": "url link canonicalurl canonical sourceurl articleurl weburl permalink href uri address",
    "author": "author authors byline creator writer writers by",
    "language": "language lang",
}
_SIGNS = re.compile(r"[^\w]|_")
_MARKUP = re.compile(r"</(?:p|div|span|a|em|strong|b|i|li|h\d)>|<(?:br|p)\b[^>]*>", re.IGNORECASE)
# Which member of an object is its value, where a field is one.
_MEMBERS = ("name", "rendered", "title", "value", "main", "original")
_BY = re.compile(r"^\s*by:?\s+(?=\S)", re.IGNORECASE)
_MOST_MEMBERS = 10_000
_LEAST_TEXT = 200
_LONGEST_LIST = 300
_LONGEST_NAMES = 2_000
_SECONDS = range(10**8, 10**11)
_MILLISECONDS = range(10**11, 10**14)


def document_of_record(record: Mapping[str, Any], renamed: Mapping[str, str]) -> ParsedDocument:
    """The document of an object; `renamed` says what it calls fields of a document otherwise than is known ("text": "body").

    Raises:
        DocumentError: it has no text, or its id cannot serve as one.
    """
    folded = {_SIGNS.sub("", name).casefold(): value for name, value in record.items() if _SIGNS.sub("", name)}
    found = {name: _chosen(record, folded, name, renamed) for name in FIELDS}
    if not found["text"]:
        require_names_of_text(record, renamed)
    fields = usable(found)
    require_text(fields.get("text", ""))
    fields.setdefault("id", hash_of(fields))
    check_id(fields["id"])
    return document_of(_cleaned(fields), Evidence.FILE)


def require_names_of_text(record: Mapping[str, Any], renamed: Mapping[str, str]) -> None:
    """Let an object pass that has a field for its text, empty or not.

    Raises:
        DocumentError: none is known, or the one that a person told is not there.
    """
    told = renamed.get("text", "")
    names = {_SIGNS.sub("", name).casefold() for name, value in record.items() if value is not None}
    if (told in record or "." in told) if told else not names.isdisjoint(_NAMES["text"].split()):
        return
    known = " ".join(CONTROL.sub(" ", ", ".join(filter(None, record))).split()) or "none"
    shown = known if len(known) <= _LONGEST_LIST else f"{known[:_LONGEST_LIST]}…"
    its = " ".join((_longest(record) or "NAME").split())
    raise DocumentError(f'it has no "text" (name the field that holds it: --map text={its}; its fields: {shown})')


def _chosen(record: Mapping[str, Any], folded: Mapping[str, Any], name: str, renamed: Mapping[str, str]) -> str | None:
    """A field's value: under the name that a person told, else under the first of those that are known."""
    if name in renamed:
        return _value(name, _at(record, renamed[name]))
    found = (_value(name, folded[known]) for known in _NAMES[name].split() if known in folded)
    return next(filter(None, found), None)


def _at(record: Mapping[str, Any], path: str) -> Any:
    """The value under a name, or along names with dots between ("article.body"); None where there is none."""
    if path in record:
        return record[path]
    value: Any = record
    for step in path.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _value(name: str, value: Any) -> str | None:
    """A value as the text of a field; None where it is empty, or of a kind that the field cannot have."""
    if isinstance(value, Mapping):
        return _value(name, next((value[key] for key in _MEMBERS if key in value), None))
    if isinstance(value, Sequence) and not isinstance(value, str):
        parts = [part for member in value[:_MOST_MEMBERS] if (part := _value(name, member))]
        return ("\n\n" if name == "text" else ", ").join(parts) or None
    if name == "published" and isinstance(value, int | float) and not isinstance(value, bool):
        return _instant(value)
    if name == "published" and isinstance(value, str) and value.strip().isdigit() and len(value.strip()) > 8:
        return _instant(int(value))
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or not value.strip():
        return None
    return _words(value) if name in {"text", "title"} and _MARKUP.search(value) else value


def _cleaned(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields without what is of the web alone; the hash that names a record is of what stood there."""
    cleaned = dict(fields)
    for name in {"title", "source"} & cleaned.keys():
        cleaned[name] = unescape(cleaned[name])
    if "url" in cleaned:
        cleaned["url"] = without_campaign(cleaned["url"])
    if author := _authors(cleaned.pop("author", "")):
        cleaned["author"] = author
    return cleaned


def _authors(value: str) -> str | None:
    """Names without "By"; those of a list that a table holds as Python or JSON writes it, between commas."""
    if value.startswith("[") and len(value) <= _LONGEST_NAMES:
        try:
            return _value("author", literal_eval(value))
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            pass  # it only looks like one
    return _BY.sub("", unescape(value)).strip() or None


def _words(markup: str) -> str:
    from briefbot.reading.markup import text_of  # noqa: PLC0415 (it takes long to load)

    return text_of(markup) or markup


def _instant(seconds: float) -> str | None:
    """The instant of a clock's seconds, or thousandths of them, since 1970; None where it is no instant of news."""
    whole = int(seconds)
    if whole in _MILLISECONDS:
        whole //= 1000
    return datetime.fromtimestamp(whole, UTC).isoformat() if whole in _SECONDS else None


def _longest(record: Mapping[str, Any]) -> str | None:
    """The name under which an object has most text, None where it has none that could be an article's."""
    texts = {name: len(value) for name, value in record.items() if isinstance(value, str) and len(value) >= _LEAST_TEXT}
    return max(texts, key=lambda name: texts[name], default=None)
