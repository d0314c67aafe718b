"""The console's digest: it is not sent, but shown when somebody looks, and counts as delivered then."""

from datetime import datetime

from briefbot.archive.archive import Archive
from briefbot.chat.digests.planner import Due, Planner
from briefbot.dialogue.replies import Digested
from briefbot.digests.planning import Decision
from briefbot.digests.subscription import LOCAL, overdue
from briefbot.store.store import Store


def due_here(briefbot: Archive, now: datetime) -> Due | None:
    """The digest that is due in the console at an instant (aware); None where none is.

    The newest slot, however long ago it was due: whoever opens a console was not there before. Older ones are skipped.
    """
    with briefbot.store.read() as work:
        subscription = work.subscriptions.of(LOCAL)
    slots = overdue(subscription, now) if subscription else ()
    if subscription is None or not slots:
        return None
    (due,) = Planner(briefbot).decided([(subscription, Decision(slots[:-1], slots[-1]))], now)
    return due


def shown_here(due: Due) -> Digested | None:
    """What is shown of it; None where it holds nothing, and was not wished for then."""
    if due.contents is None or due.claim.digest is None:
        return None
    return Digested(due.contents, due.claim.subscription.zone, bool(due.follows))


def count_as_delivered(store: Store, due: Due, now: datetime, conversation: str | None = None) -> None:
    """Note that it was shown, or had nothing to show; "context 2" means its second quotation in this conversation then."""
    with store.write() as work:
        work.digest_ledger.write_shown(due.claim, now)
    if conversation is not None and due.claim.kept is not None:
        store.keep_conversation(conversation, due.claim.kept.thread, now)
