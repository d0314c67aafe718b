"""The sentences of pages: what stands around quotations there."""

from briefbot.wording.translation import N_

# Above and below every page
SKIP = N_("Skip to the content")
ASK = N_("Ask")
PEOPLE = N_("People")
SOURCES = N_("Sources")
CHECK = N_("Check")
COMPARE = N_("Compare")
PAGES = N_("Pages")
LANGUAGE = N_("Language")
ABOUT = N_("Every quotation is a slice of a stored article. Briefbot writes nothing of its own about the world.")

# Asking
WHO_SAID_WHAT = N_("Who said what, and when")
QUESTION = N_("Your question")
PLACEHOLDER = N_("What did … say about …?")
TRY = N_("For example")
NEWEST = N_("The newest quotations")
ALSO_ASK = N_("Ask on")
FOLLOW_UP = N_("A question that goes on from here")
EARLIER = N_("After: {question}")
ONLY = N_("Only")
LIMITS = N_("Limits")
REMOVE_LIMIT = N_("Remove the limit: {limit}")
SINCE = N_("since {day}")
UNTIL = N_("up to {day}")
FURTHER = N_("More quotations")
BACK_TO_FIRST = N_("Back to the first ones")
HOW_READ = N_("How the question was read")
WHOM = N_("Choose whom you mean")
ALL_WORDS = N_("All that {name} said")
FEED_OF_THIS = N_("Follow this in a newsreader (Atom)")
NO_COMMAND_HERE = N_("Commands work in a chat only. A page takes questions: who said what, and when?")

# At a quotation
IN_ARTICLE = N_("See it in the article")
ORIGINAL = N_("Original page")

# A document
SPEAKERS_HERE = N_("Who speaks here")
SAME_STORY = N_("The same story in")
LEGEND = N_("How to read the marks")
LEGEND_DIRECT = N_("somebody’s own words")
LEGEND_MIXED = N_("a sentence with a quoted fragment")
LEGEND_REPORTED = N_("the reporter’s account of what somebody said")
NO_SUCH_DOCUMENT = N_("There is no such document in the archive; it may have been taken out.")

# A person
BY_MONTH = N_("Statements by month")
CHART = N_("Statements of {name} by month, {first} to {last}; {most} the most in one month")
AS_TABLE = N_("The same as a table")
MONTH = N_("Month")
STATEMENTS = N_("Statements")
ON_TOPICS = N_("On")
IN_PAPERS = N_("In")
REWORDED = N_("How the wording changed")
REWORDED_TOLD = N_(
    "Statements that articles give in several wordings, in the order of their days: what fell out, and what came."
)
NEWEST_FIRST = N_("The newest first")
FALLEN_OUT = N_("fell out:")
CAME_IN = N_("came in:")
COMPARE_WITH = N_("Compare with somebody")
NOBODY_CALLED = N_("Nobody of that name is quoted in the archive.")
FEED_OF_PERSON = N_("Follow {name} in a newsreader (Atom)")
OLDER = N_("Older ones")
NEWER = N_("Newer ones")

# People
LETTERS = N_("A few letters of a name")
SHOW = N_("Show")
SHOWN_OF = N_("{shown} of {all}: put a few letters of a name to see others.")

# Two people side by side
FIRST = N_("One person")
SECOND = N_("Another person")
TOPIC = N_("Topic")
COMPARED = N_("{first} and {second}")
COMPARED_ON = N_("{first} and {second} on {topic}")
SIDE_BY_SIDE = N_("Two people side by side")

# Checking a quotation
DID_ANYBODY = N_("Did anybody say this?")
WORDS_TO_CHECK = N_("The words")
SAID_BY = N_("Said to be by")
NOT_NEEDED = N_("(may be empty)")
ONLY_THERE = N_("only in the archive:")
ONLY_ASKED = N_("not in the archive:")

# Sources
PUBLISHER = N_("Publisher")
DOCUMENTS = N_("Documents")
DAYS = N_("Days")
NEWEST_DOCUMENTS = N_("The newest documents")
NO_SUCH_PUBLISHER = N_("Nothing of such a publisher is in the archive.")
ASK_HERE = N_("Ask {publisher} alone")

# Feeds
FEED_TITLE = N_("Briefbot: {about}")
FEED_NEWEST = N_("the newest quotations")

# What goes wrong
NOT_FOUND = N_("There is no such page")
NOT_FOUND_TOLD = N_("Nothing is at this address. Ask, or look at who is quoted in the archive.")
WRONG_METHOD = N_("That cannot be done here")
WRONG_METHOD_TOLD = N_("These pages are only read.")
TOO_MANY = N_("Too many requests")
TOO_MANY_TOLD = N_("So many pages in a minute are more than anybody reads. Please wait a little.")
UNAVAILABLE = N_("The archive cannot be read now")
UNAVAILABLE_TOLD = N_("Please try again in a moment.")
FAILED = N_("Something went wrong")
REFERENCE = N_("(Error {reference}.)")
FAILED_TOLD = N_("This is a fault of Briefbot’s own. It was noted, without what you asked.")
