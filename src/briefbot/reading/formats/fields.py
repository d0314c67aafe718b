"""The fields that a format finds → a document, with what they leave open read from its text."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime

from briefbot.errors import DocumentError
from briefbot.language.identification import language_of
from briefbot.model import Document
from briefbot.reading.formats.encoding import require_characters
from briefbot.reading.formats.format import ParsedDocument
from briefbot.reading.page import read_page

# Code points of any field but the text.
MAX_FIELD_LENGTH = 2_000

FIELDS = ("id", "title", "source", "published", "url", "author", "language", "text")

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_ISO_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]{2,20})?")


def check_id(name: str) -> None:
    """Refuse what cannot name a document in one line: DocumentError."""
    require_characters(name, "the id")
    if not name.strip() or _CONTROL.search(name):
        raise DocumentError("its id is empty or holds control characters")


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
    return value if name == "id" else " ".join(_CONTROL.sub(" ", value).split())


def document_of(fields: Mapping[str, str]) -> ParsedDocument:
    """The document of these fields (`id` and `text` among them); the page that its text is tells what they leave open.

    Raises:
        DocumentError: "published" is no date, or "language" no code.
    """
    text = fields["text"]
    page = read_page(text, fields.get("title"))
    published, moment = _published(fields["published"]) if "published" in fields else (page.published, page.published_at)
    document = Document(
        id=fields["id"],
        text=text,
        title=page.title,
        source=fields.get("source", page.source),
        published=published,
        published_at=moment,
        url=fields.get("url"),
        author=fields.get("author", page.author),
        language=_code(fields["language"]) if "language" in fields else language_of(text),
    )
    return ParsedDocument(document, page)


def _published(printed: str) -> tuple[date, datetime | None]:
    """The day as printed and, where an offset is given, the instant in UTC."""
    try:
        if _ISO_DATE.fullmatch(printed):
            return date.fromisoformat(printed), None
        if _ISO_MOMENT.fullmatch(printed):
            local = datetime.fromisoformat(printed)
            return local.date(), local.astimezone(UTC) if local.tzinfo else None
    except (ValueError, OverflowError):
        pass
    shown = printed if len(printed) <= 40 else f"{printed[:40]}…"
    raise DocumentError(f'"published" is no date: {shown} (write 2016-09-08 or 2016-09-08T14:30:00+02:00)')


def _code(language: str) -> str:
    """The ISO 639 code in a language tag: "en" in "en-GB"."""
    match = _LANGUAGE.fullmatch(language)
    if match is None:
        raise DocumentError('"language" must be a code like "en"')
    return match[1].lower()
