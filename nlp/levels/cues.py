"""Words around a mention that say how it is asked for: "is a plus", "experience with", "our customers".

`CUES` lists them by what they do; the scanner finds them in the same pass as the skills.
"""

from typing import Literal

Cue = Literal["plus_before", "plus_after", "ask", "demand", "duty", "company", "vendor", "denial"]

CUES: tuple[tuple[Cue, str], ...] = (
    (
        "plus_before",
        """bonus|a plus|is plus|are plus|big plus|huge plus|strong plus|definite plus|added plus|
        major plus|a bonus|as a bonus|an added bonus|preferred|preferable|is desirable|are desirable|
        desirable|desired|is desired|advantageous|an advantage|added advantage|of advantage|an asset|
        beneficial|a benefit|nice to have|nice to haves|is nice|are nice|not required|not mandatory|
        not essential|not necessary|not a requirement|optional|would be great|would be ideal|
        would be nice|appreciated|is welcome|are welcome|welcomed|helpful|is useful|are useful|
        would be useful|highly regarded|well regarded|looked upon favorably|a differentiator|
        good to have|great to have|a strong asset|from a plus|plus point|highly valued|is valued|
        are valued|viewed favorably|considered a plus|is ideal|nice bonus|plusses|
        experience helps|knowledge helps|would help|helps a lot|etc helps|also helps|is meritorious|
        are meritorious|pluses|von vorteil|
        wünschenswert|ein plus|un plus|est un plus|sont un plus|un atout|deseable|deseables|valorable|
        gradita|gradito|costituisce titolo preferenziale|um diferencial|desejável|een pre|is een plus|
        meriterande""",
    ),
    (
        "plus_after",
        """ideally|preferably|bonus points for|bonus points if|bonus points|bonus for|bonus if|
        extra points for|extra credit for|plus points for|plus if you|a plus if|great if you|
        would be great if|even better if|would love|preference for|preference given|
        preference will be given|optionally|as well as ideally|or even better|nice if you|
        you might also have|you may also have|it's a plus if|idealerweise|vorzugsweise|bestenfalls|
        idealmente|preferiblemente|se valorará|valoramos|valorará|idéalement|de préférence|
        preferibilmente""",
    ),
    (
        "ask",
        """experience|experienced|proficiency|proficient|expertise|expert|experts|knowledge|knowledgeable|
        familiar|familiarity|understanding of|skilled|skills|fluent|fluency|background|comfortable|
        well versed|versed in|adept|your way around|you will need|you'll need|you need|competent|
        competency|looking for|seeking|we need|you have|you know|you've|you are|you're|track record|
        mastery|literate|exposure to|passion for|passionate about|degree|phd|strong|solid|hands on|
        years|ability to|able to|candidates|candidate|want someone|kenntnisse|erfahrung|erfahrungen|
        beherrschst|conocimiento|conocimientos|experiencia|dominio|expérience|maîtrise|maîtrisez|
        connaissance|connaissances|esperienza|conoscenza|experiência|conhecimento|ervaring|kennis|
        erfarenhet""",
    ),
    (
        "demand",
        """must have|must be|must know|required|requires|require|mandatory|essential|is a must|are a must|
        years of experience|minimum of|proven experience|proficiency in|proficient in|expertise in|
        strong experience|zwingend|imprescindible|indispensable|obligatorio""",
    ),
    (
        "duty",
        """you will|you'll|you would|you'd|this role|the role|in this position|responsible for|join our|
        join the team|join us|your work|we use|our stack|our tech stack|stack includes|tech stack|
        we work with|built with|built on|written in|technologies|this position|day to day|the team|
        our team|as an engineer|du wirst|usted|vous serez""",
    ),
    (
        "company",
        """founded|on a mission|is the next generation|we automate|powered by|
        our customers|our clients|our mission|our platform|our product|our products|our users|
        is a leading|leading provider|global leader|world leader|market leader|is the leading|leader in|
        headquartered|backed by|we help|company that|trusted by|fortune 500|fortune 100|startup|
        start up|we provide|we offer|offers|provides|raised|series a|series b|series c|funded|
        our company|the company|established in|publicly traded|nasdaq|nyse|investors|our technology|
        our solutions|our vision|pioneer|pioneering|spun out|offices in|since 20|valued at|y combinator|
        our services|consulting firm|consultancy|our software|is a global|equal opportunity|we are a|
        we're a|is the first|is the world's|empowers|specializes in|specialises in|specializing in""",
    ),
    (
        "vendor",
        """startups like|startups such as|organizations like|organisations like|globally like|teams
        at|customers include|customers including|customers like|customers such as|clients include|
        clients including|clients like|clients such as|backed by|investors|investors include|invested|
        alumni|alums|formerly at|previously at|worked at|companies like|companies such as|
        engineers from|ex|veterans of|veterans from|creators of|trusted by|used by companies|
        brands like|brands such as|brands including|firms like|team from|people from|led by|founded by|
        founders of|hails from|come from|acquired by|partnered with|partners include|partnerships with|
        competitors|funded by|funding from|follow us|connect with us|join our slack""",
    ),
    ("denial", "no|zero|not|t|nicht|pas|niet|non|não"),  # "t": what is left of "don't"
)  # fmt: skip # a table: many words a line


def cue_phrases() -> tuple[tuple[Cue, str], ...]:
    """Return (what it does, words) for each cue of the table, its line breaks folded into single spaces."""
    return tuple((cue, " ".join(phrase.split())) for cue, group in CUES for phrase in group.split("|"))
