"""The unit of work: one transaction on the database, with a repository an entity. No connection leaves this room."""

from functools import cached_property

from sqlalchemy import Connection

from briefbot.store.chats import ChatsRepository
from briefbot.store.corrections import CorrectionsRepository
from briefbot.store.digests import DigestsRepository
from briefbot.store.follows import FollowsRepository
from briefbot.store.inbox import InboxRepository
from briefbot.store.latest import LatestRepository
from briefbot.store.links import LinksRepository
from briefbot.store.outbox import OutboxRepository
from briefbot.store.preferences import PreferencesRepository
from briefbot.store.statistics import StatisticsRepository


class UnitOfWork:
    """What is read or written within one transaction, by repositories that share it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @cached_property
    def chats(self) -> ChatsRepository:
        """Who may ask, which chats are lost."""
        return ChatsRepository(self._connection)

    @cached_property
    def corrections(self) -> CorrectionsRepository:
        """Speakers corrected, and readers' reports."""
        return CorrectionsRepository(self._connection)

    @cached_property
    def digests(self) -> DigestsRepository:
        """Who wants a digest when, and its parts."""
        return DigestsRepository(self._connection)

    @cached_property
    def follows(self) -> FollowsRepository:
        """What chats follow."""
        return FollowsRepository(self._connection)

    @cached_property
    def inbox(self) -> InboxRepository:
        """Updates that came."""
        return InboxRepository(self._connection)

    @cached_property
    def latest(self) -> LatestRepository:
        """The newest quotations."""
        return LatestRepository(self._connection)

    @cached_property
    def links(self) -> LinksRepository:
        """Links to quotations."""
        return LinksRepository(self._connection)

    @cached_property
    def outbox(self) -> OutboxRepository:
        """Answers and messages."""
        return OutboxRepository(self._connection)

    @cached_property
    def preferences(self) -> PreferencesRepository:
        """What chats chose."""
        return PreferencesRepository(self._connection)

    @cached_property
    def statistics(self) -> StatisticsRepository:
        """Counts by day."""
        return StatisticsRepository(self._connection)
