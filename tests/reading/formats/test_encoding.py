"""Bytes become text unchanged, or are refused with a reason."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefbot.errors import DocumentError
from briefbot.reading.formats.encoding import decode, decode_declared

_SENTENCES = {
    "ru": "Министр заявил, что страна готова к переговорам. «Мы открыты для диалога», — сказал он журналистам в четверг.",
    "uk": "Міністр заявив, що країна готова до переговорів. «Ми відкриті для діалогу», — сказав він журналістам у четвер.",
    "en": "The minister said that the country was ready. “We are open to talks,” she told reporters — adding that it’s time.",
    "fr": "Le ministre a déclaré que le pays était prêt à négocier. « Nous sommes prêts », a-t-il ajouté à la presse réunie.",
    "de": "Der Minister erklärte, das Land sei für Gespräche bereit. „Wir müssen über Lösungen reden“, sagte er am Donnerstag.",
    "es": "El ministro declaró que el país está listo. «Mañana habrá más conversaciones», añadió el señor Núñez en la reunión.",
    "pl": "Minister powiedział w czwartek, że kraj jest gotów. „Jesteśmy otwarci na rozmowy”, dodał późnym wieczorem.",
    "cs": "Ministr ve čtvrtek řekl, že země je připravena. „Jsme otevřeni jednání,“ dodal později večer před novináři.",
    "el": "Ο υπουργός Εξωτερικών δήλωσε την Πέμπτη ότι η χώρα είναι έτοιμη για συνομιλίες με τους εταίρους της.",
    "ja": "外務大臣は木曜日、同国は交渉の用意があると述べた。「我々は対話に前向きだ」と記者団に語った。",
}


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(
        lambda text: bool(text.strip())
    )
)
def test_utf8_is_the_text_unchanged(text: str) -> None:
    """UTF-8 gives the text character by character, line ends included, unless it is binary data."""
    try:
        assert decode(text.encode()) == text.removeprefix("\ufeff")
    except DocumentError as error:
        assert "binary" in str(error) or "no text" in str(error)  # noqa: PT017 — either outcome is right, by the text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(encoding: str) -> None:
    """A byte order mark tells the encoding, and is no part of the text."""
    assert decode("Boats\r\nreturn — возвращаются".encode(encoding)) == "Boats\r\nreturn — возвращаются"


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        *(("ru", "cp1251"), ("ru", "koi8_r"), ("ru", "cp866"), ("ru", "iso8859_5"), ("uk", "cp1251"), ("uk", "koi8_u")),
        *(("en", "cp1252"), ("fr", "cp1252"), ("de", "cp1252"), ("es", "cp1252"), ("pl", "cp1250"), ("cs", "cp1250")),
        *(("el", "cp1253"), ("ja", "shift_jis"), ("ja", "euc_jp")),
    ],
)
def test_older_encodings_are_converted(language: str, encoding: str) -> None:
    """A sentence in an encoding of its language is read as it was written."""
    data = _SENTENCES[language].encode(encoding, "replace")
    assert decode(data) == data.decode(encoding)


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        *itertools.product(["en", "fr", "de", "es"], ["cp1252", "latin-1", "mac_roman", "cp850", "iso8859_15"]),
        *itertools.product(["pl", "cs"], ["cp1250", "iso8859_2", "mac_latin2", "cp852"]),
        *itertools.product(["ru", "uk"], ["cp1251", "koi8_u", "mac_cyrillic", "iso8859_5"]),
        *itertools.product(["el"], ["cp1253", "iso8859_7"]),
        *itertools.product(["ja"], ["shift_jis", "euc_jp"]),
    ],
)
def test_no_encoding_is_guessed_wrong(language: str, encoding: str) -> None:
    """Whatever a sentence was saved in, it comes out right or is refused: no letter is ever exchanged for another."""
    data = _SENTENCES[language].encode(encoding, "replace")
    try:
        assert decode(data) == data.decode(encoding)
    except DocumentError as error:
        assert "save it as UTF-8" in str(error)  # noqa: PT017 — either outcome is right


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no text"),
        (b" \r\n\t", "no text"),
        (b"\xef\xbb\xbf", "no text"),
        (b"Boats\0return", "NUL"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
        (b"Boats " + b"\xed\xa0\x80", "save it as UTF-8"),
        ("Лодки возвращаются в порт ".encode() + b"\xff", "broken bytes, the first at byte 48"),
        (b"\xff\xfeB", "UTF-16-LE text by its first bytes, but broken at byte 0"),
        (b"\xff\xfe\x00\xd8B\x00", "UTF-16-LE text by its first bytes, but broken at byte 0"),
        ("äöü".encode("latin-1"), "save it as UTF-8"),
    ],
)
def test_refused_with_a_reason(data: bytes, reason: str) -> None:
    """What is no text is refused in a sentence that says why."""
    with pytest.raises(DocumentError, match=reason):
        decode(data)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=300))
def test_no_bytes_fail_otherwise(data: bytes) -> None:
    """Any bytes give a text without NUL, or one kind of error."""
    try:
        assert "\0" not in decode(data)
    except DocumentError as error:
        assert str(error)  # noqa: PT017 — either outcome is right


@pytest.mark.parametrize(
    "named", ["idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "base64", "rot13", "x\0"]
)
def test_what_is_named_and_is_no_encoding_of_texts_is_not_believed(named: str) -> None:
    """Python has codecs of these names, in which nobody wrote a page: what the bytes themselves tell holds."""
    assert decode_declared("Мост откроют осенью.".encode() + b"\xff", named) == "Мост откроют осенью.\ufffd"
