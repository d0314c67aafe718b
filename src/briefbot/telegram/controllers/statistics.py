"""What the archive holds and, for those who run the bot, what goes on: in words, and as a picture where one can be drawn."""

from briefbot.dialogue.commands.briefbot import ShowStatistics
from briefbot.dialogue.outgoing import OutgoingMessage
from briefbot.dialogue.replies import Statistics as Held
from briefbot.rendering import activity
from briefbot.rendering.blocks import Notice
from briefbot.telegram.controllers.asking import Asking
from briefbot.telegram.controllers.model import Response, Service, UpdateContext, letters
from briefbot.telegram.views import charts, messages, replies


class Statistics:
    """Tells what is counted."""

    def __init__(self, service: Service, asking: Asking) -> None:
        self._service = service
        self._asking = asking

    def tell(self, cause: UpdateContext, request: ShowStatistics) -> Response:
        """The reply to /stats. What goes on is told to admins in their own chats: a group reads with them."""
        if cause.group or cause.person_id not in self._service.rules.admins:
            return self._asking.handle(cause, request)
        with self._service.store.read() as work:
            counted = work.statistics.activity(self._service.clock())
        held = replies.blocks(Held(self._service.briefbot.catalogue), cause.manner)
        told = [*held, *activity.blocks(counted, cause.manner)]
        if not charts.can_draw():
            html = messages.parts([*told, activity.by_day(counted, cause.manner)], cause.manner)
            return Response(letters(html, (), cause, None))
        html = messages.parts(told, cause.manner)
        chart, caption = activity.chart(counted, cause.manner)
        (beneath,) = messages.parts([Notice(caption)], cause.manner)
        return Response((*letters(html, (), cause, None), OutgoingMessage("photo", beneath, chart=chart)))
