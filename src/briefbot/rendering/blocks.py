"""Blocks: what a reply is made of, whatever shows it. They say what words are (a quotation, a name), not how they look.

A writer makes something to look at of them: `rendering.text` lines, `telegram.views.messages` HTML. The words are in the
reader's language already, and whole: what is too long for a channel is cut by its writer, quotations excepted.
"""

from dataclasses import dataclass
from enum import Enum, auto


@dataclass(frozen=True, slots=True)
class Notice:
    """What Briefbot says for itself."""

    words: str


@dataclass(frozen=True, slots=True)
class Byline:
    """Whose words they are: a name, and how they are told ("nobody named", ", as reported"); either may be empty.

    `person` is the name by which the archive knows whoever it is, in whatever letters the reader is shown it.
    """

    name: str = ""
    told: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where words stand: the document's title, or else its id; its publisher, None where both would be the id; its day.

    `document` is its id, by which a channel that can show documents leads to it.
    """

    title: str
    publisher: str | None
    day: str
    url: str | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand, for a channel that can lead there: the document's id, the words in it, its own address."""

    document: str
    words: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line, which leads to an address where it has one, and is about a `place` where it names one."""

    words: str
    url: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """A quotation under its number, if it has one, with what stands `below` it: who denies it, and who else tells it.

    One without a `source` has that of the quotation behind it, and is never parted from that. `context` is the article's
    sentence before, empty where the words are understood alone. `place` is where they stand, `language` what they are in.
    """

    words: str
    speaker: Byline
    source: Provenance | None
    number: int | None = None
    below: tuple[tuple[Piece, ...], ...] = ()
    context: str = ""
    place: Place | None = None
    language: str | None = None


class Mark(Enum):
    """How a piece of a quotation stands to one that was asked for.

    `AROUND` of the quotation, and not meant; `KEPT` in both; `STRUCK` in the quotation alone; `ADDED` not in it.
    """

    AROUND = auto()
    KEPT = auto()
    STRUCK = auto()
    ADDED = auto()


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of a quotation that was compared."""

    words: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Compared:
    """A quotation under its number, beside one that was asked for: its pieces in order, one after the other.

    `place` is where it stands, `language` what it is in.
    """

    pieces: tuple[Marked, ...]
    speaker: Byline
    source: Provenance
    number: int
    place: Place | None = None
    language: str | None = None

    @property
    def is_part(self) -> bool:
        """Whether more of the quotation stands around what was asked for."""
        return any(any(map(str.isalnum, piece.words)) for piece in self.pieces if piece.mark is Mark.AROUND)


@dataclass(frozen=True, slots=True)
class InContext:
    """A quotation in the text around it, all of it slices of one document in their order.

    `before` and `after` are the paragraphs beside its own, with the space between; `opening` and `closing` the rest of its
    own. Where there is a `speaker`, that stands above.
    """

    before: str
    opening: str
    words: str
    closing: str
    after: str
    source: Provenance
    number: int | None = None
    speaker: Byline | None = None
    place: Place | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list: a name, and what is told of it, which begins with what parts the two.

    `person` is the archive's name of whom it is about, `publisher` that of what, where it is about one.
    """

    name: str
    told: str
    person: str = ""
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, an entry a line."""

    entries: tuple[Entry | Provenance, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A list in which each entry has its number, from 1."""

    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """A title with the lines below it, all in one paragraph."""

    words: str
    lines: tuple[str | Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: it is never parted from the block that follows it."""

    words: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the document behind a number: its title, and facts by their names."""

    number: int
    title: str
    facts: tuple[tuple[str, str], ...]
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """Something that is set: its name, its value, and what is typed to change it."""

    name: str
    value: str
    typed: str


@dataclass(frozen=True, slots=True)
class Options:
    """What is set, an option a line."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """Something to type, and what it does or means."""

    typed: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Commands:
    """Commands that there are."""

    commands: tuple[Typed, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be chosen by typing it."""

    choices: tuple[Typed, ...]


@dataclass(frozen=True, slots=True)
class More:
    """That there is more, and what is typed to see it."""

    words: str
    typed: str


@dataclass(frozen=True, slots=True)
class Break:
    """What follows stands apart from what came before; nothing where every block does."""


BREAK = Break()
Block = (
    Notice
    | Cited
    | Compared
    | InContext
    | Listing
    | Numbered
    | Title
    | Heading
    | Facts
    | Options
    | Commands
    | Choice
    | More
    | Break
)
