"""The line that says where else the words of a citation stand."""

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


def also_in(citation: Citation, locale: ReaderLocale) -> tuple[Piece, ...]:
    """Who else tells what a citation does, each with the day and its address; none where nobody does.

    The publisher under whose name it is shown is not among them for the same day.
    """
    shown = citation.document
    named: dict[str, Piece] = {}
    for other in citation.also:
        document = other.document
        if (document.source, document.published) != (shown.source, shown.published) or document.source is None:
            name = fact(phrases.cut(document.source or document.id, _SOURCE))
            words = f"{name} ({phrases.day(document.published, locale)})"
            url = Pages(locale.site).citation(other) if locale.site else document.url
            named.setdefault(words, Piece(words, url, Place(document.id, other.text)))
    if not named:
        return ()
    before, _, behind = locale.say("also in {sources}", sources=_HERE).partition(_HERE)
    line = [Piece(before)]
    for piece in list(named.values())[:_SOURCES]:
        line += ([Piece(", ")] if len(line) > 1 else []) + [piece]
    line += [Piece(", …")] if len(named) > _SOURCES else []
    return (*line, *([Piece(behind)] if behind else []))
