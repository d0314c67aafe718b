"""The processes that serve one database together, which chats each of them has, and what people asked for lately."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from briefbot.store.tables.base import Base


class ProcessRow(Base):
    """A process of a bot's, by a random number that is locked as long as it lasts; its `beat` counts on while it works."""

    __tablename__ = "processes"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    bot: Mapped[int] = mapped_column(BigInteger)
    mode: Mapped[str]  # how updates come to it (`store.processes.Mode`)
    beat: Mapped[int] = mapped_column(BigInteger)


class ClaimRow(Base):
    """A chat whose updates one process alone handles, and whose messages it alone sends, while it has something to do there."""

    __tablename__ = "claims"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    process_id: Mapped[int] = mapped_column(
        ForeignKey("processes.id", name="fk_claims_process", ondelete="CASCADE"), index=True
    )


class ActsRow(Base):
    """What a person has asked for in the last minute, for limits that hold over several processes."""

    __tablename__ = "acts"

    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(primary_key=True)
    record: Mapped[dict[str, Any]] = mapped_column(JSON)
    until: Mapped[datetime] = mapped_column(index=True)  # when it is of no use any more
