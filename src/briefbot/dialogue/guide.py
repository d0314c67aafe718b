"""The guide within a conversation: the topics of /help, and the words by which they are asked for."""

from enum import StrEnum


class Topic(StrEnum):
    """What the guide tells of; the value is what is typed behind /help."""

    ASKING = "asking"
    NAMES = "names"
    FOLLOWING = "following"
    CHECKING = "checking"
    GROUPS = "groups"


_ALSO = {
    Topic.ASKING: "ask question questions limits more timeline why вопрос вопросы спросить ограничения",
    Topic.NAMES: "name speaker speakers nobody missing wrong имя имена автор",
    Topic.FOLLOWING: "follow follows digest unfollow tz feed feeds дайджест следить подписка подписки",
    Topic.CHECKING: "check quotation exact проверка проверить цитата",
    Topic.GROUPS: "group settings language privacy forget export группа группы настройки",
}
_BY_WORD = {word: topic for topic, words in _ALSO.items() for word in (topic.value, *words.split())}


def topic_of(words: str) -> Topic | None:
    """The topic that words behind /help ask for: its name, a command's or a word for it; None where they ask for none."""
    return next((_BY_WORD[word] for word in words.lower().replace("/", " ").split() if word in _BY_WORD), None)
