"""The fields that a format finds → a document, with what they leave open read from its text."""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date, datetime

from briefbot.errors import DocumentError
from briefbot.language.identification import language_of
from briefbot.model import Document, Evidence
from briefbot.reading.formats.encoding import CONTROL, require_characters
from briefbot.reading.formats.format import ParsedDocument
from briefbot.reading.page import Page, read_date, read_page

# Code points of any field but the text.
MAX_FIELD_LENGTH = 2_000

# Lines of a text: more than any article or book of prose has. Each takes its time, however little stands in it.
_MOST_LINES = 100_000

FIELDS = ("id", "title", "source", "published", "url", "author", "language", "text")

_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]{2,20})?")


def hash_of(fields: dict[str, str]) -> str:
    """A name for a record that has none: the same for the same fields, in whatever order they come."""
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()[:16]


def checked(name: str, value: str) -> str:
    """A field other than the text, on one line.

    Raises:
        DocumentError: no database stores it, it is too long, or is no address where it should be one.
    """
    require_characters(value, f'"{name}"')
    if len(value) > MAX_FIELD_LENGTH:
        raise DocumentError(f'"{name}" is longer than {MAX_FIELD_LENGTH} characters')
    if name == "url" and not value.startswith(("http://", "https://")):
        raise DocumentError('"url" must begin with http:// or https://')
    return value if name == "id" else " ".join(CONTROL.sub(" ", value).split())


def document_of(fields: Mapping[str, str], evidence: Evidence | None = None) -> ParsedDocument:
    """The document of these fields (`id` and `text` among them); the page that its text is tells what they leave open.

    `evidence` is what the date among the fields is from.

    Raises:
        DocumentError: "published" is no date, "language" no code, or the text has more lines than any has.
    """
    text = fields["text"]
    if sum(map(text.count, "\n\r\u2028\u2029")) >= _MOST_LINES:
        raise DocumentError(f"it has more than {_MOST_LINES} lines")
    page = read_page(text, fields.get("title"))
    published, moment, evidence = _dated(fields, evidence, page)
    document = Document(
        id=fields["id"],
        text=text,
        title=page.title,
        source=fields.get("source", page.source),
        published=published,
        published_at=moment,
        url=fields.get("url", page.url),
        author=fields.get("author", page.author),
        language=_language(fields, page, text),
        evidence=evidence,
    )
    return ParsedDocument(document, page)


def usable(fields: Mapping[str, str | None]) -> dict[str, str]:
    """Those of the fields that a document can have, as it has them: what a page or a feed says wrongly is left open.

    A field that is too long is cut where a title or a name may be, an address that is none of the web, a date that cannot be
    read and a language without a code are dropped. The text is kept as it stands, without what no database stores.
    """
    kept = {name: _UNSTORABLE.sub("", value) for name, value in fields.items() if value and value.strip()}
    for name, value in kept.items():
        if name not in {"id", "text"}:
            kept[name] = " ".join(CONTROL.sub(" ", value).split())[:MAX_FIELD_LENGTH]
    if not kept.get("url", "").startswith(("http://", "https://")):
        kept.pop("url", None)
    if "published" in kept and read_date(kept["published"]) is None:
        del kept["published"]
    if "language" in kept and code_of(kept["language"]) is None:
        del kept["language"]
    return {name: value for name, value in kept.items() if value.strip()}


def _dated(
    fields: Mapping[str, str], evidence: Evidence | None, page: Page
) -> tuple[date | None, datetime | None, Evidence | None]:
    """The day as printed and, where an offset is given, the instant in UTC: of the field, else of the page; and by what."""
    printed = fields.get("published")
    if printed is None:
        return page.published, page.published_at, page.evidence
    read = read_date(printed)
    if read is None:
        shown = printed if len(printed) <= 40 else f"{printed[:40]}…"
        raise DocumentError(f'"published" is no date: {shown} (write 2016-09-08 or 2016-09-08T14:30:00+02:00)')
    return (read.day, read.moment, evidence) if read.day else (page.published, page.published_at, page.evidence)


def _language(fields: Mapping[str, str], page: Page, text: str) -> str | None:
    """The ISO 639 code of the field's tag ("en" of "en-GB"), of the page's where it has one, else what the text is in."""
    if "language" in fields:
        if code := code_of(fields["language"]):
            return code
        raise DocumentError('"language" must be a code like "en"')
    return (code_of(page.language) if page.language else None) or language_of(text)


def code_of(tag: str) -> str | None:
    """The ISO 639 code in a language tag, None where it is none."""
    match = _LANGUAGE.fullmatch(tag)
    return match[1].lower() if match else None
