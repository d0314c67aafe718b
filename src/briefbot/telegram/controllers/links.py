"""Links in the bot: what a link says to the private chat, and how a quotation is passed on."""

from briefbot.chat.links import numbers_of, open_link, state_after
from briefbot.dialogue.links import Shared
from briefbot.dialogue.outgoing import Keyboard
from briefbot.dialogue.replies import Opened, Withdrawn
from briefbot.model import Citation
from briefbot.store.effects import KeepDialogueState
from briefbot.store.outbox import AnswerRecord, Place
from briefbot.telegram.controllers.model import NewAnswer, Response, Service, UpdateContext, messages_in_chat
from briefbot.telegram.views import citations, keyboards, replies


class Links:
    """Makes links, and opens them."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def shared(self, citation: Citation) -> Shared:
        """How a quotation is passed on."""
        (number,) = numbers_of(self._service.briefbot, [citation], self._service.clock())
        return self._service.account().shared(number, citation.document.id)

    def open(self, context: UpdateContext, payload: str) -> Response | None:
        """The quotation of a link in its context, with the buttons of an answer; None where there is no such link."""
        found = open_link(self._service.briefbot, payload)
        match found:
            case None:
                return None
            case Withdrawn():
                return Response(messages_in_chat(replies.render(found, context.locale), (), context, None))
            case Opened():
                state = state_after(found).record()
                write = (KeepDialogueState(context.conversation, state),)
                return Response(new_answer=self._given(context, payload, found, state), effects=write)

    def _given(self, context: UpdateContext, payload: str, found: Opened, state: dict[str, object]) -> NewAnswer:
        citation = found.citation
        kept = AnswerRecord(
            chat_id=context.chat_id,
            topic=context.topic,
            person_id=context.person_id,
            thread=state,
            places=(Place.of(citation),),
            asked=payload,
        )
        shared = self._service.account().shared(found.link.number, citation.document.id)

        def keyboard(number: int) -> Keyboard:
            return keyboards.menu(number, 1, citation, locale=context.locale, shared=shared, alone=True, in_context=True)

        preview = citations.first_address([citation]) if context.preferences.previews else ""
        return NewAnswer(kept, tuple(replies.render(found, context.locale)), keyboard, preview=preview)
