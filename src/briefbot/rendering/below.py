"""The lines below a citation: who says that its words were not said, and where else they stand."""

from collections.abc import Sequence

from briefbot.dialogue.pages import Pages
from briefbot.language.facts import fact
from briefbot.model import Citation
from briefbot.rendering import phrases
from briefbot.rendering.blocks import Piece, Place
from briefbot.wording.locale import ReaderLocale

# As many sources as anybody reads stand under one statement, each in so many characters.
_SOURCES, _SOURCE = 12, 100
# What stands for the sources in the sentence around them until that is cut there: no catalogue has it.
_HERE = "\0"


def below(citation: Citation, locale: ReaderLocale) -> tuple[tuple[Piece, ...], ...]:
    """Who denies what a citation says, and who else tells it, each with the day and its address: a line for either.

    The publisher under whose name it is shown is not among the others for the same day.
    """
    shown = citation.document
    others = [
        one
        for one in citation.also
        if (one.document.source, one.document.published) != (shown.source, shown.published) or one.document.source is None
    ]
    # Translators: {sources} are newspapers that say that somebody did not say the words above.
    denied = _line(locale.say("denied in {sources}", sources=_HERE), citation.denials, locale)
    return tuple(filter(None, (denied, _line(locale.say("also in {sources}", sources=_HERE), others, locale))))


def _line(sentence: str, citations: Sequence[Citation], locale: ReaderLocale) -> tuple[Piece, ...]:
    """A sentence around the papers of some citations; none where there are none."""
    named: dict[str, Piece] = {}
    for other in citations:
        document = other.document
        name = fact(phrases.cut(document.source or document.title or document.id, _SOURCE))
        words = f"{name} ({phrases.day(document.published, locale)})"
        url = Pages(locale.site).citation(other) if locale.site else document.url
        named.setdefault(words, Piece(words, url, Place(document.id, other.text)))
    if not named:
        return ()
    before, _, behind = sentence.partition(_HERE)
    line = [Piece(before)]
    for piece in list(named.values())[:_SOURCES]:
        line += ([Piece(", ")] if len(line) > 1 else []) + [piece]
    line += [Piece(", …")] if len(named) > _SOURCES else []
    return (*line, *([Piece(behind)] if behind else []))
