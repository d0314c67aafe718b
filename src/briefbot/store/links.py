"""Links to quotations, how often they were passed on, and questions on their way into the private chat."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, insert, select

from briefbot.dialogue.links import Link
from briefbot.model import Citation, Span
from briefbot.store.repository import Repository
from briefbot.store.tables import LinkRow, QuestionRow, ShareRow
from briefbot.store.upserts import insert_into

# How long a question from inline mode waits for whoever typed it.
_WAITS = timedelta(days=1)
# Put together once, for every page asks them.
_HIGHEST = select(func.max(LinkRow.id))
_OF_DOCUMENT = select(LinkRow.__table__).where(LinkRow.document_id == bindparam("document_id")).order_by(LinkRow.id)


class LinksRepository(Repository):
    """Links to quotations, and questions on their way into the private chat."""

    def link(self, number: int) -> Link | None:
        """The link of this number."""
        row = self._execute(select(LinkRow.__table__).where(LinkRow.id == number)).first()
        return _link(row) if row else None

    def numbers(self, citations: Sequence[Citation]) -> list[int | None]:
        """The number of each citation's link, None where it has none yet."""
        known = self._known(citations)
        return [next((one.number for one in known if _is_of(one, citation)), None) for citation in citations]

    def of_document(self, document_id: str) -> list[Link]:
        """The links to quotations of the document that people know by this id, in the order in which they were made."""
        return [_link(row) for row in self._execute(_OF_DOCUMENT, {"document_id": document_id})]

    def highest(self) -> int:
        """The highest number of a link, 0 where there is none."""
        return self._scalar(_HIGHEST) or 0

    def make(self, citations: Sequence[Citation], now: datetime) -> list[int]:
        """The numbers of these citations' links; one that has none gets one."""
        # Looked up within the transaction: another thread or process may have made them meanwhile.
        for citation, number in zip(citations, self.numbers(citations), strict=True):
            if number is None:
                self._execute(
                    insert_into(self._connection, LinkRow).values(**_columns(citation), made_at=now).on_conflict_do_nothing()
                )
        made = self.numbers(citations)
        return [number for number in made if number is not None]

    def count_share(self, number: int, now: datetime) -> None:
        """Count that a quotation was passed on; nothing where there is no such link."""
        if self.link(number) is None:
            return
        row = insert_into(self._connection, ShareRow).values(link_id=number, day=now.date(), count=1)
        again = {"count": ShareRow.count + 1}
        self._execute(row.on_conflict_do_update(index_elements=["link_id", "day"], set_=again))

    def keep_question(self, person_id: int, text: str, now: datetime) -> str:
        """Keep the question that a person may take into the private chat, in place of their last one; what it is called by.

        Nobody can guess that.
        """
        token = secrets.token_urlsafe(12)
        self._execute(delete(QuestionRow).where(QuestionRow.person_id == person_id))
        self._execute(insert(QuestionRow).values(person_id=person_id, token=token, text=text, asked_at=now))
        return token

    def question(self, token: str) -> str | None:
        """The question that is called by this, None where it is gone."""
        return self._scalar(select(QuestionRow.text).where(QuestionRow.token == token))

    def forget(self, person_id: int) -> None:
        """Erase the question of a person."""
        self._execute(delete(QuestionRow).where(QuestionRow.person_id == person_id))

    def erase_old(self, now: datetime) -> None:
        """Erase the questions that nobody has taken into the private chat for long."""
        self._execute(delete(QuestionRow).where(QuestionRow.asked_at < now - _WAITS))

    def _known(self, citations: Sequence[Citation]) -> list[Link]:
        documents = LinkRow.document_id.in_({citation.document.id for citation in citations})
        words = LinkRow.digest.in_({_digest(citation.text) for citation in citations})
        query = select(LinkRow.__table__).where(documents, words).order_by(LinkRow.id)
        return [_link(row) for row in self._execute(query)]


def _is_of(one: Link, citation: Citation) -> bool:
    return one.document_id == citation.document.id and one.text == citation.text and one.means(citation)


def _columns(citation: Citation) -> dict[str, object]:
    return {
        "document_id": citation.document.id,
        "start": citation.span.start,
        "end": citation.span.end,
        "digest": _digest(citation.text),
        "text": citation.text,
        "speaker": citation.speaker,
    }


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def _link(row: Row[Any]) -> Link:
    return Link(row.id, row.document_id, Span(row.start, row.end), row.text, row.speaker, row.made_at)
