"""What chats have chosen for themselves."""

from dataclasses import replace

from sqlalchemy import delete, insert, select

from briefbot.dialogue.preferences import EVERYBODYS, Preferences
from briefbot.store.repository import Repository
from briefbot.store.tables import PreferencesRow


class PreferencesRepository(Repository):
    """What chats have chosen for themselves."""

    def of(self, chat_id: int) -> Preferences:
        """A chat's preferences; those of everybody where it chose none."""
        table = PreferencesRow
        query = select(table.zone, table.language, table.quotations, table.previews, table.latin).where(
            table.chat_id == chat_id
        )
        row = self._execute(query).first()
        return Preferences(*row) if row else EVERYBODYS

    def keep(self, chat_id: int, chosen: Preferences) -> None:
        """Keep these in place of what the chat chose before."""
        self._execute(delete(PreferencesRow).where(PreferencesRow.chat_id == chat_id))
        self._execute(
            insert(PreferencesRow).values(
                chat_id=chat_id,
                zone=chosen.zone,
                language=chosen.language,
                quotations=chosen.quotations,
                previews=chosen.previews,
                latin=chosen.latin,
            )
        )

    def choose_language(self, chat_id: int, tag: str | None) -> None:
        """Let a chat be spoken to in this language (IETF tag) from now on; None for the one that the device tells."""
        self.keep(chat_id, replace(self.of(chat_id), language=tag))

    def move(self, old: int, new: int) -> None:
        """Give a chat's preferences its new number; where it has some there, those stay, and it keeps its zone and language."""
        here, there = self.of(old), self.of(new)
        self.forget(old)
        if here == EVERYBODYS:
            return
        stays = here if there == EVERYBODYS else there
        self.keep(new, replace(stays, zone=there.zone or here.zone, language=there.language or here.language))

    def forget(self, chat_id: int) -> None:
        """Erase what a chat prefers."""
        self._execute(delete(PreferencesRow).where(PreferencesRow.chat_id == chat_id))
