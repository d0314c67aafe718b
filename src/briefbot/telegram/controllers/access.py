"""Who may ask, and who may have a request done."""

from enum import Enum, auto

from briefbot.dialogue.commands.admins import DecideAccess
from briefbot.dialogue.requests import Request, Who
from briefbot.rendering import bot_phrases, zone_phrases
from briefbot.store import effects
from briefbot.telegram.controllers.model import Response, Service, UpdateContext, say


class Standing(Enum):
    """Whether somebody may ask: yes; not unless an admin lets them in; or no, because an admin keeps them out."""

    IN = auto()
    STRANGER = auto()
    OUT = auto()


def standing(service: Service, person_id: int, chat_id: int | None = None) -> Standing:
    """The standing of a person, in a chat where they ask in one."""
    if person_id in service.rules.admins:
        return Standing.IN
    with service.store.read() as work:
        decided = work.chats.access(person_id, person_id if chat_id is None else chat_id)
    if False in decided.values():
        return Standing.OUT
    return Standing.IN if not service.rules.private or True in decided.values() else Standing.STRANGER


def refused(service: Service, cause: UpdateContext, request: Request) -> Response | None:
    """What somebody is told who may not have a request done; None for those who may."""
    if request.who is Who.ADMINS and cause.person_id not in service.rules.admins:
        return Response(toast=bot_phrases.NOT_YOURS) if cause.pressed else say(cause, bot_phrases.ADMINS_ONLY)
    if request.who is Who.MANAGERS and not cause.manages:
        return Response(toast=managers_only(cause)) if cause.pressed else say(cause, managers_only(cause))
    return None


def managers_only(cause: UpdateContext) -> str:
    """Why somebody may not change what the whole chat shares."""
    return zone_phrases.NOT_KNOWN_WHO_MANAGES if cause.manages is None else zone_phrases.MANAGERS_ONLY


def decide_access(cause: UpdateContext, request: DecideAccess) -> Response:
    """Let a person or group in, or keep them out."""
    if request.subject is None:
        return say(cause, bot_phrases.WHOM)
    words = bot_phrases.ALLOWED if request.allowed else bot_phrases.BLOCKED
    effect = effects.DecideAccess(request.subject, request.allowed)
    return Response(say(cause, cause.manner.say(words, number=request.subject)).letters, effects=(effect,))
