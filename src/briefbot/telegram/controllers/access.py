"""Who may ask, and who may have a request done."""

from enum import Enum, auto

from telegram.constants import ChatID

from briefbot.dialogue.commands.admins import DecideAccess
from briefbot.dialogue.requests import Request, Who
from briefbot.rendering import bot_phrases, zone_phrases
from briefbot.store import effects
from briefbot.telegram.controllers.limits import Kind
from briefbot.telegram.controllers.model import NOTHING, Response, Service, UpdateContext, say

# Telegram's own accounts, in whose name channels post in groups, groups' anonymous admins write, and channels' copies come.
_SHARED = frozenset({ChatID.FAKE_CHANNEL, ChatID.ANONYMOUS_ADMIN, ChatID.SERVICE_CHAT})


class Standing(Enum):
    """Whether somebody may ask: yes; not unless an admin lets them in; or no, because an admin keeps them out."""

    IN = auto()
    STRANGER = auto()
    OUT = auto()


def standing(service: Service, person_id: int, chat_id: int | None = None) -> Standing:
    """The standing of a person, in a chat where they ask in one.

    Of a private bot the chat counts: a group is let in by itself, not with one of its members.
    """
    if person_id in service.rules.admins:
        return Standing.IN
    place = person_id if chat_id is None else chat_id  # in inline mode, and in private, a person is a place of their own
    with service.store.read() as work:
        decided = work.chats.access(person_id, place)
    if False in decided.values():
        return Standing.OUT
    return Standing.IN if not service.rules.private or place in decided else Standing.STRANGER


def limited(service: Service, context: UpdateContext, kind: Kind) -> Response | None:
    """What somebody hears of an act that is one too many: when that ends, once, and nothing after it; None where it is not.

    The admins have no limit.
    """
    if context.person_id in service.rules.admins:
        return None
    excess = service.limiter.take(context.person_id, kind, context.update_id, context.asked_at)
    if excess is None:
        return None
    if not excess.is_told:
        return NOTHING
    number, left = service.limiter.limits[kind], excess.until - service.clock()
    phrase = bot_phrases.too_many_questions if kind is Kind.QUESTION else bot_phrases.too_many_acts
    words = phrase(number, left, context.locale)
    return Response(toast=words) if context.pressed else say(context, words)


def refused(service: Service, context: UpdateContext, request: Request) -> Response | None:
    """What somebody is told who may not have a request done; None for those who may."""
    if request.who is Who.ADMINS and context.person_id not in service.rules.admins:
        return Response(toast=bot_phrases.NOT_YOURS) if context.pressed else say(context, bot_phrases.ADMINS_ONLY)
    if request.who is Who.MANAGERS and not context.manages:
        return Response(toast=managers_only(context)) if context.pressed else say(context, managers_only(context))
    return None


def managers_only(context: UpdateContext) -> str:
    """Why somebody may not change what the whole chat shares."""
    return zone_phrases.NOT_KNOWN_WHO_MANAGES if context.manages is None else zone_phrases.MANAGERS_ONLY


def decide_access(service: Service, context: UpdateContext, request: DecideAccess) -> Response:
    """Let a person, group or channel in, or keep them out; not those who run the bot, nor anybody by a number of many."""
    if request.subject is None or request.subject == service.bot:
        return say(context, bot_phrases.WHOM)
    if request.subject in _SHARED:
        return say(context, context.locale.say(bot_phrases.SHARED_NUMBER, number=request.subject))
    if request.subject in service.rules.admins and not request.allowed:
        return say(context, context.locale.say(bot_phrases.BLOCKED_ADMIN, number=request.subject))
    words = bot_phrases.ALLOWED if request.allowed else bot_phrases.BLOCKED
    effect = effects.DecideAccess(request.subject, request.allowed)
    return Response(say(context, context.locale.say(words, number=request.subject)).outgoing, effects=(effect,))
