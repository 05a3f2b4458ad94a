"""What tells a skill from the everyday word that is spelled like it: "Go" from "go to market", "R" from "R&D".

Each sense says what may not and what must stand next to the word. A spelling that the catalogue calls ambiguous
needs a reason to count: a lead ("experience with"), a list of skills around it, or a clue of its own below.
Windows are short, so every pattern here runs over a few dozen characters.
"""

import re
from dataclasses import dataclass, field

WINDOW = 48  # characters looked at on either side of a name

NOT_BEFORE = re.compile(r"(?:[@#$&]|\w[-–'’]|\d[.,])$")
NOT_AFTER = re.compile(
    r"(?:[-–](?!based|like|style|native|friendly|specific|centric|related|heavy|first|powered|driven|side|side|on-)[A-Za-z]"
    r"|&\w|\.[a-z]|['’](?:ll|re|ve|d)\b)"
)
STRONG_LEAD = re.compile(
    r"(?:experiences?|experienced|proficien\w{1,5}|expertise|expert|knowledge|skills?|skilled|fluen\w{1,4}|familiar\w{0,4}|"
    r"background|competen\w{1,4}|understanding|comfortable|mastery|versed|hands-on|exposure|work(?:ed|ing)?|develop\w{0,5}|"
    r"programming|program|coding|code|scripting|written|writing|built|build(?:ing)?|implemented|languages?|frameworks?|librar(?:y|ies)|tools?)"
    r"(?: (?:experience|skills?|knowledge|software|languages?|such|code|primarily|mainly|applications?|services|systems|tools))?"
    r"[ :]{1,2}(?:(?:with|in|of|using|on|to|as|like|for|include|including|is|are|e\.g\.,?|and/or|both|either)[ :]{1,2}){0,2}[(\"“]?"
    r"(?:(?:the|advanced|strong|modern|basic|microsoft|ms|google|apache|anthropic|meta|core|at least|one of|either)[ ]){0,2}$",
    re.IGNORECASE,
)
WEAK_LEAD = re.compile(
    r"(?:^|[\s(,:/])(?:with|in|using|use|uses|used|via|on|of|like|as|including|include|e\.g\.,?|eg|either|our|we use|and|or|plus|know|learn)[ :]{1,2}[(\"“]?$",
    re.IGNORECASE,
)
ENDS_AFTER = re.compile(r"\s*(?:[,./;:)&+|]|(?:and|or|and/or|on|for|to|is|are|etc)\b|\d|\(|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sense:
    """What decides one skill; the patterns end at the word (before) or begin behind it (after).

    `no_*` refuse, `yes_*` accept, in that order. `surfaces` (lower case) widens the rule to spellings that the
    catalogue calls certain; `otherwise` is the verdict on those when nothing was decided.
    """

    no_before: re.Pattern[str] | None = None
    no_after: re.Pattern[str] | None = None
    yes_before: re.Pattern[str] | None = None
    yes_after: re.Pattern[str] | None = None
    surfaces: frozenset[str] = field(default_factory=frozenset)
    otherwise: bool = True
    leads: bool = True


def sense(  # noqa: PLR0913 (one argument per column of the table below)
    *,
    no_before: str = "",
    no_after: str = "",
    yes_before: str = "",
    yes_after: str = "",
    surfaces: str = "",
    otherwise: bool = True,
    leads: bool = True,
) -> Sense:
    """Return a sense from alternatives separated by | (words before end at the name, words after begin there)."""

    def before(words: str) -> re.Pattern[str] | None:
        return re.compile(rf"(?:^|[\W_])(?:{words})[ \-–(\"“]{{0,2}}$", re.IGNORECASE) if words else None

    def after(words: str) -> re.Pattern[str] | None:
        return re.compile(rf"[ \-–]{{0,2}}(?:{words})", re.IGNORECASE) if words else None

    return Sense(
        before(no_before),
        after(no_after),
        before(yes_before),
        after(yes_after),
        frozenset(surfaces.split("|")) if surfaces else frozenset(),
        otherwise,
        leads,
    )


CODE_AFTER = (
    r"(?:programming|program|developers?|development|engineers?|codebases?|code|scripts?|scripting|languages?|frameworks?|librar(?:y|ies)|"
    r"packages?|microservices?|services?|backend|sdk|apis?|skills|experience|applications?|apps?|projects?|version|\d)\b"
)
VERB_AFTER = (
    r"(?:to|at|in|into|the|a|an|as|your|our|their|his|its|above|beyond|ahead|for|from|on|out|through|this|these|that|with|and (?:beyond|above)|"
    r"when|where|while|by|back|live|deep|further|home|green|global|up|down|off|over|further|sure|it)\b"
)

SENSES: dict[str, Sense] = {
    # --- languages
    "go": sense(
        no_before=r"to|will|you|we|can|ready|let['’]?s|on the|good to|pay as you|way to|way we|pokemon|pokémon|must|should|could|and|ready, set,|ready set",
        no_after=VERB_AFTER + r"|go\b|to[ -]market|getter|getters|live|no-go|/no-go|no go|!",
        yes_before=r"golang|python|java|rust|c\+\+|kotlin|scala|typescript|node|in|languages?",
        yes_after=CODE_AFTER + r"|\(golang\)|lang\b|/golang",
    ),
    "r": sense(
        no_before=r"[A-Z]\.|h|o|p|m|q|type|series|class|factor|part|title|section|toys|group|covid|vitamin|room|suite|appendix|rated",
        no_after=r"&|and d\b|\. ?[A-Z]\.|['’]us\b|\+ ?d\b|square|[-–]?squared|\^|& d|package manager|\|",
        yes_before=r"python|sas|sql|matlab|stata|julia|spss|scala|in|using|languages?|with|and|or|java|tableau|excel|program|rstudio",
        yes_after=CODE_AFTER
        + r"|studio\b|shiny|markdown|/python|, python| or python| and python|\(|statistical|based",
    ),
    "c": sense(
        no_before=r"series|vitamin|hepatitis|class|level|plan|section|category|type|grade|tier|part|round|appendix|article|usb|schedule|option|washington, d|d\.?|group|l\.l\.|a, b,|[A-Z]\.",
        no_after=r"[-–](?:level|suite|corp|section|suites|class|band|arm|programs?\b(?! ?programming))|[-–]?suite|level|corp\b|\.? ?diff|\. ?[A-Z]\.|['’]s\b|& ?[A-Z]|\d|\)? ?round|\|",
        yes_before=r"c\+\+|c#|python|java|rust|fortran|assembly|embedded|ansi|in|languages?|with|go|and|or|perl|matlab|verilog|cuda",
        yes_after=r"(?:programming|code|language|developers?|development|codebase|and c\+\+|or c\+\+|/ ?c\+\+|, c\+\+|/ ?c#|, c#|& ?c\+\+|/cpp|/|\(|and python|or python|, java|, python)",
    ),
    "rust": sense(
        no_before=r"the|from", no_after=r"belt|removal|proof|resistan|free|inhibit", yes_after=CODE_AFTER
    ),
    "swift": sense(
        no_before=r"taylor|be|a|the|via|iso|sepa",
        no_after=r"action|response|resolution|and|payments?|messag|code|network|decision|delivery|growth|turn|progress|pace|adoption|execution|thinking|learner|banking|gpi|mt\d",
        yes_before=r"kotlin|objective-c|ios|in|languages?|java",
        yes_after=r"(?:programming|developers?|development|ui|language|/ ?kotlin|/ ?objective|, kotlin|, objective)",
    ),
    "julia": sense(
        no_before=r"contact|ms\.?|hi|dear|by|to", no_after=r"[A-Z][a-z]+|[a-z]+@", yes_after=CODE_AFTER
    ),
    "scala": sense(no_after=r"milan|mobile", yes_after=CODE_AFTER, surfaces="scala"),
    "apex": sense(
        no_before=r"the|at", yes_before=r"salesforce|visualforce", yes_after=r"(?:classes|triggers?|code)"
    ),
    "assembly": sense(
        no_before=r"final|general|mechanical|product|pcb|genome|vehicle|sub|de novo|board|electronics?|read|device|instrument|sequence",
        no_after=r"line|lines|plant|of|and test|instructions?|process|required|room|operations?|facility",
        yes_before=r"c|c\+\+|x86|arm|in",
        yes_after=r"(?:language|programming|code)",
    ),
    "delphi": sense(no_after=r"method|technologies|study|panel", yes_after=CODE_AFTER),
    "shell": sense(
        no_before=r"royal dutch|at|oil|eye|egg|nut|tortoise|outer",
        no_after=r"oil|plc|energy|fleet|company|corporation|station|global|gas|usa",
        yes_before=r"unix|linux|bash|and|or|python|perl|in|c|command[- ]line",
        yes_after=r"(?:script\w{0,4}|programming|commands?|environment|tools|/bash|/ ?bash|, bash|, python)",
    ),
    "stan": sense(
        no_after=r"[A-Z][a-z]+",
        yes_before=r"pymc3?|jags|bugs|edward|pyro",
        yes_after=r"(?:, ?pymc|models?|/pymc)",
    ),
    # --- tools that are verbs or everyday nouns
    "rest": sense(
        no_before=r"the|and",
        no_after=r"of|assured",
        yes_after=r"(?:apis?|services?|endpoints?|ful|/|architecture|web|interfaces?|/soap)",
        surfaces="rest",
    ),
    "spark": sense(
        no_before=r"to|a|the|that|creative|ignite|your|can|will|adobe|twinkle|innovation|ideas|intellectual",
        no_after=r"(?:joy|ideas?|innovation|change|interest|your|our|new|the|a|an|curiosity|conversations?|creativity|of|inspiration|imagination|growth|transformation|more|discussion|meaningful|plugs?|plasma)\b",
        yes_before=r"hadoop|apache|kafka|hive|databricks|pyspark|in|using|with|and|or|on|flink|aws|python|scala|sql|dask",
        yes_after=r"(?:sql|streaming|mllib|ml\b|jobs?|clusters?|rdd|dataframes?|applications?|pipelines?|/|,|\)|nlp|and|or|on\b|core|based|engine|\(|skills|experience|developer|programming)",
        surfaces="spark",
    ),
    "microsoft-excel": sense(
        no_before=r"to|you|you['’]ll|will|and|who|can|we|that|they|help|teams|must|people|should|thrive and|where you can|i|not only|helps? you",
        no_after=r"(?:at|in (?:a|an|the|this|our|your|fast|dynamic|their|both|all|any|these|such|problem|communicat\w+|collaborat\w+|environments?|role|working|building|data|delivering|managing|cross|today|roles?|school|every|that)\b|through|by|as an?|when|where|within|beyond|together|under|professionally|on the|while|with people|if\b)",
        yes_before=r"microsoft|ms|advanced|word|powerpoint|sql|tableau|python|bi|access|outlook|using|google sheets|office|with|in|r|,|and|or|of",
        yes_after=r"(?:spreadsheets?|skills|macros?|vba|formulas?|pivot|powerpoint|,|/|\)|word|and (?:powerpoint|sql|word|tableau|access|python|power|r|google|vba)|\(|models?|proficien|power|functions|experience|is|or|;|\.|experience|knowledge|tables)",
        surfaces="excel",
    ),
    "microsoft-access": sense(
        no_before=r"to|have|has|get|full|open|early|free|equal|easy|direct|data|your|unlimited|internet|with|our|for|limited|remote|exclusive|provide|gain|internet|and",
        no_after=r"(?:to|control|controls|management|for|and|of|points?|rights|layer|patterns|request|in|is)\b",
        yes_before=r"excel,|word,|powerpoint,|microsoft|ms|excel and|excel/|sql server,|outlook,",
        yes_after=r"(?:databases?|, ?excel|, ?word|, ?powerpoint|, ?sql|/excel|vba)",
        leads=False,
    ),
    "microsoft-word": sense(
        no_before=r"the|our|your|a|one|key|spread the|in a|get the|in other|last|every",
        no_after=r"(?:of|count|embeddings?|vectors?|error|is|for|for word|press|processing|2vec)\b",
        yes_before=r"microsoft|ms|excel|powerpoint|outlook|office|\(",
        yes_after=r"(?:, ?excel|, ?powerpoint|, ?outlook|, ?access|and (?:excel|powerpoint)|/excel|, ?ms|, ?visio|\))",
        leads=False,
    ),
    "microsoft-teams": sense(
        no_before=r"[a-z]+|our|your|their|the|with|across|cross[- ]functional|engineering|product|data|and|of|multiple|global|agile|business|research|development|for|all|to|in|ml|ai|science|lead",
        no_after=r"(?:to|of|in|at|and|are|who|that|across|on|working|using|we|is|with|for|from|like|you|where|will|have|including|building|within|by)\b",
        yes_before=r"microsoft|ms|slack|zoom|outlook|slack,|zoom,|outlook,|conferencing \(|sharepoint|sharepoint,|google meet,|webex|skype|jira,",
        yes_after=r"(?:, ?zoom|/ ?slack|, ?slack|/ ?zoom|, ?sharepoint|& ?zoom|, ?outlook)",
        leads=False,
    ),
    "express": sense(
        no_before=r"american|to|federal|clearly|ability to|pony|freely|vip|via|and|can|orient",
        no_after=r"(?:yourself|their|your|ideas|scripts|consent|written|interest|complex|themselves|permission|delivery|our|the|a\b|an\b|or implied|entry|logistics|view|prior)",
        yes_before=r"node|node\.?js|react|angular|mongodb|nest|koa|django|mongo",
        yes_after=r"(?:\.?js|, ?node|/node|framework|server|, ?react)",
    ),
    "make": sense(
        no_before=r"[a-z]+",
        no_after=r"(?:[a-z]+|[A-Z])",
        yes_before=r"cmake|zapier|n8n|bazel|gcc|zapier,|n8n,|cmake,",
        yes_after=r"(?:\.com|, ?n8n|, ?zapier|/ ?n8n|/ ?zapier|, ?cmake|files?|, ?bazel)",
        leads=False,
    ),
    "react": sense(
        no_before=r"to|quickly|you|we|can|how|not just|that",
        no_after=r"(?:to|quickly|with the|swiftly|fast|rapidly|appropriately|and adapt|accordingly)\b",
        surfaces="react",
    ),
    "node-js": sense(
        no_before=r"per|each|single|multi|edge|compute|worker|process|technology|multi-|gpu|leaf|nm|key|every|a|the|root|sensor|\d|decision",
        no_after=r"(?:level|classification|clusters?|embedding|pools?|failures?|selectors?|in the|of|training|gpu|operations?|deployment|management|count)",
        surfaces="node",
        otherwise=False,
        yes_before=r"react|python|java|javascript|typescript|angular|django|ruby|rails|express|golang|go|php|vue|mongo|in|using|js|,|and|or|with|/",
        yes_after=r"(?:\.?js|, ?react|/|, ?python|and react|backend|express|developer|, ?java|, ?go\b|, ?express|\))",
    ),
    "spring": sense(
        no_before=r"in|the|this|early|late|since|silver|of|by|\d{4}|winter|hot|summer|summer/|a|fall|fall/|winter/|cold|colorado|big|and|indian|alpine|hope|per",
        no_after=r"(?:\d{4}|\d{2}|break|semester|of|term|internship|summer|street|st\b|intern|co-op|202|house|valley|quarter|fair|health|['’]\d|and summer|graduat|/ ?summer|season|into)",
        yes_before=r"java|hibernate|j2ee|kotlin|jpa|java,|ee,",
        yes_after=r"(?:boot|framework|mvc|batch|cloud|data|security|ai\b|, ?hibernate|/ ?hibernate|/java|webflux|core|, ?jpa)",
    ),
    "scale": sense(
        no_before=r"at|to|large|the|a",
        no_after=r"(?:up|our|and|the|to)\b",
        yes_after=r"(?:ai\b)",
        leads=False,
    ),
    "ray": sense(
        no_before=r"x|x-|gamma|cosmic|blu|manta|[A-Z][a-z]+ and|hi|dear|johnson|by|man",
        no_after=r"(?:tracing|traced|casting|[A-Z][a-z]+ (?:is|has|and)|ban\b|diffraction|imaging|of|theon)",
        yes_before=r"kubernetes|kubeflow|spark|dask|pytorch|horovod|anyscale|deepspeed|frameworks \(|vllm|airflow|like|as|using|or|slurm|mlflow|or",
        yes_after=r"(?:serve|tune|train|rllib|data\b|clusters?|on\b|, ?dask|, ?spark|/dask|or similar|distributed|, ?kubernetes|\.io|, ?deepspeed|, ?vllm|, ?horovod|and spark)",
    ),
    "cursor": sense(
        no_before=r"mouse|database|the|text|sql|a",
        no_after=r"(?:position|movement|pagination)",
        yes_before=r"copilot|claude|claude code|windsurf|chatgpt|ide|as|like|codex|tools \(|using|and|or|with",
        yes_after=r"(?:, ?claude|, ?copilot|, ?github|/|, ?windsurf|ide|ai\b|or|and|\)|, ?codex|rules|, ?chat)",
    ),
    "claude": sense(
        no_before=r"jean|jean-|monet|saint|contact|by|mr|dr",
        no_after=r"(?:monet|bernard|shannon|[A-Z][a-z]+-[A-Z])",
        yes_before=r"anthropic|gpt|chatgpt|gpt-4|openai|gemini|as|like|using|with|and|or|llama|cursor|copilot|llms? \(|models \(",
        yes_after=r"(?:code|sonnet|opus|haiku|api|models?|agent|desktop|\d|,|/|\)|and|or|skills|for|cowork|mcp|sdk)",
    ),
    "gemini": sense(
        no_before=r"cap|ernst|project",
        no_after=r"(?:trust|exchange|space|observatory|corporation|crypto|earn|credit|telescope|solutions)",
        yes_before=r"google|gpt|chatgpt|gpt-4|openai|claude|as|like|using|with|and|or|llama|vertex ai|vertex|anthropic|copilot",
        yes_after=r"(?:pro\b|api|models?|enterprise|flash|ultra|nano|cli|code|\d|,|/|\)|and|or|vertex|for|llm)",
    ),
    "github-copilot": sense(
        no_before=r"your|a|the ai|an?|ai|of our|autonomous",
        no_after=r"(?:for (?:lawyers|doctors|sales|finance|your)|product)",
        yes_before=r"github|cursor|claude|microsoft|chatgpt|m365|365|like|as|using|and|or",
        yes_after=r"(?:studio|,|/|\)|or|and)",
    ),
    "mistral": sense(
        no_before=r"at|join",
        yes_before=r"llama|gpt|openai|claude|as|like|gemini|falcon|and|or|llama,|using",
        yes_after=r"(?:,|/|\)|models?|or|and|\d|ai|large|7b)",
    ),
    "llama": sense(
        no_before=r"a|the|our|drama",
        no_after=r"(?:farm|company|trek)",
        surfaces="llama",
        yes_after=r"(?:\d|,|/|\)|models?|or|and|index|cpp|\.cpp|guard|family|stack|factory)",
    ),
    "unity": sense(
        no_before=r"the|our|in|and|of|for|national|church|community|with|team",
        no_after=r"(?:catalog|and|of|in|point|bank|health|technologies|among|we|is)\b",
        yes_before=r"unreal|unreal engine|c#|in|using|game engines?|engines?|gazebo|isaac sim",
        yes_after=r"(?:3d|engine|game|developers?|ml|, ?unreal|/unreal|or unreal|and unreal|, ?c#|\))",
    ),
    "notion": sense(
        no_before=r"the|a|any|this|that|our|every|traditional|at|same|no",
        no_after=r"(?:of|that|is|ai hiring|ambassador)",
        yes_before=r"slack|jira|confluence|linear|google docs|asana|figma|as|like|and|or|in|using|trello",
        yes_after=r"(?:, ?slack|,|/|\)|and|or|docs)",
    ),
    "linear": sense(
        no_after=r"(?:[a-z]+|/[a-z]+|[-–][a-z]+|and (?:non|logistic|nonlinear|integer|mixed))",
        yes_before=r"jira|slack|notion|github|asana|jira,|slack,|notion,|github,|like|trello",
        yes_after=r"(?:, ?(?:jira|slack|notion|github|figma)|/|\)|, or)",
        leads=False,
    ),
    "slack": sense(
        no_before=r"pick up the|the|cut|some|join our|on our|our|community|no|any",
        no_after=r"(?:communit|time|channel|workspace|off|variables?|is where|us\b|group)",
        surfaces="slack",
    ),
    "oracle": sense(
        no_before=r"at|join|red|the|an|a|test",
        no_after=r"(?:park|arena|of|health|is an?|corporation is|careers|america|['’]s|employ|offers|problem)",
        surfaces="oracle",
        yes_after=r"(?:database|db\b|sql|pl/?sql|cloud|erp|fusion|ebs|,|/|\)|\d|rac|apex|or|and|retail|financials|developer)",
    ),
    "vector": sense(
        no_after=r"(?:[a-z]+|[A-Z][a-z]+)",
        yes_before=r"datadog|fluentd|logstash|fluent bit",
        yes_after=r"(?:, ?(?:loki|fluentd|datadog))",
        leads=False,
    ),
    "chef": sense(
        no_before=r"private|executive|sous|head|in-house|a|our|the|by a|personal|pastry|onsite|on-site|home|hello|world-class|daily|with|by|company|celebrity|full-time|professional",
        no_after=r"(?:prepared|cooked|catered|and|on|in|made|lunch|meals?|for|robotics|curated|crafted|['’]s)\b",
        yes_before=r"puppet|ansible|terraform|saltstack|puppet,|ansible,|terraform,|salt,|jenkins,|or|as|like|using",
        yes_after=r"(?:, ?(?:puppet|ansible|terraform|salt|docker|jenkins)|/ ?(?:puppet|ansible)|or (?:puppet|ansible)|and (?:puppet|ansible)|puppet|infra|recipes|cookbooks)",
    ),
    "puppet": sense(no_before=r"finger|hand|a", no_after=r"(?:show|master)", surfaces="puppet"),
    "dash": sense(
        no_before=r"door|a|mrs|the|100m|m-|50m",
        no_after=r"(?:of|cam|cams|board|boards|point|mart|pass|ing)\b",
        yes_before=r"plotly|streamlit|shiny|plotly,|plotly/|streamlit,|shiny,|bokeh,|flask,|or|and|using",
        yes_after=r"(?:, ?(?:plotly|streamlit|shiny|bokeh)|/ ?plotly|by plotly|\(plotly|or streamlit|/ ?streamlit|apps?)",
        leads=False,
    ),
    "apache-beam": sense(
        no_before=r"a|the|electron|laser|ion|light|x-ray|i",
        no_after=r"(?:search|forming|former|line|therapy|suntory|global|steering|splitter|dynamics|time|management)",
        yes_before=r"apache|dataflow|flink|spark|google|dataflow/|flink,|spark,|kafka,|dataflow,",
        yes_after=r"(?:, ?(?:flink|spark|dataflow|kafka|airflow)|/ ?(?:dataflow|flink)|pipelines?|\(|or|and)",
        surfaces="beam",
    ),
    "hive": sense(
        no_before=r"bee|the|at|join|mind|our",
        no_after=r"(?:mind|is|['’]s|ai\b|moderation|team)",
        yes_before=r"hadoop|pig|spark|presto|hbase|impala|hadoop,|pig,|spark,|presto,|hbase,|impala,|apache|sql,|or|and|as|using|trino",
        yes_after=r"(?:,|/|\)|ql|sql|metastore|tables?|and|or|queries)",
        surfaces="hive",
    ),
    "apache-pig": sense(
        no_before=r"guinea|a|the",
        no_after=r"(?:farm|iron|let|s\b)",
        yes_before=r"hadoop|hive|spark|hadoop,|hive,|spark,|hive/|mapreduce,|hive and|hive or",
        yes_after=r"(?:, ?(?:hive|spark|hbase|hadoop|sqoop|impala|mapreduce|oozie)|/ ?hive|latin|and hive|or hive)",
        leads=False,
    ),
    "aws-glue": sense(
        no_before=r"the|be|as|is|super|a|that|social",
        no_after=r"(?:that|between|code|together|work|sticks|holding|holds|people|of|for|is|stick)\b",
        yes_before=r"aws|amazon|athena|s3|redshift|lambda|emr|athena,|s3,|redshift,|lambda,|emr,|sagemaker,|kinesis,|and|or|functions,|\(",
        yes_after=r"(?:, ?(?:athena|s3|redshift|lambda|emr|step|sagemaker|kinesis|airflow|dms|lake|dynamo|ec2|rds|glue)|/|jobs?|data catalog|catalog|etl|crawlers?|and (?:athena|redshift|lambda|s3|emr))",
    ),
    "aws-lambda": sense(
        no_before=r"or|a|the|python|gsk",
        no_after=r"(?:expressions?|calculus|school|architecture|labs|legal|phage|architectures|test|cloud|functions in python|['’]s|, the)",
        surfaces="lambda|lambdas",
        yes_before=r"aws|amazon|s3|ec2|s3,|ec2,|redshift,|glue,|sagemaker,|step functions,|\(|ecs,|dynamodb,|ecs|eks|eks,|kinesis,|api gateway,",
        yes_after=r"(?:, ?(?:s3|ec2|step|api|sqs|sns|dynamo|glue|sagemaker|ecs|eks|redshift|athena|rds|kinesis|cloud|emr|iam|fargate|bedrock|and)|/|\)|and (?:s3|step|ec2)|functions?)",
    ),
    "triton-inference-server": sense(
        no_before=r"the|uss|at",
        no_after=r"(?:college|digital|systems|is)",
        yes_before=r"nvidia|cuda|tensorrt|cuda,|tensorrt,|vllm,|cutlass|onnx|onnx,|torchserve|kserve|and|or|as|like|cutlass,|kernels in|using|pytorch,|jax,",
        yes_after=r"(?:inference|server|kernels?|, ?(?:tensorrt|cuda|vllm|torchserve|onnx|cutlass|kserve|ray|bentoml|tgi|sglang)|/|\)|or|and|language)",
    ),
    "looker": sense(no_before=r"on|a|good", surfaces="looker"),
    "feast": sense(
        no_before=r"a|the|for|holiday",
        no_after=r"(?:of|on|or famine)\b",
        yes_before=r"tecton|tecton,|hopsworks|hopsworks,|mlflow,|feature stores? \(|stores? like|stores? such as|or|\(e\.g\.,?|like|as|kubeflow,",
        yes_after=r"(?:,|/|\)|or|and)",
    ),
    "comet": sense(
        no_before=r"a|the|halley['’]s|vomit",
        no_after=r"(?:is|['’]s|ml\b|observ|assay)",
        yes_before=r"mlflow|wandb|neptune|biases|mlflow,|w&b,|wandb,|neptune,|biases,|or|like|as|perplexity",
        yes_after=r"(?:,|/|\)|or|ml|\.ml|opik)",
        leads=False,
    ),
    "neptune": sense(
        no_before=r"planet|the|of",
        yes_before=r"mlflow|wandb|comet|biases|mlflow,|w&b,|wandb,|comet,|biases,|or|aws|amazon|neo4j|neo4j,|dynamodb,|like|as|tigergraph,",
        yes_after=r"(?:,|/|\)|or|and|\.ai)",
    ),
    "ide-cline": sense(leads=False),
    "hex": sense(
        no_after=r"(?:code|color|key|bolt|string)",
        yes_before=r"looker,|dbt,|snowflake,|tableau,|mode,|notebooks?,|sigma,|jupyter,|or|mode|looker|like|as",
        yes_after=r"(?:,|/|\)|or)",
        leads=False,
    ),
    "modal": sense(
        no_before=r"multi|multi-|cross|cross-|uni|bi|single|a|the",
        no_after=r"(?:analysis|window|dialog|verb|s\b|testing|shift|frequenc|data)",
        yes_before=r"runpod,|replicate,|aws,|lambda,|or|like|gcp,|using|ray,|as|baseten,|together,|vllm,",
        yes_after=r"(?:,|/|\)|or|labs)",
        leads=False,
    ),
    "arrow": sense(
        no_before=r"an|the|red|broken|traffic|up|green|diamond|straight|this",
        no_after=r"(?:electronics|keys?|functions?|street|up|points?|head|ecs)",
        yes_before=r"parquet|pandas|parquet,|pandas,|apache|duckdb,|polars,|avro,|spark,|or|orc,",
        yes_after=r"(?:,|/|\)|or|flight|and parquet)",
        leads=False,
    ),
    "altair": sense(
        no_after=r"(?:engineering|is|['’]s|global|hyper|capital)",
        yes_before=r"matplotlib,|plotly,|bokeh,|seaborn,|vega,|matplotlib|plotly|or",
        yes_after=r"(?:, ?(?:plotly|bokeh|matplotlib|seaborn)|\)|or)",
        leads=False,
    ),
    "pyro": sense(
        no_before=r"alteryx,",
        yes_before=r"stan,|pymc3?,|stan|numpyro|edward,|pytorch,|or",
        yes_after=r"(?:,|/|\)|or|numpyro|and)",
        leads=False,
    ),
    "poetry": sense(
        no_before=r"of|write|and|the",
        no_after=r"(?:reading|in|slam|foundation)",
        yes_before=r"pip,|uv,|conda,|docker,|pytest,|pip|conda|uv|or|git,|python,|/|\(",
        yes_after=r"(?:, ?(?:pip|uv|conda|docker|pytest|git|ruff|black|mypy)|/|\)|or)",
        leads=False,
    ),
    "whisper": sense(
        no_before=r"a|the|at|quiet|not a",
        no_after=r"(?:network|it|quiet|aero|campaign)",
        yes_before=r"openai|gpt,|clip,|llama,|gpt-4,|wav2vec2?,|or|like|as|using|bert,|wav2vec|clip",
        yes_after=r"(?:,|/|\)|or|api|models?|and)",
    ),
    "falcon": sense(
        no_before=r"the|millennium|crowdstrike|atlanta|peregrine|a|spacex|maltese",
        no_after=r"(?:9|heavy|9s|edge|wing|rocket|platform|capital|and the)",
        yes_before=r"llama,|mistral,|gpt,|mpt,|bloom,|flask,|gpt-4,|or|like|llama2?,|as",
        yes_after=r"(?:,|/|\)|or|\d{2}b|llm)",
        leads=False,
    ),
    "grok": sense(
        no_before=r"to|you|truly|quickly|fully|can|and",
        no_after=r"(?:the|how|and|what|our|complex|prompt|it|concepts)\b",
        yes_before=r"gemini,|claude,|gpt,|chatgpt,|xai|or|llama,",
        yes_after=r"(?:,|/|\)|or|\d|and)",
        leads=False,
    ),
    "mamba": sense(
        no_before=r"black|the|kobe",
        no_after=r"mentality",
        yes_before=r"conda,|transformers?,|ssms?|conda/|s4,|or|/|state[- ]space models \(|conda|and",
        yes_after=r"(?:,|/|\)|or|ssm|based)",
        leads=False,
    ),
    "perplexity": sense(
        no_before=r"bleu,|bleu|rouge,|rouge|metrics|lower|model|f1,|as|metrics \(|accuracy,|at",
        no_after=r"(?:, ?(?:bleu|rouge|accuracy)|scores?|is|and bleu|of|metric)",
        yes_before=r"chatgpt,|claude,|gemini,|openai,|copilot,|or|and|like|cursor,",
        yes_after=r"(?:,|/|\)|ai\b|api|or)",
        leads=False,
    ),
    "cohere": sense(
        no_before=r"to|at|join|that|and|more",
        no_after=r"(?:is|health|['’]s|with|to|we|technologies|into|across)\b",
        yes_before=r"openai,|anthropic,|openai|anthropic|gpt,|claude,|or|like|gemini,|llama,|bedrock,|mistral,|pinecone,",
        yes_after=r"(?:,|/|\)|or|and|embed|command|rerank|apis?)",
        leads=False,
    ),
    "strands-agents": sense(
        no_before=r"the|dna|rna|two|both|many|hair|three|of",
        no_after=r"(?:of|in|and the)\b",
        yes_before=r"langgraph,|crewai,|autogen,|bedrock,|agentcore,|langchain,|adk,|agentcore|or",
        yes_after=r"(?:agents?|,|/|\)|sdk|or|framework)",
        leads=False,
    ),
    "windsurf": sense(
        no_before=r"to|and|kite,|kitesurf,|surf,",
        no_after=r"(?:ing|board)",
        yes_before=r"cursor,|claude code,|copilot,|cursor|copilot|or|and|codex,|like|/",
        yes_after=r"(?:,|/|\)|or|and|ide)",
        leads=False,
    ),
    # --- practices with loose names: refused next to these words
    "security": sense(
        no_before=r"social|job|national|homeland|food|financial|income|airport|physical|border|employment|energy|health|personnel|water|human|retirement|department of|global|campus|public|defense and|defense &|defense & |cyber and national|economic|u\.s\.|family|international|the largest|leading|public trust or|safety and",
        no_after=r"(?:clearances?|guards?|deposits?|checkpoints?|checks?\b|agenc|camera|officers?|advisor|number|screening|cleared|forces|office|space|firm|compan|products|vendor|startup|industry|numbers?|benefits|council|administration|operations center|patrol|cleared|investigat|background)",
        surfaces="security|secure|securely|authentication|encryption",
    ),
    "testing": sense(
        no_before=r"drug|background|blood|genetic|diagnostic|covid|covid-19|dna|a/b|a b|hypothesis|ab|stress|drug and alcohol|substance|lab|laboratory|clinical|medical|significance|genomic|crash|back|penetration|alcohol|usability|statistical|pre-employment|skills?|aptitude|psychometric|wafer|chi-square|online|standardized|multivariate|cognitive|personality|technical|t|split|coding|employment|randomized|iq",
        no_after=r"(?:drive|kits?|takers?|prep|score|scores|results?|hypothes|centers?|subjects?|labs?|laborator|positive|flight|gorilla|new ideas|the waters|of significance|of hypothes)",
        surfaces="test|tests|tested|testing|qa",
    ),
    "search-and-ranking": sense(
        no_before=r"job|in|talent|executive|to|your|our|a|the|we|research|housing|candidate|employee|hiring|you|must|grid|architecture|beam|neural architecture|tree|hyperparameter|hyper-parameter|hyperparameters|hyper parameter|binary|please|literature|patent|career|jobs|people|and|on|can|for|fund|is|strategic|us|home|parameter|local|random|heuristic|google|stock|current|credit|worldwide|university|national",
        no_after=r"(?:for|firm|firms|of|our|the|and apply|by|through|using|job|jobs|open|committee|fund|process|spaces?|us\b|results for|marketing|engine marketing|ads|engine optimi|group|warrant|company|consultan|partner|on\b)",
        surfaces="search|ranking|retrieval|data retrieval",
    ),
    "streaming": sense(
        no_before=r"video|music|live|media|content|audio|tv|movie|film|game|entertainment|podcast|netflix|hbo|global|a|leading|largest|the|sports|cloud gaming|on-demand|world['’]s",
        no_after=r"(?:service|services|platform for|video|media|music|company|entertainment|content|tv|giant|television|business|industry|subscribers|audio|ads|wars|world|devices?|members|product)",
        surfaces="streaming",
    ),
    "speech": sense(
        no_before=r"free|freedom of|hate|public|of|keynote|commencement|toxic",
        no_after=r"(?:therap|patholog|impair|language patholog|disab|or hearing)",
        surfaces="speech",
    ),
    "transformers": sense(
        no_before=r"power|electrical|current|industry|electric|voltage|distribution|agile|digital|business|gas|data",
        no_after=r"(?:substation|and switchgear|oil|ratings?|movie)",
        surfaces="transformer|transformers",
    ),
    "agile": sense(
        no_before=r"be|remain|stay|more|being|are|is|very|fast and|nimble|an?|lean and|small,|truly|as|fast,|dynamic,|to",
        no_after=r"(?:supply|and (?:fast|adaptable|flexible|nimble|dynamic|responsive|innovative|open)|company|mindset|startup|thinker|business|learner|organi[sz]ation|enough|working (?:hours|arrangement|policy|model|options?|allowance)|robot|leader|culture|learning|, fast|and ever|decision|world|to\b|, innovative|, dynamic|locomotion|manipulation|hours|approach to work|structure|response|place|workplace|in (?:responding|adapting|your)|hybrid)",
        surfaces="agile",
    ),
    "statistics": sense(
        no_before=r"labor|bureau of|national|office for|vital|key|interesting|website|usage|company|federal|health|census and|crime|official|eurostat|sports|these|player",
        no_after=r"(?:show|canada|netherlands|bureau|denmark|on the|about the|show that|norway|poland|sweden)",
        surfaces="statistics",
    ),
    "simulation": sense(
        no_before=r"flight|interview|work|business|job",
        no_after=r"(?:exercise|interview)",
        surfaces="simulation|simulations",
    ),
    "optimization": sense(
        no_before=r"search engine|seo|conversion rate|social media|tax|engine|website",
        surfaces="optimization|optimisation",
    ),
    "ai-agents": sense(
        no_before=r"insurance|estate|service|support|call center|travel|customer|sales|change|human|real-estate|contact center|infectious|therapeutic|care|field|helpdesk|biological|chemical|ticket|contrast|anti|delivery|collections?|federal|secret|borrowing|transfer|foreign|phone|live|registered|of|free|staffing|recruitment|contact centre|talent|law enforcement|leasing|border patrol|buyer|listing|lending|cs|employment|help desk|escrow|as|their",
        no_after=r"(?:of change|of the state|and brokers|, brokers|or employees|and (?:contractors|representatives|subcontractors|affiliates)|, contractors|, employees|and advisors|in the field|to submit)",
        surfaces="agents|agent",
    ),
    "recommender-systems": sense(
        surfaces="recommendation|recommendations|personalization|personalisation",
        otherwise=False,
        no_before=r"make|makes|making|provide|provides|providing|actionable|strategic|policy|present|develop|deliver|offer|give|clear|business|and|data-driven|insights and|driven|key|formulate|into|strategy|technical|for|strategies and|with|letters? of|based",
        no_after=r"(?:to|for|on|based|letters?|that|regarding|letter|from|about|and (?:insights|solutions|reports)|in order|is\b)",
        yes_before=r"search|ranking|personali[sz]ation|search,|ranking,|search and|ranking and|search/|content|product|nlp,|vision,|classification,|forecasting,|as|clustering,|detection,|learning,|ads,|of|in|like|advertising,|and|prediction,|analytics,",
        yes_after=r"(?:,|/|\)|and (?:ranking|search|personali|classif)|problems|algorithms?|engines?|systems?|models?|, classification|, search|use cases|space|team|technolog|platform)",
        leads=False,
    ),
    "research-publications": sense(
        no_before=r"salary|originally|was|be|being|as|range|been|were|state[- ]of[- ]the[- ]art|trade|pay|job|are|posting|has",
        no_after=r"(?:on (?:our|the|this)|salary|salaries|by the (?:department|us|u\.s\.)|books?|pay|range|rates|reports|dashboards?|price|date|job|content|author of|articles on|metrics|data|as part|apps|internal)",
        surfaces="published|publication|publications|white papers|whitepapers|white paper|published in|published at|author",
    ),
    "scalability": sense(
        no_before=r"pay|salary|grade|a|sliding|likert|wage|the|band|economies of|full|on a|of|compensation|small|time|that|this|global|grow and|start and|company|and|to|rapidly|we|we['’]re|fast|business",
        no_after=r"(?:ai\b|of (?:the|our|this|\d|1|pay|salary)|from \d|our (?:team|business|company)|the (?:business|team|company)|your|with us|and grow|adjusted|up to|for (?:pay|salary)|compan|the pay|their business)",
        surfaces="scale|scaling|at scale|scale up|scaled up|scales up",
    ),
    "big-data": sense(no_before=r"the|our", surfaces="terabytes|petabytes", otherwise=True),
    "cloud-computing": sense(
        no_before=r"salesforce|google|word|point|creative|point|sound|adobe|oracle|ibm|alibaba|sales|marketing|service|experience|data|adobe experience|sap|tencent|red hat|tag|docu|acquia|commerce|confluent|apsara|yandex|health|industry",
        no_after=r"(?:kitchens?|point|era|nine|seeding|covers?|cover|formation|watch|front|run\b|flare|functions\b|sql|composer|dataflow|pub/?sub|build\b|of points|guru)",
        surfaces="cloud|the cloud|in the cloud|to the cloud",
    ),
    "machine-learning": sense(
        no_before=r"\d ?|\d+|ug/|mg/",
        no_after=r"(?:/min|/kg|of (?:water|blood|solution))",
        surfaces="ml",
    ),
    "computer-vision": sense(
        no_before=r"your|a|an|send|updated|resume|resume/|submit|my|the|upload|attach|you|current|latest|full|with|english|and|of|or|cover letter and|via|resume or|please|their|uw|je|dein|deinen|tu|ton",
        no_after=r"(?:and cover|to\b|in english|as\b|\(|or resume|/ ?resume|with|review|,? (?:cover|motivation)|screening|along|for review|via|here|at\b|library)",
        surfaces="cv",
    ),
    "low-latency": sense(surfaces="latency|real-time|real time", otherwise=True),
    "fine-tuning": sense(
        no_before=r"and|to",
        no_after=r"(?:the (?:details|process)|your|our (?:process|approach))",
        surfaces="fine tune|fine-tune",
    ),
}
