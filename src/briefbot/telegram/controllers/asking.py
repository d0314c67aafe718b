"""Asking: the reply to a line of a conversation, and to a question that was changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from briefbot.chat.conversation import Conversation
from briefbot.dialogue.commands import parse
from briefbot.dialogue.outgoing import Keyboard, OutgoingMessage
from briefbot.dialogue.replies import Answered, Checked, Digested, Followed, Planned, Reply
from briefbot.dialogue.requests import Request, Who
from briefbot.dialogue.state import DialogueState, recalled
from briefbot.dialogue.statistics import Count, counts_of_checks, counts_of_page, counts_of_question
from briefbot.digests.follows import follow_text
from briefbot.model import Answer
from briefbot.pictures import charts
from briefbot.rendering import bot_phrases, timeline
from briefbot.rendering.blocks import Block, Notice
from briefbot.store.effects import CountEvents, Effect, KeepDialogueState
from briefbot.store.outbox import AnswerRecord, Place
from briefbot.telegram.controllers.access import limited, refused
from briefbot.telegram.controllers.checking import checked
from briefbot.telegram.controllers.digests import digested, owner
from briefbot.telegram.controllers.limits import kind_of
from briefbot.telegram.controllers.links import Links
from briefbot.telegram.controllers.model import NOTHING, NewAnswer, Response, Service, UpdateContext, messages_in_chat
from briefbot.telegram.controllers.zones import Zones
from briefbot.telegram.views import citations, digest, keyboards, messages, replies
from briefbot.wording.locale import ReaderLocale

# A question that is answered later than this was found after an outage, and gets a word about it.
_LATE = timedelta(minutes=10)


class Asking:
    """Answers the lines of conversations."""

    def __init__(self, service: Service, links: Links, zones: Zones) -> None:
        self._service = service
        self._links = links
        self._zones = zones

    def handle(self, context: UpdateContext, request: Request) -> Response:
        """The reply to a request that is answered in every channel."""
        if refusal := self._refused(context, request):
            return refusal
        before = self._thread(context)
        now = self._service.clock()
        result = self.conversation(context).handle(request, before, context.asked_at, now)
        picture: tuple[OutgoingMessage, ...] = ()
        late = now - context.asked_at
        intro = [Notice(bot_phrases.late(late, context.locale))] if late > _LATE else []
        reply_to = context.message_id if context.group or intro else None
        if result.state is not None and isinstance(result.reply, Digested | Followed):
            new_answer = digested(context, result.reply, result.state)
        elif result.state is not None and isinstance(result.reply, Checked):
            counts = tuple(counts_of_checks(result.reply.verifications))
            new_answer = replace(checked(context, result.reply, result.state, self._links, intro), counts=counts)
        elif result.state is not None and isinstance(result.reply, Answered):
            picture, told = _timeline(context, result.reply.answer)
            new_answer = self.new_answer(context, context.typed, result.reply, before, result.state, [*intro, *told])
            new_answer = replace(new_answer, counts=_counts(result.reply, result.state))
        else:
            html = messages.parts([*intro, *replies.blocks(result.reply, context.locale)], context.locale)
            effects = (*result.effects, *_counted(result.reply))
            return Response(messages_in_chat(html, self._under(result.reply, context), context, reply_to), effects=effects)
        response = self.continuing(context, replace(new_answer, reply_to=reply_to), result.state)
        return replace(response, outgoing=picture, effects=(*result.effects, *response.effects))

    def _under(self, reply: Reply, context: UpdateContext) -> Keyboard:
        """The buttons of a reply that is no answer: a digest that has no time zone yet asks for one."""
        if isinstance(reply, Planned) and reply.digest.switched_on and reply.digest.zone is None:
            return self._zones.keyboard(context)
        return digest.under(reply, context.locale)

    def edited(self, context: UpdateContext, line: str) -> Response:
        """The reply to a question that was changed: its answer changes with it."""
        if context.message_id is None:
            return NOTHING
        with self._service.store.read() as work:
            found = work.outbox.answer_to(context.chat_id, context.message_id)
            current = work.outbox.dialogue_state(context.conversation)
        request = parse(line)  # what Telegram answers in its own way needs no new answer
        if found is None or request.who is not Who.ANYBODY:  # which is no answer, and not everybody may do
            return self.handle(replace(context, typed=line), request)
        number, kept = found
        if kept.asked == line:  # Telegram also calls it an edit when it adds a preview or a reaction
            return NOTHING
        if refusal := self._refused(context, request):
            return refusal
        before = revived(kept.before)
        result = self.conversation(context).handle(request, before, context.asked_at)
        reply, after = result.reply, result.state
        if not isinstance(reply, Answered) or after is None:
            changed = replace(kept, asked=line, places=(), more=False)
            html = tuple(replies.render(reply, context.locale))
            answer = NewAnswer(changed, html, lambda _: (), instead_of=number)
            return Response(new_answer=answer, effects=_counted(reply))
        new_answer = replace(
            self.new_answer(context, line, reply, before, after), instead_of=number, counts=_counts(reply, after)
        )
        is_last = current is not None and current[0] == kept.thread
        return self.continuing(context, new_answer, after) if is_last else Response(new_answer=new_answer)

    def new_answer(
        self,
        context: UpdateContext,
        line: str,
        reply: Answered,
        before: DialogueState | None,
        after: DialogueState,
        intro: Sequence[Block] = (),
    ) -> NewAnswer:
        """A reply with quotations or a gap, as it is kept and sent; `intro` stands above it."""
        answer, shown = reply.answer, reply.answer.citations or reply.answer.near
        kept = AnswerRecord(
            chat_id=context.chat_id,
            topic=context.topic,
            person_id=context.person_id,
            thread=after.record(),
            places=tuple(map(Place.of, shown)),
            before=before.record() if before else None,
            asked=line,
            question_id=None if context.pressed else context.message_id,
            first_number=reply.first_number,
            more=answer.more,
        )
        blocks = [*intro, *replies.blocks(reply, context.locale), *self._offer(answer, context.locale)]

        shared = self._links.shared(shown[0]) if len(shown) == 1 else None

        def keyboard(number: int) -> Keyboard:
            rows = keyboards.under_answer(
                number,
                shown,
                reply.first_number,
                more=answer.more,
                choices=answer.choices,
                locale=context.locale,
                shared=shared,
            )
            return rows + self.to_follow(context, number, kept)

        preview = citations.first_address(shown) if context.preferences.previews else ""
        return NewAnswer(
            kept, tuple(messages.parts(blocks, context.locale)), keyboard, preview=preview, counts=tuple(counts_of_page(answer))
        )

    def to_follow(self, context: UpdateContext, number: int, kept: AnswerRecord) -> Keyboard:
        """A button that follows what was asked for: under the first page, where something answered."""
        state = revived(kept.thread)
        offers = state is not None and state.shown and kept.first_number == 1 and follow_text(state.query)
        return keyboards.to_follow(number, context.locale) if offers else ()

    def _offer(self, answer: Answer, locale: ReaderLocale) -> list[Block]:
        """What there is, under a refusal."""
        if answer.citations or not self._service.briefbot.catalogue.documents:
            return []
        return [Notice(bot_phrases.offer(self._service.briefbot.catalogue, locale))]

    def continuing(self, context: UpdateContext, new_answer: NewAnswer, after: DialogueState) -> Response:
        """An answer that the person's next question leans on."""
        record = after.record()
        return Response(new_answer=new_answer, effects=(KeepDialogueState(context.conversation, record),))

    def _thread(self, context: UpdateContext) -> DialogueState | None:
        """What a line leans on: the answer that it replies to, or else the person's last question here."""
        with self._service.store.read() as work:
            answer = work.outbox.answer_in(context.chat_id, context.replied_to) if context.replied_to else None
            kept = work.outbox.dialogue_state(context.conversation)
        if answer is not None:
            return revived(answer.thread)
        return recalled(*kept, context.asked_at) if kept else None

    def conversation(self, context: UpdateContext) -> Conversation:
        """The conversation of whoever sent this, here."""
        return Conversation(self._service.briefbot, context.conversation, owner(context))

    def _refused(self, context: UpdateContext, request: Request) -> Response | None:
        """What somebody is told who asks too much, or may not ask for this."""
        return limited(self._service, context, kind_of(request)) or refused(self._service, context, request)


def _timeline(context: UpdateContext, answer: Answer) -> tuple[tuple[OutgoingMessage, ...], Sequence[Block]]:
    """How often something was said over time: as a picture below the answer or, where none can be drawn, in words."""
    if not timeline.is_worth_telling(answer.days):
        return (), ()
    if not charts.can_draw():
        return (), (timeline.in_words(answer.days, context.locale),)
    chart, caption = timeline.chart(answer.days, context.locale)
    (beneath,) = messages.parts([Notice(caption)], context.locale)
    return (OutgoingMessage("photo", beneath, topic=context.topic, chart=chart),), ()


def _counts(reply: Answered, after: DialogueState) -> tuple[Count, ...]:
    """What the reply to a line counts as: a question or, with "more", a further page of one."""
    is_new = reply.first_number == 1
    return tuple(counts_of_question(after.query, reply.answer) if is_new else counts_of_page(reply.answer))


def _counted(reply: Reply) -> tuple[Effect, ...]:
    """What a reply counts as that is no answer to be kept: quotations of which nothing was found."""
    return (CountEvents(tuple(counts_of_checks(reply.verifications))),) if isinstance(reply, Checked) else ()


def choices_of(kept: AnswerRecord) -> Sequence[str]:
    """People of one name whom an answer offered to choose from."""
    names: Sequence[str] = kept.thread["query"]["choices"]
    return names


def revived(record: dict[str, object] | None) -> DialogueState | None:
    """The state that an answer keeps, however old; None where another version of Briefbot wrote it."""
    now = datetime.now(UTC)
    return recalled(record, now, now)
