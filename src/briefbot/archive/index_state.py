"""The state of an archive's index: what it holds, beside what it should."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IndexState:
    """How an index is: where, of which generation of the archive, and how much it holds.

    `archive` and `index` are each the number of documents, that of passages, and a sum over the documents' keys
    (`retrieval.model.key_check`), which are the same where the index is whole; `index` is None where there is none.
    """

    place: str
    is_current: bool
    generation: int | None
    archive_generation: int
    archive: tuple[int, int, int]
    index: tuple[int, int, int] | None

    @property
    def is_whole(self) -> bool:
        """Whether it holds each document of the archive once, with all of its passages, and nothing else."""
        return self.index == self.archive
