"""ZIP files of documents in any other format: each member is read as if it lay in a folder."""

from collections.abc import Iterator
from dataclasses import replace

from briefbot.errors import DocumentError
from briefbot.reading.formats.format import HEAD_BYTES, Format, Part, Refusal, Source, size_words
from briefbot.reading.formats.members import Member, Members
from briefbot.reading.formats.others import why_unread

MAX_ZIP_BYTES = 200 * 2**20


def is_zip(head: bytes) -> bool:
    """Whether bytes begin as a ZIP file does that is no document of an office program or e-book."""
    return (
        head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and b"[Content_Types].xml" not in head and b"mimetype" not in head[:64]
    )


def _parse(data: bytes, source: Source) -> Iterator[Part]:
    members = Members(data)
    for member in members:
        steps = member.path.replace("\\", "/").split("/")
        if ".." in steps:
            yield Part(Refusal("its path leads out of the ZIP file"), member.path)
            continue
        if any(step.startswith((".", "__MACOSX")) for step in steps):
            continue
        try:
            yield from _member(members, member, source)
        except DocumentError as error:
            yield Part(Refusal(str(error)), member.path)


def _member(members: Members, member: Member, source: Source) -> Iterator[Part]:
    stem, dot, ending = member.path.rpartition(".")
    suffix = f".{ending.lower()}" if dot and "/" not in ending else ""
    content = members.read(member.path, MAX_ZIP_BYTES)
    its = source.recognise(content[:HEAD_BYTES], suffix)
    if its is None or its.parse is _parse:
        reason = "a ZIP file within another is not read" if its else why_unread(content) or "no known format"
        yield Part(Refusal(reason), member.path, skipped=True)
        return
    if len(content) > its.largest:
        raise DocumentError(f"it is larger than {size_words(its.largest)}, the most that one file of {its.name} may have")
    inner = replace(source, id=f"{source.id}/{stem if suffix else member.path}")
    for part in source.parse(its, content, inner):
        yield replace(part, label=f"{member.path}, {part.label}" if part.label else member.path)


FORMAT = Format(
    name="ZIP",
    suffixes=(".zip",),
    mime_types=("application/zip",),
    parse=_parse,
    recognise=is_zip,
    largest=MAX_ZIP_BYTES,
    guarded=True,
)
