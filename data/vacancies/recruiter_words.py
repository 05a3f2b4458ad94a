"""The words in names and texts that give away agencies, job boards and platforms for paid tasks."""

import re
from collections.abc import Iterator

from data.vacancies.employers import plain_key

# a name that is enough ("Heron Recruitment", "Falcon Staffing Ltd", "Swift Search & Selection")
AGENCY = re.compile(
    r"\brecruit(?:ment|ing|ers?)?\b|\bstaffing\b|\bhead-?hunt(?:ers?|ing)\b|\bexecutive search\b"
    r"|\bresourcing\b|\btalent (?:acquisition|solutions|partners|network|agency|hub|pool|search"
    r"|seeker|job seeker|business)\b"
    r"|\bsearch (?:group|partners|firm|ltd|limited|associates)\b|\bsearch (?:&|and) selection\b"
    r"|\bhr (?:consult\w*|services|solutions|partners)\b|\bemployment (?:agency|partners)\b|\bjobs\b"
    r"|\bpersonal(?:dienstleist\w{2,5}|beratung|vermittlung)\b|\bzeitarbeit\b|\bselecci[oó]n de personal\b"
    r"|\bdata annotat(?:ion|ors?)\b|\b(?:ai|data) (?:annotators|labell?ers|trainers)\b",
    re.IGNORECASE,
)
# a slogan behind a name, which says nothing of agencies
OF_ITSELF = re.compile(r"\bwe(?:['’]re| are) (?:hiring|recruiting)\b", re.IGNORECASE)
# a name that may belong to an agency; its texts decide
LIKE_AN_AGENCY = re.compile(
    r"\b(?:talents?|search|hires?|hiring|jobs?|careers?|people|staff|selection|recruit\w*|workforce|placement"
    r"|associates)\b",
    re.IGNORECASE,
)
# these are matched against texts in lower case
# who hires is a client, and says so
HIRING_CLIENT = (
    r"\bon behalf of (?:our|a|an|one of our|their|its) (?:\w+ ){0,3}"
    r"(?:client|partner|customer|employer)\b(?!s)",
    r"\bon behalf of one of (?:our|their|its) (?:\w+ ){0,3}(?:clients|partners|customers|employers)\b",
    r"\b(?:our|my) (?:\w+[ -]){0,3}client(?: is|, an? |, the |, one )",
    r"\brepresented by \w+ on behalf\b",
    r"\b(?:hiring|recruiting) for (?:one of|our|an?)(?: \w+){0,3} (?:clients?|partners?|customers?)\b",
    r"\bim auftrag unseres (?:kunden|mandanten)\b",
    r"\b(?:recrut|recherch)\w{1,4} pour (?:le compte de )?"
    r"(?:(?:notre|son) client|l['’]un de (?:nos|ses) clients)\b",
    r"\bnotre client(?: est|, )",
    r"\b(?:nuestro|nosso) cliente(?: es| é|, )",
    r"\bper (?:azienda cliente|un['’]azienda cliente|conto di (?:un )?(?:nostro )?client\w)\b",
    r"\b(?:onze (?:klant|opdrachtgever)) (?:is|zoekt)\b|\bför (?:vår kunds|kunds) räkning\b",
)
# work for a client, which consultants do too
FOR_CLIENT = (
    r"\b(?:for|with) (?:our|one of our|a|my) (?:\w+[ -]){0,3}client\b(?![s'’])",
    r"\b(?:working|partner(?:ed|ing)) (?:exclusively |closely )?with an? (?:\w+[ -]){0,5}"
    r"(?:client|start-?up|scale-?up|consultancy|hedge fund)\b",
    r"\bfür (?:unseren|einen unserer) (?:\w+ ){0,2}(?:kunden|mandanten|auftraggeber)\b(?! und\b)",
    r"\bpour (?:le compte de )?(?:notre client|l['’]un de (?:nos|ses) clients)\b",
    r"\bpara (?:nuestro cliente|uno de nuestros clientes|importante cliente|empresa cliente)\b",
    r"\bpara (?:nosso cliente|um de nossos clientes|um dos nossos clientes)\b",
    r"\bper (?:un )?nostro client\w\b",
    r"\bvoor (?:onze|een) (?:klant|opdrachtgever)\b",
)
IS_HIRING_CLIENT = re.compile("|".join(HIRING_CLIENT))
CLIENT = re.compile("|".join((*HIRING_CLIENT, *FOR_CLIENT)))
CLIENT_HINTS = (
    "client", "behalf", "partner", "working with", "recruiting for", "hiring for", "kunden", "mandanten",
    "auftraggeber", "azienda", "opdrachtgever", "klant", "kunds",
)  # a list of words, not of lines  # fmt: skip
# what people are paid to do for models, in texts that call them engineers and scientists
TASK = re.compile(
    r"\b(?:train|teach|improv|evaluat|annotat|rat|review|shap)(?:e|ing|es)? (?:\w+ ){0,3}?"
    r"(?:next[- ]generation |cutting[- ]edge |generative |gen)?"
    r"(?:ai|llms?|large language models?|artificial intelligence|model (?:responses|outputs))\b"
    r"|\bai[- ](?:generated|training|trainers?|evaluation|tutors?|responses)\b|\bmodel responses\b"
    r"|\bhuman feedback\b|\btraining data for\b|\bdomain (?:expertise|knowledge) is what matters"
    r"|\b(?:no|without) (?:prior |previous )?(?:experience (?:in|with) )?ai (?:experience |background )?"
    r"(?:is )?(?:required|necessary|needed)"
    r"|\bdata (?:annotat|label)\w{2,6}|\bannotat(?:ors?|ion (?:team|tasks?|projects?))\b",
)
# and how they are paid
TERMS = re.compile(
    r"\bfreelanc\w{1,4}\b|\b(?:hourly|independent|flexible|remote|short[- ]term|part[- ]time) "
    r"contract(?:ors?|s)?\b|\btype: (?:hourly |remote )?contract\w{0,3}\b|\bproject[- ]based\b"
    r"|[$€£] ?\d{1,4}(?:\.\d+)? ?(?:[-–]|to)? ?[$€£]?\d{0,4} ?(?:/ ?|per |an )(?:hr|hour)\b"
    r"|\bh(?:ou)?rs ?(?:/|per |a ) ?week\b|(?<!individual )\bcontributors?\b"
    r"|\bpaid (?:weekly|per task|per hour|hourly)\b"
    r"|\b(?:your|own) (?:schedule|hours|pace)\b|\b(?:expert|talent) (?:platform|network)\b|\bper task\b"
    r"|\bprojects? (?:is|are|become)s? available\b",
)
TERM_HINTS = (
    "freelanc", "hourly", "contract", "project-based", "project based", "/hour", "per hour", "an hour", "/hr",
    "/ hr", "hours per week", "hours a week", "hours/", "hrs", "contributor", "paid weekly", "per task",
    "schedule", "your pace", "own pace", "talent network", "expert network", "expert platform", "available",
)  # a list of words, not of lines  # fmt: skip
FEWEST_WORDS = 3  # different words for tasks and for pay in one text, with at least one of each

NAME = r"([A-Z0-9][\w&.'’-]{1,30}(?: (?:[A-Z0-9&][\w&.'’-]{0,30}|and|of|de)){0,4}?)"
HEADING = re.compile(
    rf"(?:About|Why|Join|Life at|Working at|Who is|Company(?: [Nn]ame)?:|At) {NAME}\s{{0,3}}(?:[:?!]?$|[,:] )"
)
LABEL = re.compile(
    r"\W{0,4}(?:about the company|company(?: description| name)?|employer)\W{0,4}$", re.IGNORECASE
)
LABELLED = re.compile(rf"\W{{0,4}}{NAME}(?:,? (?:is|was|has|are)\b|\s{{0,3}}$|, )")
SUBJECT = re.compile(
    rf"{NAME}(?:,? Inc\.?| LLC)? (?:has partnered with|is (?:looking for|seeking|hiring|an? ))"
)
SHORTEST_NAME = 3  # characters of another employer's key


def is_named_agency(name: str) -> bool:
    """Tell whether an employer's name as written says that it is an agency or a job board."""
    return AGENCY.search(OF_ITSELF.sub(" ", name)) is not None


def speaks_of_clients(opening: str) -> bool:
    """Tell whether the beginning of a text, in lower case, speaks of a client who hires."""
    return any(hint in opening for hint in CLIENT_HINTS) and CLIENT.search(opening) is not None


def has_hiring_client(opening: str) -> bool:
    """Tell whether the beginning of a text, in lower case, says plainly that a client is who hires."""
    return any(hint in opening for hint in CLIENT_HINTS) and IS_HIRING_CLIENT.search(opening) is not None


def sells_tasks(opening: str) -> bool:
    """Tell whether the beginning of a text, in lower case, offers paid tasks that train or rate models."""
    if not any(hint in opening for hint in TERM_HINTS):
        return False
    terms = {found[0] for found in TERMS.finditer(opening)}
    tasks = {found[0] for found in TASK.finditer(opening)} if terms else set()
    return bool(tasks) and len(tasks) + len(terms) >= FEWEST_WORDS


def introduced(opening: str, own_key: str) -> Iterator[str]:
    """Yield the key of each other employer that the beginning of a text introduces ("About Acme")."""
    before = ""
    for line in opening.split("\n"):
        found = (LABELLED if LABEL.match(before) else HEADING).match(line) or SUBJECT.match(line)
        before = line or before
        if found and (key := plain_key(found[1])) and is_another(key, own_key):
            yield key


def is_another(key: str, own_key: str) -> bool:
    """Tell whether two keys are of unrelated employers: neither the first word nor the whole is shared."""
    if len(key) < SHORTEST_NAME or key.partition(" ")[0] == own_key.partition(" ")[0]:
        return False
    return key not in own_key and own_key not in key
