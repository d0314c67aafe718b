"""The buttons under answers: a number for each citation, which opens what can be done with it, and further pages."""

from collections.abc import Sequence

from briefbot.dialogue.buttons import (
    ChoosePerson,
    CloseMenu,
    CopyCitation,
    DecideReport,
    DrawCitation,
    FollowCited,
    InSettings,
    OnAnswer,
    OpenMenu,
    ReportSpeaker,
    data_of,
)
from briefbot.dialogue.commands.admins import ShowReports
from briefbot.dialogue.commands.questions import Look, More
from briefbot.dialogue.commands.settings import Speak
from briefbot.dialogue.links import Shared
from briefbot.dialogue.outgoing import Button, Keyboard
from briefbot.dialogue.requests import Request
from briefbot.model import Citation
from briefbot.pictures import cards
from briefbot.rendering import bot_phrases, digest_phrases, sharing_phrases
from briefbot.rendering.phrases import cut
from briefbot.telegram.views.citations import COPYABLE, plain_citation
from briefbot.telegram.views.html import units
from briefbot.wording.locale import ENGLISH, ReaderLocale
from briefbot.wording.translation import languages, own_name

# Telegram shows at most so many in a row.
_A_ROW = 8


def under_answer(
    answer_id: int,
    citations: Sequence[Citation],
    first_number: int = 1,
    *,
    more: bool = False,
    choices: Sequence[str] = (),
    locale: ReaderLocale = ENGLISH,
    shared: Shared | None = None,
) -> Keyboard:
    """A number for each citation, or at once what can be done with the only one; further citations; people to choose from.

    `shared` is the link of the only one.
    """
    if len(citations) == 1:
        rows = list(menu(answer_id, first_number, citations[0], locale=locale, shared=shared, alone=True))
    else:
        numbers = range(first_number, first_number + len(citations))
        buttons = [Button(str(number), _on(answer_id, OpenMenu(number))) for number in numbers]
        rows = [tuple(buttons[at : at + _A_ROW]) for at in range(0, len(buttons), _A_ROW)]
    if more:
        button = Button(locale.say(bot_phrases.MORE), _on(answer_id, More()))
        if rows and len(rows[-1]) < _A_ROW and len(citations) > 1:
            rows[-1] = (*rows[-1], button)
        else:
            rows.append((button,))
    rows += [(Button(cut(locale.name(name), 40), _on(answer_id, ChoosePerson(n))),) for n, name in enumerate(choices)]
    return tuple(rows)


def to_follow(answer_id: int, locale: ReaderLocale = ENGLISH) -> Keyboard:
    """A button that follows what was asked for."""
    return ((Button(locale.say(digest_phrases.FOLLOW_THIS), _on(answer_id, FollowCited(0))),),)


def menu(
    answer_id: int,
    number: int,
    citation: Citation,
    *,
    locale: ReaderLocale = ENGLISH,
    shared: Shared | None = None,
    alone: bool = False,
    in_context: bool = False,
) -> Keyboard:
    """What can be done with one citation.

    `shared` is its link; `alone` says that there is no other one to go back to, `in_context` that its context is shown.
    """
    label = "" if alone else f"{number}. "
    context = Button(f"{label}{locale.say(bot_phrases.SHOW_CONTEXT)}", _on(answer_id, Look("context", number)))
    source = Button(locale.say(bot_phrases.SHOW_SOURCE), _on(answer_id, Look("source", number)))
    back = Button(locale.say(bot_phrases.BACK), _on(answer_id, CloseMenu(number)))
    wrong = Button(locale.say(bot_phrases.WRONG_SPEAKER), _on(answer_id, ReportSpeaker(number)))
    picture = Button(locale.say(sharing_phrases.AS_PICTURE), _on(answer_id, DrawCitation(number)))
    rows = (
        (*([] if in_context else [context]), source, _copying(answer_id, number, citation, locale, shared)),
        (*([] if alone else [back]), *([_sharing(shared, locale)] if shared else []), *([wrong] if citation.speaker else [])),
        (
            *([picture] if cards.can_draw() else []),
            *([_following(answer_id, number, citation.speaker, locale)] if citation.speaker else []),
        ),
    )
    return tuple(row for row in rows if row)


def _following(answer_id: int, number: int, speaker: str, locale: ReaderLocale) -> Button:
    """A button that follows whoever is cited."""
    label = locale.say(digest_phrases.FOLLOW_SPEAKER, name=cut(locale.name(speaker), 40))
    return Button(label, _on(answer_id, FollowCited(number)))


def _copying(answer_id: int, number: int, citation: Citation, locale: ReaderLocale, shared: Shared | None) -> Button:
    """A button that copies the citation or, where it is too long for that, brings it as a message."""
    plain = plain_citation(citation, locale, shared.url if shared else "")
    if units(plain) <= COPYABLE:
        return Button(locale.say(bot_phrases.COPY), copies=plain)
    return Button(locale.say(bot_phrases.COPY), _on(answer_id, CopyCitation(number)))


def _sharing(shared: Shared, locale: ReaderLocale) -> Button:
    """A button that takes the quotation into another chat or, where the bot has no inline mode, its link."""
    if shared.inline:
        return Button(locale.say(sharing_phrases.SHARE), inline=shared.inline)
    return Button(locale.say(sharing_phrases.SHARE), url=shared.forwarding)


def under_report(report_id: int, locale: ReaderLocale = ENGLISH, *, others: bool = False) -> Keyboard:
    """What an admin can do with a report; where `others` wait too, it can wait behind them."""
    decide = (
        Button(locale.say(bot_phrases.NAME_IS_RIGHT), data_of(DecideReport(report_id, keep=True))),
        Button(locale.say(bot_phrases.NOBODY_NAMED), data_of(DecideReport(report_id, keep=False))),
    )
    return (decide, (Button(locale.say(bot_phrases.LATER), data_of(ShowReports(report_id))),)) if others else (decide,)


def to_next_report(report_id: int, locale: ReaderLocale = ENGLISH) -> Keyboard:
    """The way on from a report that somebody else has settled."""
    return ((Button(locale.say(bot_phrases.NEXT_REPORT), data_of(ShowReports(report_id))),),)


def of_languages(locale: ReaderLocale, chosen: str | None, *, in_settings: bool = False) -> Keyboard:
    """A language a row, by its own name, and Telegram's; a sign marks the `chosen` one (its tag, None for Telegram's).

    `in_settings`, they lead back to all settings.
    """
    names = [*((own_name(tag), tag) for tag in languages()), (locale.say(bot_phrases.AS_TELEGRAM), None)]
    return tuple((Button(f"✓ {name}" if tag == chosen else name, _speaking(tag, in_settings)),) for name, tag in names)


def _speaking(tag: str | None, in_settings: bool) -> str:  # noqa: FBT001 (of the button)
    return data_of(InSettings(Speak(tag)) if in_settings else Speak(tag))


def _on(answer_id: int, request: Request) -> str:
    return data_of(OnAnswer(answer_id, request))
