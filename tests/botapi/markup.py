"""Telegram's HTML, read strictly: what Telegram would refuse is refused, and lengths are counted as Telegram counts them."""

import re
from dataclasses import dataclass
from html import unescape

_TOKEN = re.compile(
    r"<(?P<closing>/?)(?P<name>[a-z-]+)(?P<attributes>[^<>]*)>|(?P<entity>&[^;\s]{1,10};)|(?P<plain>[^<&]+)|(?P<wrong>.)",
    re.DOTALL,
)
_ATTRIBUTES = {"a": re.compile(r' href="[^"]+"'), "blockquote": re.compile(r"( expandable)?")}
_NAMES = {
    "b": "bold",
    "i": "italic",
    "u": "underline",
    "s": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
_ENTITIES = {"&lt;", "&gt;", "&amp;", "&quot;"}


class MarkupError(Exception):
    """What Telegram would say to HTML that it cannot read."""


@dataclass(frozen=True)
class Entity:
    """A style or link: its type as the Bot API names it, and its place in UTF-16 units."""

    type: str
    offset: int
    length: int
    url: str | None = None


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def parse(html: str) -> tuple[str, list[Entity]]:
    """The text that is left, and its entities in the order in which they end."""
    text = ""
    open_tags: list[tuple[str, int, str]] = []
    entities: list[Entity] = []
    for match in _TOKEN.finditer(html):
        if match["plain"]:
            text += match["plain"]
        elif match["entity"]:
            if match["entity"] not in _ENTITIES and not re.fullmatch(r"&#(\d+|x[0-9a-fA-F]+);", match["entity"]):
                raise MarkupError(f"unsupported entity {match['entity']}")
            text += unescape(match["entity"])
        elif match["wrong"]:
            raise MarkupError(f"unexpected {match['wrong']!r} at byte offset {len(html[: match.start()].encode())}")
        elif match["closing"]:
            entities.append(_closed(open_tags, match["name"], units(text)))
        else:
            open_tags.append((_opened(match["name"], match["attributes"]), units(text), match["attributes"]))
    if open_tags:
        raise MarkupError(f"can't find end tag corresponding to start tag {open_tags[-1][0]}")
    return text, [entity for entity in entities if entity.length]


def _opened(name: str, attributes: str) -> str:
    if name not in _NAMES:
        raise MarkupError(f'unsupported start tag "{name}"')
    allowed = _ATTRIBUTES.get(name)
    if not (allowed.fullmatch(attributes) if allowed else not attributes):
        raise MarkupError(f"unexpected attributes of {name}: {attributes}")
    return name


def _closed(open_tags: list[tuple[str, int, str]], name: str, end: int) -> Entity:
    if not open_tags or open_tags[-1][0] != name:
        raise MarkupError(f"unexpected end tag {name}")
    _, start, attributes = open_tags.pop()
    if name == "blockquote" and any(tag == "blockquote" for tag, _, _ in open_tags):
        raise MarkupError("blockquotes cannot be nested")
    kind = "expandable_blockquote" if attributes == " expandable" else _NAMES[name]
    url = unescape(attributes.removeprefix(' href="').removesuffix('"')) if name == "a" else None
    return Entity(kind, start, end - start, url)
