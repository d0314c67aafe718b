"""The document that ships with the project, quotation by quotation."""

from pathlib import Path

from briefbot.model import Document
from briefbot.reading.quotes import find_quotes

SEED = next((Path(__file__).parents[3] / "seeds").glob("*.txt"))


def test_all_nine_quotations_of_the_shipped_document_have_their_speakers() -> None:
    """Among them a nested one, an initialled name, a "he" two paragraphs on, and a ministry's comments."""
    text = SEED.read_bytes().decode("utf-8")
    found = find_quotes(Document("seed", text)).quotes
    lavrov, ministry = "Sergei Lavrov", "Russian Foreign Ministry"
    assert [quote.source.speaker for quote in found] == [
        lavrov, lavrov, lavrov, "Joe Biden", ministry, lavrov, lavrov, lavrov, lavrov,
    ]  # fmt: skip
    assert "“" not in found[4].span.of(text)
    assert found[4].span.of(text).count('"') == 2


def test_the_shipped_documents_reported_speech_has_its_speakers() -> None:
    """What "Lavrov said the ABM issue prevents …" is a statement of his, without marks."""
    text = SEED.read_bytes().decode("utf-8")
    statements = find_quotes(Document("seed", text)).statements
    said = {statement.source.speaker for statement in statements if "ABM issue prevents" in statement.span.of(text)}
    assert said == {"Sergei Lavrov"}
    assert not any('"' in statement.span.of(text) for statement in statements)


def test_the_translated_document_has_the_same_speakers() -> None:
    """The nine quotations of its Russian translation are the same people's."""
    text = (Path(__file__).parents[2] / "eval" / "seed_ru.txt").read_text(encoding="utf-8")
    found = find_quotes(Document("seed", text)).quotes
    lavrov, ministry = "Сергей Лавров", "МИД России"
    assert [quote.source.speaker for quote in found] == [
        lavrov, lavrov, lavrov, "Джо Байден", ministry, lavrov, lavrov, lavrov, lavrov,
    ]  # fmt: skip
