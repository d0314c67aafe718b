"""Kinds of wrong and missing names that papers of many styles showed, each as a text of a few sentences."""

import pytest

from briefbot.model import Document
from briefbot.reading.quotes import find_quotes

# A text, and the name under its last quotation; None: no name may stand there.
NAMES = {
    "a member of an assembly": ("MLA Basav Patil objected. “Who ate the cement?” he asked.", "Basav Patil"),
    "letters before a given name": ("SHOW Ann Lee objected. “Who ate the cement?” she asked.", "Ann Lee"),
    "an office in charge": ("“It is over,” said Special Agent in Charge Dana Ruiz.", "Dana Ruiz"),
    "an office for a field": ("“It is over now,” Assistant Secretary for Fish and Wildlife Bo Lind said.", "Bo Lind"),
    "an office of a field": ("“It is over now,” said Dean of Students Ann Lee.", "Ann Lee"),
    "an office of two fields": ("“It is late,” said Minister of Finance and Economic Planning Ann Lee.", "Ann Lee"),
    "an office in a ministry": ("“It is late,” said Permanent Secretary in the Ministry of Health Ann Lee.", "Ann Lee"),
    "a member of parliament": ("“It is late,” Member of Parliament Ann Lee said.", "Ann Lee"),
    "a rapporteur": ("“It is late,” said U.N. Special Rapporteur Ann Lee.", "Ann Lee"),
    "a Dutch name": ("“It is late,” said United boss Erik ten Haag.", "Erik ten Haag"),
    "an office for a land": ("“It is over now,” said Director for Europe Jan de Vries.", "Jan de Vries"),
    "a company's first word": (
        "Oakline Partners owns a fifth.\n\n“We will sell all of it,” Oakline said.", "Oakline Partners"),
    "a place in a company's name": (
        "Kansas Partners owns a fifth.\n\n“We will sell all of it,” Kansas said.", "Kansas"),
    "a nickname before a particle": (
        'Secretary Ernesto "Boy" de Leon spoke.\n\n“I will see it,” De Leon said.', "Ernesto de Leon"),
    "an office of an officer": (
        "The Mesa County Sheriff's Office looked for her.\n\n“A note weighs nothing,” the sheriff's office said.",
        "Mesa County Sheriff's Office"),
    "people who promote": (
        "Promoters Brightline Live paid. The company said: “We wish her well and a good day.”", "Brightline Live"),
}  # fmt: skip
ROLES = {
    "an office by its letters": (
        "Water Cabinet Secretary Ann Lee wrote to the county.\n\n“No county may do so,” the CS said.", "Ann Lee"),
    "an office of two by its letters": (
        "Cabinet Secretary Ann Lee met Cabinet Secretary Bo Lind.\n\n“No county may do so,” the CS said.", "CS"),
    "an office with a capital": (
        "Special Agent in Charge Dana Ruiz then went to see a man.\n\n“It is over,” the Special Agent said.", "Dana Ruiz"),
    "the defendant": (
        "Rosa Finch, 48, of Mill Lane, is accused of theft.\n\nBo Lind opened the case.\n\n“It is lies,” the defendant wrote.",
        "Rosa Finch"),
    "two defendants": (
        "Rosa Finch is accused of theft.\n\nBo Lind was charged with theft.\n\n“It is all lies,” the defendant wrote.", None),
    "a player beside another's": (
        "Rosa Finch fell under Bo Lind's challenge. “He had my shirt,” the striker said.", "Rosa Finch"),
    "a rank in small letters": (
        "General secretary of the union, Senator Ann Lee, says they will work but has warned it is “hanging by one thread”.",
        "Ann Lee"),
    "a party's word before a role": (
        "“How bad can it get?” said Salem-based Republican strategist Ann Lee.", "Ann Lee"),
    "a company that only its place tells": (
        "Cerro Blanco Metals, which is listed in Toronto, stopped.\n\n“Our people come first,” the company said.",
        "Cerro Blanco Metals"),
    "a company behind what it is": (
        "Their insurer, Southern Cross Mutual, has yet to pay. The company said the claim was “on its usual way”.",
        "Southern Cross Mutual"),
    "the only name that may be a body's": (
        "Sahabat Sungai asked for the study. The group said it was “the last stretch of river”.", "Sahabat Sungai"),
}  # fmt: skip
RELATIVES = {
    "a wife whose given name misleads": (
        "Iker Toribio cooks. His wife, the potter Noel Adeyemi, made the plates. “It was dug up,” she said.", "Noel Adeyemi"),
    "a couple by their family name": (
        "Tess and Barry Wylie lost their house.\n\n“The van has a view,” Mrs Wylie said.", "Tess Wylie"),
    "a couple by their plural": (
        "Tess and Barry Wylie lost their house.\n\nThe Wylies stayed. “The van has a view,” said Tess.", "Tess Wylie"),
    "two who are no couple": ("Tess and Barry Wylie spoke.\n\n“The van has a view,” Tess said.", "Tess"),
}  # fmt: skip
PRONOUNS = {
    "whom the paragraph before introduces": (
        "Ann Lee cried. “I was sad,” she said.\n\nThe ticket was checked by Rao Bhandari, 52, of Thane.\n\nHe said: “It won.”",
        "Rao Bhandari"),
    "who acts in the paragraph before": (
        "“I am sad,” Ann Lee said.\n\nDora Pilz, the organist, remembered the cross.\n\nNow, she said, “they do not mix.”",
        "Dora Pilz"),
    "who was asked": (
        "Bo Lind left.\n\nTom Vale asked Lind whether his age was fair game.\n\n“Sure it is,” he said.", "Bo Lind"),
    "nobody who was asked": (
        "Tom Vale asked the crowd whether his age was fair game.\n\n“Sure it is,” he said.", "Tom Vale"),
}  # fmt: skip
# Behind "Mayor Cy Roe spoke for an hour in the old hall."
BESIDE = {
    "a role behind a meeting": ("After a meeting with Bo Lind, the mayor said it “does not fit at all”.", "Cy Roe"),
    "a role behind a participle": ("Standing beside Bo Lind, the mayor later said it “does not fit at all”.", "Cy Roe"),
    "a role behind a clause": ("When he met Bo Lind, the mayor said it “does not fit at all”.", "Cy Roe"),
    "a role of nobody named": ("In an interview with Bo Lind, the candidate stated that it “does not fit at all”.", None),
    "a pronoun behind a participle": ("Asked about Bo Lind, he said it “does not fit at all”.", "Cy Roe"),
    "an apposition": ("Seen by all, Bo Lind, the governor, said it “does not fit at all”.", "Bo Lind"),
    "who is presented": ("As for Bo Lind, he said it “does not fit at all”.", "Bo Lind"),
}
# Behind "Mayor Cy Roe opened the new bridge. Governor Ann Lee was there too."
RELAYED = {
    "what somebody recalls": ("“It is late,” Lee recalled Roe saying.", "Cy Roe"),
    "what somebody heard": ("“It is late,” Lee heard Roe say.", "Cy Roe"),
    "what somebody was told": ("“It is late,” Roe said Lee told him.", "Ann Lee"),
    "whom somebody quotes": ("“It is late,” Roe said, quoting Lee.", "Ann Lee"),
    "whose claim it is": ("Roe dismissed Lee's claim that it was “late for all”.", "Ann Lee"),
    "who judges a claim": ("Roe said Lee's claim that Salem has no boats is “late for all”.", "Cy Roe"),
    "claims of nobody named": ("Roe rejected claims that it was “late for all”.", None),
    "what critics call": ("Roe opposes what critics call “late for all”.", None),
    "what is so called": ("Roe wants the so-called “late for all” rule.", None),
    "what may be said": ("Roe hopes that Lee will say it is “late for all”.", None),
    "what is said if": ("If Lee says it is “late for all”, Roe will go.", None),
    "who was told": ("“It is late,” Lee was told.", None),
    "who was criticized": ("Lee was criticized for being “late for all”.", None),
    "who was fined": ("Lee was fined for “being late for all”.", None),
    "who pleaded guilty": ("Lee pleaded guilty to “being late for all”.", None),
    "who is described": ("Roe, described as “late for all” in a report, left.", None),
    "who called whom so": ("Roe, called “late for all” by Lee, left.", "Ann Lee"),
    "critics": ("Lee's critics: “It is late for all.”", None),
    "somebody": ("Someone shouted at Lee: “It is late for all!”", None),
    "people who know somebody": ("Two people who know Lee said it was “late for all”.", None),
    "what was sent to somebody": ("The email sent to Lee said it was “late for all”.", None),
    "a man behind somebody": ("Behind Lee, a man said: “It is late for all.”", None),
}
# Behind "Мэр Салемска Юрий Громов открыл новый мост. На открытие приехала губернатор Анна Седова."
RELAYED_RU = {
    "слова": ("Громов вспомнил слова Седовой: «Уже слишком поздно».", "Анна Седова"),
    "утверждение": ("Громов отверг утверждение Седовой о том, что это «слишком поздно для всех».", "Анна Седова"),
    "обвинения": ("Громов отверг обвинения в том, что это «слишком поздно для всех».", None),
    "слухи": ("Громов опроверг слухи о том, что это «слишком поздно для всех».", None),
    "если": ("Если Седова скажет, что это «слишком поздно для всех», Громов уйдёт.", None),
    "надеется": ("Громов надеется, что Седова скажет: «Уже слишком поздно».", None),
    "плакат": ("На плакате у дома Седовой написано: «Уже слишком поздно».", None),
    "письмо": ("В письме на имя Седовой говорится: «Уже слишком поздно».", None),
    "в ответ": ("Громов услышал в ответ: «Уже слишком поздно».", None),
    "двое": ("«Уже поздно», — сказал Седовой Громов.", "Юрий Громов"),
    "двое перед глаголом": ("На вопрос Громова Седова ответила: «Уже слишком поздно».", "Анна Седова"),
    "дочь": ("Дочь Громова Мария сказала: «Уже слишком поздно».", "Мария"),
    "премия": ("«Уже поздно», — сказал лауреат Нобелевской премии Дмитрий Лунин.", "Дмитрий Лунин"),
    "Бен": ("«Уже поздно», — сказал министр обороны Великобритании Бен Холм.", "Бен Холм"),
    "он": ("После встречи с Борисом Луниным он сказал: «Уже слишком поздно».", "Юрий Громов"),
}
CLAUSES = {
    "behind a sentence and a comma": (
        "Mayor Ann Lee would do well to “build some bridges” now, said Bo Lind, a strategist.", "Bo Lind"),
    "behind a sentence, a role before the name": (
        "That would make a “summer of agony” for Ann Lee, said strategist Bo Lind.", "Bo Lind"),
    "who explains": ("Because of how it was made, explained Bo Lind, “it will not last for long.”", "Bo Lind"),
    "of whom somebody says something": ("Ann Lee, a lawyer, said Bo Lind was “late for every meeting”.", "Ann Lee"),
    "behind a body": (
        "It signals “the end of it” for the union, said Bo Lind, founder of the Dutch Party for Freedom.", "Bo Lind"),
    "a verb in no list before the words": (
        "After Ann Lee criticized the plan, Bo Lind shot back, “I chose to work.”", "Bo Lind"),
}  # fmt: skip


def last(text: str) -> str | None:
    """The name under the last quotation."""
    return find_quotes(Document("text", text, language="en")).quotes[-1].source.speaker


@pytest.mark.parametrize(("text", "name"), NAMES.values(), ids=NAMES)
def test_a_name_is_shown_whole_and_without_what_is_none(text: str, name: str) -> None:
    """Short names of bodies are completed, letters of offices and other words before names are left out."""
    assert last(text) == name


@pytest.mark.parametrize(("text", "name"), ROLES.values(), ids=ROLES)
def test_a_role_means_the_one_to_whom_the_article_gives_it(text: str, name: str | None) -> None:
    """An office, a party to a trial or a body is taken up by its noun or letters where one alone can be meant."""
    assert last(text) == name


@pytest.mark.parametrize(("text", "name"), RELATIVES.values(), ids=RELATIVES)
def test_relatives_of_one_family_name_are_told_apart(text: str, name: str) -> None:
    """Couples get their family name where the article uses it of both, and relatives the gender of what they are."""
    assert last(text) == name


@pytest.mark.parametrize(("text", "name"), PRONOUNS.values(), ids=PRONOUNS)
def test_a_pronoun_means_whom_the_paragraph_before_brought_up_or_asked(text: str, name: str) -> None:
    """Whoever spoke last gives way to whom the text has just introduced, and who asked to who was asked."""
    assert last(text) == name


@pytest.mark.parametrize(("text", "name"), BESIDE.values(), ids=BESIDE)
def test_a_subject_is_nobody_who_stands_right_before_it(text: str, name: str | None) -> None:
    """Whom a phrase before the comma speaks of is another one than its sentence's "the mayor" or "he"."""
    assert last("Mayor Cy Roe spoke for an hour in the old hall.\n\n" + text) == name


@pytest.mark.parametrize(("text", "name"), RELAYED.values(), ids=RELAYED)
def test_words_that_are_passed_on_are_whose_they_were(text: str, name: str | None) -> None:
    """Who recalls, quotes, rejects or hopes for words does not say them, nor does whom others only speak of or to, or judge."""
    assert last("Mayor Cy Roe opened the new bridge. Governor Ann Lee was there too.\n\n" + text) == name


@pytest.mark.parametrize(("text", "name"), RELAYED_RU.values(), ids=RELAYED_RU)
def test_russian_words_that_are_passed_on_are_whose_they_were(text: str, name: str | None) -> None:
    """In Russian, too, who recalls, rejects or hopes for words does not say them."""
    opening = "Мэр Салемска Юрий Громов открыл новый мост. На открытие приехала губернатор Анна Седова.\n\n"
    assert find_quotes(Document("text", opening + text, language="ru")).quotes[-1].source.speaker == name


@pytest.mark.parametrize(("text", "name"), CLAUSES.values(), ids=CLAUSES)
def test_a_tag_names_its_subject_wherever_it_stands(text: str, name: str) -> None:
    """Who is named with "said" behind a sentence and a comma, or right before whole words, says them."""
    assert last(text) == name
