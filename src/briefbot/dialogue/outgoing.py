"""What is sent into a chat, as values: letters and the buttons under them, which a database can hold, and failures to send."""

import html
import re
import string
from dataclasses import asdict, dataclass, replace
from enum import Enum, StrEnum, auto
from typing import Any, Literal, Self

_DIGITS = string.digits + string.ascii_lowercase
# The first part of what a button carries. Raised when its meaning changes: older buttons then say that they have expired.
_VERSION = "1"
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: it has one of the four.

    It carries `data` back to the bot, puts the text `copies` into the clipboard, opens the address `url`, or begins an inline
    query with the words `inline` in a chat that the person chooses.
    """

    label: str
    data: str = ""
    copies: str = ""
    url: str = ""
    inline: str = ""

    def record(self) -> dict[str, str]:
        """As JSON can hold it; what is empty is left out."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name))}


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers to be drawn as bars, one series before the other: a label for each bar, and each series with its name."""

    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """One thing to do in a chat: send `text` (HTML), edit a message, change its buttons, or delete it.

    A photo is drawn from its `chart` when it is sent, and has the text beneath it.

    `target` is the message that is edited, changed or deleted; `topic` and `reply_to` say where a new one stands;
    `suggestions` are ready-made lines that a person may send with one tap. `role` says what a message is to its answer;
    a `silent` one makes no sound. It shows what is behind the address `preview`. `asks` says what it wants of the person: a
    reply (the suggestion is what the field for it shows), or their location (the suggestion is the key that sends it); "no
    more" takes such a key away.
    """

    kind: Literal["send", "photo", "edit", "buttons", "delete"]
    text: str = ""
    topic: int | None = None
    reply_to: int | None = None
    target: int | None = None
    keyboard: Keyboard = ()
    suggestions: tuple[str, ...] = ()
    role: str = ""
    silent: bool = False
    preview: str = ""
    asks: Literal["", "reply", "location", "no more"] = ""
    chart: Chart | None = None

    def record(self) -> dict[str, Any]:
        """As JSON can hold it; what is empty is left out."""
        # Not `asdict`, which copies every value: digests are written down by the thousand.
        fields = {name: value for name in self.__slots__ if (value := getattr(self, name))}
        if self.keyboard:
            fields["keyboard"] = [[button.record() for button in row] for row in self.keyboard]
        if self.chart:
            fields["chart"] = asdict(self.chart)
        return fields

    @classmethod
    def of(cls, record: dict[str, Any]) -> Self:
        """From what `record` gave."""
        fields = dict(record)
        fields["keyboard"] = tuple(tuple(Button(**button) for button in row) for row in fields.get("keyboard", ()))
        fields["suggestions"] = tuple(fields.get("suggestions", ()))
        if chart := fields.get("chart"):
            series = tuple((name, tuple(values)) for name, values in chart["series"])
            fields["chart"] = Chart(tuple(chart["labels"]), series)
        return cls(**fields)

    @property
    def has_markup(self) -> bool:
        """Whether it has tags that Telegram may not be able to read."""
        return _TAG.search(self.text) is not None

    def as_plain_text(self) -> Self:
        """The same without its tags, escaped so that nothing in it is markup."""
        return replace(self, text=html.escape(html.unescape(_TAG.sub("", self.text)), quote=False))


class Verdict(Enum):
    """What to do about a letter that was not sent."""

    WAIT = auto()  # Telegram said for how long
    AGAIN = auto()  # it was certainly not sent
    FAILED = auto()  # Telegram says that it failed within (5xx): nearly always not sent
    PERHAPS_SENT = auto()  # the connection broke after it went out
    MOVED = auto()  # the group has become a supergroup
    LOST = auto()  # nothing can be sent into that chat
    NO_TOPIC = auto()  # the topic is closed or gone
    UNREADABLE = auto()  # Telegram cannot parse the HTML
    POINTLESS = auto()  # there is nothing left to do: not modified, the message to change is gone
    REFUSED = auto()  # Telegram will not have it, now or later


@dataclass(frozen=True, slots=True)
class Failure:
    """A verdict, with the seconds to wait or the chat's new number where it has one."""

    verdict: Verdict
    seconds: float = 0.0
    new_chat: int = 0


class Act(StrEnum):
    """What pressing a button does; the values are what buttons carry."""

    MENU = "n"  # what can be done with one citation
    BACK = "b"  # from that menu to the numbers
    MORE = "m"
    CONTEXT = "c"
    SOURCE = "s"
    CITATION = "q"  # the citation as a message to copy, where it is too long for a button
    WRONG = "w"  # the speaker is wrong
    CHOICE = "p"  # one of several people of one name
    KEEP = "k"  # an admin: the name is right
    UNFOLLOW = "u"  # the number is a follow's
    FOLLOW = "f"  # whoever is cited, or what was asked
    LANGUAGE = "l"  # about is a language (`telegram.views.keyboards`)
    SETTINGS = "t"  # about is what it sets, the number to what (`telegram.views.settings`)
    REPORTS = "h"  # an admin: what else was reported, behind the report that about is
    WITHDRAW = "x"  # an admin: nobody can be named
    ZONE = "z"  # about is a time zone, or how another one is to be named (`telegram.views.zones`)


@dataclass(frozen=True, slots=True)
class Press:
    """What a button carries: an act on an answer (for admins, on a report) and, for some, the number of a citation."""

    act: Act
    about: int
    number: int = 0

    @property
    def data(self) -> str:
        """At most 64 bytes, as Telegram wants it."""
        return f"{_VERSION}:{self.act}:{base36(self.about)}:{self.number}"

    @classmethod
    def of(cls, data: str) -> Self | None:
        """From a button's data; None where another version made it, or nobody did."""
        match data.split(":"):
            case [version, act, about, number] if version == _VERSION and about.isalnum() and number.isdecimal():
                try:
                    return cls(Act(act), int(about, 36), int(number))
                except ValueError:
                    return None
        return None


def base36(number: int) -> str:
    """A number from 0 in digits and letters."""
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits
