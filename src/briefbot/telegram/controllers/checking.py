"""Quotations that are checked: the verdict as it is kept and sent, with the buttons of what it rests on."""

from collections.abc import Sequence

from briefbot.dialogue.outgoing import Keyboard
from briefbot.dialogue.replies import Checked
from briefbot.dialogue.state import DialogueState
from briefbot.rendering.blocks import Block
from briefbot.store.outbox import AnswerRecord, Place
from briefbot.telegram.controllers.links import Links
from briefbot.telegram.controllers.model import NewAnswer, UpdateContext
from briefbot.telegram.views import citations, keyboards, messages, replies


def checked(
    context: UpdateContext, reply: Checked, after: DialogueState, links: Links, intro: Sequence[Block] = ()
) -> NewAnswer:
    """Verdicts with evidence, as they are kept and sent; `intro` stands above them."""
    shown = reply.shown
    kept = AnswerRecord(
        chat_id=context.chat_id,
        topic=context.topic,
        person_id=context.person_id,
        thread=after.record(),
        places=tuple(map(Place.of, shown)),
        asked=context.typed,
        question_id=context.message_id,
    )
    html = messages.parts([*intro, *replies.blocks(reply, context.locale)], context.locale)
    shared = links.shared(shown[0]) if len(shown) == 1 else None

    def keyboard(number: int) -> Keyboard:
        return keyboards.under_answer(number, shown, locale=context.locale, shared=shared)

    preview = citations.first_address(shown) if context.preferences.previews else ""
    return NewAnswer(kept, tuple(html), keyboard, preview=preview)
