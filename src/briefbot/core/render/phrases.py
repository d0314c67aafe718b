"""The sentences that Briefbot says for itself, in one place; what it says of the world are always citations."""

from calendar import monthrange
from datetime import date

from briefbot.core.conversation import Hint
from briefbot.core.model import Answer, Catalogue, Document, Gap, Kind, Missing
from briefbot.core.render.manner import ENGLISH, Manner


def day(when: date | None, manner: Manner = ENGLISH) -> str:
    """A date as its reader writes it: 14 February 2013."""
    return manner.day(when) if when else "no date"


def days(first: date | None, last: date | None) -> str:
    """The first and the last of some days; one where they are the same."""
    return day(first) if first == last else f"{day(first)} – {day(last)}"


def count(number: int, one: str, many: str | None = None, manner: Manner = ENGLISH) -> str:
    """A number with its noun: 1 document, 840 documents."""
    return f"{manner.number(number)} {one if number == 1 else many or one + 's'}"


def provenance(document: Document) -> str:
    """Where words stand: title, source and date."""
    return " · ".join([document.title or document.id, document.source or document.id, day(document.published)])


def byline(speaker: str | None, kind: Kind) -> str:
    """Whose words stand above, and how they are told; empty where a sentence is nobody's in particular."""
    if speaker is None:
        return "nobody named" if kind is Kind.DIRECT else ""
    return f"{speaker}, as reported" if kind is Kind.REPORTED else speaker


def marked(text: str, kind: Kind) -> str:
    """The words as they are shown: in marks where they are a whole quotation, and as they stand otherwise."""
    return f"“{text}”" if kind is Kind.DIRECT else text


def period(since: date | None, until: date | None, manner: Manner = ENGLISH) -> str:
    """A range of days in words, as it fits behind "nothing": from 2019, from September 2016, before 3 May 2016."""
    if since and until:
        return _closed(since, until, manner)
    if since:
        return f"since {day(since, manner)}"
    return f"up to {day(until, manner)}" if until else ""


def _closed(since: date, until: date, manner: Manner) -> str:
    if since == until:
        return f"from {day(since, manner)}"
    if (since.month, since.day, until.month, until.day) == (1, 1, 12, 31):
        return f"from {since.year}" if since.year == until.year else f"from {since.year} to {until.year}"
    whole_month = since.day == 1 and until.day == monthrange(until.year, until.month)[1]
    if whole_month and (since.year, since.month) == (until.year, until.month):
        return f"from {manner.month(since)}"
    return f"from {day(since, manner)} to {day(until, manner)}"


def gap(missing: Gap, manner: Manner = ENGLISH) -> str:
    """Why there is no answer, in a few words for a person."""
    limits = [f"in {missing.source}" if missing.source else "", period(missing.since, missing.until, manner)]
    within = " ".join(filter(None, limits))
    return {
        Missing.EMPTY_ARCHIVE: "the archive is empty",
        Missing.EMPTY_QUESTION: "there is no question",
        Missing.STRANGER: f"nobody called {missing.who} speaks in the archive",
        Missing.SOURCE: f"{missing.source} is not in the archive",
        Missing.LATER: f"the archive ends on {day(missing.until, manner)}",
        Missing.EARLIER: f"the archive begins on {day(missing.since, manner)}",
        Missing.DATES: f"nothing {within or 'from those days'} in the archive",
        Missing.SILENT: f"no words of {missing.who} on that {within or 'in the archive'}",
        Missing.NOTHING: f"nothing on that {within or 'in the archive'}",
    }[missing.why].rstrip()


def report(added: int, updated: int, unchanged: int, failed: int) -> str:
    """What bringing documents in did."""
    parts = [
        f"{count(added, 'document')} added",
        f"{updated:,} updated" if updated else "",
        f"{unchanged:,} unchanged" if unchanged else "",
    ]
    parts.append(f"{failed:,} refused" if failed else "")
    return ", ".join(filter(None, parts)) + "."


def sentence(words: str) -> str:
    """Words as a sentence."""
    return words[:1].upper() + words[1:] + "."


def statistics(catalogue: Catalogue, manner: Manner = ENGLISH) -> str:
    """What an archive holds."""
    if not catalogue.documents:
        return "The archive is empty."
    counts = {"document": catalogue.documents, "passage": catalogue.passages, "speaker": len(catalogue.people)}
    held = ", ".join(count(number, noun, manner=manner) for noun, number in counts.items())
    if catalogue.first is None:
        return f"{held}, without dates."
    if catalogue.first == catalogue.last:
        return f"{held}, of {day(catalogue.first, manner)}."
    return f"{held}, from {day(catalogue.first, manner)} to {day(catalogue.last, manner)}."


def nobody_called(about: str) -> str:
    """That no speaker's name holds what was typed."""
    return f"Nobody called {about} speaks in the archive." if about else "Nobody speaks in the archive."


def advice(hint: Hint, about: str) -> str:
    """Why what was typed cannot be done, and what can."""
    command = about.split(maxsplit=1)[0] if about.strip() else ""
    return {
        Hint.HELP: "",
        Hint.NO_SUCH_COMMAND: f"There is no command {about}; /help shows those that there are.",
        Hint.NO_NUMBER: f"{about} needs the number of a quotation behind it, like {command} 1.",
        Hint.NOTHING_ASKED: "Nothing has been asked yet.",
        Hint.NOTHING_SHOWN: "No quotation has been shown yet: ask something first.",
        Hint.NO_SUCH_NUMBER: f"There is no quotation {about} in the last answer.",
        Hint.NO_MORE: "There is nothing more on that.",
        Hint.GONE: f"Quotation {about} is no longer in the archive: its document has changed since.",
        Hint.UNREADABLE_LIMIT: f"{about} is no date that can be read; try since:2016-09-08 or since:2016-09.",
    }[hint]


STOPPED = "Stopped."
GREETING = "Ask who said what, and when. /help shows what can be typed; Ctrl-D ends."


def near(answer: Answer) -> str:
    """What stands above citations that do not answer."""
    who = answer.gap.who if answer.gap else None
    if who and all(citation.speaker == who for citation in answer.near):
        return f"What {who} does say:"
    return "Near misses, which do not answer it:"
