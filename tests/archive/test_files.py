"""What a path means: files, folders, standard input."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from briefbot.archive.files import Item, read
from briefbot.reading.formats.format import MAX_DOCUMENT_BYTES, Format, Part, Source
from briefbot.reading.formats.table import parse

_NOTHING = io.BytesIO()


def _read(path: Path | str, stdin: bytes = b"") -> list[Item]:
    return list(read(str(path), io.BytesIO(stdin), parse))


def _ids(items: list[Item]) -> list[str | None]:
    return [item.document.id if item.document else None for item in items]


def test_single_text_file(tmp_path: Path) -> None:
    """A file's id is its name without the ending, its place the resolved path; its text is unchanged."""
    path = tmp_path / "000_ef.txt"
    path.write_bytes(b"Boats return.\r\n")
    (tmp_path / "link.txt").symlink_to(path)
    (item,) = _read(path)
    assert item.document is not None
    assert (item.place, item.name, item.error) == (str(path.resolve()), str(path), None)
    assert (item.document.id, item.document.text) == ("000_ef", "Boats return.\r\n")
    assert _read(tmp_path / "link.txt")[0].place == str(path.resolve())


def test_folder(tmp_path: Path) -> None:
    """Below a folder the files come sorted, with their paths for ids; hidden ones are left out, unknown ones passed over."""
    for name in ("b.txt", "a/b.txt", "a/c.d.TXT", ".hidden.txt", ".git/x.txt", "notes.xyz", "~b.bak"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Boats return.")
    (tmp_path / "r.jsonl").write_text('{"id": "r1", "text": "Boats"}\n{"id": "r2", "text": "Nets"}\n')
    items = _read(tmp_path)
    assert _ids([item for item in items if not item.skipped]) == ["a/b", "a/c.d", "b", "r1", "r2"]
    passed_over = {Path(item.name).name: item.error for item in items if item.skipped}
    assert passed_over == {"notes.xyz": "no known format", "~b.bak": "no known format"}


def test_broken_file_among_good_ones(tmp_path: Path) -> None:
    """Broken files of a folder are errors by name, and the good ones get in."""
    (tmp_path / "a.txt").write_text("Boats return.")
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\0\0\xff")
    (tmp_path / "c.txt").write_bytes(b"")
    (tmp_path / "d.jsonl").write_bytes(b'{"id": "d1", "text": "Boats"}\n{"text": \n')
    (tmp_path / "e.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "f.jsonl").write_bytes(b"\n\n")
    (tmp_path / "g.txt").write_text("Nets dry.")
    os.mkfifo(tmp_path / "h.txt")
    items = _read(tmp_path)
    assert _ids(items) == ["a", None, None, "d1", None, None, None, "g", None]
    errors = {item.name.removeprefix(f"{tmp_path}/"): item.error for item in items if item.error}
    assert errors["b.txt"] == "this is binary data, not text"
    assert errors["c.txt"] == "there is no text in it"
    assert (errors["d.jsonl, line 2"] or "").startswith("it is not JSON: ")
    assert errors["e.txt"] == "there is no such file or folder"
    assert errors["f.jsonl"] == "there is no document in it"
    assert errors["h.txt"] == "it is not a regular file"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("nowhere.txt", "no such file or folder"),
        ("notes.xyz", "in no format that can be read (.pdf"),
        ("a\0b", "cannot be read"),
    ],
)
def test_named_path_that_is_no_input(tmp_path: Path, name: str, reason: str) -> None:
    """A named path that cannot be read is one item with its reason."""
    (tmp_path / "notes.xyz").write_text("Boats")
    (item,) = _read(f"{tmp_path}/{name}")
    assert item.document is None
    assert reason in (item.error or "")


def test_links_that_lead_back(tmp_path: Path) -> None:
    """Folders that link to each other are read once each."""
    for name in "abcdefgh":
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.txt").write_text("Boats return.")
    for name in "abcdefgh":
        (tmp_path / name / "up").symlink_to(tmp_path)
        for other in "abcdefgh":
            (tmp_path / name / f"to_{other}").symlink_to(tmp_path / other)
    assert len(_read(tmp_path)) == 8
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert "cannot be read" in (_read(tmp_path / "loop.txt")[0].error or "")


def test_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    """A text file beyond the limit is refused by its size."""
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(2**30)
    (item,) = _read(path)
    assert "larger than 20 MB" in (item.error or "")
    assert MAX_DOCUMENT_BYTES < 2**30


def test_standard_input() -> None:
    """A dash is JSON Lines on standard input, named by line."""
    items = _read("-", b'{"id": "a", "text": "Boats"}\n\nnonsense\n')
    assert [(item.place, item.name) for item in items] == [("-", "standard input, line 1"), ("-", "standard input, line 3")]
    assert _ids(items) == ["a", None]


def test_names_that_are_no_utf8(tmp_path: Path) -> None:
    """A file whose name is no UTF-8 is an error that can be printed."""
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    with open(path, "wb") as stream:  # noqa: PTH123 — pathlib has no paths of bytes
        stream.write(b"Boats return.")
    (item,) = _read(tmp_path)
    assert item.name.encode()
    assert "half a character" in (item.error or "")


def test_documents_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    """Nothing is read ahead: a record after the one asked for may not be there yet."""
    path = tmp_path / "r.jsonl"
    path.write_text('{"id": "a", "text": "Boats"}\n' * 2)
    items = read(str(path), _NOTHING, parse)
    assert next(items).document
    items.close()  # type: ignore[attr-defined]


def test_a_fault_of_ours_in_one_file_costs_the_others_nothing(tmp_path: Path) -> None:
    """Where reading a file raises what nobody foresaw, the file is refused by name, and the others are read."""

    def faulty(its: Format, data: bytes, source: Source) -> tuple[Part, ...]:
        if b"Nets" in data:
            raise IndexError("no such paragraph")
        return parse(its, data, source)

    (tmp_path / "a.txt").write_text("Nets dry.")
    (tmp_path / "b.txt").write_text("Boats return.")
    broken, sound = read(str(tmp_path), _NOTHING, faulty)
    assert broken.error == "it could not be read (IndexError: no such paragraph)"
    assert sound.document


def test_members_of_a_zip_file_are_named(tmp_path: Path) -> None:
    """Each file within is a document of its own, named by its path; what is in no format is passed over."""
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as packed:
        packed.writestr("a/b.txt", "Boats return.")
        packed.writestr("c.png", b"\x89PNG")
        packed.writestr("d.txt", b"")
    items = _read(tmp_path / "news.zip")
    assert _ids(items) == ["news/a/b", None, None]
    assert [item.skipped for item in items] == [False, True, False]
    assert [item.name.rpartition(", ")[2] for item in items] == ["a/b.txt", "c.png", "d.txt"]
