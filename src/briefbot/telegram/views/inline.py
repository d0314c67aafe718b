"""Quotations as results of an inline query: what is shown to choose from, and the message that a chosen one becomes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefbot.model import Citation
from briefbot.rendering import phrases, sharing_phrases
from briefbot.telegram.views.citations import quotation
from briefbot.telegram.views.messages import UNITS, Block, Run, cut, parts, place_to_break, units
from briefbot.wording.locale import ENGLISH, ReaderLocale

# Lists show about a line of the title and two of the description.
_TITLE, _DESCRIPTION = 120, 200


@dataclass(frozen=True, slots=True)
class Choice:
    """One result: its id, what the list shows of it, and the message (HTML)."""

    id: str
    title: str
    description: str
    html: str


def choice(citation: Citation, id_: str, url: str, manner: ReaderLocale = ENGLISH) -> Choice:
    """A quotation as a result; `url` is the address of its link."""
    document = citation.document
    day = manner.day(document.published) if document.published else None
    told = (phrases.byline(citation.speaker, citation.kind, manner), document.source or document.title or document.id, day)
    title = cut(" · ".join(filter(None, told)), _TITLE)
    return Choice(id_, title, cut(citation.text, _DESCRIPTION), message(citation, url, manner))


def message(citation: Citation, url: str, manner: ReaderLocale = ENGLISH) -> str:
    """A quotation with where it stands and its link, in one message: whole, or as much as fits, and that it goes on."""
    block = quotation(citation, None, manner)
    whole = parts([_linked(block, manner.say(sharing_phrases.IN_CONTEXT), url)], manner)
    if len(whole) == 1:
        return whole[0]
    cut_short = _linked(block, manner.say(sharing_phrases.GOES_ON), url)
    (html,) = parts([_shortened(cut_short)], manner)
    return html


def _linked(block: Block, words: str, url: str) -> Block:
    return (*block, Run("\n"), Run(words, link=url))


def _shortened(block: Sequence[Run]) -> Block:
    """A block whose quotation ends where a message does, between two words if that can be."""
    room = UNITS - sum(units(run.text) for run in block if not run.quote)
    return tuple(replace(run, text=run.text[: place_to_break(run.text, room)].rstrip()) if run.quote else run for run in block)
