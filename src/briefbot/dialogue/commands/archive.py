"""Commands that tell of the archive: /speakers, /sources, /latest."""

from dataclasses import dataclass

from briefbot.dialogue.commands.command import CHAT, Command
from briefbot.dialogue.requests import Request
from briefbot.wording.translation import N_


@dataclass(frozen=True, slots=True)
class ShowSpeakers(Request):
    """Tell who is quoted in the archive: all, or those whose names hold these letters."""

    letters: str = ""


@dataclass(frozen=True, slots=True)
class ShowPublishers(Request):
    """Tell the publishers of the archive."""


@dataclass(frozen=True, slots=True)
class ShowLatest(Request):
    """Tell the newest documents."""


COMMANDS = (
    Command(
        "speakers",
        ShowSpeakers,
        N_("who is quoted in the archive; add a few letters to find a name: /speakers lav"),
        N_("who is quoted; add a few letters to find a name"),
        N_("who is quoted in the archive"),
    ),
    Command(
        "sources",
        lambda _: ShowPublishers(),
        N_("the publishers in the archive"),
        N_("the publishers"),
        N_("which publishers it holds"),
    ),
    Command("latest", lambda _: ShowLatest(), "", N_("the newest documents"), N_("its newest documents"), channels=CHAT),
)
