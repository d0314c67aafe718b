"""Telling the admins of trouble that repeats: once that it does, and once that it is over, in their own chats and language.

It is told through the outbox, in one transaction with the note that it was; where the database fails, it is told afterwards.
That telling fails is logged and not told, so that no trouble makes more of itself.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Collection
from datetime import datetime, timedelta
from html import escape

from briefbot.dialogue.outgoing import OutgoingMessage
from briefbot.dialogue.troubles import Happening, Series, Trouble, TroubleLedger
from briefbot.errors import DatabaseError
from briefbot.health.pulse import Beat, Pulse
from briefbot.rendering import trouble_phrases
from briefbot.store.outbox import ALERT
from briefbot.store.work import UnitOfWork
from briefbot.telegram.transport.sending import Writing
from briefbot.wording.locale import reader_locale

_log = logging.getLogger(__name__)

_LOOK = 10.0  # seconds between two looks
# Seconds without a good request for updates after which it is an outage, and no longer the weather.
_OUTAGE = 300.0
# What is remembered between two looks: more of it would tell no more.
_MOST = 1_000


class Alerts:
    """Tells the admins. What it hears may come from any thread."""

    def __init__(
        self,
        admins: Collection[int],
        write: Writing,
        deliver: Callable[[], Awaitable[None]],
        clock: Callable[[], datetime],
        pulse: Pulse | None = None,
    ) -> None:
        """`write` runs a function within a transaction, `deliver` has sent what it wrote; `clock` gives aware instants.

        Where updates are fetched, their `pulse` tells an outage of Telegram.
        """
        self._admins = sorted(admins)
        self._write = write
        self._deliver = deliver
        self._clock = clock
        self._pulse = pulse
        self._heard: deque[Happening] = deque(maxlen=_MOST)
        self._ledger: TroubleLedger | None = None

    def hear(self, happened: Happening) -> None:
        """Take up that something went wrong."""
        self._heard.append(happened)

    async def run(self) -> None:
        """Tell what there is to be told, until it is cancelled."""
        while True:
            try:
                await self.look()
            except DatabaseError as error:  # which it hears itself, and tells once it can
                _log.warning("%s Trouble is told once it works.", error)
            except Exception:  # noqa: BLE001 (who tells of faults does not end by one)
                _log.warning("Trouble could not be told.", exc_info=True)
            await asyncio.sleep(_LOOK)

    async def look(self) -> None:
        """Tell what has begun to repeat, and what is over."""
        if self._ledger is None:
            self._ledger = TroubleLedger(await self._write(lambda work: work.troubles.told()))
        ledger, now = self._ledger, self._clock()
        while self._heard:
            ledger.note(self._heard.popleft())
        age = self._pulse.age(Beat.UPDATES) if self._pulse else None
        if age is not None and age > _OUTAGE:
            since = now - timedelta(seconds=age)
            ledger.note(Happening(Trouble.TELEGRAM, since))
            ledger.note(Happening(Trouble.TELEGRAM, now))
        ledger.set_back(now)
        over = ledger.over(now)
        begun = [one for one in ledger.begun() if one not in over]
        if not begun and not over:
            return
        told = [one for one in over if ledger.was_told(one.kind)]

        def telling(work: UnitOfWork) -> None:
            known = {one.kind for one in work.troubles.told()}  # by other processes, too: admins hear of a kind once
            fresh = [one for one in begun if one.kind not in known]
            ended = [one for one in over if one not in told or one.kind in known]
            for admin in self._admins:
                self._post(work, admin, fresh, ended, told, now)
            work.troubles.keep(begun)
            work.troubles.end(one.kind for one in over)

        await self._write(telling)
        ledger.settle(begun, over)
        await self._deliver()

    def _post(
        self,
        work: UnitOfWork,
        admin: int,
        begun: Collection[Series],
        over: Collection[Series],
        told: Collection[Series],
        now: datetime,
    ) -> None:
        chosen = work.preferences.of(admin)
        locale = reader_locale(chosen.language, latin=chosen.latin)
        sentences = [trouble_phrases.begun(one, chosen.zone, locale) for one in begun]
        sentences += [trouble_phrases.over(one, chosen.zone, locale, told=one in told) for one in over]
        posted = [OutgoingMessage("send", escape(words, quote=False), role=ALERT) for words in sentences]
        work.outbox.post(admin, posted, now)
