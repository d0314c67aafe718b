"""Copies of articles, told by runs of words."""

from briefbot.reading.copies import may_be_one, share, shingles, sketch

ARTICLE = " ".join(f"word{number}" for number in range(200))


def test_a_text_of_a_few_words_is_no_story() -> None:
    """It has no run of words, and is nobody's copy, not even its own."""
    assert shingles("Rain fell all day").size == 0
    few = sketch(shingles("Rain fell all day in town"))
    assert few == ()
    assert may_be_one(few, few) == 0
    assert may_be_one(few, sketch(shingles(ARTICLE))) == 0


def test_an_article_and_most_of_it_may_be_one() -> None:
    """Whatever another one has behind it; one of other words is none."""
    whole, longer = sketch(shingles(ARTICLE)), sketch(shingles(f"{ARTICLE} and then it rained"))
    assert may_be_one(whole, whole) == 1
    assert may_be_one(whole, longer) > 0.9
    assert may_be_one(whole, sketch(shingles(ARTICLE.replace("word", "noun")))) == 0


def test_how_much_of_one_stands_in_the_other() -> None:
    """Of the shorter one; nothing where that is too short to tell a story."""
    whole, half = shingles(ARTICLE), shingles(" ".join(ARTICLE.split()[:100]))
    assert share(whole, half) == share(half, whole) == 1
    assert share(whole, shingles(ARTICLE.replace("word", "noun"))) == 0
    assert share(whole, shingles("Rain fell all day")) == 0
