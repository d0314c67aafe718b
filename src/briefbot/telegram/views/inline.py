"""Quotations as results of an inline query: what is shown to choose from, and the message that a chosen one becomes."""

from dataclasses import dataclass, replace

from briefbot.dialogue.replies import Checked
from briefbot.language.facts import closed, fact
from briefbot.model import Catalogue, Citation, Verification
from briefbot.rendering import checking, page_phrases, phrases, sharing_phrases
from briefbot.rendering.citations import cited
from briefbot.rendering.phrases import cut
from briefbot.telegram.views import replies
from briefbot.telegram.views.html import UNITS, Paragraph, Run, pieces, place_to_break, units
from briefbot.telegram.views.messages import paragraphs
from briefbot.wording.locale import ENGLISH, ReaderLocale

# Lists show about a line of the title and two of the description.
_TITLE, _DESCRIPTION = 120, 200
# What a verdict is called among results: it is the only one, and there is no link to it.
CHECKED = "checked"


@dataclass(frozen=True, slots=True)
class Choice:
    """One result: its id, what the list shows of it, and the message (HTML)."""

    id: str
    title: str
    description: str
    html: str


def choice(citation: Citation, id_: str, url: str, locale: ReaderLocale = ENGLISH) -> Choice:
    """A quotation as a result; `url` is the address of its link."""
    document = citation.document
    day = locale.day(document.published) if document.published else None
    where = fact(document.source or document.title or document.id)
    told = (phrases.byline(citation, locale), where, day)
    title = cut(" · ".join(filter(None, told)), _TITLE)
    return Choice(id_, title, closed(cut(citation.text, _DESCRIPTION)), message(citation, url, locale))


def verified(found: Verification, catalogue: Catalogue, locale: ReaderLocale = ENGLISH) -> Choice:
    """A verdict on a quotation as a result; the message is the first one of several that it would take."""
    html, *_ = replies.render(Checked((found,), catalogue), locale)
    return Choice(CHECKED, cut(checking.verdict(found, locale), _TITLE), closed(cut(found.asked, _DESCRIPTION)), html)


def message(citation: Citation, url: str, locale: ReaderLocale = ENGLISH) -> str:
    """A quotation with where it stands and its link, in one message: whole, or as much as fits, and that it goes on."""
    (quotation,) = paragraphs([cited(citation, None, locale)])
    words = page_phrases.IN_ARTICLE if locale.site else sharing_phrases.IN_CONTEXT
    whole = pieces(_linked(quotation, locale.say(words), url), locale)
    if len(whole) == 1:
        return whole[0].html
    cut_short = _linked(quotation, locale.say(sharing_phrases.GOES_ON), url)
    (piece,) = pieces(_shortened(cut_short), locale)
    return piece.html


def _linked(quotation: Paragraph, words: str, url: str) -> Paragraph:
    return (*quotation, Run("\n"), Run(words, link=url))


def _shortened(quotation: Paragraph) -> Paragraph:
    """A paragraph whose quotation, the longest run in it, ends where a message does, between two words if that can be."""
    words = max(quotation, key=lambda run: units(run.text))
    room = UNITS - sum(units(run.text) for run in quotation if run is not words)
    return tuple(
        replace(run, text=run.text[: place_to_break(run.text, room)].rstrip()) if run is words else run for run in quotation
    )
