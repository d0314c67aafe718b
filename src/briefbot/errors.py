"""Everything that Briefbot refuses or cannot do, with the sentence that a person reads.

BriefbotError
├── BotError            the Telegram bot cannot run, or not go on
├── DatabaseError       the archive cannot be opened, read or written
│   └── SearchError     the search engine that it is in cannot be asked, or not for all of it
│       └── IndexGoneError  what was asked for is not there: no such index yet, or another one took its place
└── InputError          something brought in cannot be used
    └── DocumentError   one document cannot; the others of the same input can
"""


class BriefbotError(Exception):
    """A failure with a cause outside the program; `str(error)` is one sentence for the person who can mend it."""


class BotError(BriefbotError):
    """The Telegram bot cannot run, or not go on; the sentence says what to do. No token is ever in it."""


class DatabaseError(BriefbotError):
    """The archive's database cannot be used; the sentence says what to do."""


class SearchError(DatabaseError):
    """The search engine that the archive is in cannot be used; whatever waits for a database that comes back waits for it too.

    `is_passing`: trying again may help. No password is ever in it.
    """

    def __init__(self, sentence: str, *, is_passing: bool = False) -> None:
        super().__init__(sentence)
        self.is_passing = is_passing


class IndexGoneError(SearchError):
    """What was asked for is not there: no such index yet, or another one took its place."""


class InputError(BriefbotError):
    """What was named cannot be read, or is nothing that Briefbot reads."""


class DocumentError(InputError):
    """One document is broken; the sentence says why, and whoever reads a batch adds its name and goes on."""
