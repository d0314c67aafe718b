"""The settings of a chat, in Telegram: one message whose buttons change it in place."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from briefbot.chat import settings, zones
from briefbot.chat.digests.following import Follows
from briefbot.dialogue.buttons import ChooseZone, InSettings, Page, TurnPage
from briefbot.dialogue.commands.follows import PlanDigest
from briefbot.dialogue.commands.settings import ChangeSettings, ShowSettings, Speak
from briefbot.dialogue.outgoing import OutgoingMessage
from briefbot.dialogue.preferences import Change
from briefbot.dialogue.replies import Planned
from briefbot.dialogue.requests import Request
from briefbot.dialogue.zones import canonical
from briefbot.digests.subscription import Destination
from briefbot.store.effects import ChangePreferences, ChooseLanguage, Effect
from briefbot.store.effects import ChooseZone as ChooseZoneEffect
from briefbot.store.work import UnitOfWork
from briefbot.telegram.controllers.digests import owner
from briefbot.telegram.controllers.model import Response, Service, UpdateContext, messages_in_chat, question_of
from briefbot.telegram.views.settings import page


class Settings:
    """Shows settings, and changes them."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def tell(self, context: UpdateContext, _: ShowSettings) -> Response:
        """The reply to /settings: all of them. In a group, those who may not change them get no buttons."""
        return Response(effects=(self._shown(context),))

    def change(self, context: UpdateContext, request: ChangeSettings) -> Response:
        """The reply to /settings with a change: all of them after it was made."""
        return Response(effects=(_changing(context, request.change), self._shown(context)))

    def press(self, context: UpdateContext, request: InSettings) -> Response:
        """What a button of the settings does: the message shows what became of it."""
        effects, following = self._pressed(context, request.request)
        return Response(effects=(*effects, self._turned(context, following)))

    def _pressed(self, context: UpdateContext, request: Request) -> tuple[tuple[Effect, ...], Page]:
        """What a button writes down, and the page that shows next."""
        match request:
            case TurnPage(page):
                return (), page
            case Speak(language):
                return (ChooseLanguage(context.chat_id, language),), Page.ALL
            case ChooseZone(zone):
                return (ChooseZoneEffect(context.chat_id, canonical(zone)),), Page.ALL
            case ChangeSettings(change):
                return (_changing(context, change),), Page.ALL
            case PlanDigest():
                return self._planned(context, request)
        raise ValueError(f"no button of the settings asks for {request}")

    def _planned(self, context: UpdateContext, request: PlanDigest) -> tuple[tuple[Effect, ...], Page]:
        """A digest as wished; without a zone it goes by no clocks, so that one is to be chosen next."""
        reply, effects = Follows(self._service.briefbot, owner(context)).reply(request, context.asked_at.astimezone(UTC))
        waits = isinstance(reply, Planned) and reply.digest.switched_on and reply.digest.zone is None
        return effects, Page.ZONE if waits else Page.DIGEST

    def _shown(self, context: UpdateContext) -> Effect:
        """A new message with all settings."""
        return _DrawPage(context, Page.ALL, instead_of=None)

    def _turned(self, context: UpdateContext, to: Page) -> Effect:
        """The same message, turned to a page."""
        return _DrawPage(context, to, instead_of=context.message_id)


@dataclass(frozen=True, slots=True)
class _DrawPage:
    """Draws a page after what was written down before it, in the locale that holds from then on."""

    context: UpdateContext
    page: Page
    instead_of: int | None

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Post it: as a new message, or in the place of another one."""
        context = self.context
        told = settings.current(work, Destination(context.chat_id, context.topic or 0), now)
        reader = replace(context, preferences=told.preferences)
        zoned = zones.current(work, context.chat_id, told.preferences.language or context.language, now)
        html, keyboard = page(self.page, told, zoned, reader.locale, private=not context.group)
        if self.instead_of is None:
            shown = messages_in_chat(html, keyboard if context.manages else (), context, question_of(context))
        else:
            shown = (OutgoingMessage("edit", html[0], target=self.instead_of, keyboard=keyboard),)
        work.outbox.post(context.chat_id, shown, now)


def _changing(context: UpdateContext, change: Change) -> Effect:
    return ChangePreferences(context.chat_id, change)
