"""How far a database is, and what a backup of it is."""

from briefbot.wording.locale import ENGLISH, ReaderLocale
from briefbot.wording.translation import N_

_NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
_MEGABYTE = 1_000_000
_BACKED_UP = {
    "copy": N_(
        "{file} is a copy of the database. To bring it back, stop the bot, and put it in the place of the database's file."
    ),
    "dump": N_("{file} is a dump of the database. To bring it back, stop the bot, and run pg_restore --clean on it."),
    "export": N_(
        "{file} is an export, without what was on its way. To bring it back, run briefbot ingest on it with a new database."
    ),
}


def condition(address: str, kind: str, server: str, size: int, documents: int | None, locale: ReaderLocale = ENGLISH) -> str:
    """Where a database is and how large: `size` in bytes, and how many documents, None where that cannot be told."""
    where = locale.say(
        "The database is {address} ({kind} {server}, {size} MB).",
        address=address,
        kind=_NAMES[kind],
        server=server,
        size=f"{size / _MEGABYTE:.1f}",
    )
    if documents is None:
        return where
    return f"{where} {locale.count('It holds {number} document.', 'It holds {number} documents.', documents)}"


def migrations(revision: str | None, wanted: str, locale: ReaderLocale = ENGLISH) -> str:
    """Whether its tables are those that are wanted."""
    if revision is None:
        return locale.say("It has no tables yet: briefbot db upgrade makes them, and so does every start.")
    if revision == wanted:
        return locale.say("Its tables are those of this version ({revision}).", revision=revision)
    if revision < wanted:
        return locale.say(
            "Its tables are those of {revision}, and this version has {wanted}: briefbot db upgrade brings them there, and so "
            "does every start.",
            revision=revision,
            wanted=wanted,
        )
    return locale.say(
        "Its tables are those of {revision}, and this version has {wanted}: a newer Briefbot wrote it.",
        revision=revision,
        wanted=wanted,
    )


def upgraded(before: str | None, now: str, locale: ReaderLocale = ENGLISH) -> str:
    """What an upgrade did."""
    if before == now:
        return locale.say("There was nothing to do: the tables are those of this version ({revision}).", revision=now)
    if before is None:
        return locale.say("The tables were made ({revision}).", revision=now)
    return locale.say("The tables were brought from {before} to {revision}.", before=before, revision=now)


def backed_up(what: str, file: str, locale: ReaderLocale = ENGLISH) -> str:
    """What a backup is ("copy", "dump" or "export"), and how it is brought back."""
    return locale.say(_BACKED_UP[what], file=file)
