"""The words that the language of instructions knows, by what they do in a sentence."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


ORDERS = word_set(
    """
    identify list provide describe include give summarise summarize name write explain state outline discuss
    cite add attach insert select choose pick propose present define formulate mention highlight conduct
    interview compare contrast analyse analyze evaluate enumerate specify supply enter fill use limit keep aim
    try ensure make submit upload reference link hyperlink note show illustrate report reflect answer complete
    detail document draft compose develop create prepare set suggest recommend offer record indicate quote
    introduce tell sketch collect gather find rank group organise organize break divide split restrict address
    cover demonstrate assess critique justify argue support begin start end close finish conclude nominate
    acknowledge share post paste embed display draw map design plan refer focus consider review examine explore
    invite put place incorporate capture sum feature characterise characterize trace connect relate rely allow
    have stick target devise invent frame pose ask bring track tag assign call produce construct build generate
    articulate clarify elaborate express verify test read visit watch categorise categorize classify label
    distil distill condense confine cap contain exceed count number run jot survey observe measure photograph
    film scan prioritise prioritize extract retell narrate imagine picture situate contextualise contextualize
    pitch craft translate transcribe annotate interpret estimate forecast predict anticipate respond reply leave
    replace showcase compile assemble itemise itemize catalogue register gauge weigh deliver
    """
)
"""Verbs that begin an order to an author."""

NOT_CONTENT = word_set(
    """
    replace use read visit watch keep leave follow set start begin end go run count number try aim call ask
    respond reply verify test plan fill tell make allow stick label tag place put
    """
)
"""Orders whose object is not what the author writes: "use the 5 headings below" asks for no five headings.

They still order words and, where ``with``, a bound or a range follows, items."""

OFFERS = word_set(
    """
    include add provide give insert supply attach put place embed share paste post contain have upload use show
    submit incorporate carry list feature display need needs require requires has get gets contains includes
    """
)
"""Verbs whose object may be a link or a picture."""

REQUESTS = word_set(
    """
    ask expect recommend suggest prefer encourage invite require want like look advise request allow
    """
)
"""What "we" do when an instruction says "we ask for three examples"."""

MODALS = word_set("should must shall may can could might ought need needs requires require cannot")
BE = word_set("is are")
TEXT_VERBS = word_set(
    """
    define list cite mention name describe explain state discuss identify summarise summarize quote outline
    """
)
"""What only texts do: "the glossary should define at least 15 terms"."""
DOES = word_set("contributes carries features takes lists receives gives cites provides shows offers")
"""Verbs that rule after "every": "Every member contributes one photo"."""
HAVE = word_set("has have gets get contains contain includes include comprises needs requires")
TALE = word_set(
    """
    i me my mine we us our ours was were had did said told wrote written currently now already still yesterday
    today tomorrow later waiting ago he she his her him himself herself
    """
)
"""Words that tell what is or was: a sentence that holds one is a note or a story, no instruction."""

NOTES = word_set("todo fixme xxx hack wip tbd nb")
PLEASE = word_set(
    """
    please then also next first second third finally lastly and or but so optionally ideally briefly kindly here
    again just simply clearly always concisely where otherwise additionally preferably plus now both either
    secondly thirdly instead
    """
)
NEGATIVE = word_set(
    """
    none nobody not never without don't doesn't shouldn't mustn't can't cannot won't avoid no nor
    """
)

AUTHORS = word_set(
    """
    author authors student students applicant applicants candidate candidates contributor contributors submitter
    submitters team teams participant participants writer writers proposer proposers editor editors reader
    readers reviewer reviewers maintainer maintainers instructor instructors teacher teachers person people
    group groups everyone user users you
    """
)
WHOLE = word_set(
    """
    proposal proposals paper papers report reports essay essays submission submissions application applications
    case study studies document documents page pages article articles post posts manuscript manuscripts thesis
    dissertation letter letters file template project plan
    """
)
"""The document itself: "every proposal must have one sponsor" counts over no item."""

PARTS = word_set(
    """
    text section sections subsection list lists entry entries item items answer answers response responses
    summary summaries abstract abstracts description descriptions biography bio bios introduction conclusion
    conclusions overview outline statement statements paragraph paragraphs sentence sentences discussion review
    caption captions title titles headline heading field body chapter chapters label labels bibliography
    references reference sources argument evaluation reply replies rationale motivation background preface note
    notes comment comments reflection narrative account explanation explanations goal goals outcome outcomes
    objective objectives hypothesis example examples question questions insight insights stakeholder
    stakeholders intervention interventions challenge challenges step steps profile profiles analysis methods
    results figure figures image images table record records option options alternative alternatives criterion
    criteria card cards length count limit panel story stories finding findings theme themes lesson lessons
    recommendation recommendations risk risks section's content contents appendix bullet bullets point points
    definition definitions pitch slide slides blurb messages lead script pr message commit changelog
    contribution contributions significance budget justification assessment deliverable deliverables milestone
    milestones glossary timeline literature limitations acknowledgements keywords tags there
    """
)
"""Parts of a document, which may "contain at least three" of something without being a story about the world."""

LISTABLE = PARTS | word_set(
    """
    member members thing things aim aims advantage advantages disadvantage disadvantages benefit benefits
    strength strengths weakness weaknesses opportunity opportunities threat threats organisation organisations
    organization organizations individual individuals reason reasons fact facts quote quotes quotation
    quotations driver drivers consequence consequences assumption assumptions requirement requirements feature
    features case cases scenario scenarios metric metrics indicator indicators activity activities task tasks
    characteristic characteristics principle principles skill skills publication publications book books author
    authors reviewer reviewers contact contacts keyword tag takeaway takeaways issue issues learning outcome
    sponsor idea ideas term terms concept concepts observation observations experiment experiments trial trials
    improvement improvements award awards highlight highlights citation citations source tool tools technology
    technologies method objection objections letter letters article articles paper papers report reports
    document documents hypotheses hashtag hashtags topic topics categories category resource resources referee
    referees use drawback drawbacks trade-off trade-offs tradeoffs
    """
)
"""Nouns that documents list: "Three alternatives considered" asks, "three towers" does not."""

AUDIENCE = AUTHORS | word_set(
    """
    example examples instance details information all each every guidance help inspiration context more
    """
)

LINKS = word_set(
    """
    link links hyperlink hyperlinks url urls weblink weblinks permalink permalinks doi dois
    """
)
PICTURES = word_set(
    """
    image images picture pictures photo photos photograph photographs illustration illustrations screenshot
    screenshots diagram diagrams
    """
)
GRAPHICS = word_set(
    """
    sketch sketches infographic infographics flowchart flowcharts schematic schematics logo logos figure figures
    drawing drawings graphic graphics visual visuals chart charts graph graphs map maps plot plots
    """
)
"""Pictures when they are put in, something else when they are named or described."""

WORDS = word_set("words word wds")
SENTENCES = word_set("sentence sentences")
PARAGRAPHS = word_set("paragraph paragraphs")
CHARACTERS = word_set("character characters char chars")
FORMS = word_set("bullet bullets point points steps parts items stages phases examples")
"""Units in which a text may be written: "in three paragraphs"."""

MEASURES = word_set(
    """
    years year months month weeks week days day hours hour minutes minute mins seconds second am pm o'clock km m
    metres meters miles mile feet foot ft acres acre hectares hectare ha sq square percent % per cent million
    millions billion billions thousand hundred hundreds dollars dollar usd eur euros euro pounds gbp marks mark
    credits credit pages page pt px pixels pixel mb kb gb dpi inches inch cm mm degrees degree lines line
    letters-long storeys stories-high floors floor times time decimals decimal
    decades decade centuries century digits digit columns column rows row tabs spaces stars star percentage
    ranges sections levels places semesters terms-long kg tonnes tons january february march april may june july
    august september october november december jan feb mar apr jun jul aug sep sept oct nov dec things-else
    thirds quarters halves fifths way fold attempts tokens ms hz khz mhz ghz kw mw kwh ml mg
    """
)
"""What numbers measure or date: none of them is an item."""

DISTRIBUTORS = word_set("each every per apiece individually respectively")
TIMES = word_set(
    """
    year month week day hour minute second quarter term annum night weekday line row cell
    """
)
"""After "a" or "per" they make a number a frequency: "two reports a year"."""
TOTALS = word_set("section total altogether combined collectively overall whole entire sections")
ATTRIBUTES = word_set(
    """
    sales data communications systems savings goods news sports arts media people series operations works
    """
)
"""Plurals that describe another: "data sets", "savings schemes"."""
BITS = word_set(
    """
    title titles subtitle subtitles headline headlines heading headings caption captions name tagline slogan alt
    """
)
"""Parts with words of their own, next to the text: "a title of no more than ten words"."""
NOT_ITEMS = word_set("sentence page cent se annum year month week day hour other")
"""What "each" or "per" may be followed by without speaking of items."""

STANDALONE = word_set("introduction conclusion conclusions overview essay preface editorial")
"""Texts of their own: a 200-word conclusion after "identify three goals" is not a goal's."""

BRIEF = word_set("short brief concise succinct terse crisp")
"""What makes "about 200 words" an upper end."""
LIMITING = word_set("limit restrict confine cap keep hold")
ANY_TEXT = word_set("text description answer entry item response length section each it them whole explanation")
"""Names for the text of the items themselves: "Keep the description to 50 words"."""
BLOCKS = word_set("table tables code snippet snippets codeblock codeblocks")
"""Parts of a document that are not titled items; nothing counts them."""
LINED = word_set(
    """
    line lines wrap wrapped wrapping column columns password passwords identifier identifiers id ids slug slugs key
    keys token tokens hash hashes filename filenames file files variable variables indent indentation per
    """
)
"""What makes characters a matter of typing: "wrap lines at 80 characters"."""

IDIOMS = word_set(
    """
    warning advice wisdom caution encouragement thanks welcome praise comfort wit gratitude
    """
)
"""Nouns in "words of …" that do not mean text to be written."""

PARTICLES = word_set("out up down off together")
"""Words between a verb and its object: "lay out a timeline"."""
NOT_VERBS = word_set(
    """
    minimum maximum max min about around roughly approximately nearly almost over under both half most many
    several few some all only just even more less fewer
    """
)
"""First words that order nothing though an object seems to follow."""

STOP = word_set(
    """
    all any some both that which who whom whose where when why how what if because so as than until since while
    whether though from in on for with within without at by to into onto about around over under between among
    across during after before through via against near per each every apiece is are was were be been being has
    have had do does did will would should must shall may can could might need needs the a an this these those
    they it its his her their our your you we i he she not no also only etc e max min maximum minimum using
    showing describing explaining including covering addressing supporting illustrating comparing containing
    relating involving having concerning regarding highlighting outlining summarising summarizing demonstrating
    discussing linking more but then here below above please along together respectively due worth exactly
    altogether up plus unless rather
    """
)
"""Words that a noun phrase does not run over."""

TRAILING = word_set(
    """
    focused focusing taken drawn based needed required expected relevant related available most long like such
    necessary specific important similar suitable worth free due
    """
)
"""Adjectives that belong to the next noun, and end the phrase when they come after the noun."""

IRREGULAR = word_set(
    """
    people men women children criteria phenomena media data stimuli foci alumni indices feet teeth mice wives
    staff personnel faculty evidence works
    """
)
"""Plurals that do not end in "s"."""
SINGULAR_S = word_set(
    """
    business analysis basis thesis process progress access address status crisis emphasis news campus bus canvas
    atlas bias lens focus census consensus is as us thus this various previous gross class glass less across
    always series species hypothesis synthesis diagnosis success press mass cross serious numerous obvious
    religious famous dangerous continuous precise
    """
)
