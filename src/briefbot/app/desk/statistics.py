"""What the archive holds and, for those who run the bot, what goes on: in words, and as a picture."""

from briefbot.app.desk.asking import Asking
from briefbot.app.desk.model import Cause, Response, Service, letters
from briefbot.core.conversation import Statistics as Held
from briefbot.core.letters import Letter
from briefbot.core.render import activity, messages, telegram
from briefbot.store import statistics


class Statistics:
    """Tells what is counted."""

    def __init__(self, service: Service, asking: Asking) -> None:
        self._service = service
        self._asking = asking

    def tell(self, cause: Cause) -> Response:
        """The reply to /stats. What goes on is told to admins in their own chats: a group reads with them."""
        if cause.group or cause.person_id not in self._service.rules.admins:
            return self._asking.hear(cause, "/stats")
        with self._service.store.read() as connection:
            counted = statistics.activity(connection, self._service.clock())
        held = telegram.blocks(Held(self._service.briefbot.catalogue), cause.manner)
        html = messages.parts([*held, *activity.blocks(counted, cause.manner)], cause.manner)
        chart, caption = activity.chart(counted, cause.manner)
        (beneath,) = messages.parts([messages.notice(caption)], cause.manner)
        return Response((*letters(html, (), cause, None), Letter("photo", beneath, chart=chart)))
