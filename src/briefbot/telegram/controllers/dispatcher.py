"""The dispatcher: a table of the controllers for requests that Telegram answers in its own way, or alone.

All other requests are answered by the conversation, as in every channel (`chat.handlers`).
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from briefbot.dialogue.buttons import (
    AskForCity,
    AskForLocation,
    ChooseZone,
    DecideReport,
    EndFollow,
    Expired,
    InSettings,
    OnAnswer,
)
from briefbot.dialogue.commands.admins import DecideAccess, ShowReports
from briefbot.dialogue.commands.archive import ShowLatest
from briefbot.dialogue.commands.briefbot import ExportPersonal, Forget, OpenLink, ShowHelp, ShowPrivacy, ShowStatistics, Start
from briefbot.dialogue.commands.keeping import AddFeed, BringIn, ShowFeeds
from briefbot.dialogue.commands.questions import AskNothing
from briefbot.dialogue.commands.settings import ChangeSettings, FindZone, ShowLanguages, ShowSettings, ShowZone, Speak
from briefbot.dialogue.hints import Hint
from briefbot.dialogue.keeping_buttons import OnChannel, OnFeed, OnSubmission
from briefbot.dialogue.outgoing import OutgoingMessage
from briefbot.dialogue.replies import Advice, Guide
from briefbot.dialogue.requests import Misunderstood, Request
from briefbot.rendering import bot_phrases, phrases
from briefbot.store.effects import ForgetPerson
from briefbot.telegram.controllers.access import decide_access, limited, refused
from briefbot.telegram.controllers.asking import Asking
from briefbot.telegram.controllers.buttons import Buttons
from briefbot.telegram.controllers.inline import Inline
from briefbot.telegram.controllers.languages import Languages
from briefbot.telegram.controllers.limits import Kind, kind_of
from briefbot.telegram.controllers.links import Links
from briefbot.telegram.controllers.model import (
    NOTHING,
    Response,
    Service,
    UpdateContext,
    expired,
    messages_in_chat,
    question_of,
    say,
    show,
)
from briefbot.telegram.controllers.reports import Reports
from briefbot.telegram.controllers.sending import Sending
from briefbot.telegram.controllers.settings import Settings
from briefbot.telegram.controllers.sources import SourcesList
from briefbot.telegram.controllers.statistics import Statistics
from briefbot.telegram.controllers.welcome import Welcome
from briefbot.telegram.controllers.zones import Zones
from briefbot.telegram.views import replies

_LATEST = 10

# The request is of the type under which the controller stands in the table.
Controller = Callable[[UpdateContext, Any], Response]


class Dispatcher:
    """Takes requests to their controllers. Its methods block, and several threads may call them."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.links = Links(service)
        self.inline = Inline(service)
        self.zones = Zones(service)
        self.asking = Asking(service, self.links, self.zones)
        self.reports = Reports(service)
        self.languages = Languages(service)
        self.settings = Settings(service)
        self.sending = Sending(service)
        self.sources = SourcesList(service)
        self.buttons = Buttons(service, self.asking, self.reports, self.links)
        self._controllers = self._table(Welcome(service, self.asking, self.links), Statistics(service, self.asking))

    def _table(self, welcome: Welcome, statistics: Statistics) -> Mapping[type[Request], Controller]:
        return {
            Start: welcome.start,
            OpenLink: welcome.open,
            AskNothing: lambda context, asked: say(
                context, bot_phrases.NO_TIMELINE if asked.timeline else bot_phrases.NO_QUESTION
            ),
            ShowHelp: lambda context, asked: show(context, Guide(asked.topic) if asked.topic else Advice(Hint.HELP)),
            ShowPrivacy: lambda context, _: say(context, bot_phrases.PRIVACY),
            ShowLatest: self._latest,
            ShowStatistics: statistics.tell,
            ExportPersonal: self._export,
            Forget: _forget,
            ShowZone: self.zones.tell,
            FindZone: self.zones.find,
            ShowLanguages: self.languages.tell,
            Speak: self.languages.speak,
            ShowSettings: self.settings.tell,
            ChangeSettings: self.settings.change,
            Misunderstood: self._misunderstood,
            ShowReports: self.reports.waiting,
            DecideAccess: partial(decide_access, self.service),
            OnAnswer: self.buttons.on_answer,
            EndFollow: self.buttons.end_follow,
            ChooseZone: self.zones.choose,
            AskForCity: self.zones.ask_for_city,
            AskForLocation: self.zones.ask_for_location,
            InSettings: self.settings.press,
            DecideReport: self.reports.decide,
            BringIn: self.sending.address,
            AddFeed: self.sending.feed,
            OnSubmission: self.sending.press,
            ShowFeeds: self.sources.tell,
            OnFeed: self.sources.on_feed,
            OnChannel: self.sources.on_channel,
            Expired: lambda context, _: expired(context),
        }

    def handle(self, context: UpdateContext, request: Request) -> Response:
        """The reply to a request."""
        controller = self._controllers.get(type(request))
        if controller is None:
            return self.asking.handle(context, request)
        if too_much := limited(self.service, context, kind_of(request)):
            return too_much
        may_not = None if request.weighs_rights else refused(self.service, context, request)
        return may_not or controller(context, request)

    def handle_line(self, context: UpdateContext, request: Request) -> Response:
        """The reply to a line that is no command of Telegram's: a link, or the reply to a message that asks for one."""
        typed = context.typed
        asked = self.reports.reply(context, typed) or self.zones.reply(context, typed)
        reply = asked or self.sending.linked(context, typed) or self.sending.reply(context, typed)
        return (limited(self.service, context, Kind.ACT) or reply) if reply else self.handle(context, request)

    def handle_edit(self, context: UpdateContext, line: str) -> Response:
        """The reply to a line that was changed; to Telegram, a link is changed when it has found what to show of it."""
        return NOTHING if self.sending.linked(context, line) else self.asking.edited(context, line)

    def _misunderstood(self, context: UpdateContext, request: Misunderstood) -> Response:
        if request.hint in (Hint.NO_SUCH_SETTING, Hint.NO_ADDRESS, Hint.NO_FEED_ADDRESS):
            return say(context, phrases.advice(request.hint, request.typed, context.locale))
        return self.asking.handle(context, request)

    def _export(self, context: UpdateContext, _: ExportPersonal) -> Response:
        """All that is kept about a person, in a private chat alone: others are not to read it."""
        if context.group:
            return say(context, bot_phrases.EXPORT_IN_PRIVATE)
        with self.service.store.read() as work:
            kept = work.personal.of(context.person_id)
        content = json.dumps(kept, ensure_ascii=False, indent=1)
        return Response((OutgoingMessage("file", context.locale.say(bot_phrases.EXPORTED), content=content),))

    def _latest(self, context: UpdateContext, _: ShowLatest) -> Response:
        html = replies.latest(self.service.store.latest(_LATEST), context.locale)
        return Response(messages_in_chat(html, (), context, question_of(context)))


def _forget(context: UpdateContext, _: Forget) -> Response:
    """Erase what is kept about a person, at once."""
    return replace(say(context, bot_phrases.FORGOTTEN), effects=(ForgetPerson(context.person_id),))
