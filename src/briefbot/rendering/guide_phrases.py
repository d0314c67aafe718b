"""What the guide says, by topic: a title, and lines of a sentence or two each."""

from briefbot.dialogue.guide import Topic
from briefbot.wording.translation import N_

TOPICS = N_("More about it: {topics}")

GUIDE: dict[Topic, tuple[str, tuple[str, ...]]] = {
    Topic.ASKING: (
        N_("How to ask"),
        (
            N_("In your own words: “What did Lavrov say about Syria?”, “Who criticised the budget?”"),
            N_("“latest from Lavrov” begins with the newest words; “timeline of Lavrov on Syria” goes by days."),
            N_("The next question may lean on the last: “and about Iran?”, “and Merkel?”, “more”."),
            N_("Limits: from:Politico, speaker:Lavrov, since:2016-09, until:2016-10-01. “Words in marks” must be there so."),
            N_("If the archive has nothing, you are told so, and what comes near. /why tells how your question was read."),
        ),
    ),
    Topic.NAMES: (
        N_("Whose words they are"),
        (
            N_("“…” and a name: a whole quotation, the speaker’s own words."),
            N_("A sentence and a name: some of it is in marks and theirs, or all of it, in an interview or a debate."),
            N_("A name, “as reported”: the reporter’s words for what somebody said."),
            N_("No name: the article names nobody, or it is not sure whose words they are. A wrong name would be worse."),
            N_("“denied in …”: another article says that these words were not said."),
            N_("If a name is wrong, say so with the button under the quotation; those who run the bot look at it."),
        ),
    ),
    Topic.FOLLOWING: (
        N_("Follow, and get a digest"),
        (
            N_("/follow Lavrov is a person, /follow budget a topic, /follow from Reuters a paper."),
            N_("/follow Lavrov on Syria from Politico is all three at once. To get one paper alone, follow only that."),
            N_("/following lists what you follow, /unfollow 2 ends the second, /unfollow all ends everything."),
            N_("/digest shows what is new now; /digest 08:30 sends it every day, /digest weekdays from Monday to Friday."),
            N_("/digest off ends it. /tz Berlin sets the time zone."),
        ),
    ),
    Topic.CHECKING: (
        N_("Check a quotation"),
        (
            N_("Paste it in its marks, or type /check “words” by Name. You can also forward a message that holds it."),
            N_("Exact: somebody said just these words. If another paper prints them otherwise, that is shown too."),
            N_("Altered: you see what was left out, added or changed. Commas do not count; a number or a “not” does."),
            N_("Somebody else’s, reported, denied or stitched together from several: each with the words as they stand."),
            N_("Not in this archive: that does not mean that nobody said it."),
        ),
    ),
    Topic.GROUPS: (
        N_("In groups, and your settings"),
        (
            N_("In a group, put /ask before a question, mention the bot, or reply to it. It reads nothing else."),
            N_("The group’s admins change what everybody shares: follows, digest and language."),
            N_("/settings sets how many quotations an answer shows, link previews and more; /language and /tz are there too."),
            N_("In a private chat: /privacy tells what is kept about you, /export gives you the file, /forget erases it."),
        ),
    ),
}
