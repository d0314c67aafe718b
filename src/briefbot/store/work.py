"""The unit of work: one transaction on the database, with a repository an entity. No connection leaves this room."""

from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

if TYPE_CHECKING:
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


def _of(module: str) -> Any:
    """A repository on the work's connection. Its module is loaded when it is asked for: no process asks for all of them."""
    name = "".join(map(str.capitalize, module.rpartition(".")[2].split("_"))) + "Repository"
    return cached_property(lambda work: getattr(import_module(f"briefbot.store.{module}"), name)(work._connection))  # noqa: SLF001


class UnitOfWork:
    """What is read or written within one transaction, by repositories that share it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.erased = False  # whether somebody is forgotten by it, of whom no file may hold a trace

    def forget(self, person_id: int) -> None:
        """Keep nothing of a person, in any row or file."""
        self.chats.forget(person_id)
        self.erased = True

    documents: "DocumentsRepository" = _of("documents")  # documents in versions
    amendments: "AmendmentsRepository" = _of("amendments")  # what people say of documents
    identity: "IdentityRepository" = _of("identity")  # documents known again
    holdings: "HoldingsRepository" = _of("holdings")  # documents listed, and taken out
    passages: "PassagesRepository" = _of("passages")  # what answers can show
    personal: "PersonalRepository" = _of("personal")  # what is kept about one person
    people: "PeopleRepository" = _of("people")  # who speaks, under which names
    state: "StateRepository" = _of("state")  # how far the archive is
    feeds: "FeedsRepository" = _of("feeds")  # feeds and their items
    channels: "ChannelsRepository" = _of("channels")  # channels whose posts are, or could be, taken
    submissions: "SubmissionsRepository" = _of("submissions")  # what is to be brought in
    files: "FilesRepository" = _of("files")  # files that were brought in whole
    conversations: "ConversationsRepository" = _of("conversations")  # what follow-ups lean on
    chats: "ChatsRepository" = _of("chats")  # who may ask, which chats are lost
    clocks: "ClocksRepository" = _of("clocks")  # what a wrong clock wrote
    corrections: "CorrectionsRepository" = _of("corrections")  # speakers corrected, and readers' reports
    subscriptions: "SubscriptionsRepository" = _of("subscriptions")  # who wants a digest when
    digest_ledger: "DigestLedgerRepository" = _of("digest_ledger")  # what became of the dates of digests
    digest_queue: "DigestQueueRepository" = _of("digest_queue")  # digests in the outbox
    follows: "FollowsRepository" = _of("follows")  # what chats follow
    inbox: "InboxRepository" = _of("inbox")  # updates that came
    latest: "LatestRepository" = _of("latest")  # the newest quotations
    links: "LinksRepository" = _of("links")  # links to quotations
    outbox: "OutboxRepository" = _of("outbox")  # answers and messages
    departures: "DeparturesRepository" = _of("moving.departures")  # what an export holds
    arrivals: "ArrivalsRepository" = _of("moving.arrivals")  # what comes from another database
    histories: "HistoriesRepository" = _of("moving.histories")  # documents that come from another database
    numbers: "NumbersRepository" = _of("numbers")  # the highest numbers given
    acts: "ActsRepository" = _of("acts")  # what people asked for lately
    processes: "ProcessesRepository" = _of("processes")  # who serves this database, and which chats
    preferences: "PreferencesRepository" = _of("preferences")  # what chats chose
    stories: "StoriesRepository" = _of("stories")  # copies of one article
    sayings: "SayingsRepository" = _of("sayings")  # all that somebody said
    statistics: "StatisticsRepository" = _of("statistics")  # counts by day
    measures: "MeasuresRepository" = _of("measures")  # what is counted of a database for those who watch it
    troubles: "TroublesRepository" = _of("troubles")  # what admins were told goes wrong
