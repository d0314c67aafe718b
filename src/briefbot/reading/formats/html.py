"""HTML: a saved page is one document, its text the article's paragraphs without menus, comments and scripts."""

import re
from collections.abc import Iterator

from briefbot.errors import DocumentError
from briefbot.language.identification import language_of
from briefbot.model import Evidence
from briefbot.reading.formats.encoding import check_id, decode_declared, require_text
from briefbot.reading.formats.fields import document_of, usable
from briefbot.reading.formats.format import Format, ParsedDocument, Part, Source
from briefbot.reading.formats.html_metadata import is_year_filled_in, metadata
from briefbot.reading.html_text import article_text, parse_html, tidy, visible_text
from briefbot.reading.page import Page, read_page

# More than any page of text has: what takes long to read is refused by its size.
MAX_PAGE_BYTES = 8 * 2**20
# Elements of a page, of which a book in one page has ten thousand: each takes its time, however little stands in it.
_MOST_ELEMENTS = 50_000

_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(
    rb"<(?:meta\b[^>]{0,300}?charset|\?xml\b[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CHARSET_WITHIN = 4096


def is_html(head: bytes) -> bool:
    """Whether bytes begin as a page does."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode("utf-8", "replace")
    return bool(_START.match(head))


def markup(data: bytes, charset: str | None = None) -> str:
    """The characters of a page; `charset` is the encoding that its server or mail names, None where nobody does.

    Raises:
        DocumentError: no encoding is named, and none can be told.
    """
    declared = _CHARSET.search(data[:_CHARSET_WITHIN])
    text = decode_declared(data, charset or (declared[1].decode("ascii", "replace") if declared else None))
    return _DECLARATION.sub("", text).replace("\0", "")


def parse_page(text: str, source: Source, url: str | None = None) -> ParsedDocument:
    """The document that a page is; `url` is where it was, None where only the page itself can tell.

    Raises:
        DocumentError: there is no text in it, or it has more elements than any page.
    """
    check_id(source.id)
    tree = parse_html(text)
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        raise DocumentError(f"it has more than {_MOST_ELEMENTS} elements")
    told = metadata(tree)
    claimed = told.pop("language", None)
    tidy(tree, claimed)
    surroundings = read_page(visible_text(tree), told.get("title"))
    if is_year_filled_in(told.get("published", ""), surroundings.published):
        del told["published"]
    article = article_text(tree)
    require_text(article)
    fields = {
        "title": surroundings.title,
        "published": _printed(surroundings),
        "author": surroundings.author,
        "source": surroundings.source,
        "url": url,
        # A page's template may claim another language than its article is in.
        "language": language_of(article) or claimed,
        **told,
        "id": source.id,
        "text": article,
    }
    return document_of(usable(fields), Evidence.METADATA if "published" in told else surroundings.evidence)


def _printed(page: Page) -> str | None:
    when = page.published_at or page.published
    return when.isoformat() if when else None


def _parse(data: bytes, source: Source) -> Iterator[Part]:
    yield Part(parse_page(markup(data, source.charset), source))


FORMAT = Format(
    name="HTML",
    suffixes=(".html", ".htm", ".xhtml"),
    mime_types=("text/html", "application/xhtml+xml"),
    parse=_parse,
    recognise=is_html,
    largest=MAX_PAGE_BYTES,
    guarded=True,
)
