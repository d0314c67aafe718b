"""Links in the bot: what a link says to the private chat, and how a quotation is passed on."""

from briefbot.chat.links import numbers_of, open_link, thread_after
from briefbot.dialogue.links import Shared
from briefbot.dialogue.outgoing import Keyboard
from briefbot.dialogue.replies import Opened, Withdrawn
from briefbot.model import Citation
from briefbot.store.effects import KeepThread
from briefbot.store.outbox import AnswerRecord, Place
from briefbot.telegram.controllers.model import Given, Response, Service, UpdateContext, letters
from briefbot.telegram.views import citations, keyboards, replies


class Links:
    """Makes links, and opens them."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def shared(self, citation: Citation) -> Shared:
        """How a quotation is passed on."""
        (number,) = numbers_of(self._service.briefbot, [citation], self._service.clock())
        return self._service.account().shared(number)

    def open(self, cause: UpdateContext, payload: str) -> Response | None:
        """The quotation of a link in its context, with the buttons of an answer; None where there is no such link."""
        found = open_link(self._service.briefbot, payload)
        match found:
            case None:
                return None
            case Withdrawn():
                return Response(letters(replies.render(found, cause.manner), (), cause, None))
            case Opened():
                thread = thread_after(found).record()
                write = (KeepThread(cause.conversation, thread),)
                return Response(given=self._given(cause, payload, found, thread), effects=write)

    def _given(self, cause: UpdateContext, payload: str, found: Opened, thread: dict[str, object]) -> Given:
        citation = found.citation
        kept = AnswerRecord(
            chat_id=cause.chat_id,
            topic=cause.topic,
            person_id=cause.person_id,
            thread=thread,
            places=(Place.of(citation),),
            asked=payload,
        )
        shared = self._service.account().shared(found.link.number)

        def keyboard(number: int) -> Keyboard:
            return keyboards.menu(number, 1, citation, locale=cause.manner, shared=shared, alone=True, in_context=True)

        preview = citations.first_address([citation]) if cause.preferences.previews else ""
        return Given(kept, tuple(replies.render(found, cause.manner)), keyboard, preview=preview)
