"""What the bot keeps of its own operation."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from briefbot.store.tables.base import Base


class TroubleRow(Base):
    """A kind of trouble (`dialogue.troubles.Trouble`) of which the admins were told, and that is not over yet."""

    __tablename__ = "troubles"

    kind: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    last_at: Mapped[datetime]
    number: Mapped[int]  # how often it happened
