"""What a page says of itself in its head: title, site, author, day, address, language."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from briefbot.reading.addresses import without_campaign
from briefbot.reading.page import read_date

# Names of meta elements, the surest first. What is published, not what was changed.
_PUBLISHED = tuple(
    "article:published_time og:article:published_time datepublished date pubdate publishdate publish-date publish_date"
    " publication_date article.published og:published_time og:pubdate parsely-pub-date sailthru.date dc.date.issued"
    " dcterms.issued dc.date dcterms.date dc.date.created dcterms.created citation_publication_date article_date_original"
    " originalpublicationdate timestamp cxenseparse:recs:publishtime bt:pubdate".split()
)
_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title", "title")
_SITES = ("og:site_name", "dc.publisher", "application-name", "citation_journal_title")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "citation_author", "byl")
_ADDRESSES = ("og:url", "twitter:url")
_NEWS = re.compile(
    r"(?:News|Analysis|Opinion|Background|Review|Reportage|AskPublicNews)?(?:Article)|BlogPosting|LiveBlogPosting|Report"
)
_WEB = re.compile(r"https?://\S+$")
_SEPARATOR = re.compile(r"\s+[|·•»—–-]\s+|\s*\|\s*")
_BY = re.compile(r"^\s*(?:by|von|par|por|автор:?)\s+", re.IGNORECASE)
_HOUR = re.compile(r"\d:\d\d|T\d\d")
_MIDNIGHT = re.compile(r"(?<!\d)00:?00(?::?00(?:\.0+)?)?(?!\d)")
_MOST_JSON = 500_000
_MOST_NODES = 2_000
_NESTED = frozenset({"@graph", "mainEntity", "mainEntityOfPage", "publisher"})
_RIGHTS = re.compile(r"©|\(c\)|\bcopyright\b|все права", re.IGNORECASE)
# Code points of a site's name behind a headline, at most; and of a line that tells who has the rights.
_LONGEST_SITE, _LONGEST_RIGHTS = 60, 300


def metadata(tree: Any) -> dict[str, str]:
    """The fields of a document that a page tells outright; what it does not tell, or not as a field should be, is left out."""
    meta = _metas(tree)
    data = _article(tree)
    address = _address(tree, meta)
    site = _name(data.get("publisher")) or _first(meta, _SITES).removeprefix("@") or _site_of_title(tree, address)
    found = {
        "title": _title(tree, meta, data, site),
        "source": site,
        "author": _author(meta, data, site),
        "published": _published(tree, meta, data),
        "url": address,
        "language": tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
    }
    return {name: value.strip() for name, value in found.items() if value.strip()}


def _metas(tree: Any) -> dict[str, str]:
    """The contents of meta elements by their names, each the first time that it occurs."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        value = (element.get("content") or "").strip()
        if name and value:
            found.setdefault(name, value)
    return found


def _first(meta: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if name in meta), "")


def _article(tree: Any) -> Mapping[str, Any]:
    """The first article that a page describes in JSON-LD, whom it refers to put in their places; empty where there is none."""
    nodes = [*_nodes(tree)]
    found = next((node for node in nodes if _is_news(node.get("@type"))), {})
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
    return {name: _referred(value, named) for name, value in found.items()}


def _referred(value: Any, named: Mapping[str, Any]) -> Any:
    """A value of JSON-LD, or the node that it stands for: {"@id": "…#publisher"}."""
    if isinstance(value, list):
        return [_referred(member, named) for member in value[:20]]
    is_reference = isinstance(value, Mapping) and "name" not in value and isinstance(value.get("@id"), str)
    return named.get(value["@id"], value) if is_reference else value


def _nodes(tree: Any) -> Iterator[Mapping[str, Any]]:
    """What a page describes in JSON-LD."""
    for element in tree.iter("script"):
        text = element.text or ""
        if "ld+json" not in (element.get("type") or "").lower() or len(text) > _MOST_JSON:
            continue
        try:
            pending = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MOST_NODES):
            if not pending:
                break
            node = pending.pop(0)
            if isinstance(node, list):
                pending.extend(node)
            if isinstance(node, dict):
                yield node
                pending.extend(value for name, value in node.items() if name in _NESTED)


def _is_news(kinds: Any) -> bool:
    return any(isinstance(kind, str) and _NEWS.fullmatch(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _name(value: Any) -> str:
    """The name of a person or body of JSON-LD, several between commas; "" where there is none."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, map(_name, value[:20]))))
    if isinstance(value, Mapping):
        value = value.get("name")
        return _name(value) if isinstance(value, list) else _name(value) if isinstance(value, str) else ""
    return value.strip() if isinstance(value, str) and not _WEB.match(value.strip()) else ""


def _site_of_title(tree: Any, address: str) -> str:
    """The last piece of a page's title, where its address or a line about its rights shows that this is the site's name."""
    *others, last = _SEPARATOR.split(_shown(tree))
    name = _letters(last)
    if not others or len(last) > _LONGEST_SITE or not name:
        return ""
    if name.removeprefix("the") in {_letters(label).removeprefix("the") for label in _host(address).split(".")}:
        return last
    rights = (text for text in tree.itertext() if len(text) <= _LONGEST_RIGHTS and _RIGHTS.search(text))
    return last if any(last.casefold() in " ".join(text.split()).casefold() for text in rights) else ""


def _title(tree: Any, meta: Mapping[str, str], data: Mapping[str, Any], site: str) -> str:
    shown = _shown(tree)
    # A page without a heading of its own may have its headline lower, where its title goes on behind it with the site's name.
    lower = (
        line for line in _lines(tree, "h2") if " " in line and shown.startswith(line) and _SEPARATOR.match(shown, len(line))
    )
    headings = _lines(tree, "h1") or [*lower][:1]
    # The headline that a reader sees, where the page calls itself by it.
    for heading in headings:
        if (len(headings) == 1 or shown.startswith(heading)) and heading.casefold() != site.casefold():
            return heading
    headline = data.get("headline")
    told = headline if isinstance(headline, str) and headline.strip() else _first(meta, _TITLES) or shown
    return _without_site(" ".join(told.split()), site)


def _shown(tree: Any) -> str:
    """What a page calls itself at the top of a browser's window."""
    return " ".join((tree.findtext(".//title") or "").split())


def _lines(tree: Any, tag: str) -> list[str]:
    """The text of each element of a kind that has some."""
    return [line for element in tree.iter(tag) if (line := " ".join("".join(element.itertext()).split()))]


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # an odd address
        return ""


def _letters(words: str) -> str:
    return "".join(character for character in words.casefold() if character.isalnum())


def _without_site(title: str, site: str) -> str:
    """A title without the site's name at either end of it."""
    pieces = _SEPARATOR.split(title)
    if len(pieces) > 1 and site:
        if pieces[-1].casefold() == site.casefold():
            return title[: title.rindex(pieces[-1])].rstrip(" |·•»—–-")
        if pieces[0].casefold() == site.casefold():
            return title[len(pieces[0]) :].lstrip(" |·•»—–-")
    return title


def _author(meta: Mapping[str, str], data: Mapping[str, Any], site: str) -> str:
    told = _name(data.get("author")) or next(
        (meta[name] for name in _AUTHORS if name in meta and not _WEB.match(meta[name])), ""
    )
    author = _BY.sub("", told)
    return (
        author if author.casefold() not in {site.casefold(), "admin", "administrator", "editor"} and "@" not in author else ""
    )


def _published(tree: Any, meta: Mapping[str, str], data: Mapping[str, Any]) -> str:
    """When it says it was published: of JSON-LD, of its meta elements, or of the one time that is marked in it."""
    printed = data.get("datePublished")
    told = [printed if isinstance(printed, str) else "", *(meta.get(name, "") for name in _PUBLISHED)]
    marked = [
        element.get("datetime") or element.get("content") or "" for element in tree.xpath("//*[@itemprop='datePublished']")
    ]
    times = [element.get("datetime") or "" for element in tree.xpath("//article//time | //header//time | //time[@pubdate]")]
    days = {read.day for time in times if (read := read_date(time)) and read.day}
    candidates = [*told, *marked, *(times if len(days) == 1 else [])]
    return next((time for time in candidates if time and (read := read_date(time)) and read.day), "")


def is_year_filled_in(printed: str, shown: date | None) -> bool:
    """Whether a date in metadata is what programs make of a year alone: 1 January at no hour, which the page does not show."""
    read = read_date(printed)
    if read is None or read.day is None or (read.day.month, read.day.day) != (1, 1) or read.day == shown:
        return False
    return not _HOUR.search(printed) or bool(_MIDNIGHT.search(printed))


def _address(tree: Any, meta: Mapping[str, str]) -> str:
    links = [
        element.get("href") or "" for element in tree.iter("link") if "canonical" in (element.get("rel") or "").lower().split()
    ]
    told = (link.strip() for link in (*links, *(meta.get(name, "") for name in _ADDRESSES)))
    return without_campaign(next(filter(_WEB.match, told), ""))
