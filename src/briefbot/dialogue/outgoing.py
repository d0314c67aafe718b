"""What is sent into a chat, as values: messages and the buttons under them, which a database can hold, and failures to send."""

import html
import re
from dataclasses import asdict, dataclass, replace
from enum import Enum, auto
from typing import Any, Literal, Self

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
class Card:
    """A quotation to be drawn: its words, as they are shown, whose they are, and lines that say where they stand."""

    words: str
    speaker: str
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """One thing to do in a chat: send `text` (HTML), edit a message, change its buttons, or delete it.

    A photo is drawn from its `chart` or its `card` when it is sent, and has the text beneath it; so has a file, which holds
    `content` as `briefbot.json`.

    `target` is the message that is edited, changed or deleted; `topic` and `reply_to` say where a new one stands;
    `suggestions` are ready-made lines that a person may send with one tap. `role` says what a message is to its answer;
    a `silent` one makes no sound. It shows what is behind the address `preview`. `asks` says what it wants of the person: a
    reply (the suggestion is what the field for it shows), or their location (the suggestion is the key that sends it); "no
    more" takes such a key away. `language` (a tag) is that of its sentences, where they are a person's.
    """

    kind: Literal["send", "photo", "file", "edit", "buttons", "delete"]
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
    card: Card | None = None
    content: str = ""
    language: str = ""

    def record(self) -> dict[str, Any]:
        """As JSON can hold it; what is empty is left out."""
        # Not `asdict`, which copies every value: digests are written down by the thousand.
        fields = {name: value for name in self.__slots__ if (value := getattr(self, name))}
        if self.keyboard:
            fields["keyboard"] = [[button.record() for button in row] for row in self.keyboard]
        if self.chart:
            fields["chart"] = asdict(self.chart)
        if self.card:
            fields["card"] = asdict(self.card)
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
        if card := fields.get("card"):
            fields["card"] = Card(card["words"], card["speaker"], tuple(card["source"]))
        return cls(**fields)

    @property
    def has_markup(self) -> bool:
        """Whether it has tags that Telegram may not be able to read."""
        return _TAG.search(self.text) is not None

    def as_plain_text(self) -> Self:
        """The same without its tags, escaped so that nothing in it is markup."""
        return replace(self, text=html.escape(html.unescape(_TAG.sub("", self.text)), quote=False))


class Verdict(Enum):
    """What to do about a message that was not sent."""

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
