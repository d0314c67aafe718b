"""Drawing digests when they are sent: from the archive as it is then, in the language that their chat reads then."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace

from briefbot.archive import Archive
from briefbot.dialogue.outgoing import OutgoingMessage
from briefbot.model import Citation
from briefbot.rendering import digest_phrases
from briefbot.store.outbox import Unsent
from briefbot.telegram.views import digest
from briefbot.wording.locale import reader_locale


def drawing_of(briefbot: Archive, site: str | None = None) -> Callable[[Unsent], Awaitable[Unsent | None]]:
    """What draws the digests of an archive, off the event loop; `site` is the address of the pages that quotations lead to."""
    return lambda unsent: asyncio.to_thread(drawn, briefbot, unsent, site)


def drawn(briefbot: Archive, unsent: Unsent, site: str | None = None) -> Unsent | None:
    """A digest with its next message; None where the archive has lost what it was to show."""
    queued = unsent.digest
    with briefbot.store.read() as work:
        subscription = work.subscriptions.of_slot(unsent.slot_id or 0)
    if queued is None or subscription is None:
        return None
    contents = queued.contents(_citations(briefbot, {(one.key, one.ordinal) for one in queued.quotations}))
    if contents is None:
        return None
    locale = reader_locale(subscription.language, latin=subscription.latin, site=site)
    head = [digest_phrases.heading(contents, subscription.zone, locale)]
    if contents.shown and not queued.follows:
        head.append(locale.say(digest_phrases.FRONT_PAGE))
    message = digest.next_message(contents, head, locale, queued.next)
    if message is None:
        return None
    is_last = message.step.then is None and queued.answer
    outgoing = OutgoingMessage(
        "send",
        message.html,
        topic=None if queued.general else subscription.destination.topic or None,
        keyboard=digest.keyboard(queued.answer, contents, locale, left=contents.of - contents.shown) if is_last else (),
        silent=subscription.silent,
    )
    return replace(unsent, outgoing=outgoing, step=message.step)


def _citations(briefbot: Archive, places: Collection[tuple[int, int]]) -> dict[tuple[int, int], Citation]:
    """What stands at these places, under the names that are known now."""
    person = briefbot.reader().person
    found = briefbot.store.passages(places)
    return {
        place: Citation(*place, document, one.span, one.kind, person(one.source.speaker), 0.0, spoken=one.spoken)
        for place, (document, one) in found.items()
    }
