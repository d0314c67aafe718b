"""Writing down the digests that are due, as data that is drawn when it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock

from briefbot.answering.questions.model import Query
from briefbot.archive.archive import Archive
from briefbot.chat.digests.news import NewQuotations
from briefbot.dialogue.state import DialogueState, places_of
from briefbot.digests.contents import FrontPage, Known, compile, front_page, next_since, window_start, without_follows  # noqa: A004
from briefbot.digests.model import Contents
from briefbot.digests.planning import Decision, decide
from briefbot.digests.queued import QueuedDigest
from briefbot.digests.subscription import Destination, Subscription
from briefbot.store.digest_ledger import Claim
from briefbot.store.outbox import AnswerRecord, Place

# How many digests are planned before what is planned is written down: questions wait no longer than that for the database.
AT_ONCE = 100
# Those who follow nothing are shown the day's quotations.
_DAY = timedelta(days=1)
# Front pages that are held.
_PAGES = 50


@dataclass(frozen=True, slots=True)
class Due:
    """A digest that is due: what is followed, what it would hold, and what becomes of its dates."""

    claim: Claim
    follows: tuple[str, ...]
    contents: Contents | None = None


class Planner:
    """Plans digests on one archive, for several threads.

    It holds what came in from one call to the next, as long as nothing else comes in: reading it takes a second for 8,000
    quotations.
    """

    def __init__(self, briefbot: Archive, admins: frozenset[int] | None = None) -> None:
        """`admins` are those of a private bot, which plans for nobody else who was not let in; None where anybody may ask."""
        self._briefbot = briefbot
        self.admins = admins
        self._store = briefbot.store
        self._reading = Lock()
        self._held: tuple[str, NewQuotations] | None = None
        self._pages: dict[tuple[datetime, datetime], FrontPage] = {}
        self._known: Known = {}

    def plan(self, now: datetime, most: int = AT_ONCE, destination: Destination | None = None) -> int:
        """Write down at most so many of the digests that are due (aware), or that of one destination; how many were."""
        with self._store.read() as work:
            ids = [each.id for each in work.subscriptions.due(now, most, destination, self.admins)]
        if not ids:
            self._held, self._pages, self._known = None, {}, {}
            return 0
        with self._store.write() as work:
            work.digest_queue.give_up_older(ids, now)
        planned = self.due(now, most, destination)
        with self._store.write() as work:
            return work.digest_ledger.write_claims([due.claim for due in planned], now)

    def due(self, now: datetime, most: int, destination: Destination | None = None) -> list[Due]:
        """The digests that are due, with what they hold; of one alone where it is named. Nothing is written down."""
        with self._store.read() as work:
            waiting = work.subscriptions.due(now, most, destination, self.admins)
        return self.decided([(each, decide(each.schedule, each.handled, now)) for each in waiting if each.schedule], now)

    def decided(self, decided: Sequence[tuple[Subscription, Decision]], now: datetime) -> list[Due]:
        """What these digests hold, whose dates were decided."""
        with self._store.read() as work:
            followed = work.follows.of_each([each.destination for each, _ in decided])
        to_tell = [(each, decision.claim[1]) for each, decision in decided if decision.claim]
        told = self._told([(each, until, followed[each.destination]) for each, until in to_tell], now)
        return [
            self._claimed(Claim(each, decision.skip, decision.claim), tuple(followed[each.destination]), told.get(each.id))
            for each, decision in decided
        ]

    def contents(
        self, since: datetime, until: datetime, followed: Sequence[str], delivered: frozenset[str], skip: int = 0
    ) -> tuple[Contents, int]:
        """What is new in a window for these follows without the first `skip` statements; and of how many in all."""
        new_quotations = self._new_quotations(window_start(since, until), until)
        delivered &= new_quotations.fingerprints
        first = self._compiled(new_quotations, since, until, followed, delivered)
        shown, contents = first.shown, first
        while shown <= skip and contents.shown:
            delivered |= contents.fingerprints
            contents = self._compiled(new_quotations, since, until, followed, delivered)
            shown += contents.shown
        return contents, first.of

    def new_quotations(self, since: datetime, now: datetime) -> NewQuotations:
        """What came in from an instant on, and perhaps some of what came in before."""
        return self._new_quotations(since, now)

    def _told(self, wanted: Sequence[tuple[Subscription, datetime, list[str]]], now: datetime) -> dict[int, Contents]:
        """What each of these digests shows, up to its hour."""
        if not wanted:
            return {}
        with self._store.read() as work:
            earliest = work.subscriptions.earliest(now) or now
        # With the windows of those that are planned next, so that it is made once for all of them.
        windows = [window_start(earliest, now), *(window_start(each.since, until) for each, until, _ in wanted)]
        new_quotations = self._new_quotations(min(windows), now)
        with self._store.read() as work:
            delivered = work.digest_ledger.delivered([each.id for each, _, _ in wanted], new_quotations.fingerprints)
        return {
            each.id: self._compiled(new_quotations, window_start(each.since, until), until, followed, delivered[each.id])
            for each, until, followed in wanted
        }

    def _compiled(
        self,
        new_quotations: NewQuotations,
        since: datetime,
        until: datetime,
        followed: Sequence[str],
        delivered: frozenset[str],
    ) -> Contents:
        if not followed:
            return without_follows(self._front_page(new_quotations, max(since, until - _DAY), until), delivered)
        matches = [(each, new_quotations.matching(each)) for each in followed]
        return compile(matches, delivered, since, until, clusters=new_quotations.clusters, known=self._known)

    def _front_page(self, new_quotations: NewQuotations, since: datetime, until: datetime) -> FrontPage:
        page = self._pages.get((since, until))
        if page is None:
            page = front_page(list(new_quotations.news.values()), since, until, new_quotations.clusters)
            # Digests of one hour share their window; a digest that is asked for has one of its own.
            self._pages = {**(self._pages if len(self._pages) < _PAGES else {}), (since, until): page}
        return page

    def _new_quotations(self, since: datetime, now: datetime) -> NewQuotations:
        token = self._store.state().token
        with self._reading:  # who else wants it now waits for it, instead of reading it too
            held = self._held
            if held is None or held[0] != token or held[1].since > since:
                held = token, NewQuotations(self._briefbot, since, now.date())
                self._held, self._pages, self._known = held, {}, {}
            return held[1]

    def _claimed(self, claim: Claim, followed: tuple[str, ...], contents: Contents | None) -> Due:
        if contents is None or claim.slot is None:
            return Due(claim, followed)
        return Due(_holding(claim, followed, contents), followed, contents)


def planner_of(briefbot: Archive) -> Planner:
    """The planner that all who ask an archive share, so that what came in is read once for them."""
    planner: Planner = briefbot.held.setdefault(Planner, Planner(briefbot))
    return planner


def _holding(claim: Claim, followed: Sequence[str], contents: Contents) -> Claim:
    """A digest that is due with what it holds; it is not sent where that is nothing, unless it was wished for then too."""
    is_sent = contents.shown or claim.subscription.tells_when_empty
    return replace(
        claim,
        digest=QueuedDigest.holding(contents, follows=bool(followed)) if is_sent else None,
        kept=_kept(claim.subscription, contents) if contents.shown else None,
        next_since=next_since(contents),
        shown=contents.shown,
        of=contents.of,
    )


def _kept(subscription: Subscription, contents: Contents) -> AnswerRecord:
    # What is shown here is delivered when its button is pressed: what is new then begins with the rest.
    cited = [statement.lead.citation for statement in contents.statements]
    state = DialogueState(Query("", ""), places_of(cited), rest=0)
    return kept_digest(subscription.destination, subscription.person_id, contents, state)


def kept_digest(
    destination: Destination, person_id: int | None, contents: Contents, state: DialogueState, skip: int = 0
) -> AnswerRecord:
    """What the buttons under a digest, and a reply to it, lean on; `skip` statements stand before its own."""
    return AnswerRecord(
        chat_id=destination.chat_id,
        topic=destination.topic or None,
        person_id=person_id or destination.chat_id,
        thread=state.record(),
        places=tuple(Place.of(statement.lead.citation) for statement in contents.statements),
        first_number=skip + 1,
        more=contents.of > skip + contents.shown,
    )


def rest_of(kept: AnswerRecord) -> int | None:
    """Without how many statements the rest of a digest begins; None for what is no digest."""
    rest: int | None = kept.thread.get("rest")
    return rest
