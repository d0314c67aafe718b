"""What becomes of a part of a digest when it was sent, or was not: decided once, whoever sends."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from briefbot.dialogue.outgoing import Failure, Verdict
from briefbot.store.digest_parts import Part
from briefbot.store.work import UnitOfWork
from briefbot.telegram import pausing

_log = logging.getLogger(__name__)

# Seconds before a part is tried again that was not sent; twice as long each time.
_FIRST_PAUSE, _LONGEST_PAUSE = 5.0, 900.0


def take_up(work: UnitOfWork, now: datetime) -> int:
    """Go on after the last run, however it ended; how many parts were on their way then, and are not sent again."""
    unsure = work.digest_parts.recover(now)
    work.subscriptions.reckon_anew()
    return unsure


def failed(work: UnitOfWork, part: Part, failure: Failure, reason: str, now: datetime) -> None:
    """Note what a failure means: a part that may have arrived is never sent again by itself.

    `reason` is the server's. Letters may be written for other chats: to whoever set the digest.
    """
    match failure.verdict:
        case Verdict.WAIT:
            work.digest_parts.again(part, now + timedelta(seconds=failure.seconds), now)
        case Verdict.AGAIN:
            work.digest_parts.again(part, now + _pause(part.tries), now)
        case Verdict.PERHAPS_SENT | Verdict.FAILED:
            _log.warning("Part %d of a digest for chat %s may have arrived; it is not sent again.", part.number, part.chat_id)
            work.digest_parts.perhaps_sent(part, now)
        case Verdict.MOVED:
            _log.info("Chat %s has become a supergroup; it is %s now.", part.chat_id, failure.new_chat)
            work.digest_parts.again(part, now, now)
            work.chats.move(part.chat_id, failure.new_chat)
        case Verdict.LOST:
            _log.info("Nothing can be sent into chat %s any more: %s", part.chat_id, reason)
            work.digest_parts.give_up(part, now)
            pausing.lose(work, part.chat_id, reason, now)
        case Verdict.NO_TOPIC if part.letter.topic is not None:
            work.digest_parts.to_general(part, now)
            pausing.lose_topic(work, part.chat_id, part.letter.topic, now)
        case Verdict.UNREADABLE if part.letter.has_markup:
            _log.error("Telegram could not read the HTML of a digest; it is sent as plain text.")
            work.digest_parts.again(replace(part, letter=part.letter.as_plain_text()), now, now)
        case _:
            _log.error("A part of a digest for chat %s was given up: %s", part.chat_id, reason)
            work.digest_parts.give_up(part, now)


def _pause(tries: int) -> timedelta:
    return timedelta(seconds=min(_FIRST_PAUSE * 2**tries, _LONGEST_PAUSE))
