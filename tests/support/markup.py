"""HTML as the standard reads it: whether a page is valid, and what in it could run or lead anywhere."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import html5lib

# Elements that only these may hold, of those that the pages use: what the parser itself does not refuse.
_ONLY_WITHIN = {
    "li": {"ul", "ol"}, "dt": {"dl", "div"}, "dd": {"dl", "div"}, "tr": {"tbody", "thead"}, "td": {"tr"}, "th": {"tr"},
    "figcaption": {"figure"}, "summary": {"details"},
}  # fmt: skip
# What phrasing content is made of cannot hold these.
_PHRASING = {"p", "h1", "h2", "span", "a", "b", "cite", "bdi", "mark", "label", "button", "code", "ins", "del", "summary", "dt"}
_FLOW = {
    "p",
    "div",
    "ul",
    "ol",
    "dl",
    "figure",
    "blockquote",
    "section",
    "article",
    "table",
    "form",
    "h1",
    "h2",
    "nav",
    "details",
}
_EVENTS = ("on",)


def tree_of(page: str) -> ET.Element:
    """The elements of a page; an error where it breaks a rule of the standard's parser."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    found: ET.Element = parser.parse(page)
    return found


def faults(page: str) -> list[str]:
    """Why a page is not valid: elements where they may not be, ids given twice, labels and references to nothing."""
    tree = tree_of(page)
    parents = {child: parent for parent in tree.iter() for child in parent}
    found = [
        f"<{one.tag}> in <{parents[one].tag}>"
        for one in parents
        if (one.tag in _ONLY_WITHIN and parents[one].tag not in _ONLY_WITHIN[one.tag])
        or (one.tag in _FLOW and parents[one].tag in _PHRASING)
    ]
    ids = [one.get("id") for one in tree.iter() if one.get("id") is not None]
    found += [f"id {one!r} twice" for one in set(ids) if ids.count(one) > 1]
    for one in tree.iter():
        found += [f"{name} to nothing: {target}" for name, target in _references(one) if target not in ids]
    return found


def _references(element: Any) -> Iterator[tuple[str, str]]:
    for name in ("for", "aria-labelledby", "aria-describedby"):
        for target in (element.get(name) or "").split():
            yield name, target
    href = element.get("href") or ""
    if href.startswith("#"):
        yield "href", href[1:]


def dangers(page: str) -> list[str]:
    """What in a page runs, or leads where no link may: scripts, handlers, styles, frames, addresses of other kinds."""
    found = []
    for one in tree_of(page).iter():
        if (
            one.tag in ("script", "style", "iframe", "object", "embed", "base", "img", "video")
            and one.get("type") != "application/ld+json"
        ):
            found.append(f"<{one.tag}>")
        for name, value in one.attrib.items():
            if name.startswith("on") or name in ("style", "srcdoc"):
                found.append(name)
            if name in ("href", "src", "action", "formaction", "xlink:href") and not _is_harmless(value):
                found.append(f"{name}={value}")
    return found


def _is_harmless(address: str) -> bool:
    if address.startswith(("/", "#")) and not address.startswith("//"):
        return "\n" not in address
    return urlsplit(address).scheme in ("http", "https") and address.isprintable()
