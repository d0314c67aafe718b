"""Documents taken out of an archive: what was shown of them stays theirs."""

import json
from collections.abc import Callable
from io import BytesIO

from briefbot.archive import Briefbot
from briefbot.model import Selection


def bring(archive: Briefbot, name: str, text: str) -> None:
    """Bring in a document of this id."""
    archive.ingest(["-"], BytesIO(json.dumps({"id": name, "text": text}).encode()))
    archive.refresh()


def test_the_number_of_a_removed_document_is_never_given_again(new_archive: Callable[[], Briefbot]) -> None:
    """Answers that were shown name documents by numbers: no later one may stand in a removed one's place."""
    archive = new_archive()
    bring(archive, "mill", "“The mill burns,” said Di Frost.")
    bring(archive, "pier", "“The pier is safe,” said Bo Lind.")
    (key,) = [key for key, id_ in archive.store.ids(archive.store.keys()).items() if id_ == "pier"]
    assert archive.citation((key, 0)) is not None
    assert archive.remove(["pier"]) == 1
    assert archive.citation((key, 0)) is None
    for name in ("one", "two"):
        bring(archive, name, f"“Number {name} is here,” said Cy Hale.")
    assert archive.citation((key, 0)) is None
    assert [one.id for one in archive.holdings(Selection())] == ["two", "one", "mill"]
