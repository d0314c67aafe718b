"""What admins send to be brought in: written down here, done beside all questions, and what its buttons do then."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from briefbot.dialogue.commands.keeping import AddFeed, BringIn
from briefbot.dialogue.keeping_buttons import OnSubmission, Step
from briefbot.dialogue.keeping_replies import BroughtIn, Understood
from briefbot.dialogue.outgoing import Keyboard, OutgoingMessage
from briefbot.feeds.model import Post
from briefbot.model import Document
from briefbot.reading.addresses import is_web_address
from briefbot.reading.analysis import Analysed
from briefbot.reading.corrections import LONGEST_TITLE, Amendment
from briefbot.reading.page import read_date
from briefbot.rendering import keeping, understanding
from briefbot.store.documents import Stored
from briefbot.store.submissions import Asked, Submission, SubmissionRecord, Task
from briefbot.store.work import UnitOfWork
from briefbot.telegram.controllers.model import Response, Service, UpdateContext, expired, say
from briefbot.telegram.views import replies
from briefbot.telegram.views.keeping import Offers, under_question, under_submission
from briefbot.wording.locale import ReaderLocale

# Telegram hands no larger file to a bot (its Bot API, "getFile").
LARGEST = 20 * 2**20
# After so long, what is typed is no answer to what was asked any more.
_ANSWERED_WITHIN = timedelta(minutes=10)
_UNKNOWN = frozenset("-–—")


class Sending:
    """Takes what admins send, and does what the buttons under the answers say."""

    def __init__(self, service: Service) -> None:
        self._service = service

    # What is sent

    def address(self, context: UpdateContext, request: BringIn) -> Response:
        """The reply to /add: nothing yet, until the address was fetched."""
        return _submit(context, Task.ADDRESS, {"address": request.address})

    def feed(self, context: UpdateContext, request: AddFeed) -> Response:
        """The reply to /feeds add: nothing yet, until the feed was found."""
        return _submit(context, Task.FEED, {"address": request.address})

    def linked(self, context: UpdateContext, line: str) -> Response | None:
        """What comes of a line in an admin's own chat that is a web address and nothing else; None for any other line."""
        is_link = self.is_sender(context) and is_web_address(line.strip()) and len(line.split()) == 1
        return self.address(context, BringIn(line.strip())) if is_link else None

    def file(self, context: UpdateContext, file_id: str, name: str, media_type: str | None, size: int | None) -> Response:
        """What comes of a file: it is refused at once where Telegram would not hand it out."""
        if size is not None and size > LARGEST:
            return say(context, keeping.TOO_LARGE)
        return _submit(context, Task.FILE, {"file_id": file_id, "name": name, "media_type": media_type})

    def post(self, context: UpdateContext, post: Post) -> Response:
        """What comes of a channel's post that was forwarded; one that is only a link stands for what is there."""
        return self.linked(context, post.text) or _submit(context, Task.POST, post.record())

    def posted(self, post: Post) -> Response:
        """What comes of a post in a channel that the bot is in, where an admin accepted it."""
        return Response(effects=(_TakePost(post),))

    def is_sender(self, context: UpdateContext) -> bool:
        """Whether what somebody sends is brought in: an admin's, in their own chat."""
        return not context.group and context.person_id in self._service.rules.admins

    # What its document is said to be

    def reply(self, context: UpdateContext, line: str) -> Response | None:
        """What comes of a line that says what was asked of a document; None where nothing was."""
        if not self.is_sender(context):
            return None
        with self._service.store.read() as work:
            kept = work.submissions.asking(context.chat_id, self._service.clock() - _ANSWERED_WITHIN)
        if kept is None or kept.asks is None:
            return None
        amendment = _said(kept.asks, line)
        return say(context, amendment) if isinstance(amendment, str) else self._amended(context, kept, amendment)

    def _amended(self, context: UpdateContext, kept: SubmissionRecord, amendment: Amendment) -> Response:
        stored = self._service.store.document(kept.result.documents[0]) if kept.result.documents else None
        if stored is None:
            return replace(say(context, keeping.NOT_HERE), effects=(_Ask(kept.id, None),))
        document = amendment.of(stored.document)
        made = self._service.briefbot.intake.analysed(document)
        return Response(effects=(_Amend(context, kept, amendment, document, made),))

    # What its buttons do

    def press(self, context: UpdateContext, request: OnSubmission) -> Response:
        """What a button under an answer to something that was sent does."""
        with self._service.store.read() as work:
            kept = work.submissions.of(request.submission)
        if kept is None or not kept.is_done or kept.submission.chat_id != context.chat_id:
            return expired(context)
        match request.step:
            case Step.TAKE_BACK:
                return Response(effects=(_TakeBack(context, kept),))
            case Step.ASK_FOR_TITLE:
                return self._ask(context, kept, Asked.TITLE, keeping.ASK_FOR_TITLE)
            case Step.ASK_FOR_DATE:
                return self._ask(context, kept, Asked.DATE, keeping.ASK_FOR_DATE)
            case Step.UNDO:
                return self._undo(context, kept)
            case Step.CANCEL:
                return self._cancel(context, kept)
            case Step.FOLLOW:
                return self._follow(context, kept)
        return Response(effects=(_Accept(context, kept),), toast=keeping.POSTS_TAKEN)

    def _undo(self, context: UpdateContext, kept: SubmissionRecord) -> Response:
        if not kept.result.documents:
            return expired(context)
        with self._service.store.read() as work:
            read = work.documents.as_read(kept.result.documents[0])
        if read is None:
            return Response(toast=keeping.NOTHING_UNDONE)
        return Response(
            effects=(_Undo(context, kept, read, self._service.briefbot.intake.analysed(read)),), toast=keeping.UNDONE
        )

    def _ask(self, context: UpdateContext, kept: SubmissionRecord, what: Asked, words: str) -> Response:
        if not kept.result.documents:
            return expired(context)
        question = replace(say(context, words).outgoing[-1], keyboard=under_question(kept.id, context.locale))
        return Response((question,), effects=(_Ask(kept.id, what, context.message_id),))

    def _cancel(self, context: UpdateContext, kept: SubmissionRecord) -> Response:
        if kept.asks is None:
            return Response((OutgoingMessage("buttons", target=context.message_id),), toast=keeping.NOT_ASKED)
        (told,) = say(context, keeping.CANCELLED).outgoing
        return Response((replace(told, kind="edit", target=context.message_id),), effects=(_Ask(kept.id, None),))

    def _follow(self, context: UpdateContext, kept: SubmissionRecord) -> Response:
        if kept.result.feed is None:
            return expired(context)
        return Response(effects=(_FollowFeed(context, kept),), toast=keeping.FEED_FOLLOWED)


def keyboard_of(work: UnitOfWork, kept: SubmissionRecord, locale: ReaderLocale) -> Keyboard:
    """The buttons under the answer to something that was sent, as things are now."""
    result, post = kept.result, kept.submission.content if kept.submission.task is Task.POST else None
    in_private = (kept.submission.chat_id or 0) > 0
    offers = Offers(
        take_back=bool(result.keys),
        amend=in_private and len(result.documents) == 1,
        undo=in_private and len(result.documents) == 1 and work.documents.as_read(result.documents[0]) is not None,
        follow=result.feed is not None and not work.feeds.has(result.feed[0]),
        accept=post is not None and not work.channels.is_accepted(post["channel"]),
    )
    return under_submission(kept.id, offers, locale)


def understood(stored: Stored) -> Understood:
    """A document as it was understood."""
    return of_passages(stored.document, Analysed(stored.passages))


def of_passages(document: Document, made: Analysed) -> Understood:
    """A document as it is understood by its passages."""
    found = made.passages
    return Understood(document, len(understanding.quotations(found)), tuple(understanding.speakers(found)))


def _submit(context: UpdateContext, task: Task, content: dict[str, str | int | None]) -> Response:
    place = (context.chat_id, context.topic, context.person_id, context.message_id, context.language)
    return Response(effects=(_Submit(Submission(task, content, *place)),))


def _said(asked: Asked, line: str) -> Amendment | str:
    """What a person says of a document, or why that cannot be."""
    words = " ".join(line.split())
    if asked is Asked.TITLE:
        return Amendment(title=words) if 0 < len(words) <= LONGEST_TITLE else keeping.NO_TITLE
    if words in _UNKNOWN:
        return Amendment(undated=True)
    day = _day(words)
    return Amendment(published=day) if day else keeping.NO_DATE


def _day(words: str) -> date | None:
    read = read_date(words)
    return read.day if read else None


# What is written down


@dataclass(frozen=True, slots=True)
class _Submit:
    """Something that is to be done."""

    submission: Submission

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Have it done."""
        work.submissions.add(self.submission, now)


@dataclass(frozen=True, slots=True)
class _TakePost:
    """A post in a channel: nobody is told of it."""

    post: Post

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Have it brought in, where the channel is accepted still."""
        if work.channels.is_accepted(self.post.channel.number):
            work.channels.rename(self.post.channel)
            work.submissions.add(Submission(Task.POST, self.post.record()), now)


@dataclass(frozen=True, slots=True)
class _Ask:
    """What a person is asked to say of a document, None for nothing any more; by a button under the message `shown_by`."""

    number: int
    what: Asked | None
    shown_by: int | None = None

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Note it."""
        work.submissions.ask(self.number, self.what, self.shown_by, now)


@dataclass(frozen=True, slots=True)
class _Amend:
    """What a person said of a document, with what analysis makes of it then."""

    context: UpdateContext
    kept: SubmissionRecord
    amendment: Amendment
    document: Document
    made: Analysed

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Keep it, say so, and show the document as it is now where it was shown before."""
        context, kept = self.context, self.kept
        amended = work.documents.amend(self.document.id, self.amendment, self.made, now)
        work.submissions.ask(kept.id, None, None, now)
        words = keeping.NOT_HERE if amended is None else keeping.AMENDED
        told = say(context, words).outgoing
        if amended is not None and kept.shown_by is not None:
            told = (_shown_anew(work, kept, of_passages(amended, self.made), kept.shown_by, context.locale), *told)
        work.outbox.post(context.chat_id, told, now)


@dataclass(frozen=True, slots=True)
class _Undo:
    """A document as it was read, with what analysis makes of it, whose corrections are taken back."""

    context: UpdateContext
    kept: SubmissionRecord
    document: Document
    made: Analysed

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Take them back, and show the document as it is now where the button is."""
        context = self.context
        read = work.documents.undo_amendment(self.document.id, self.made)
        if read is not None and context.message_id is not None:
            told = _shown_anew(work, self.kept, of_passages(read, self.made), context.message_id, context.locale)
            work.outbox.post(context.chat_id, (told,), now)


def _shown_anew(
    work: UnitOfWork, kept: SubmissionRecord, item: Understood, message_id: int, locale: ReaderLocale
) -> OutgoingMessage:
    """A message about what was sent, with its document as it is now."""
    shown = BroughtIn((item,), added=len(kept.result.keys), unchanged=not kept.result.keys)
    return _edit(message_id, shown, keyboard_of(work, kept, locale), locale)


@dataclass(frozen=True, slots=True)
class _TakeBack:
    """What was brought in, and is to be taken out again."""

    context: UpdateContext
    kept: SubmissionRecord

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Take it out, as long as nothing newer stands in its place."""
        context, kept = self.context, self.kept
        count = work.holdings.take_back(kept.result.keys)
        work.erased = True
        work.submissions.take_back(kept.id)
        if count:
            edit = _edit(context.message_id or 0, BroughtIn(added=count, taken_back=True), (), context.locale)
            work.outbox.post(context.chat_id, (edit,), now)
        else:
            without = OutgoingMessage("buttons", target=context.message_id)
            work.outbox.post(context.chat_id, (without, *say(context, keeping.HAS_CHANGED).outgoing), now)


@dataclass(frozen=True, slots=True)
class _FollowFeed:
    """The feed that was found where something was fetched."""

    context: UpdateContext
    kept: SubmissionRecord

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Take it up, and offer it no more."""
        if self.kept.result.feed is not None:
            address, title = self.kept.result.feed
            work.feeds.add(address, title or None, now)
            _renew(work, self.context, self.kept, now)


@dataclass(frozen=True, slots=True)
class _Accept:
    """The channel from which a post was forwarded."""

    context: UpdateContext
    kept: SubmissionRecord

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Take its posts from now on, and offer that no more."""
        if self.kept.submission.task is Task.POST:
            work.channels.accept(Post.recalled(self.kept.submission.content).channel, now)
            _renew(work, self.context, self.kept, now)


def _renew(work: UnitOfWork, context: UpdateContext, kept: SubmissionRecord, now: datetime) -> None:
    """Show the buttons as things are now."""
    keyboard = keyboard_of(work, kept, context.locale)
    work.outbox.post(context.chat_id, (OutgoingMessage("buttons", target=context.message_id, keyboard=keyboard),), now)


def _edit(message_id: int, reply: BroughtIn, keyboard: Keyboard, locale: ReaderLocale) -> OutgoingMessage:
    (html, *_) = replies.render(reply, locale)
    return OutgoingMessage("edit", html, target=message_id, keyboard=keyboard)
