"""Sheets as coaches might leave with them: full, half empty and blank, in English and French. All invented.

The French one has no-break spaces before ? ! : ; and inside « ».
"""

from dataclasses import replace

from bot.reflection.sheet import (
    Answered,
    ClauseLine,
    Comparison,
    Outline,
    Question,
    Sheet,
    SheetPart,
)

FULL = Sheet(
    language="en",
    kicker="Wayside · for your eyes only",
    title="You are falling in love with a client",
    subtitle="What you found, in your own words",
    date="23 November 2026",
    cautions=(
        "Talk this over with your supervisor before the next contact with this client.",
        "Nothing here is kept by the bot. Whoever finds this paper can read it.",
    ),
    parts=(
        SheetPart(
            heading="What is happening",
            answers=(
                Answered(
                    "What do you notice, in the sessions and between them?",
                    "I move her appointment to the end of the day so that we can run over.\n"
                    "I reread her messages. I choose what I wear on Thursdays.",
                ),
                Answered("Since when?", "About six weeks; since the session on her father."),
            ),
        ),
        SheetPart(
            heading="Who is touched, and how",
            answers=(
                Answered(
                    "Who would be touched if nothing changed?",
                    "She, first: she came to find her own voice, and lately she asks what I would do. My husband. "
                    "The two colleagues I share the practice with. And me – I am tired of watching myself.",
                ),
            ),
        ),
        SheetPart(
            heading="What matters to me here",
            answers=(
                Answered(
                    "Which coach do you want to have been, a year from now?",
                    "One who noticed early. One she can think of without having to wonder what it was about.",
                ),
            ),
        ),
        SheetPart(
            heading="My next small step",
            answers=(
                Answered(
                    "What will you do, and by when?",
                    "Call Ruth on Monday at 9 and say the sentence out loud: “I am falling for a client.”\n\n"
                    "No message to the client outside the sessions until then.",
                ),
            ),
        ),
    ),
    comparison=Comparison(
        title="How ready am I to act?",
        ten="I know what I will do tomorrow, and with whom",
        start_label="At the start",
        now_label="Now",
        start=4,
        now=7,
    ),
    review="Look at it again on 7 December 2026.",
    outline=Outline(
        title="A respectful conversation",
        intro="Prepared tonight, said aloud to someone first, held in daylight. Five minutes are enough.",
        parts=(
            SheetPart(
                "Open",
                answers=(
                    Answered("", "Thank you for coming a little early. There is something about our work I owe you."),
                ),
            ),
            SheetPart(
                "Say what is true, and no more",
                answers=(
                    Answered(
                        "",
                        "I notice that I am no longer free enough in our sessions to be the coach you are paying for. "
                        "This is mine, it is nothing you did.",
                    ),
                ),
            ),
            SheetPart(
                "Offer what comes next",
                answers=(
                    Answered(
                        "",
                        "I have three names for you. I will hand over nothing without your word, and the last session "
                        "is yours to use as you like.",
                    ),
                ),
            ),
            SheetPart("Leave room", hint="Which silence will you bear? What will you not promise?"),
        ),
    ),
    clauses_title="The clauses, as they stand today",
    clauses=(
        ClauseLine(
            "ICF 3.6 (2025)", "No sexual or romantic relationship with a client or a sponsor; mind the distance."
        ),
        ClauseLine(
            "ICF 2.5 (2025)", "When something personal gets in the way of your work: seek help, pause or end it."
        ),
        ClauseLine("Global Code 2.15 (2021)", "Keep clear, fitting boundaries, physical and emotional."),
    ),
    warning="This sheet is no legal or medical advice.",
    footer="Wayside · summaries in our own words; the codes themselves are what counts",
    unprintable="[…] stands for signs this print cannot draw; the Markdown file has them all.",
)

FRENCH = Sheet(
    language="fr",
    kicker="Wayside · pour vous seul·e",
    title="Vous tombez amoureux d’une cliente",
    subtitle="Ce que vous avez trouvé, avec vos mots",
    date="23 novembre 2026",
    cautions=("Parlez-en à votre superviseur avant le prochain contact avec cette cliente.",),
    parts=(
        SheetPart(
            heading="Ce qui se passe",
            answers=(
                Answered(
                    "Que remarquez-vous, pendant et entre les séances ?",
                    "Je place son rendez-vous en fin de journée : « au cas où ». Je relis ses messages !\n"
                    "Je choisis ma chemise le jeudi…",
                ),
            ),
        ),
        SheetPart(
            heading="Qui est concerné, et comment",
            answers=(
                Answered(
                    "Qui serait touché si rien ne changeait ?",
                    "Elle d’abord : elle venait retrouver sa propre voix, et depuis peu elle me demande ce que je "
                    "ferais à sa place. Ma compagne. Mes deux associés. Et moi – je suis las de me surveiller.",
                ),
            ),
        ),
        SheetPart(
            heading="Ce qui compte pour moi",
            answers=(
                Answered(
                    "Quel coach voudrez-vous avoir été, dans un an ?",
                    "Quelqu’un qui s’en est aperçu tôt. L’œuvre d’un cœur honnête, sans façade ; ça me suffit.",
                ),
            ),
        ),
        SheetPart(heading="Mon prochain petit pas", hint="Un geste, une date, une personne à qui le dire."),
    ),
    comparison=Comparison(
        title="À quel point suis-je prêt à agir ?",
        ten="je sais ce que je ferai demain, et avec qui",
        start_label="Au début",
        now_label="Maintenant",
        start=6,
        now=6,
    ),
    review="À relire le 7 décembre 2026.",
    outline=Outline(
        title="Une conversation respectueuse",
        intro="Préparée ce soir, dite d’abord à voix haute à quelqu’un, tenue de jour. Cinq minutes suffisent.",
        parts=(
            SheetPart(
                "Ouvrir",
                answers=(
                    Answered("", "Merci d’être venue un peu plus tôt. Je vous dois quelques mots sur notre travail."),
                ),
            ),
            SheetPart("Dire ce qui est vrai, et rien de plus", hint="Une phrase qui parle de vous, pas d’elle."),
            SheetPart("Proposer la suite", hint="Plusieurs noms, aucun dossier transmis sans son accord."),
        ),
    ),
    clauses_title="Les articles, tels qu’ils sont aujourd’hui",
    clauses=(
        ClauseLine(
            "ICF 3.6 (2025)",
            "Aucune relation amoureuse ou sexuelle avec un client ou un commanditaire ; garder la distance.",
        ),
        ClauseLine("Global Code 2.15 (2021)", "Des limites claires et adaptées, physiques comme affectives."),
    ),
    warning="Cette feuille n’est pas un conseil juridique.",
    footer="Wayside · résumés rédigés par nos soins ; seuls les codes font foi",
    unprintable="[…] remplace des signes que l’impression ne sait pas tracer ; le fichier Markdown les contient tous.",
)

HALF = replace(
    FULL,
    cautions=(),
    parts=(
        FULL.parts[0],
        SheetPart("Who is touched, and how", hint="First names are enough. Who else would be in the room?"),
        SheetPart("What matters to me here", hint="Which coach do you want to have been, a year from now?"),
        SheetPart("What I will leave as it is", hint="Not everything has to move."),
        SheetPart("My next small step", hint="One deed, one date, one person to tell."),
    ),
    comparison=Comparison("How ready am I to act?", "I know what I will do tomorrow", "At the start", "Now", 3, None),
    outline=Outline(
        "A respectful conversation",
        "Prepared tonight, said aloud to someone first, held in daylight.",
        (
            SheetPart("Open", hint="One sentence of thanks; one that says there is something to say."),
            SheetPart("Say what is true, and no more", hint="A sentence about you, not about them."),
            SheetPart("Offer what comes next", hint="Several names; nothing handed over without their word."),
            SheetPart("Leave room", hint="Which silence will you bear?"),
        ),
    ),
)

WORKSHEET = Sheet(
    language="en",
    kicker="Wayside · worksheet",
    title="A coach dies, or can no longer work",
    subtitle="Seven questions for a quiet hour and a pencil",
    date="",
    questions_title="Questions",
    questions=(
        Question(
            "Who would notice?", "If you could not work tomorrow, who would know before your clients do?", "", "think"
        ),
        Question(
            "What is in place",
            "Which of these exist today, where someone else could find them?",
            "Tick all that are true, not all that are planned.",
            "choice",
            options=(
                "A list of current clients, sealed, with one person who knows where it is",
                "A colleague who has agreed to call them",
                "A sentence about it in my coaching agreement",
                "Access to calendar and telephone",
                "None of these yet",
            ),
            several=True,
        ),
        Question(
            "The first call", "Who makes it, and what are the first two sentences?", "Write them as spoken.", "note"
        ),
        Question(
            "Notes",
            "What is to happen to your notes?",
            "",
            "choice",
            options=("Destroyed unread", "Kept sealed for a time", "Offered to the client"),
        ),
        Question(
            "How settled is it?",
            "Where do you stand today?",
            "Circle a number.",
            "scale",
            ten="a colleague could take over tonight",
        ),
        Question("One thing this week", "What is the smallest step that would move you one number up?", "", "note"),
    ),
    parts=(
        SheetPart("My professional executor", hint="Name, telephone, and the day you asked."),
        SheetPart("Where the list is", hint="A place, never a password."),
    ),
    outline=Outline(
        "What a colleague says for me",
        "To be read aloud by someone who may be in shock: short sentences.",
        (
            SheetPart("Who I am, why I call", hint="“I am calling for …”"),
            SheetPart("What has happened", hint="As much as the family agrees to; nothing medical."),
            SheetPart("What the client may choose", hint="Names of other coaches; their own pace; their notes."),
        ),
    ),
    clauses_title="The clauses, as they stand today",
    clauses=(ClauseLine("ICF 2.8 (2025)", "Plan for your clients' care should you be unable to go on."),),
    warning="Not a legal will.",
    footer="Wayside · summaries in our own words; the codes themselves are what counts",
)

BLANK = Sheet(language="en", kicker="", title="", subtitle="", date="")
"""Nothing at all."""


def saying(answer: str, sheet: Sheet = FULL) -> Sheet:
    """``sheet`` with one part, in which a coach says ``answer``."""
    return replace(sheet, parts=(SheetPart("What is happening", answers=(Answered("What do you notice?", answer),)),))
