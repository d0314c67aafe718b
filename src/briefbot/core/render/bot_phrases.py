"""The sentences that the Telegram bot says for itself, in one place, beside those that it shares with the console."""

from collections.abc import Sequence
from datetime import timedelta

from briefbot.core.model import Catalogue
from briefbot.core.render import phrases
from briefbot.core.render.manner import Manner

# Menus: what Telegram shows of each command. Those of the second group are for groups, of the third for admins.
COMMANDS = {
    "ask": "ask who said what, and when",
    "more": "further quotations for the last question",
    "speakers": "who speaks in the archive",
    "sources": "which publishers it holds",
    "latest": "its newest documents",
    "help": "what can be asked and typed",
    "privacy": "what is kept about you",
    "forget": "erase what is kept about you, now",
}
GROUP_COMMANDS = ("ask", "more", "speakers", "sources", "latest", "help")
ADMIN_COMMANDS = {
    "reports": "speakers that readers call wrong",
    "allow": "let a person or group use the bot: /allow ID, or in reply",
    "block": "keep a person or group from using it: /block ID, or in reply",
}

HELP = (
    "Ask in your own words who said what, and when. The answer is the exact words, with their speaker, source and date. "
    "A next question may lean on the last one: “and about the budget?”\n\n"
    "Limits can be typed into a question: from:Politico  speaker:Lavrov  since:2016-09  until:2016-10-01\n\n"
    "The numbers under an answer open what can be done with each quotation: the text around it, its source, a citation to "
    "copy. If you edit a question, its answer changes with it.\n\n"
    "/more  further quotations\n/speakers  who speaks; with a few letters, those whose names hold them\n"
    "/sources  the publishers\n/latest  the newest documents\n/stats  what the archive holds\n"
    "/why  how the last question was read\n/privacy  what is kept about you\n/forget  erase it, now\n\n"
    "In a group, put /ask before a question, mention the bot, or reply to one of its messages."
)
PRIVACY = (
    "What is kept about you: your questions and which quotations answered them, under your Telegram number, for 30 days, so "
    "that follow-up questions and buttons work; and for two days the times of your messages, so that none is answered twice. "
    "Your name is not kept. In groups, only what is addressed to the bot is kept. "
    "If you say that a speaker is wrong, that is kept with the quotation.\n\n"
    "/forget erases all of it at once. What stays is a decision of an admin to let you in or keep you out."
)
FORGOTTEN = "Done: your questions, answers and times are erased, and your name for it is taken off what you reported."
NO_QUESTION = "Put your question behind /ask, in one message."
TEXT_ONLY = "Only text can be read here. Ask who said what, and when."
LATEST = "The newest documents"
CONTEXT = "in the text around it"
CONTINUES = "(continues in the next message)"
CONTINUED = "(continued)"
FAILED = "Something went wrong while answering this. It has been noted; please ask again later."
UNCHANGED_ANSWER = "This question was changed."

MORE = "More ›"
BACK = "‹ Back"
SHOW_CONTEXT = "Context"
SHOW_SOURCE = "Source"
COPY = "Copy citation"
WRONG_SPEAKER = "Wrong speaker?"
NAME_IS_RIGHT = "The name is right"
NOBODY_NAMED = "Name nobody"

EXPIRED = "These buttons have expired. Ask again to have fresh ones."
GONE = "That quotation is no longer in the archive: its document has changed since."
SHOWN = "It is shown below."
NO_MORE = "There is nothing more on that."
REPORTED = "Thank you. Those who run this bot will look at it."
REPORTED_BEFORE = "You have told us already, thank you."
NOT_YOURS = "Only an admin of this bot can do that."
SETTLED_BEFORE = "That is settled already."

REPORT = "A reader says that the speaker is wrong"
REPORT_ADVICE = "Reply to this message with the right name, or choose:"
NO_REPORTS = "No reports are waiting."
NAME_KEPT = "Settled: the name stays."
ALLOWED = "Allowed: {}."
BLOCKED = "Blocked: {}."
WHOM = "Whom? Put a number behind the command, or use it in reply to a message."
CLOSED = "This bot is private. If you think that you should have access, tell those who run it your number: {}."
CLOSED_GROUP = "This bot is private. Those who run it can let this group in by its number: {}."
ADMINS_ONLY = "That command is for the admins of this bot."


def welcome(catalogue: Catalogue, examples: Sequence[str], manner: Manner) -> str:
    """The first message to a person: what the bot does, and what can be asked of the archive at hand."""
    purpose = (
        "Briefbot answers who said what, and when: with the exact words, their speaker, source and date. It never adds a "
        "sentence of its own to what was said."
    )
    lines = [purpose, phrases.statistics(catalogue, manner)]
    if examples:
        lines.append("Try one of these, or ask in your own words:\n" + "\n".join(f"• {example}" for example in examples))
    return "\n\n".join(lines)


def group_welcome(username: str) -> str:
    """The first message in a group."""
    return (
        "Briefbot answers who said what, and when, with the exact words, their speaker, source and date.\n\n"
        f"Ask with /ask, by mentioning @{username}, or in reply to one of its messages; all else is left alone. "
        "/help tells more."
    )


def offer(catalogue: Catalogue, manner: Manner) -> str:
    """What there is, where nothing answers."""
    return f"What there is: {phrases.statistics(catalogue, manner)} See /speakers, /sources, /latest."


def choices(people: Sequence[str]) -> str:
    """That several people have a name."""
    return f"Several people have that name: {', '.join(people)}. Choose one below to hear their words."


def some_of(shown: int, of: int, manner: Manner) -> str:
    """That a list goes on."""
    return f"{manner.number(shown)} of {manner.number(of)}; put a few letters of a name behind /speakers to see others."


def late(ago: timedelta) -> str:
    """That a question was found long after it was asked."""
    return f"You asked this {_duration(ago)} ago, while the bot was not running."


def limit(questions: int) -> str:
    """That somebody asks faster than anybody can read."""
    return f"That is more than {questions} questions in a minute. Please read for a while, and ask again in a minute."


def settled(name: str | None) -> str:
    """What became of a report."""
    return f"Settled: these words are {name}’s." if name else "Settled: nobody is named under these words."


def _duration(ago: timedelta) -> str:
    minutes = int(ago.total_seconds() // 60)
    if minutes < 120:
        return phrases.count(minutes, "minute")
    return phrases.count(minutes // 60, "hour") if minutes < 48 * 60 else phrases.count(minutes // (24 * 60), "day")
