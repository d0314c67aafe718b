"""The sentences that the Telegram bot says for itself, in one place, beside those that it shares with the console."""

from collections.abc import Sequence
from datetime import timedelta
from math import ceil

from briefbot.dialogue.replies import Languages
from briefbot.model import Catalogue
from briefbot.reading.corrections import Case
from briefbot.rendering import phrases
from briefbot.wording.locale import ReaderLocale
from briefbot.wording.translation import N_, own_name

# What /help tells above and below the commands.
ASKING = (
    N_(
        "Ask in your own words who said what, and when. The answer is the exact words, with their speaker, source and date. "
        "A next question may lean on the last one: “and about the budget?”\n\n"
        "Limits can be typed into a question: from:Politico  speaker:Lavrov  since:2016-09  until:2016-10-01\n\n"
        "The numbers under an answer open what can be done with each quotation: the text around it, its source, a citation to "
        "copy. If you edit a question, its answer changes with it."
    ),
)
IN_GROUPS = (N_("In a group, put /ask before a question, mention the bot, or reply to one of its messages."),)
PRIVACY = N_(
    "What is kept about you: your questions and which quotations answered them, under your Telegram number, for 30 days, so "
    "that follow-up questions and buttons work; and for two days the times of your messages, so that none is answered twice. "
    "Your name is not kept. In groups, only what is addressed to the bot is kept. "
    "Of what you type after the bot’s name in other chats nothing is kept, but for a day your last question that found "
    "nothing. "
    "If you say that a speaker is wrong, that is kept with the quotation. If you run this bot and send it documents, it is "
    "kept for 30 days that it was you.\n\n"
    "Until you change or end it: what you follow, when your digest comes, and what you set (language, time zone). Of each "
    "digest, for 90 days: when it came and, as a code of their words, which quotations it showed, so that none comes twice. "
    "If you block the bot, all this waits for 90 days, and is erased then.\n\n"
    "Counted by day, for 90 days and without your number: questions, answers and refusals, which papers were cited, and for "
    "whom or what an answer was refused.\n\n"
    "/export hands all of it out as a file, /forget erases it at once. "
    "What stays is a decision of an admin to let you in or keep you out, and the counts."
)
EXPORTED = N_("All that is kept about you, as it is stored (JSON). /privacy says what for, and how long.")
EXPORT_IN_PRIVATE = N_("What is kept about you is yours alone: type /export in a private chat with me.")
FORGOTTEN = N_(
    "Done: your questions, answers and times are erased, and what you follow, your digest and settings with them; your name "
    "is taken off what you reported."
)
NO_QUESTION = N_("Put your question after /ask, in one message.")
NO_TIMELINE = N_("/timeline needs a question after it: /timeline Lavrov on Syria")
TEXT_ONLY = N_("Only text can be read here. Ask who said what, and when.")
LATEST = N_("The newest documents")
CONTEXT = N_("in the text around it")
CONTINUES = N_("(continues in the next message)")
CONTINUED = N_("(continued)")
MAY_BE_MISSING = N_(
    "A message to you could not be sent, or it is not certain that it was, because Telegram could not be reached. If an answer "
    "is missing, ask again."
)
WAITS = N_("The archive cannot be reached just now. Your question is kept; its answer comes as soon as the archive is back.")

AS_TELEGRAM = N_("Use my Telegram language")
MORE = N_("More ›")
BACK = N_("‹ Back")
SHOW_CONTEXT = N_("Context")
SHOW_SOURCE = N_("Source")
COPY = N_("Copy citation")
WRONG_SPEAKER = N_("Wrong speaker?")
NAME_IS_RIGHT = N_("The name is right")
NOBODY_NAMED = N_("Name nobody")
LATER = N_("Later ›")
NEXT_REPORT = N_("Next report ›")

EXPIRED = N_("These buttons have expired. Ask again to get new ones.")
GONE = N_("That quotation is no longer in the archive: its document has changed since.")
SHOWN = N_("It is shown below.")
NO_MORE = N_("There is nothing more on that.")
REPORTED = N_("Thank you. Those who run this bot will look at it.")
REPORTED_BEFORE = N_("You have told us already, thank you.")
NOT_YOURS = N_("Only an admin of this bot can do that.")
SETTLED_BEFORE = N_("That is settled already.")

REPORT = N_("A reader says that the speaker is wrong")
REPORT_ADVICE = N_("Reply to this message with the right name, or choose:")
NO_REPORTS = N_("No reports are waiting.")
NO_OTHER_REPORTS = N_("No other report is waiting.")
NAME_KEPT = N_("Settled: the name stays.")
ALLOWED = N_("Allowed: {number}.")
BLOCKED = N_("Blocked: {number}.")
WHOM = N_("Whom do you mean? Put a number after the command, or use it in reply to a message.")
BLOCKED_ADMIN = N_("{number} is an admin of this bot, and cannot be blocked.")
SHARED_NUMBER = N_(
    "{number} is one of Telegram's own accounts, under which many people write. Give the number of the channel or group "
    "itself, or reply to one of its messages."
)
CLOSED = N_("This bot is private. If you think that you should have access, tell those who run it your number: {number}.")
CLOSED_GROUP = N_("This bot is private. Those who run it can let this group in by its number: {number}.")
ADMINS_ONLY = N_("That command is for the admins of this bot.")


def welcome(catalogue: Catalogue, examples: Sequence[str], locale: ReaderLocale) -> str:
    """The first message to a person: what the bot does, and what can be asked of the archive at hand."""
    purpose = locale.say(
        "Briefbot answers who said what, and when: with the exact words, their speaker, source and date. It never adds a "
        "sentence of its own to what was said."
    )
    follow = locale.say(
        "/follow takes a person, a topic or a paper, and /digest brings what is new on it, every day at your hour."
    )
    told = purpose, phrases.statistics(catalogue, locale), phrases.invitation(examples, locale), follow
    return "\n\n".join(filter(None, told))


def group_welcome(username: str, locale: ReaderLocale) -> str:
    """The first message in a group."""
    return locale.say(
        "Briefbot answers who said what, and when, with the exact words, their speaker, source and date.\n\n"
        "Ask with /ask, by mentioning @{username}, or in reply to one of its messages; it reads nothing else. "
        "/help tells more.",
        username=username,
    )


def offer(catalogue: Catalogue, locale: ReaderLocale) -> str:
    """What there is, where nothing answers."""
    # Translators: {held} is a sentence, like "1 document, 16 passages, 3 speakers, of 14 February 2013."
    return locale.say("What there is: {held} See /speakers, /sources, /latest.", held=phrases.statistics(catalogue, locale))


def late(ago: timedelta, locale: ReaderLocale) -> str:
    """That a question was found long after it was asked."""
    minutes = int(ago.total_seconds() // 60)
    if minutes < 120:
        return locale.count(
            "You asked this {number} minute ago, while the bot was not running.",
            "You asked this {number} minutes ago, while the bot was not running.",
            minutes,
        )
    if minutes < 48 * 60:
        return locale.count(
            "You asked this {number} hour ago, while the bot was not running.",
            "You asked this {number} hours ago, while the bot was not running.",
            minutes // 60,
        )
    return locale.count(
        "You asked this {number} day ago, while the bot was not running.",
        "You asked this {number} days ago, while the bot was not running.",
        minutes // (24 * 60),
    )


def too_many_questions(limit: int, left: timedelta, locale: ReaderLocale) -> str:
    """That somebody asks faster than anybody can read, and how long the limit holds yet."""
    told = locale.count(
        "That is more than {number} question in a minute.", "That is more than {number} questions in a minute.", limit
    )
    return f"{told} {_goes_on(left, locale)}"


def too_many_acts(limit: int, left: timedelta, locale: ReaderLocale) -> str:
    """That somebody presses and types faster than anybody can read, and how long the limit holds yet."""
    told = locale.count(
        "That is more than {number} command or button in a minute.",
        "That is more than {number} commands and buttons in a minute.",
        limit,
    )
    return f"{told} {_goes_on(left, locale)}"


def _goes_on(left: timedelta, locale: ReaderLocale) -> str:
    return locale.count(
        "You can go on in {number} second; what you send before that is not answered.",
        "You can go on in {number} seconds; what you send before that is not answered.",
        max(1, ceil(left.total_seconds())),
    )


def failed(reference: str, locale: ReaderLocale) -> str:
    """That something went wrong here, and under which reference those who run the bot find it."""
    return locale.say(
        "Something went wrong while answering this (error {reference}). It has been noted; please ask again later.",
        reference=reference,
    )


def waiting(number: int, locale: ReaderLocale) -> str:
    """How many reports wait; one of them stands below."""
    return locale.count("{number} report waits", "{number} reports wait", number)


def reported(case: Case, locale: ReaderLocale) -> list[str]:
    """How often a report was made, and where its words stand, as the command line takes it."""
    place = case.citation
    times = locale.count(
        "Reported {number} time, first on {day}",
        "Reported {number} times, first on {day}",
        case.report.times,
        day=locale.day(case.report.since.date()),
    )
    where = locale.say("place: {place}", place=f"{place.document.id}:{place.span.start}-{place.span.end}")
    return [phrases.sentence(times), where]


def settled(name: str | None, locale: ReaderLocale) -> str:
    """What became of a report."""
    if name is None:
        return locale.say("Settled: nobody is named under these words.")
    return locale.say("Settled: these words are {name}’s.", name=name)


def language(told: Languages, locale: ReaderLocale) -> str:
    """The language that a chat is spoken to in; its buttons show the others."""
    now = locale.say("Language: {name}.", name=own_name(locale.language))
    return f"{locale.say('Briefbot does not speak {typed}.', typed=told.unknown)} {now}" if told.unknown else now
