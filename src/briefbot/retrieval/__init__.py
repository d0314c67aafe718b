"""Ranking: which passages and documents of the archive a question is about."""

from briefbot.retrieval.index import ArchiveIndex
from briefbot.retrieval.model import DocumentHit, IndexedDocument, PassageHit, Retriever, Word, WordingHit, checksum

__all__ = ["ArchiveIndex", "DocumentHit", "IndexedDocument", "PassageHit", "Retriever", "Word", "WordingHit", "checksum"]
