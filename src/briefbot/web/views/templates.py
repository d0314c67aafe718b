"""Templates: the page around everything, and what pages are made of; every word that is put into them is escaped."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from types import MappingProxyType, ModuleType
from typing import Any, cast

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from briefbot.dialogue.pages import web_address, words_in_page
from briefbot.language.facts import fact
from briefbot.pictures import cards
from briefbot.rendering import page_phrases, sharing_phrases
from briefbot.rendering.blocks import (
    Block,
    Break,
    Choice,
    Cited,
    Commands,
    Compared,
    Facts,
    Heading,
    InContext,
    Listing,
    More,
    Notice,
    Numbered,
    Options,
    Title,
)
from briefbot.web.views.structured import script
from briefbot.web.visits import Visit
from briefbot.wording.translation import languages, own_name

# The macro that writes each kind of block: of cited.html for citations, of blocks.html for the others.
_MACROS: Mapping[type[Any], str] = MappingProxyType(
    {
        Notice: "notice",
        Cited: "cited",
        Compared: "compared",
        InContext: "in_context",
        Listing: "listing",
        Numbered: "numbered",
        Title: "title",
        Heading: "heading",
        Facts: "facts",
        Options: "options",
        Commands: "typed",
        Choice: "typed",
        More: "more",
        Break: "nothing",
    }
)


# What HTML cannot hold, however it is written: control characters, halves of characters, and those that are none.
_NO_HTML = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane * 0x10000 + end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
    + "]"
)
# A page of other characters alone, as nearly all are: looking at one takes thirty times as long as this.
_HTML = re.compile("[\t\n\r -~\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd]*")
# What every page leads to: the path, and what it is called.
_NAVIGATION = (
    ("/", page_phrases.ASK),
    ("/people", page_phrases.PEOPLE),
    ("/check", page_phrases.CHECK),
    ("/compare", page_phrases.COMPARE),
    ("/sources", page_phrases.SOURCES),
)


def page(template: str, visit: Visit, graph: Iterable[dict[str, Any]] = (), /, **values: object) -> str:
    """A page by the name of its template, in the visitor's language; `graph` is told in it as data."""
    html = _template(f"{template}.html").render(
        visit=visit, locale=visit.locale, say=visit.locale.say, graph=script(list(graph)), **values
    )
    return html if _HTML.fullmatch(html) else _NO_HTML.sub("\N{REPLACEMENT CHARACTER}", html)


def written(blocks: Iterable[Block], visit: Visit) -> Markup:
    """Blocks as HTML; TypeError for what is none."""
    return Markup().join(_macro(block)(block, visit, visit.locale.say) for block in blocks)


def style() -> bytes:
    """The style sheet."""
    return (files("briefbot.web") / "templates" / "style.css").read_bytes()


def icon() -> bytes:
    """The picture of the pages (SVG)."""
    return (files("briefbot.web") / "templates" / "icon.svg").read_bytes()


@cache
def version() -> str:
    """What tells the templates, and the style sheet, from others."""
    folder = files("briefbot.web") / "templates"
    content = (one.read_bytes() for one in sorted(folder.iterdir(), key=lambda one: one.name) if one.is_file())
    return blake2b(b"\0".join(content), digest_size=6).hexdigest()


def _macro(block: Block) -> Callable[[Block, Visit, Callable[..., str]], Markup]:
    try:
        name = _MACROS[type(block)]
    except KeyError:
        raise TypeError(f"no HTML for {block!r}") from None
    macros = _macros("cited.html" if isinstance(block, Cited) else "blocks.html")
    return cast("Callable[[Block, Visit, Callable[..., str]], Markup]", getattr(macros, name))


@cache
def _macros(template: str) -> ModuleType:
    return cast("ModuleType", _template(template).module)


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("briefbot.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(
        words=page_phrases,
        navigation=_NAVIGATION,
        style_version=version(),
        languages=tuple((tag, own_name(tag)) for tag in languages()),
        written=written,
        web_address=web_address,
        words_in_page=words_in_page,
        fact=fact,
        can_draw=cards.can_draw,
        as_picture=sharing_phrases.AS_PICTURE,
    )
    return environment
