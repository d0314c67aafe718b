"""The buttons under answers: a number for each citation, which opens what can be done with it, and further pages."""

from collections.abc import Sequence

from briefbot.dialogue.links import Shared
from briefbot.dialogue.outgoing import Act, Button, Keyboard, Press
from briefbot.model import Citation
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
        buttons = [Button(str(number), Press(Act.MENU, answer_id, number).data) for number in numbers]
        rows = [tuple(buttons[at : at + _A_ROW]) for at in range(0, len(buttons), _A_ROW)]
    if more:
        button = Button(locale.say(bot_phrases.MORE), Press(Act.MORE, answer_id).data)
        if rows and len(rows[-1]) < _A_ROW and len(citations) > 1:
            rows[-1] = (*rows[-1], button)
        else:
            rows.append((button,))
    rows += [(Button(cut(locale.name(name), 40), Press(Act.CHOICE, answer_id, n).data),) for n, name in enumerate(choices)]
    return tuple(rows)


def to_follow(answer_id: int, locale: ReaderLocale = ENGLISH) -> Keyboard:
    """A button that follows what was asked for."""
    return ((Button(locale.say(digest_phrases.FOLLOW_THIS), Press(Act.FOLLOW, answer_id).data),),)


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
    context = Button(f"{label}{locale.say(bot_phrases.SHOW_CONTEXT)}", Press(Act.CONTEXT, answer_id, number).data)
    source = Button(locale.say(bot_phrases.SHOW_SOURCE), Press(Act.SOURCE, answer_id, number).data)
    back = Button(locale.say(bot_phrases.BACK), Press(Act.BACK, answer_id, number).data)
    wrong = Button(locale.say(bot_phrases.WRONG_SPEAKER), Press(Act.WRONG, answer_id, number).data)
    rows = (
        (*([] if in_context else [context]), source, _copying(answer_id, number, citation, locale, shared)),
        (*([] if alone else [back]), *([_sharing(shared, locale)] if shared else []), *([wrong] if citation.speaker else [])),
        (_following(answer_id, number, citation.speaker, locale),) if citation.speaker else (),
    )
    return tuple(row for row in rows if row)


def _following(answer_id: int, number: int, speaker: str, locale: ReaderLocale) -> Button:
    """A button that follows whoever is cited."""
    label = locale.say(digest_phrases.FOLLOW_SPEAKER, name=cut(locale.name(speaker), 40))
    return Button(label, Press(Act.FOLLOW, answer_id, number).data)


def _copying(answer_id: int, number: int, citation: Citation, locale: ReaderLocale, shared: Shared | None) -> Button:
    """A button that copies the citation or, where it is too long for that, brings it as a message."""
    plain = plain_citation(citation, locale, shared.url if shared else "")
    if units(plain) <= COPYABLE:
        return Button(locale.say(bot_phrases.COPY), copies=plain)
    return Button(locale.say(bot_phrases.COPY), Press(Act.CITATION, answer_id, number).data)


def _sharing(shared: Shared, locale: ReaderLocale) -> Button:
    """A button that takes the quotation into another chat or, where the bot has no inline mode, its link."""
    if shared.inline:
        return Button(locale.say(sharing_phrases.SHARE), inline=shared.inline)
    return Button(locale.say(sharing_phrases.SHARE), url=shared.forwarding)


def under_report(report_id: int, locale: ReaderLocale = ENGLISH, *, others: bool = False) -> Keyboard:
    """What an admin can do with a report; where `others` wait too, it can wait behind them."""
    decide = (
        Button(locale.say(bot_phrases.NAME_IS_RIGHT), Press(Act.KEEP, report_id).data),
        Button(locale.say(bot_phrases.NOBODY_NAMED), Press(Act.WITHDRAW, report_id).data),
    )
    return (decide, (Button(locale.say(bot_phrases.LATER), Press(Act.REPORTS, report_id).data),)) if others else (decide,)


def to_next_report(report_id: int, locale: ReaderLocale = ENGLISH) -> Keyboard:
    """The way on from a report that somebody else has settled."""
    return ((Button(locale.say(bot_phrases.NEXT_REPORT), Press(Act.REPORTS, report_id).data),),)


def of_languages(locale: ReaderLocale, chosen: str | None) -> Keyboard:
    """A language a row, by its own name, and Telegram's; a sign marks the `chosen` one (its tag, None for Telegram's)."""
    names = [*((own_name(tag), tag) for tag in languages()), (locale.say(bot_phrases.AS_TELEGRAM), None)]
    return tuple(
        (Button(f"✓ {name}" if tag == chosen else name, Press(Act.LANGUAGE, _number(tag)).data),) for name, tag in names
    )


def language_of(press: Press) -> str | None:
    """The language on a button of `of_languages`; None for Telegram's. ValueError where it is not spoken any more."""
    if press.about == _number(None):
        return None
    tag = next((tag for tag in languages() if _number(tag) == press.about), None)
    if tag is None:
        raise ValueError("there is no such language")
    return tag


def _number(tag: str | None) -> int:
    """A tag as a button carries it: its letters as a number to the base of 36, so that it outlives other languages' coming."""
    return int(tag.replace("-", ""), 36) if tag else 0
