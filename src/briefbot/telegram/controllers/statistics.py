"""What the archive holds and, for those who run the bot, what goes on: in words, and as a picture where one can be drawn."""

from briefbot.dialogue.commands.briefbot import ShowStatistics
from briefbot.dialogue.outgoing import OutgoingMessage
from briefbot.dialogue.replies import Statistics as Held
from briefbot.pictures import charts
from briefbot.rendering import activity
from briefbot.rendering.blocks import Notice
from briefbot.telegram.controllers.asking import Asking
from briefbot.telegram.controllers.model import Response, Service, UpdateContext, messages_in_chat
from briefbot.telegram.views import messages, replies


class Statistics:
    """Tells what is counted."""

    def __init__(self, service: Service, asking: Asking) -> None:
        self._service = service
        self._asking = asking

    def tell(self, context: UpdateContext, request: ShowStatistics) -> Response:
        """The reply to /stats. What goes on is told to admins in their own chats: a group reads with them."""
        if context.group or context.person_id not in self._service.rules.admins:
            return self._asking.handle(context, request)
        with self._service.store.read() as work:
            counted = work.statistics.activity(self._service.clock())
        held = replies.blocks(Held(self._service.briefbot.catalogue), context.locale)
        told = [*held, *activity.blocks(counted, context.locale)]
        if not charts.can_draw():
            html = messages.parts([*told, activity.by_day(counted, context.locale)], context.locale)
            return Response(messages_in_chat(html, (), context, None))
        html = messages.parts(told, context.locale)
        chart, caption = activity.chart(counted, context.locale)
        (beneath,) = messages.parts([Notice(caption)], context.locale)
        return Response((*messages_in_chat(html, (), context, None), OutgoingMessage("photo", beneath, chart=chart)))
