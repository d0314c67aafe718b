"""Commands about Briefbot itself and what it keeps: /open, /stats, /help, /start, /privacy, /export, /forget."""

from dataclasses import dataclass

from briefbot.dialogue.commands.command import ADMINS, CHAT, IN_PRIVATE, Command
from briefbot.dialogue.guide import Topic, topic_of
from briefbot.dialogue.links import carried_by
from briefbot.dialogue.requests import Request
from briefbot.wording.translation import N_


@dataclass(frozen=True, slots=True)
class OpenLink(Request):
    """Show the quotation of the link that carries this."""

    carried: str


@dataclass(frozen=True, slots=True)
class ShowStatistics(Request):
    """Tell what the archive holds and, to those who run the bot, what goes on."""


@dataclass(frozen=True, slots=True)
class ShowHelp(Request):
    """Tell what can be asked and typed; of one `topic`, where there is one."""

    topic: Topic | None = None


@dataclass(frozen=True, slots=True)
class Start(Request):
    """The first contact; `payload` is what a link brought along."""

    payload: str = ""


@dataclass(frozen=True, slots=True)
class ShowPrivacy(Request):
    """Tell what is kept about whoever asks."""


@dataclass(frozen=True, slots=True)
class ExportPersonal(Request):
    """Hand out what is kept about whoever asks."""

    @property
    def is_everybodys_right(self) -> bool:
        """It is."""
        return True


@dataclass(frozen=True, slots=True)
class Forget(Request):
    """Erase what is kept about whoever asks."""

    @property
    def is_everybodys_right(self) -> bool:
        """It is."""
        return True


COMMANDS = (
    Command("open", lambda rest: OpenLink(carried_by(rest)), N_("the quotation behind a link: /open q1z")),
    Command(
        "stats",
        lambda _: ShowStatistics(),
        N_("what the archive holds"),
        N_("what the archive holds"),
        N_("what the archive holds, and what goes on"),
        ADMINS,
    ),
    Command(
        "help",
        lambda rest: ShowHelp(topic_of(rest)),
        N_("what can be asked and typed; /help names, /help digest …"),
        "",
        N_("what can be asked and typed"),
    ),
    Command("start", Start),
    Command(
        "privacy", lambda _: ShowPrivacy(), "", N_("what is kept about you"), N_("what is kept about you"), IN_PRIVATE, CHAT
    ),
    Command("export", lambda _: ExportPersonal(), "", N_("have it as a file"), N_("have it as a file"), IN_PRIVATE, CHAT),
    Command("forget", lambda _: Forget(), "", N_("erase it, now"), N_("erase what is kept about you, now"), IN_PRIVATE, CHAT),
)
