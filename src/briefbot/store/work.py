"""The unit of work: one transaction on the database, with a repository an entity. No connection leaves this room."""

from functools import cached_property

from sqlalchemy import Connection

from briefbot.store.acts import ActsRepository
from briefbot.store.amendments import AmendmentsRepository
from briefbot.store.channels import ChannelsRepository
from briefbot.store.chats import ChatsRepository
from briefbot.store.clocks import ClocksRepository
from briefbot.store.conversations import ConversationsRepository
from briefbot.store.corrections import CorrectionsRepository
from briefbot.store.digest_ledger import DigestLedgerRepository
from briefbot.store.digest_queue import DigestQueueRepository
from briefbot.store.documents import DocumentsRepository
from briefbot.store.feeds import FeedsRepository
from briefbot.store.files import FilesRepository
from briefbot.store.follows import FollowsRepository
from briefbot.store.holdings import HoldingsRepository
from briefbot.store.identity import IdentityRepository
from briefbot.store.inbox import InboxRepository
from briefbot.store.latest import LatestRepository
from briefbot.store.links import LinksRepository
from briefbot.store.measures import MeasuresRepository
from briefbot.store.moving.arrivals import ArrivalsRepository
from briefbot.store.moving.departures import DeparturesRepository
from briefbot.store.moving.histories import HistoriesRepository
from briefbot.store.numbers import NumbersRepository
from briefbot.store.outbox import OutboxRepository
from briefbot.store.passages import PassagesRepository
from briefbot.store.people import PeopleRepository
from briefbot.store.personal import PersonalRepository
from briefbot.store.preferences import PreferencesRepository
from briefbot.store.processes import ProcessesRepository
from briefbot.store.sayings import SayingsRepository
from briefbot.store.state import StateRepository
from briefbot.store.statistics import StatisticsRepository
from briefbot.store.stories import StoriesRepository
from briefbot.store.submissions import SubmissionsRepository
from briefbot.store.subscriptions import SubscriptionsRepository
from briefbot.store.troubles import TroublesRepository


class UnitOfWork:
    """What is read or written within one transaction, by repositories that share it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.erased = False  # whether somebody is forgotten by it, of whom no file may hold a trace

    def forget(self, person_id: int) -> None:
        """Keep nothing of a person, in any row or file."""
        self.chats.forget(person_id)
        self.erased = True

    @cached_property
    def documents(self) -> DocumentsRepository:
        """Documents in versions."""
        return DocumentsRepository(self._connection)

    @cached_property
    def acts(self) -> ActsRepository:
        """What people asked for lately."""
        return ActsRepository(self._connection)

    @cached_property
    def processes(self) -> ProcessesRepository:
        """Who serves this database, and which chats."""
        return ProcessesRepository(self._connection)

    @cached_property
    def amendments(self) -> AmendmentsRepository:
        """What people say of documents."""
        return AmendmentsRepository(self._connection)

    @cached_property
    def identity(self) -> IdentityRepository:
        """Documents known again."""
        return IdentityRepository(self._connection)

    @cached_property
    def holdings(self) -> HoldingsRepository:
        """Documents listed, and taken out."""
        return HoldingsRepository(self._connection)

    @cached_property
    def passages(self) -> PassagesRepository:
        """What answers can show."""
        return PassagesRepository(self._connection)

    @cached_property
    def personal(self) -> PersonalRepository:
        """What is kept about one person."""
        return PersonalRepository(self._connection)

    @cached_property
    def people(self) -> PeopleRepository:
        """Who speaks, under which names."""
        return PeopleRepository(self._connection)

    @cached_property
    def state(self) -> StateRepository:
        """How far the archive is."""
        return StateRepository(self._connection)

    @cached_property
    def feeds(self) -> FeedsRepository:
        """Feeds and their items."""
        return FeedsRepository(self._connection)

    @cached_property
    def channels(self) -> ChannelsRepository:
        """Channels whose posts are, or could be, taken."""
        return ChannelsRepository(self._connection)

    @cached_property
    def submissions(self) -> SubmissionsRepository:
        """What is to be brought in."""
        return SubmissionsRepository(self._connection)

    @cached_property
    def files(self) -> FilesRepository:
        """Files that were brought in whole."""
        return FilesRepository(self._connection)

    @cached_property
    def conversations(self) -> ConversationsRepository:
        """What follow-ups lean on."""
        return ConversationsRepository(self._connection)

    @cached_property
    def chats(self) -> ChatsRepository:
        """Who may ask, which chats are lost."""
        return ChatsRepository(self._connection)

    @cached_property
    def clocks(self) -> ClocksRepository:
        """What a wrong clock wrote."""
        return ClocksRepository(self._connection)

    @cached_property
    def corrections(self) -> CorrectionsRepository:
        """Speakers corrected, and readers' reports."""
        return CorrectionsRepository(self._connection)

    @cached_property
    def subscriptions(self) -> SubscriptionsRepository:
        """Who wants a digest when."""
        return SubscriptionsRepository(self._connection)

    @cached_property
    def digest_ledger(self) -> DigestLedgerRepository:
        """What became of the dates of digests."""
        return DigestLedgerRepository(self._connection)

    @cached_property
    def digest_queue(self) -> DigestQueueRepository:
        """Digests in the outbox."""
        return DigestQueueRepository(self._connection)

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
    def measures(self) -> MeasuresRepository:
        """How much there is, and waits."""
        return MeasuresRepository(self._connection)

    @cached_property
    def outbox(self) -> OutboxRepository:
        """Answers and messages."""
        return OutboxRepository(self._connection)

    @cached_property
    def departures(self) -> DeparturesRepository:
        """What an export holds."""
        return DeparturesRepository(self._connection)

    @cached_property
    def arrivals(self) -> ArrivalsRepository:
        """What comes from another database."""
        return ArrivalsRepository(self._connection)

    @cached_property
    def histories(self) -> HistoriesRepository:
        """Documents that come from another database."""
        return HistoriesRepository(self._connection)

    @cached_property
    def numbers(self) -> NumbersRepository:
        """The highest numbers given."""
        return NumbersRepository(self._connection)

    @cached_property
    def preferences(self) -> PreferencesRepository:
        """What chats chose."""
        return PreferencesRepository(self._connection)

    @cached_property
    def stories(self) -> StoriesRepository:
        """Copies of one article."""
        return StoriesRepository(self._connection)

    @cached_property
    def sayings(self) -> SayingsRepository:
        """All that somebody said."""
        return SayingsRepository(self._connection)

    @cached_property
    def statistics(self) -> StatisticsRepository:
        """Counts by day."""
        return StatisticsRepository(self._connection)

    @cached_property
    def troubles(self) -> TroublesRepository:
        """Troubles that are not over."""
        return TroublesRepository(self._connection)
