"""Russian transcripts and interviews: whose words a paragraph behind a label is."""

import pytest

from briefbot.model import Document
from briefbot.reading.quotes import find_quotes


def said(text: str) -> list[tuple[str, str | None]]:
    """Every sentence of speech without marks, with its speaker."""
    return [(one.span.of(text), one.source.speaker) for one in find_quotes(Document("d", text, language="ru")).statements]


@pytest.mark.parametrize("stop", [":", "."])
def test_answers_are_those_of_the_one_who_is_introduced(stop: str) -> None:
    """Questions are nobody's who could be named."""
    turns = f"Вопрос{stop} Когда высохнет поле?\n\nОтвет{stop} Поле высохнет в июне. Я видел.\n\nВопрос{stop} А трибуны?"
    assert said(f"Мы поговорили с тренером Петром Гусевым.\n\n{turns}\n\nОтвет{stop} Их красят.") == [
        ("Когда высохнет поле?", None),
        ("Поле высохнет в июне.", "Петр Гусев"),
        ("Я видел.", "Петр Гусев"),
        ("А трибуны?", None),
        ("Их красят.", "Петр Гусев"),
    ]


def test_answers_are_nobodys_where_two_are_introduced() -> None:
    """Nothing tells which one of them answers."""
    turns = "Вопрос: Когда?\n\nОтвет: В июне.\n\nВопрос: А трибуны?\n\nОтвет: Их красят."
    found = said(f"На поле были Пётр Гусев и Анна Седова.\n\n{turns}")
    assert [sentence for sentence, _ in found] == ["Когда?", "В июне.", "А трибуны?", "Их красят."]
    assert {speaker for _, speaker in found} == {None}


@pytest.mark.parametrize(("gusev", "sedova"), [("Пётр Гусев", "Анна Седова"), ("ГУСЕВ", "СЕДОВА")])
def test_a_name_before_a_colon_is_the_speaker(gusev: str, sedova: str) -> None:
    """In full, or in capitals where it labels more than one turn."""
    turns = f"{gusev}: Поле высохнет.\n\n{sedova}: Когда?\n\n{gusev}: В июне.\n\n{sedova}: Спасибо."
    assert said(turns) == [("Поле высохнет.", gusev), ("Когда?", sedova), ("В июне.", gusev), ("Спасибо.", sedova)]


@pytest.mark.parametrize(
    "text",
    [
        "Москва: хлеб.\n\nКольск: мост.\n\nТаврия: поле.",
        "Гусев: мост.\n\nСедова: поле.\n\nЛинд: хлеб.",
        "Пётр Гусев: Поле высохнет.\n\nАнна Седова: Когда?",
    ],
)
def test_a_list_is_no_transcript(text: str) -> None:
    """Places, single family names that stand once, and fewer than three turns are none."""
    assert said(text) == []


def test_what_others_said_in_an_answer_is_told_by_whoever_answers() -> None:
    """A turn is one person's, with all that it reports."""
    turns = "Вопрос: Когда высохнет поле?\n\nОтвет: В июне. Анна Седова сказала, что в мае.\n\nВопрос: А трибуны?"
    found = said(f"Мы поговорили с тренером Петром Гусевым.\n\n{turns}\n\nОтвет: Их красят.")
    assert ("Анна Седова сказала, что в мае.", "Петр Гусев") in found
    assert ("Анна Седова сказала, что в мае.", "Анна Седова") not in found


INTRODUCTION = "Реставратор Ян Вайсберг работает двадцать лет. Мы были в его мастерской."
LABELS = {
    "a family name": ("Газета:", "Вайсберг:"),
    "a family name in capitals": ("ГАЗЕТА:", "ВАЙСБЕРГ:"),
    "a name in capitals": ("ГАЗЕТА:", "ЯН ВАЙСБЕРГ:"),
    "initials": ("Корр.:", "Я.В.:"),
    "initials apart": ("Корр.:", "Я. В.:"),
    "a paper in marks": ("«Альманах»:", "Вайсберг:"),
}


@pytest.mark.parametrize(("paper", "guest"), LABELS.values(), ids=LABELS.keys())
def test_a_label_is_the_guest_whom_it_abbreviates(paper: str, guest: str) -> None:
    """However the label writes the name, its turns are the guest's, and the paper is nobody who could be named."""
    answers = ("С подвала.", "Дважды.", "Пластик.")
    turns = "\n\n".join(f"{paper} Когда?\n\n{guest} {answer}" for answer in answers)
    found = said(f"{INTRODUCTION}\n\n{turns}")
    assert [one for one in found if one[1] is not None] == [(answer, "Ян Вайсберг") for answer in answers]


def test_initials_that_two_share_name_neither() -> None:
    """Where two people have them, a label of initials tells nothing."""
    turns = "\n\n".join(f"Корр.: Когда?\n\nП. Г.: {answer}" for answer in ("В июне.", "В мае.", "Сейчас."))
    assert said(f"На поле были Пётр Гусев и Павел Громов.\n\n{turns}") == []


@pytest.mark.parametrize("question", ["— {}", "**{}**", "– {}"])
def test_what_follows_a_question_that_is_set_off_is_the_guests(question: str) -> None:
    """Questions alone have a dash or are bold; the answers stand between them, in any number of paragraphs."""
    asked = [question.format(words) for words in ("С чего начать?", "Кто отказал?", "Почему?")]
    text = f"{INTRODUCTION}\n\n{asked[0]}\n\nС подвала.\n\nТам враньё.\n\n{asked[1]}\n\nХозяин.\n\n{asked[2]}\n\nТам пластик."
    answers = [(words, name) for words, name in said(f"{text}\n\nМастерская работает с 1998 года.") if name]
    assert answers == [(words, "Ян Вайсберг") for words in ("С подвала.", "Там враньё.", "Хозяин.", "Там пластик.")]


@pytest.mark.parametrize(
    "text",
    [
        "Пётр Гусев и Анна Седова.\n\n— Да?\n\nВ июне.\n\n— Нет?\n\nВ мае.\n\n— Где?\n\nТут.",
        "Пётр Гусев ждал.\n\n— Да?\n\nВ июне.\n\n— Нет?\n\nВ мае.",
        "Пётр Гусев ждал.\n\n— Да?\n\nВ июне.\n\n— Нет?\n\nВ мае.\n\n— Где?\n\n— Тут.\n\n— Как?\n\nТак.",
    ],
)
def test_questions_alone_are_no_interview(text: str) -> None:
    """Two who may answer, fewer than three questions, or one that is answered behind a dash, make none."""
    assert {name for words, name in said(text) if not words.startswith("—")} <= {None}


TALK = "Мы были у пчеловода Нины Ким.\n\n— Трудно?\n\n— Легко.\n\n— Говорят, вы устали.\n\n— Устала.\n\n— А зимой?\n\n— Сплю."


def test_a_question_without_a_sign_takes_its_turn() -> None:
    """Where questions and answers take turns behind dashes, what stands in a question's place is one."""
    assert said(TALK) == [
        ("— Трудно?", None), ("— Легко.", "Нина Ким"), ("— Говорят, вы устали.", None),
        ("— Устала.", "Нина Ким"), ("— А зимой?", None), ("— Сплю.", "Нина Ким"),
    ]  # fmt: skip


def test_answers_that_ask_take_no_turns() -> None:
    """Where both ask, only what asks and is answered is a question."""
    found = dict(said(TALK.replace("— Устала.", "— Кто устал?")))
    assert found["— Говорят, вы устали."] != "Анна Седова"
    assert found["— Легко."] == "Нина Ким"


def test_answers_in_marks_are_the_guests() -> None:
    """Questions behind a dash, answers in marks."""
    text = "Мы были у мэра Анны Седовой.\n\n— А мост?\n\n«Мост откроют в мае».\n\n— А паром?\n\n«Паром будет ходить»."
    found = find_quotes(Document("d", text, language="ru")).quotes
    assert [quote.source.speaker for quote in found] == ["Анна Седова", "Анна Седова"]
