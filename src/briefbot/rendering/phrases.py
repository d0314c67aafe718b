"""The sentences that Briefbot says for itself, in one place; what it says of the world are always citations."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from briefbot.dialogue.hints import Hint
from briefbot.dialogue.replies import Languages, Origin
from briefbot.model import Answer, Catalogue, Citation, Document, Gap, Kind, Missing, Person
from briefbot.rendering import sharing_phrases
from briefbot.wording.locale import ENGLISH, ReaderLocale
from briefbot.wording.translation import N_, languages, own_name

GREETING = N_("Ask who said what, and when. /help shows what can be typed; Ctrl-D ends.")
STOPPED = N_("Stopped.")
UNNAMED_PUBLISHER = N_("no publisher named")

# The marks around a whole quotation are those of its language, and these where nothing is known of that.
_MARKS = {"ru": ("«", "»")}
_ENGLISH_MARKS = ("“", "”")

# Without a capital and a full stop, which `sentence` adds.
_GAPS = {
    Missing.EMPTY_ARCHIVE: N_("the archive is empty"),
    Missing.EMPTY_QUESTION: N_("there is no question"),
    Missing.STRANGER: N_("nobody called {who} speaks in the archive"),
    Missing.SOURCE: N_("{source} is not in the archive"),
    Missing.LATER: N_("the archive ends on {until}"),
    Missing.EARLIER: N_("the archive begins on {since}"),
    # Translators: {within} is a publisher, days, or both: "in The Post from 2019"; else "from those days".
    Missing.DATES: N_("nothing {within} in the archive"),
    # Translators: {within} is a publisher, days, or both: "in The Post from 2019"; else "in the archive".
    Missing.SILENT: N_("no words of {who} on that {within}"),
    # Translators: {within} is a publisher, days, or both: "in The Post from 2019"; else "in the archive".
    Missing.NOTHING: N_("nothing on that {within}"),
    Missing.PHRASE: N_("nobody in the archive says “{who}” in these words"),
    Missing.COURTESY: N_("ask me who said what, and when; /help shows how"),
}
_ADVICE = {
    Hint.HELP: "",
    Hint.NO_SUCH_COMMAND: N_("There is no command {about}; /help shows those that there are."),
    Hint.NO_NUMBER: N_("{about} needs the number of a quotation behind it, like {command} 1."),
    Hint.NO_FOLLOW_NUMBER: N_(
        "/unfollow needs a number of the list that /following shows, like /unfollow 1, or all of it: /unfollow all"
    ),
    Hint.NO_SUCH_FOLLOW: N_("There is no number {about} in the list that /following shows."),
    Hint.NOTHING_TO_FOLLOW: N_(
        "“{about}” names nobody, no topic and no paper. /follow takes them: /follow Lavrov on Syria from Politico"
    ),
    Hint.TOO_MANY_FOLLOWS: N_("More than {about} follows fit into no digest. End one first: /unfollow 1"),
    Hint.NO_SUCH_SETTING: N_(
        "{about} cannot be read. What can be set: quotations 3, 5 or 10; names latin or printed; in Telegram previews on or "
        "off; and language, tz and digest, with what stands behind these commands."
    ),
    Hint.UNREADABLE_WISH: N_(
        "{about} cannot be read. Try /digest 08:30, /digest weekdays 7pm, /digest off, /digest silent or /digest always."
    ),
    Hint.NOTHING_ASKED: N_("Nothing has been asked yet."),
    Hint.NOTHING_SHOWN: N_("No quotation has been shown yet: ask something first."),
    Hint.NO_SUCH_NUMBER: N_("There is no quotation {about} in the last answer."),
    Hint.NO_MORE: N_("There is nothing more on that."),
    Hint.NO_SUCH_LINK: sharing_phrases.UNKNOWN_LINK,
    Hint.GONE: N_("Quotation {about} is no longer in the archive: its document has changed since."),
    Hint.UNREADABLE_LIMIT: N_("{about} is no date that can be read; try since:2016-09-08 or since:2016-09."),
}


def day(when: date | None, manner: ReaderLocale = ENGLISH) -> str:
    """A date as its reader writes it: 14 February 2013."""
    return manner.day(when) if when else manner.say("no date")


def days(first: date | None, last: date | None, manner: ReaderLocale = ENGLISH) -> str:
    """The first and the last of some days; one where they are the same."""
    return day(first, manner) if first == last else f"{day(first, manner)} – {day(last, manner)}"


def provenance(document: Document, manner: ReaderLocale = ENGLISH) -> str:
    """Where words stand: title, source and date."""
    return " · ".join([document.title or document.id, document.source or document.id, day(document.published, manner)])


def byline(speaker: str | None, kind: Kind, manner: ReaderLocale = ENGLISH) -> str:
    """Whose words stand above, and how they are told; empty where a sentence is nobody's in particular."""
    if speaker is None:
        return manner.say("nobody named") if kind is Kind.DIRECT else ""
    # Translators: behind a name, where the words are not the person's own but a reporter's account of them.
    name = manner.name(speaker)
    return f"{name}, {manner.say('as reported')}" if kind is Kind.REPORTED else name


def marked(citation: Citation) -> str:
    """The words as they are shown: in the marks of their language where they are a whole quotation, else as they stand."""
    if citation.kind is not Kind.DIRECT:
        return citation.text
    opening, closing = _MARKS.get(citation.document.language or "", _ENGLISH_MARKS)
    return f"{opening}{citation.text}{closing}"


def period(since: date | None, until: date | None, manner: ReaderLocale = ENGLISH) -> str:
    """A range of days in words, as it fits behind "nothing": from 2019, from September 2016, before 3 May 2016."""
    if since and until:
        return _closed(since, until, manner)
    if since:
        return manner.say("since {day}", day=day(since, manner))
    return manner.say("up to {day}", day=day(until, manner)) if until else ""


def _closed(since: date, until: date, manner: ReaderLocale) -> str:
    if since == until:
        return manner.say("from {day}", day=day(since, manner))
    if (since.month, since.day, until.month, until.day) == (1, 1, 12, 31):
        return _years(since.year, until.year, manner)
    whole_month = since.day == 1 and until.day == monthrange(until.year, until.month)[1]
    if whole_month and (since.year, since.month) == (until.year, until.month):
        return manner.say("from {month}", month=manner.month(since))
    return manner.say("from {first} to {last}", first=day(since, manner), last=day(until, manner))


def _years(first: int, last: int, manner: ReaderLocale) -> str:
    return (
        manner.say("from {year}", year=first) if first == last else manner.say("from {year} to {last}", year=first, last=last)
    )


def gap(missing: Gap, manner: ReaderLocale = ENGLISH) -> str:
    """Why there is no answer, in a few words for a person."""
    source = manner.say("in {source}", source=missing.source) if missing.source else ""
    limits = " ".join(filter(None, (source, period(missing.since, missing.until, manner))))
    everywhere = manner.say("from those days") if missing.why is Missing.DATES else manner.say("in the archive")
    return manner.say(
        _GAPS[missing.why],
        who=missing.who and manner.name(missing.who),
        source=missing.source,
        since=day(missing.since, manner),
        until=day(missing.until, manner),
        within=limits or everywhere,
    )


def report(added: int, updated: int, unchanged: int, failed: int, degraded: int = 0, manner: ReaderLocale = ENGLISH) -> str:
    """What bringing documents in did; `degraded` of them are kept as plain text."""
    parts = [
        manner.count("{number} document added", "{number} documents added", added),
        manner.count("{number} updated", "{number} updated", updated) if updated else "",
        manner.count("{number} unchanged", "{number} unchanged", unchanged) if unchanged else "",
        manner.count("{number} refused", "{number} refused", failed) if failed else "",
        manner.count("{number} kept without its quotations", "{number} kept without their quotations", degraded)
        if degraded
        else "",
    ]
    return sentence(", ".join(filter(None, parts)))


def sentence(words: str) -> str:
    """Words as a sentence; a full stop that they end with (an abbreviation's) is not doubled."""
    return words[:1].upper() + words[1:] + ("" if words.endswith(".") else ".")


def documents(number: int, manner: ReaderLocale = ENGLISH) -> str:
    """A number of documents."""
    return manner.count("{number} document", "{number} documents", number)


def passages_in(person: Person, manner: ReaderLocale = ENGLISH) -> str:
    """How often somebody speaks, and in how many documents."""
    passages = manner.count("{number} passage", "{number} passages", person.passages)
    return f"{passages} {manner.count('in {number} document', 'in {number} documents', person.documents)}"


def statistics(catalogue: Catalogue, manner: ReaderLocale = ENGLISH) -> str:
    """What an archive holds."""
    if not catalogue.documents:
        return manner.say("The archive is empty.")
    counts = (
        documents(catalogue.documents, manner),
        manner.count("{number} passage", "{number} passages", catalogue.passages),
        manner.count("{number} speaker", "{number} speakers", len(catalogue.people)),
    )
    return sentence(_with_days(", ".join(counts), catalogue.first, catalogue.last, manner))


def _with_days(held: str, first: date | None, last: date | None, manner: ReaderLocale) -> str:
    if first is None:
        return manner.say("{held}, without dates", held=held)
    if first == last:
        return manner.say("{held}, of {day}", held=held, day=day(first, manner))
    return manner.say("{held}, from {first} to {last}", held=held, first=day(first, manner), last=day(last, manner))


def nobody_called(about: str, manner: ReaderLocale = ENGLISH) -> str:
    """That no speaker's name holds what was typed."""
    if not about:
        return manner.say("Nobody speaks in the archive.")
    return manner.say("Nobody called {about} speaks in the archive.", about=about)


def advice(hint: Hint, about: str, manner: ReaderLocale = ENGLISH) -> str:
    """Why what was typed cannot be done, and what can."""
    command = about.split(maxsplit=1)[0] if about.strip() else ""
    return manner.say(_ADVICE[hint], about=about, command=command)


def near(answer: Answer, manner: ReaderLocale = ENGLISH) -> str:
    """What stands above citations that do not answer."""
    who = answer.gap.who if answer.gap else None
    if who and all(citation.speaker == who for citation in answer.near):
        return manner.say("What {who} does say:", who=manner.name(who))
    return manner.say("Near misses, which do not answer it:")


def facts(reply: Origin, manner: ReaderLocale = ENGLISH) -> Iterator[tuple[str, str]]:
    """What is known of where a citation stands, each with its name."""
    document, span = reply.citation.document, reply.citation.span
    told = [
        (manner.say("source"), document.source or manner.say("not named")),
        (manner.say("author"), document.author),
        (manner.say("date"), day(document.published, manner)),
        (manner.say("address"), document.url),
        (manner.say("document"), document.id),
        (manner.say("place"), manner.say("characters {start}–{end}", start=span.start, end=span.end)),
    ]
    return ((name, value) for name, value in told if value)


def languages_there_are(reply: Languages, manner: ReaderLocale = ENGLISH) -> str:
    """The language that is spoken, and how to choose another."""
    if reply.changed:
        return manner.say("Language: {name}.", name=own_name(manner.language))
    there_are = ", ".join(f"{tag} ({own_name(tag)})" for tag in languages())
    if reply.unknown:
        unknown = manner.say("Briefbot does not speak {typed}.", typed=reply.unknown)
        return f"{unknown} {manner.say('It speaks: {languages}.', languages=there_are)}"
    # Translators: "auto" is what is typed to have the language of the device.
    choose = N_("Language: {name}. To change it, type /language and one of these: {languages}, auto.")
    return manner.say(choose, name=own_name(manner.language), languages=there_are)
