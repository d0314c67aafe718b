"""Everything that Briefbot refuses or cannot do, with the sentence that a person reads.

BriefbotError
├── BotError            the Telegram bot cannot run, or not go on
├── DatabaseError       the archive cannot be opened, read or written
└── InputError          something brought in cannot be used
    └── DocumentError   one document cannot; the others of the same input can
"""


class BriefbotError(Exception):
    """A failure with a cause outside the program; `str(error)` is one sentence for the person who can mend it."""


class BotError(BriefbotError):
    """The Telegram bot cannot run, or not go on; the sentence says what to do. No token is ever in it."""


class DatabaseError(BriefbotError):
    """The archive's database cannot be used; the sentence says what to do."""


class InputError(BriefbotError):
    """What was named cannot be read, or is nothing that Briefbot reads."""


class DocumentError(InputError):
    """One document is broken; the sentence says why, and whoever reads a batch adds its name and goes on."""
