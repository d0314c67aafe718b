"""Ranking: which passages and documents of the archive a question is about."""

from briefbot.core.retrieve.index import ArchiveIndex
from briefbot.core.retrieve.model import DocumentHit, IndexedDocument, PassageHit, Retriever, Word

__all__ = ["ArchiveIndex", "DocumentHit", "IndexedDocument", "PassageHit", "Retriever", "Word"]
