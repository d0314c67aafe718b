"""Chats that go and come back: what is on there pauses, and goes on, and whoever set it is told."""

from dataclasses import dataclass
from datetime import datetime

from briefbot.chat.digests.following import next_time
from briefbot.dialogue.outgoing import OutgoingMessage
from briefbot.digests.subscription import Subscription
from briefbot.rendering import digest_phrases
from briefbot.rendering.blocks import Notice
from briefbot.store.work import UnitOfWork
from briefbot.telegram.views import messages
from briefbot.wording.locale import ReaderLocale, reader_locale


@dataclass(frozen=True, slots=True)
class LoseChat:
    """A chat that nothing can be sent into any more, and why."""

    chat_id: int
    reason: str

    def apply(self, work: UnitOfWork, now: datetime) -> None:
        """Pause what is on there."""
        lose(work, self.chat_id, self.reason, now)


def lose(work: UnitOfWork, chat_id: int, reason: str, now: datetime) -> None:
    """Note that nothing can be sent into a chat; of a group, tell those who set its digest."""
    if work.chats.lost(chat_id) is None and chat_id < 0:
        for person, locale in _owners(work.subscriptions.in_chat(chat_id)).items():
            tell(work, person, digest_phrases.group_paused(chat_id, locale), now)
    work.chats.lose(chat_id, reason, now)


def lose_topic(work: UnitOfWork, chat_id: int, topic: int, now: datetime) -> None:
    """Tell whoever set a digest for a topic that it is closed, and that the digest went to the general one."""
    there = [each for each in work.subscriptions.in_chat(chat_id) if each.destination.topic == topic]
    for person, locale in _owners(there).items():
        tell(work, person, digest_phrases.topic_closed(chat_id, locale), now)


def come_back(
    work: UnitOfWork, chat_id: int, topic: int | None, locale: ReaderLocale, now: datetime
) -> tuple[OutgoingMessage, ...]:
    """What is on in a chat that was lost; nothing where nothing is."""
    on = [each for each in work.subscriptions.in_chat(chat_id) if each.switched_on]
    if not on:
        return ()
    followed = len(work.follows.of(on[0].destination))
    (html, *_) = messages.parts([Notice(digest_phrases.resumed(on[0], next_time(on[0], now), followed, locale))])
    return (OutgoingMessage("send", html, topic=topic),)


def tell(work: UnitOfWork, person_id: int, words: str, now: datetime) -> None:
    """A word to a person in their own chat, where nobody asked for it."""
    (html, *_) = messages.parts([Notice(words)])
    work.outbox.post(person_id, (OutgoingMessage("send", html),), now)


def _owners(subscriptions: list[Subscription]) -> dict[int, ReaderLocale]:
    """Who set these digests, those that are on."""
    return {
        each.person_id: reader_locale(each.language)
        for each in subscriptions
        if each.switched_on and each.person_id is not None and each.person_id > 0
    }
