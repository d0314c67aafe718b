"""A conversation as values: what somebody types → what they want done, and the replies. The same in every chat."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from briefbot.answering.questions.model import Query
from briefbot.dialogue.links import Link, carried_by
from briefbot.dialogue.preferences import Change, Preferences
from briefbot.dialogue.zones import Zoned
from briefbot.digests.model import Contents
from briefbot.digests.schedule_changes import ScheduleChange, read_wish
from briefbot.digests.subscription import Follow, Subscription, Told
from briefbot.model import Answer, Catalogue, Citation, Document, Person, Publisher, Span
from briefbot.wording.translation import N_

COMMANDS = {
    "more": N_("further quotations that answer the last question"),
    "context": N_("the text around quotation N of the last answer: /context 2"),
    "source": N_("where quotation N stands: /source 2"),
    "why": N_("how the last question was read"),
    "speakers": N_("who speaks in the archive; with a few letters, those whose names hold them: /speakers lav"),
    "sources": N_("the publishers in the archive"),
    "follow": N_("follow somebody, a topic or a paper: /follow Lavrov on Syria from Politico"),
    "following": N_("what is followed here; /unfollow 2 ends one, /unfollow all all of them"),
    "digest": N_("what is new on it, now; /digest 08:30 every day at that time, /digest weekdays, /digest off"),
    "tz": N_("the time zone that digests go by: /tz Munich"),
    "language": N_("the language that Briefbot speaks: /language en"),
    "settings": N_("what is set here, and how to change it: /settings quotations 10, /settings names latin"),
    "open": N_("the quotation behind a link: /open q1z"),
    "stats": N_("what the archive holds"),
    "help": N_("what can be asked and typed"),
}


class Hint(StrEnum):
    """What a person is told who typed something that cannot be done."""

    HELP = "help"
    NO_SUCH_COMMAND = "no such command"
    NO_NUMBER = "no number"
    NO_FOLLOW_NUMBER = "no number of a follow"
    UNREADABLE_WISH = "unreadable wish"
    NO_SUCH_SETTING = "no such setting"
    NOTHING_ASKED = "nothing asked"
    NOTHING_SHOWN = "nothing shown"
    NO_SUCH_NUMBER = "no such number"
    NO_SUCH_FOLLOW = "no such follow"
    NOTHING_TO_FOLLOW = "nothing to follow"
    TOO_MANY_FOLLOWS = "too many follows"
    NO_MORE = "no more"
    GONE = "gone"
    NO_SUCH_LINK = "no such link"
    UNREADABLE_LIMIT = "unreadable limit"


Looking = Literal["context", "source"]
Telling = Literal["why", "speakers", "sources", "stats", "help"]


@dataclass(frozen=True, slots=True)
class Ask:
    """A question."""

    question: str


@dataclass(frozen=True, slots=True)
class More:
    """Further citations of the last answer."""


@dataclass(frozen=True, slots=True)
class Look:
    """The text around, or the source of, the citation with this number (from 1)."""

    what: Looking
    number: int


@dataclass(frozen=True, slots=True)
class Tell:
    """A command that tells something of the archive or of Briefbot; `about` is what was typed behind it."""

    what: Telling
    about: str = ""


@dataclass(frozen=True, slots=True)
class StartFollowing:
    """Follow what was typed."""

    typed: str


@dataclass(frozen=True, slots=True)
class StopFollowing:
    """Follow the one with this number in the list (from 1) no more; None for all of them."""

    number: int | None


@dataclass(frozen=True, slots=True)
class ListFollows:
    """Tell what is followed."""


@dataclass(frozen=True, slots=True)
class ShowDigest:
    """Tell what is new, now; without the first so many statements."""

    skip: int = 0


@dataclass(frozen=True, slots=True)
class PlanDigest:
    """Have the digest as wished from now on."""

    wish: ScheduleChange


@dataclass(frozen=True, slots=True)
class ChooseZone:
    """Go by the clocks of the place or zone that was typed; where nothing was, tell which these are."""

    typed: str = ""


@dataclass(frozen=True, slots=True)
class Speak:
    """Speak the language that was typed; where nothing was, tell which ones there are."""

    typed: str = ""


@dataclass(frozen=True, slots=True)
class OpenLink:
    """Show the quotation of the link that carries this."""

    carried: str


@dataclass(frozen=True, slots=True)
class ShowSettings:
    """Tell what is set here."""


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """Have it otherwise from now on."""

    change: Change


@dataclass(frozen=True, slots=True)
class Misunderstood:
    """A command that is none, or lacks what it needs; the hint says which."""

    typed: str
    hint: Hint = Hint.NO_SUCH_COMMAND


Action = (
    Ask
    | More
    | Look
    | Tell
    | StartFollowing
    | StopFollowing
    | ListFollows
    | ShowDigest
    | PlanDigest
    | ChooseZone
    | Speak
    | OpenLink
    | ShowSettings
    | ChangeSettings
    | Misunderstood
)

_LOOKS: dict[str, Looking] = {"context": "context", "source": "source"}
_TELLS: dict[str, Telling] = {
    "why": "why", "speakers": "speakers", "sources": "sources", "stats": "stats", "help": "help", "start": "help",
}  # fmt: skip
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")
_COMMAND = re.compile(r"^/(?P<name>\w+)(?:@\w+)?\s*(?P<rest>.*)$", re.DOTALL)
# What needs no slash, in the languages that questions are read in, with the command that each stands for.
_BARE = {"more": "more", "еще": "more", "ещё": "more", "контекст": "context", "источник": "source"}
_BARE_LOOK = re.compile(r"^(?P<name>context|source|контекст|источник)\s+(?P<rest>#?\d+)$", re.IGNORECASE)


def understand(line: str) -> Action:
    """What one line of a conversation wants. "more", "context 2" and "source 2" need no slash, nor do «ещё», «контекст 2» …."""
    typed = line.strip()
    match = _COMMAND.match(typed) or _BARE_LOOK.match(typed)
    if match:
        name = match["name"].lower()
        return _command(_BARE.get(name, name), match["rest"].strip(), typed)
    return More() if _BARE.get(typed.lower().rstrip(".!")) == "more" else Ask(typed)


def changes_the_chat(action: Action) -> bool:
    """Whether an action changes something that all in a chat share."""
    match action:
        case StartFollowing() | StopFollowing() | PlanDigest() | ChangeSettings():
            return True
        case ChooseZone(typed) | Speak(typed):
            return bool(typed)
    return False


def by_its_own_command(name: str, rest: str) -> tuple[str, str]:
    """A setting that has a command of its own, as that one: "/settings language ru" is "/language ru"."""
    own, _, value = rest.strip().partition(" ")
    if name == "settings" and own.lower() in _OWN_COMMANDS and value.strip():
        return _OWN_COMMANDS[own.lower()], value.strip()
    return name, rest


def _command(name: str, rest: str, typed: str) -> Action:
    name, rest = by_its_own_command(name, rest)
    if name == "ask":
        return Ask(rest)
    if name == "more":
        return More()
    if name in _LOOKS:
        number = rest.removeprefix("#")
        return Look(_LOOKS[name], int(number)) if _NUMBER.fullmatch(number) else Misunderstood(typed, Hint.NO_NUMBER)
    if name in _TELLS:
        return Tell(_TELLS[name], rest)
    if name in _CHOICES:
        return _CHOICES[name](rest, typed)
    return Misunderstood(typed)


def _settings(rest: str, typed: str) -> Action:
    if not rest:
        return ShowSettings()
    change = Change.read(rest)
    return ChangeSettings(change) if change else Misunderstood(typed, Hint.NO_SUCH_SETTING)


def _stop(rest: str, typed: str) -> Action:
    number = rest.removeprefix("#")
    if rest.lower() in ("all", "все", "всё"):
        return StopFollowing(None)
    return StopFollowing(int(number)) if _NUMBER.fullmatch(number) else Misunderstood(typed, Hint.NO_FOLLOW_NUMBER)


def _digest(rest: str, typed: str) -> Action:
    if not rest:
        return ShowDigest()
    wish = read_wish(rest)
    return PlanDigest(wish) if wish else Misunderstood(typed, Hint.UNREADABLE_WISH)


_OWN_COMMANDS = {
    "language": "language", "язык": "language", "tz": "tz", "zone": "tz", "пояс": "tz",
    "digest": "digest", "дайджест": "digest",
}  # fmt: skip
_CHOICES: dict[str, Callable[[str, str], Action]] = {
    "language": lambda rest, _: Speak(rest),
    "tz": lambda rest, _: ChooseZone(rest),
    "open": lambda rest, _: OpenLink(carried_by(rest)),
    "settings": _settings,
    "follow": lambda rest, _: StartFollowing(rest) if rest else ListFollows(),
    "following": lambda *_: ListFollows(),
    "unfollow": _stop,
    "digest": _digest,
}


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a question; its first citation has this number in the conversation."""

    answer: Answer
    first_number: int = 1


@dataclass(frozen=True, slots=True)
class Context:
    """A citation in the text around it: its whole `paragraph`, and those `before` and `after` where there are any."""

    number: int
    citation: Citation
    paragraph: Span
    before: Span | None = None
    after: Span | None = None

    def __post_init__(self) -> None:
        """The cited words stand within their paragraph."""
        if not self.paragraph.contains(self.citation.span):
            raise ValueError("the citation lies outside its paragraph")

    def pieces(self) -> tuple[str, str, str]:
        """The paragraph in three: what stands before the cited words, these, and what follows."""
        text, own, cited = self.citation.document.text, self.paragraph, self.citation.span
        return text[own.start : cited.start], cited.of(text), text[cited.end : own.end]


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link opens: its quotation as it is now, in its context; `corrected` where it stood under another name."""

    link: Link
    context: Context
    corrected: bool

    @property
    def citation(self) -> Citation:
        """The quotation."""
        return self.context.citation


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A link whose quotation is gone; `document` is its document as it is now, None where that is gone too."""

    link: Link
    document: Document | None


@dataclass(frozen=True, slots=True)
class Origin:
    """The document that a citation stands in."""

    number: int
    citation: Citation


@dataclass(frozen=True, slots=True)
class Reading:
    """How the last question was read, and why what was shown for it stands in that order."""

    query: Query
    answer: Answer


@dataclass(frozen=True, slots=True)
class People:
    """Who speaks in the archive, most quoted first: all `of` them, or those whose names hold what was typed."""

    people: tuple[Person, ...]
    of: int
    about: str = ""


@dataclass(frozen=True, slots=True)
class Publishers:
    """The publishers of the archive, largest first."""

    publishers: tuple[Publisher, ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """What the archive holds."""

    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class Followed:
    """What was read from a follow, and what it would have brought.

    It is for the words of these `people`, on this `topic`, in these papers (None for any). `today` and `month` count the
    statements of the last day and of the last 30 days; `sample` are the newest of them. `before` says that it was
    followed already, `digest_on` that there is a digest for it.
    """

    typed: str
    people: tuple[str, ...]
    topic: str
    sources: tuple[str, ...] | None
    today: int
    month: int
    sample: tuple[Citation, ...]
    before: bool = False
    digest_on: bool = False


@dataclass(frozen=True, slots=True)
class Following:
    """What is followed, and the digest that tells of it: when the next one is due (UTC), and what became of the last."""

    follows: tuple[Follow, ...]
    digest: Subscription | None
    next_at: datetime | None
    last: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Stopped:
    """What is followed no more."""

    follows: tuple[Follow, ...]


@dataclass(frozen=True, slots=True)
class Digested:
    """What is new, without the first `skip` statements; `follows` says whether anything is followed."""

    contents: Contents
    zone: str | None
    follows: bool
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Planned:
    """How the digest is wanted from now on, and when it comes next (UTC), None where it is off or the zone is to be chosen.

    `tomorrow` says that it was too late for today.
    """

    digest: Subscription
    next_at: datetime | None
    tomorrow: bool = False


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages that there are, unless it is `changed`: to the `chosen` one (a tag), None for the device's.

    `unknown` is what was typed and is none of them.
    """

    changed: bool = False
    chosen: str | None = None
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set in a chat at an instant (aware), and the digest of the spot that asks."""

    preferences: Preferences
    now: datetime
    digest: Subscription | None = None
    next_at: datetime | None = None
    last: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Advice:
    """Help, or why what was typed cannot be done; `about` is the part of it that this is about."""

    hint: Hint
    about: str = ""


Reply = (
    Answered
    | Context
    | Opened
    | Withdrawn
    | Origin
    | Reading
    | People
    | Publishers
    | Statistics
    | Followed
    | Following
    | Stopped
    | Digested
    | Planned
    | Zoned
    | Languages
    | Settings
    | Advice
)


def in_context(number: int, citation: Citation, paragraphs: Sequence[Span]) -> Context:
    """A citation in its paragraph, with one on either side; `paragraphs` are those of its document, in order."""
    at = next((n for n, paragraph in enumerate(paragraphs) if paragraph.contains(citation.span)), None)
    if at is None:
        return Context(number, citation, citation.span)
    before = paragraphs[at - 1] if at > 0 else None
    after = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
    return Context(number, citation, paragraphs[at], before, after)
