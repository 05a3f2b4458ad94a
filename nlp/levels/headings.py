"""Which headings open which part of a posting, in many wordings.

A heading is a short line made of heading words only ("Required skills & experience", "What you'll need"), so
a bullet ("Experience with Python") is not one. The first group below that has a phrase in it decides the
part.
"""

import re
from functools import lru_cache

from nlp.levels.parts import INTRO_MARKS, Part, part_of_intro

LONGEST_HEADING = 90  # characters
MOST_WORDS = 14  # words of the longest heading that employers write
LINES_KEPT = 8_192  # lines remembered with their verdict; employers repeat a few thousand
EDGES = " \t\r\xa0*_-–—#•·▪●:;,.!?()[]"
ABOUT = ("About", "about", "ABOUT", "Why", "WHY", "why", "Über", "über")
NOT_WORDS = re.compile(r"[^\w&'+]+|_")
SPACED = bytes(32 if NOT_WORDS.match(chr(code)) else code for code in range(128)).ljust(256)
LABEL_WORDS = 5  # words of the longest label before a colon that may be a heading

GROUPS: tuple[tuple[Part, str], ...] = (
    (
        "boilerplate",
        """not want|don't want|not looking for|not a fit if|not a good fit|not for you|no fit if|
        nicht suchen|ne cherchons pas|ne recherchons pas|no buscamos|não buscamos|não procuramos|
        non cerchiamo|niet zoeken""",
    ),
    ("preferred",
    "won't reject|not reject|not a dealbreaker|you'll stand out|brownie points|les plus|se valora"),
    ("required", "role you'll need|role you will need|likely bring|individuals who"),
    (
        "mentioned",
        """essential functions|essential job functions|essential duties|essential responsibilities|
        going to do|you get to|you'll get to|you will get to|in this role you'll|
        you'd be working|you'd be doing|love you to do|love doing""",
    ),
    (
        "required",
        """desired profile|desired candidate profile|profile desired|you should apply if|should apply if|
        apply if you|apply if|great fit if|good fit if|right fit if|role if|position if|thrive if|
        succeed if|thrive here if|love you if|fit for us if|job if|the right person|ideal fit""",
    ),
    (
        "preferred",
        """not required|not mandatory|not essential|not necessary|not a must|nice|nices|nice to have|
        nice to haves|bonus|preferred|preference|preferences|preferable|preferably|desirable|desirables|
        desired|plus|pluses|good to have|great to have|ideally|stand out|sets you apart|set you apart|
        set yourself apart|would be great|would be nice|would be good|even better|extra|extras|
        extra credit|competitive edge|an edge|the edge|also valued|valued skills|valued experience|
        highly valued|advantage|advantages|advantageous|asset|assets|optional|brownie points|great if|
        wish list|wishlist|beneficial|icing on the cake|stretch|helpful|differentiators|might also have|
        may also have|wünschenswert|von vorteil|idealerweise|deseable|deseables|valorable|valorables|
        valoramos|valorará|se valorará|un plus|souhaité|souhaitées|souhaités|un atout|atouts|desejável|
        desejáveis|diferenciais|diferencial|gradito|graditi|meriterande|a pre|pré|pluspunkte|
        ideal qualifications|ideal skills|ideal experience|ideal requirements|meritorious|
        recommended|secondary skills|would be ideal|differentiate""",
    ),
    (
        "boilerplate",
        """benefits|benefit|perks|perk|compensation|salary|remuneration|reward|rewards|equal|eeo|eeoc|
        diversity|inclusion|equity|belonging|disclaimer|privacy|accommodation|accommodations|apply|
        applying|application|interview|interviews|hiring process|recruitment|recruitment process|
        selection process|on offer|we offer|we can offer|we're offering|we have to offer|our offer|
        they offer|the offer|offer|in it for you|in it for me|what's in it|you'll get|you get|
        you will get|in return|what you'll gain|what you'll learn|you will learn|location|locations|
        interested in joining|apply now|contact|travel|physical|visa|sponsorship|clearance|notice|
        next steps|happens next|learn more|
        follow us|working conditions|work environment|working environment|pay range|pay|hours|schedule|
        background check|why you'll love|sets us apart|this is us|you can expect|can you expect|
        über uns|wir bieten|bieten wir|was wir bieten|wir dir bieten|deine benefits|unser angebot|
        angebot|kontakt|ofrecemos|qué ofrecemos|te ofrecemos|beneficios|quiénes somos|nous offrons|
        à propos|a propos|avantages|qui sommes nous|offriamo|cosa offriamo|cosa ti offriamo|chi siamo|
        oferecemos|o que oferecemos|benefícios|bieden wij|wat bieden wij|erbjuder|altre informazioni""",
    ),
    (
        "required",
        """requirement|requirements|requires|required|requisite|requisites|skillsets|characteristics|
        traits|qualification|qualifications|qualified|skill|skills|skillset|skill set|must have|
        must haves|must|musts|mandatory|essential|essentials|minimum|you have|you bring|you'll bring|
        you will bring|you need|you'll need|you will need|you should have|you possess|you offer|
        you'll have|you've|you've got|you're|you are|are you|about you|you may be|you might be|you'd be|
        you'll thrive|you will thrive|fit if|fit for|if you|you if|who you are|your profile|
        your background|your skills|your experience|your qualifications|your expertise|your strengths|
        looking for|look for|seeking|expect from you|we expect|ideal candidate|the candidate|
        ideal profile|candidate profile|candidate requirements|competencies|competences|competency|
        competence|abilities|attributes|criteria|person specification|to succeed|to be successful|
        needed|makes you|make you|requisitos|requisiti|perfil|profil|anforderungen|anforderungsprofil|
        qualifikation|qualifikationen|kenntnisse|bringst du|du mitbringst|sie mitbringen|mitbringst|
        bringst|voraussetzungen|buscamos|qué buscamos|cerchiamo|competenze|compétences|recherché|
        vous avez|wat vragen|breng je mee|krav|kvalifikationer|vi söker|we need|we're after|
        we are after|we require|you require|our expectations|non negotiable|non negotiables|
        dealbreakers|need to have|sought|indispensable|superpowers|mindset|the person|would suit|
        will suit|perfect for|someone who|we ask|searching for|what it takes|requirments|requirement|
        qualifcations|is vital|we hope|individuals with|humble expectations|breakdown""",
    ),
    (
        "mentioned",
        """responsibility|responsibilities|responsabilities|responsible|duties|duty|accountabilities|
        accountability|tasks|task|deliverables|objectives|day to day|day in the life|typical day|
        you'll do|you will do|you'll be doing|you will be doing|will you do|will you be doing|you do|
        you'll actually do|you'd do|you'll work|you will work|you'll be working|you will be working|
        you'll build|you will build|you'll own|you'll be|you will be|you will|you'll|will i be|
        you get to|going to do|your role|your mission|your impact|your job|your challenge|
        your challenges|your day|your contribution|your contributions|contributions|success looks like|
        activities|you fit in|you fit|accountable|your team|make an impact|you'll make|contribute|
        job functions|essential functions|functions|tech stack|technology stack|our stack|
        technologies we use|stack|aufgaben|deine aufgaben|ihre aufgaben|tätigkeiten|funciones|misión|
        missions|responsabilidades|responsabilità|responsabilités|farai|qué harás|harás|
        principais responsabilidades|atribuições|atividades|ga je doen|arbeitsuppgifter|om rollen|
        rollen|initiatives|you'll achieve|you will achieve|you'll accomplish|you will accomplish|
        you'll tackle|you will tackle|expected outcomes|you'll touch|exposed to|you'll be building|
        you will be building|you'll be focusing|you'll focus|you will focus|you'll be tackling|
        you'll be responsible|you'll take charge""",
    ),
    (
        "boilerplate",
        """about us|who we are|who are we|what we do|the company|our company|about our company|company|
        organization|organisation|our client|about the client|our story|our culture|culture|our values|
        values|core values|our mission|our vision|our purpose|our commitment|our people|our benefits|
        our process|our product|why join|why us|why work|why you'll love|why choose|why should|
        why apply|join us|life at|working at|working with us|how we work|we value|we believe|we provide|
        legal|statement|more about us|get to know us|additional information|further information|
        more information""",
    ),
    (
        "required",
        """work experience|professional experience|industry experience""",
    ),
    (
        "opening",
        """role|job|position|team|project|projects|mission|opportunity|impact|scope|overview|summary|
        description|details|purpose|work|department|in this role|challenge|focus areas|focus""",
    ),
    ("boilerplate", "about|note|us|introduction"),
    (
        "required",
        """experience|experiences|experiencia|knowledge|background|education|educational|credentials|
        expertise|technical|technologies|tools|profile|candidate|proficiency|proficiencies|eligibility|
        capabilities|conocimientos|habilidades|competencias|you""",
    ),
)  # fmt: skip # a table: many words a line
FILLERS = {
    "a", "above", "across", "additional", "basic", "ai", "all", "also", "an", "analyst", "and", "any",
    "are", "area", "areas", "as", "at", "aspects", "based", "be", "been", "believe", "below", "both",
    "bring", "broad", "but", "by", "can", "candidates", "career", "come", "core", "could", "data", "date",
    "detailed", "developer", "do", "does", "else", "engineer", "engineering", "ensure", "etc", "ever",
    "excited", "exciting", "following", "for", "from", "function", "further", "general", "give", "good",
    "great", "group", "grow", "had", "has", "have", "having", "he", "help", "here", "highly", "how", "i",
    "ideal", "if", "in", "include", "includes", "including", "information", "internship", "into", "is",
    "it", "it's", "item", "its", "join", "key", "know", "lead", "learning", "let's", "life", "like", "list",
    "ll", "love", "machine", "main", "major", "make", "makes", "making", "manager", "many", "match", "me",
    "meet", "might", "ml", "more", "most", "much", "my", "need", "needs", "new", "no", "of", "one",
    "opening", "opportunities", "or", "other", "others", "our", "out", "part", "people", "per", "possess",
    "posting", "primary", "previous", "prior", "professional", "really", "relevant", "research", "right",
    "roles", "same", "scientist", "section", "see", "seek", "senior", "several", "she", "short", "snapshot",
    "so", "some", "someone", "specific", "specialist", "start", "strong", "strongly", "such", "succeed",
    "success", "successful", "super", "support", "table", "take", "technology", "that", "that's", "the",
    "their", "them", "there", "these", "they", "they'll", "they're", "thing", "things", "this", "those",
    "thrive", "title", "to", "top", "turn", "type", "types", "under", "up", "use", "used", "using", "ve",
    "very", "want", "we", "we'd", "we'll", "we're", "we've", "well", "what", "what's", "when", "where",
    "which", "while", "who", "who'll", "who's", "why", "will", "with", "within", "working", "works",
    "welcome", "personal", "daily", "principal", "employment", "employer", "employee", "now", "ready",
    "package", "demands", "bit", "little", "considered", "expected", "expectations", "specifically",
    "additionally", "limited", "examples", "highlights", "valued", "demonstrate", "here's", "important",
    "create", "sound", "looks", "typical", "gives", "baseline", "foundational", "negotiable", "non",
    "think", "order", "resume", "strengthen", "imagine", "probably", "likely", "sample", "example",
    "future", "quals", "personality", "specialized", "specialised", "suits", "kind", "signals", "truly",
    "pqs", "rqs", "takes", "vital", "something", "individuals", "enough", "totally", "amazing", "hope",
    "humble", "breakdown", "ask", "suited", "specialties", "behavioural", "behavioral", "select",
    "selected", "amongst", "among", "absolutely", "explicitly", "molto", "apprezzato", "muy", "très",
    "reject", "won't", "would", "years", "yet", "you'd", "your", "yourself", "zero", "&", "+", "/", "hard",
    "soft", "level", "nice", "ideally", "minimal", "formal", "industry", "domain", "candidate's", "own",
    "apart", "das", "der", "die", "dein", "deine", "dich", "dir", "du", "ihr", "ihre", "wir", "uns",
    "unser", "und", "für", "im", "mit", "von", "zu", "was", "bieten", "suchen", "sie", "ein", "eine",
    "bist", "la", "le", "les", "de", "des", "un", "une", "et", "ton", "ta", "tes", "votre", "vos", "nous",
    "notre", "pour", "que", "ce", "qui", "vous", "tu", "en", "el", "los", "las", "lo", "y", "tus", "su",
    "sus", "qué", "te", "para", "como", "cosa", "ti", "ci", "il", "gli", "e", "con", "o", "os", "da", "na",
    "wat", "wij", "jou", "je", "vi", "dig", "och", "mínimos", "principales", "principali",
}  # fmt: skip # a table: many words a line


def _phrases(group: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in group.split("|"))


def _ranks() -> dict[str, int]:
    """Return the number of the first group that holds each phrase."""
    ranks: dict[str, int] = {}
    for rank, (_, group) in enumerate(GROUPS):
        for phrase in _phrases(group):
            ranks.setdefault(phrase, rank)
    return ranks


RANKS = _ranks()
LONGEST_PHRASE = max(len(phrase.split()) for phrase in RANKS)
VOCABULARY = FILLERS | {word for phrase in RANKS for word in phrase.split()}

# Headings as they stand inside a paragraph, where only a colon, a capital or a missing space sets them apart.
INLINE: tuple[tuple[Part, str], ...] = (
    (
        "preferred",
        """preferred qualifications|preferred skills|preferred experience|preferred requirements|
        nice to have|nice to haves|bonus points|bonus skills|bonus qualifications|bonus|desired skills|
        desired qualifications|desired experience|desirable skills|desirable|good to have|preferred|
        preferred skills and experience|preferred education|pluses|what sets you apart|
        what will make you stand out|nice to have skills|nice to have qualifications|plus|
        preferred but not required|bonus points if you have|highly desirable|brownie points|bonus points|
        optional|les plus|atouts|se valora|se valorará|deseable|diferenciais|diferencial|desejável|
        plus molto apprezzato|gradito|von vorteil|wünschenswert|pluspunten""",
    ),
    (
        "required",
        """requirements|qualifications|basic qualifications|minimum qualifications|required qualifications|
        key qualifications|required skills|skills required|skills|skill|technical skills|
        what you'll need|what you will need|what you need|what you'll bring|what you will bring|
        what you bring|what we're looking for|what we are looking for|who we're looking for|who you are|
        about you|you have|must have|must haves|your profile|skills and experience|
        skills and qualifications|required skills and experience|required skills and qualifications|
        minimum requirements|job requirements|key requirements|education|required experience|
        experience required|required|ideal candidate|qualifications and experience|
        experience and qualifications|education and experience|key skills|your background|who are you|
        mandatory skills|additional qualifications|requirements and skills|skills and requirements|must|
        musts|mandatory|minimum|indispensable|imprescindible|imprescindibles|obligatoire|obligatorio|
        obrigatório|requisitos|requisiti|anforderungen|zwingend""",
    ),
    (
        "mentioned",
        """responsibilities|key responsibilities|job responsibilities|main responsibilities|
        your responsibilities|roles and responsibilities|role and responsibilities|
        primary responsibilities|duties|duties and responsibilities|what you'll do|what you will do|
        what you'll be doing|what you will be doing|what you'll work on|your impact|your mission|
        your role|day to day|a day in the life""",
    ),
    (
        "opening",
        """job description|the role|about the role|about this role|about the job|about the position|
        role overview|role description|position overview|position summary|job summary|job overview|
        in this role|tech stack|our stack|stack|technologies|about the team|the team|
        the opportunity|role|position|job title|overview|summary""",
    ),
    (
        "boilerplate",
        """about us|what we offer|we offer|benefits|perks|perks and benefits|benefits and perks|
        about the company|company overview|company description|who we are|why join us|why join|
        compensation|compensation range|salary|salary range|pay range|how to apply|location|
        equal opportunity employer|equal employment opportunity|our values|our mission|
        what's in it for you|compensation and benefits|additional information|why us|our culture|
        job type|interview process|about our company|company""",
    ),
)  # fmt: skip # a table: many words a line
LASTING = frozenset({"required", "mentioned"})  # parts of an inline heading that go on after its line


def part_of_heading(line: str) -> Part | None:
    """Return the part that a line opens, or None if it is not a heading."""
    # most lines are bullets; their length, last or first word gives them away for a tenth of the price
    if len(line) <= LONGEST_HEADING:
        bare = line.strip(EDGES)
        last = bare[bare.rfind(" ") + 1 :].lower()
        if last in VOCABULARY or not last.isalpha():
            first = bare.partition(" ")[0].lower()
            if first in VOCABULARY or not first.isalpha():
                return _part_of_heading(line)
        if bare.startswith(ABOUT):
            return _part_of_heading(line)
    return _part_of_intro(line) if line.endswith(INTRO_MARKS) else None


_part_of_intro = lru_cache(maxsize=LINES_KEPT)(part_of_intro)


@lru_cache(maxsize=LINES_KEPT)
def _part_of_heading(line: str) -> Part | None:
    line = line.strip()
    words = heading_words(line)
    if words and len(words) <= MOST_WORDS:
        if VOCABULARY.issuperset(words):
            return part_of_words(words)
        if is_about_someone(line, words):
            return "boilerplate"
    return part_of_intro(line) if line.endswith(":") else None


def part_of_words(words: tuple[str, ...]) -> Part | None:
    """Return the part of the first group that has a phrase among these words."""
    runs = (
        " ".join(words[start:stop])
        for start in range(len(words))
        for stop in range(start + 1, min(start + LONGEST_PHRASE, len(words)) + 1)
    )
    found = [RANKS[run] for run in runs if run in RANKS]
    return GROUPS[min(found)][0] if found else None


def is_about_someone(line: str, words: tuple[str, ...]) -> bool:
    """Tell whether this is a heading like "About Initech" or "Why Initech?"."""
    return words[0] in ("about", "why", "über") and 1 < len(words) <= LABEL_WORDS and line[-1] not in ".,;"


def heading_words(line: str) -> tuple[str, ...]:
    """Return the words of a line as headings are compared: lower case, straight quotes, no marks."""
    line = line.lower().replace("’", "'")
    if line.isascii():
        return tuple(line.encode().translate(SPACED).decode().split())
    return tuple(NOT_WORDS.sub(" ", line).split())


def inline_phrases() -> tuple[tuple[Part, str], ...]:
    """Return (part, phrase) for each heading that may stand inside a paragraph."""
    return tuple((part, phrase) for part, group in INLINE for phrase in _phrases(group))
