"""The sentences that Briefbot says for itself, in one place; what it says of the world are always citations."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from briefbot.dialogue.hints import Hint
from briefbot.holdings import Holding
from briefbot.language.facts import fact
from briefbot.language.languages import profile
from briefbot.model import Answer, Catalogue, Citation, Document, Gap, Kind, Missing, Person
from briefbot.rendering import sharing_phrases
from briefbot.wording.locale import ENGLISH, ReaderLocale
from briefbot.wording.translation import N_, languages, own_name

if TYPE_CHECKING:
    from briefbot.dialogue.replies import Languages, Origin

GREETING = N_("Ask who said what, and when. /help shows what can be typed; Ctrl-D ends.")
STOPPED = N_("Stopped.")
UNNAMED_PUBLISHER = N_("no publisher named")

# What the console's help tells besides the commands.
ASKING = (
    N_("Ask in your own words who said what, and when. The answer is the exact words, their speaker, source and date."),
    N_('Limits can be typed into a question: from:Politico  speaker:Lavrov  since:2016-09  until:"8 September 2016"'),
)

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
    Missing.PARTIAL: N_("a part of the archive did not answer in time, so there may be more, or better: ask again in a moment"),
}
_ADVICE = {
    Hint.HELP: "",
    Hint.NO_SUCH_COMMAND: N_("There is no command {about}; /help shows those that there are."),
    Hint.NO_NUMBER: N_("{about} needs the number of a quotation after it, like {command} 1."),
    Hint.NO_FOLLOW_NUMBER: N_(
        "/unfollow needs a number from the list that /following shows, like /unfollow 1; /unfollow all stops everything"
    ),
    Hint.NO_SUCH_FOLLOW: N_("There is no number {about} in the list that /following shows."),
    Hint.NOTHING_TO_FOLLOW: N_(
        "“{about}” names nobody, no topic and no paper. /follow takes them: /follow Lavrov on Syria from Politico"
    ),
    Hint.TOO_MANY_FOLLOWS: N_("You can follow {about} things at most. Stop one first: /unfollow 1"),
    Hint.NO_SUCH_SETTING: N_(
        "{about} cannot be read. What can be set: quotations 3, 5 or 10; names latin or printed; in Telegram previews on or "
        "off; and language, tz and digest, with what these commands take."
    ),
    Hint.UNREADABLE_SCHEDULE: N_(
        "{about} cannot be read. Try /digest 08:30, /digest weekdays 7pm, /digest off, /digest silent or /digest always."
    ),
    Hint.NOTHING_ASKED: N_("Nothing has been asked yet."),
    Hint.NOTHING_SHOWN: N_("No quotation has been shown yet: ask something first."),
    Hint.NO_SUCH_NUMBER: N_("There is no quotation {about} in the last answer."),
    Hint.NO_MORE: N_("There is nothing more on that."),
    Hint.NO_SUCH_LINK: sharing_phrases.UNKNOWN_LINK,
    Hint.GONE: N_("Quotation {about} is no longer in the archive: its document has changed since."),
    Hint.NO_ADDRESS: N_("/add needs a web address after it: /add https://…"),
    Hint.NO_FEED_ADDRESS: N_("{about} cannot be read. Put the address of a feed or of its site after it: /feeds add https://…"),
    Hint.NOTHING_TO_CHECK: N_("/check needs a quotation after it: /check “words” by Name"),
    Hint.UNREADABLE_LIMIT: N_("{about} is no date that can be read; try since:2016-09-08 or since:2016-09."),
}


def invitation(examples: Sequence[str], locale: ReaderLocale = ENGLISH) -> str:
    """Questions that the archive answers; empty where there are none."""
    words = locale.say("Try one of these, or ask in your own words:")
    return "\n".join([words, *(f"• {example}" for example in examples)]) if examples else ""


def day(when: date | None, locale: ReaderLocale = ENGLISH) -> str:
    """A date as its reader writes it: 14 February 2013."""
    return locale.day(when) if when else locale.say("no date")


def days(first: date | None, last: date | None, locale: ReaderLocale = ENGLISH, *, both: bool = False) -> str:
    """The first and the last of some days; one where they are the same, unless `both` are wanted."""
    return day(first, locale) if first == last and not both else f"{day(first, locale)} – {day(last, locale)}"


def provenance(document: Document, locale: ReaderLocale = ENGLISH) -> str:
    """Where words stand: title (the id where it has none), publisher where it is known, and date."""
    named = dict.fromkeys(map(fact, filter(None, (document.title or document.id, document.source))))
    return " · ".join([*named, day(document.published, locale)])


def byline(citation: Citation, locale: ReaderLocale = ENGLISH) -> str:
    """Whose words stand above, and how they are told; empty where a sentence is nobody's in particular."""
    if citation.speaker is None:
        return locale.say("nobody named") if citation.kind is Kind.DIRECT else ""
    name = locale.name(citation.speaker)
    # Translators: behind a name, where the words are not the person's own but a reporter's account of them.
    told = citation.kind is Kind.REPORTED and not citation.spoken
    return f"{name}, {locale.say('as reported')}" if told else name


def marked(citation: Citation) -> str:
    """The words as they are shown: in the marks of their language where they are a whole quotation, else as they stand.

    Where the narrator interrupts them, they have their own marks.
    """
    if citation.kind is not Kind.DIRECT or citation.parts:
        return citation.text
    opening, closing = profile(citation.document.language).quotation_marks
    return f"{opening}{citation.text}{closing}"


def period(since: date | None, until: date | None, locale: ReaderLocale = ENGLISH) -> str:
    """A range of days in words, as it fits behind "nothing": from 2019, from September 2016, before 3 May 2016."""
    if since and until:
        return _closed(since, until, locale)
    if since:
        return locale.say("since {day}", day=day(since, locale))
    return locale.say("up to {day}", day=day(until, locale)) if until else ""


def _closed(since: date, until: date, locale: ReaderLocale) -> str:
    if since == until:
        return locale.say("from {day}", day=day(since, locale))
    if (since.month, since.day, until.month, until.day) == (1, 1, 12, 31):
        return _years(since.year, until.year, locale)
    whole_month = since.day == 1 and until.day == monthrange(until.year, until.month)[1]
    if whole_month and (since.year, since.month) == (until.year, until.month):
        return locale.say("from {month}", month=locale.month(since))
    return locale.say("from {first} to {last}", first=day(since, locale), last=day(until, locale))


def _years(first: int, last: int, locale: ReaderLocale) -> str:
    return (
        locale.say("from {year}", year=first) if first == last else locale.say("from {year} to {last}", year=first, last=last)
    )


def gap(missing: Gap, locale: ReaderLocale = ENGLISH) -> str:
    """Why there is no answer, in a few words for a person."""
    source = locale.say("in {source}", source=fact(missing.source)) if missing.source else ""
    limits = " ".join(filter(None, (source, period(missing.since, missing.until, locale))))
    everywhere = locale.say("from those days") if missing.why is Missing.DATES else locale.say("in the archive")
    return locale.say(
        _GAPS[missing.why],
        who=missing.who and locale.name(missing.who),
        source=missing.source and fact(missing.source),
        since=day(missing.since, locale),
        until=day(missing.until, locale),
        within=limits or everywhere,
    )


def report(added: int, updated: int, unchanged: int, failed: int, degraded: int = 0, locale: ReaderLocale = ENGLISH) -> str:
    """What bringing documents in did; `degraded` of them are kept as plain text."""
    parts = [
        locale.count("{number} document added", "{number} documents added", added),
        locale.count("{number} updated", "{number} updated", updated) if updated else "",
        locale.count("{number} unchanged", "{number} unchanged", unchanged) if unchanged else "",
        locale.count("{number} refused", "{number} refused", failed) if failed else "",
        locale.count("{number} kept without its quotations", "{number} kept without their quotations", degraded)
        if degraded
        else "",
    ]
    return sentence(", ".join(filter(None, parts)))


def cut(text: str, length: int) -> str:
    """Text that is not quoted, at most so long, with a sign where something is left out."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1].rstrip() + "…"


def sentence(words: str) -> str:
    """Words as a sentence; a full stop that they end with (an abbreviation's) is not doubled."""
    return words[:1].upper() + words[1:] + ("" if words.endswith(".") else ".")


def documents(number: int, locale: ReaderLocale = ENGLISH) -> str:
    """A number of documents."""
    return locale.count("{number} document", "{number} documents", number)


def quotations(number: int, locale: ReaderLocale = ENGLISH) -> str:
    """A number of quotations."""
    return locale.count("{number} quotation", "{number} quotations", number)


def holding(one: Holding, locale: ReaderLocale = ENGLISH) -> str:
    """A document of the archive, in a line below its id."""
    told = (one.title, one.source, day(one.published, locale), quotations(one.quotations, locale))
    return " · ".join(map(fact, filter(None, told)))


def removed(number: int, locale: ReaderLocale = ENGLISH) -> str:
    """How many documents were taken out."""
    return sentence(locale.count("{number} document removed", "{number} documents removed", number))


def passages_in(person: Person, locale: ReaderLocale = ENGLISH) -> str:
    """How often somebody speaks, and in how many documents."""
    passages = locale.count("{number} passage", "{number} passages", person.passages)
    return f"{passages} {locale.count('in {number} document', 'in {number} documents', person.documents)}"


def statistics(catalogue: Catalogue, locale: ReaderLocale = ENGLISH) -> str:
    """What an archive holds."""
    if not catalogue.documents:
        return locale.say("The archive is empty.")
    counts = (
        documents(catalogue.documents, locale),
        locale.count("{number} passage", "{number} passages", catalogue.passages),
        locale.count("{number} speaker", "{number} speakers", len(catalogue.people)),
    )
    return sentence(_with_days(", ".join(counts), catalogue.first, catalogue.last, locale))


def _with_days(held: str, first: date | None, last: date | None, locale: ReaderLocale) -> str:
    if first is None:
        return locale.say("{held}, without dates", held=held)
    if first == last:
        return locale.say("{held}, of {day}", held=held, day=day(first, locale))
    return locale.say("{held}, from {first} to {last}", held=held, first=day(first, locale), last=day(last, locale))


def nobody_called(about: str, locale: ReaderLocale = ENGLISH) -> str:
    """That no speaker's name holds what was typed."""
    if not about:
        return locale.say("Nobody speaks in the archive.")
    return locale.say("Nobody called {about} speaks in the archive.", about=about)


def advice(hint: Hint, about: str, locale: ReaderLocale = ENGLISH) -> str:
    """Why what was typed cannot be done, and what can."""
    command = about.split(maxsplit=1)[0] if about.strip() else ""
    return locale.say(_ADVICE[hint], about=about, command=command)


def near(answer: Answer, locale: ReaderLocale = ENGLISH) -> str:
    """What stands above citations that do not answer."""
    who = answer.gap.who if answer.gap else None
    if who and all(citation.speaker == who for citation in answer.near):
        return locale.say("What {who} does say:", who=locale.name(who))
    return locale.say("Near misses, which do not answer it:")


def facts(reply: "Origin", locale: ReaderLocale = ENGLISH) -> Iterator[tuple[str, str]]:
    """What is known of where a citation stands, each with its name."""
    document, span = reply.citation.document, reply.citation.span
    told = [
        (locale.say("source"), document.source or locale.say("not named")),
        (locale.say("author"), document.author),
        (locale.say("date"), day(document.published, locale)),
        (locale.say("address"), document.url),
        (locale.say("document"), document.id),
        (locale.say("place"), locale.say("characters {start}–{end}", start=span.start, end=span.end)),
    ]
    return ((name, fact(value)) for name, value in told if value)


def languages_there_are(reply: "Languages", locale: ReaderLocale = ENGLISH) -> str:
    """The language that is spoken, and how to choose another."""
    if reply.changed:
        return locale.say("Language: {name}.", name=own_name(locale.language))
    there_are = ", ".join(f"{tag} ({own_name(tag)})" for tag in languages())
    if reply.unknown:
        unknown = locale.say("Briefbot does not speak {typed}.", typed=reply.unknown)
        return f"{unknown} {locale.say('It speaks: {languages}.', languages=there_are)}"
    # Translators: "auto" is what is typed to have the language of the device.
    choose = N_("Language: {name}. To change it, type /language and one of these: {languages}, auto.")
    return locale.say(choose, name=own_name(locale.language), languages=there_are)
