"""The kinds of records in an export: ONE table of what is exported, and how, and what is not, and why.

A record is a row of a table, with the rows that belong to it. Columns that a table gets come along by themselves; a new table
is put into one of the two lists here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefbot.store.repository import table_of
from briefbot.store.tables import (
    AccessRow,
    ActsRow,
    AmendmentRow,
    AnswerRow,
    Base,
    ChannelRow,
    ChatRow,
    ClaimRow,
    ConversationRow,
    CorrectionRow,
    CountRow,
    DeliveredRow,
    DigestRow,
    DocumentRow,
    FeedEntryRow,
    FeedRow,
    FileRow,
    FollowRow,
    GenerationRow,
    LinkRow,
    MessageRow,
    NameRow,
    OfficeRow,
    PassageRow,
    PreferencesRow,
    ProcessRow,
    QuestionRow,
    ReportRow,
    ShareRow,
    SketchRow,
    SlotRow,
    StateRow,
    StoryRow,
    SubmissionRow,
    TroubleRow,
    UpdateRow,
)


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a table as an export has them.

    `key` tells one from the others. Columns that are `derived` are made anew where the rows arrive. Of two rows of one key,
    that with more of what `counts` stays, where that is named.
    """

    table: type[Base]
    key: tuple[str, ...]
    derived: frozenset[str] = frozenset()
    counts: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are exported, in the table's order."""
        return tuple(column.name for column in table_of(self.table).columns if column.name not in self.derived)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: rows that stand by themselves, each with its `parts`, which name it in a column each.

    `wishes` are the columns that somebody has chosen: where they differ, that is told. `of_documents`: it belongs to documents
    and tells nothing of people who use the bot.
    """

    name: str
    rows: Rows
    wishes: tuple[str, ...] = ()
    parts: Mapping[str, tuple[Rows, str]] = field(default_factory=dict)
    of_documents: bool = False


def _rows(table: type[Base], *key: str, derived: str = "", counts: str | None = None) -> Rows:
    return Rows(table, key, frozenset(derived.split()), counts)


DOCUMENT = Kind(
    "document",
    _rows(DocumentRow, "place", "name", derived="key version current analysis degraded recut address"),
    of_documents=True,
)
CORRECTION = Kind(
    "correction", _rows(CorrectionRow, "document_id", "start", "end", derived="id"), ("text", "speaker"), of_documents=True
)
DIGEST = Kind(
    "digest",
    _rows(DigestRow, "chat_id", "topic", derived="next_due"),
    ("switched_on", "minute", "weekdays"),
    {
        "dates": (_rows(SlotRow, "day", derived="id digest_id"), "digest_id"),
        "shown": (_rows(DeliveredRow, "fingerprint", derived="digest_id"), "digest_id"),
    },
)

# In the order in which they stand in an export: what others name comes first.
KINDS: tuple[Kind, ...] = (
    DOCUMENT,
    CORRECTION,
    Kind("amendment", _rows(AmendmentRow, "place", "name"), ("title", "published", "undated"), of_documents=True),
    Kind("channel", _rows(ChannelRow, "chat_id"), ("accepted",)),
    Kind(
        "feed",
        _rows(FeedRow, "address"),
        parts={"items": (_rows(FeedEntryRow, "key", derived="feed_id"), "feed_id")},
    ),
    Kind(
        "link",
        _rows(LinkRow, "id"),
        ("document_id", "start", "end", "text"),
        {"shares": (_rows(ShareRow, "day", derived="link_id", counts="count"), "link_id")},
    ),
    Kind("chat", _rows(PreferencesRow, "chat_id"), ("zone", "language", "quotations", "previews", "latin")),
    Kind("access", _rows(AccessRow, "subject_id"), ("allowed",)),
    Kind("lost", _rows(ChatRow, "chat_id")),
    Kind("follow", _rows(FollowRow, "chat_id", "topic", "text")),
    DIGEST,
    Kind("report", _rows(ReportRow, "document_id", "start", "end", "person_id", "made_at")),
    Kind("count", _rows(CountRow, "day", "what", "reason", "subject", counts="number")),
)
BY_NAME: Mapping[str, Kind] = {kind.name: kind for kind in KINDS}

_MADE_ANEW = "it is made anew from the documents"
_OF_THIS_DATABASE = "it counts what goes on in this database alone"
_BY_PLACE = "it names places in this database, and is kept for 30 days at most"
_ON_ITS_WAY = "it is on its way, and the bot that began to handle it ends it"
# Tables that are not exported, and why.
LEFT_OUT: Mapping[type[Base], str] = {
    PassageRow: _MADE_ANEW,
    StoryRow: _MADE_ANEW,
    SketchRow: _MADE_ANEW,
    NameRow: _MADE_ANEW,
    OfficeRow: _MADE_ANEW,
    FileRow: "it tells of files on this machine",
    StateRow: _OF_THIS_DATABASE,
    GenerationRow: _OF_THIS_DATABASE,
    ConversationRow: _BY_PLACE,
    AnswerRow: _BY_PLACE,
    UpdateRow: _ON_ITS_WAY,
    MessageRow: _ON_ITS_WAY,
    SubmissionRow: _ON_ITS_WAY,
    ProcessRow: _OF_THIS_DATABASE,
    ClaimRow: _ON_ITS_WAY,
    ActsRow: "it is of use for a minute",
    QuestionRow: "it waits for a day",
    TroubleRow: "it tells of this machine",
}
