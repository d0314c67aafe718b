"""The tables, as SQLAlchemy types; `migrations/` brings an older database to this shape."""

from briefbot.store.tables.archive import (
    ConversationRow,
    DocumentRow,
    FileRow,
    GenerationRow,
    NameRow,
    OfficeRow,
    PassageRow,
    StateRow,
)
from briefbot.store.tables.base import Base, UTCDateTime
from briefbot.store.tables.bot import (
    AccessRow,
    AnswerRow,
    ChatRow,
    CorrectionRow,
    MessageRow,
    PreferencesRow,
    ReportRow,
    UpdateRow,
)
from briefbot.store.tables.digests import DeliveredRow, DigestRow, FollowRow, SlotRow
from briefbot.store.tables.feeds import FeedEntryRow, FeedRow
from briefbot.store.tables.operation import TroubleRow
from briefbot.store.tables.processes import ActsRow, ClaimRow, ProcessRow
from briefbot.store.tables.sending import AmendmentRow, ChannelRow, SubmissionRow
from briefbot.store.tables.sharing import CountRow, LinkRow, QuestionRow, ShareRow
from briefbot.store.tables.stories import SketchRow, StoryRow

# The migration that makes exactly these tables; a test holds it to the newest one.
REVISION = "0020"

__all__ = [
    "REVISION",
    "AccessRow",
    "ActsRow",
    "AmendmentRow",
    "AnswerRow",
    "Base",
    "ChannelRow",
    "ChatRow",
    "ClaimRow",
    "ConversationRow",
    "CorrectionRow",
    "CountRow",
    "DeliveredRow",
    "DigestRow",
    "DocumentRow",
    "FeedEntryRow",
    "FeedRow",
    "FileRow",
    "FollowRow",
    "GenerationRow",
    "LinkRow",
    "MessageRow",
    "NameRow",
    "OfficeRow",
    "PassageRow",
    "PreferencesRow",
    "ProcessRow",
    "QuestionRow",
    "ReportRow",
    "ShareRow",
    "SketchRow",
    "SlotRow",
    "StateRow",
    "StoryRow",
    "SubmissionRow",
    "TroubleRow",
    "UTCDateTime",
    "UpdateRow",
]
