"""Names of skills as they are compared: small letters, vendors and usual synonyms folded.

Readers of postings name a skill as they like ("Apache Spark", "spark"); the same skill is the same folded
name.
"""

import re

from data.catalogue.entry_checks import PRACTICES

VENDOR = re.compile(r"^(apache|amazon|aws|google|microsoft|ms|azure|gcp|meta|openai|facebook|the)(?=.{2,})")
NOT_NAME = re.compile(r"[^a-z0-9+#]")
SAME = {
    "golang": "go", "googlecloudplatform": "gcp", "googlecloud": "gcp", "amazonwebservices": "aws",
    "microsoftazure": "azure", "k8s": "kubernetes", "postgres": "postgresql", "sklearn": "scikitlearn",
    "js": "javascript", "ts": "typescript", "reactjs": "react", "nodejs": "node", "vuejs": "vue",
    "huggingfacetransformers": "huggingface", "gpu": "gpus", "gpuprogramming": "gpus", "restapi": "rest",
    "restful": "rest", "restapis": "rest", "restfulapis": "rest", "restfulapi": "rest", "msexcel": "excel",
    "cplusplus": "c++", "largelanguagemodel": "largelanguagemodels", "llm": "largelanguagemodels",
    "llms": "largelanguagemodels", "ml": "machinelearning", "nlp": "naturallanguageprocessing",
    "retrievalaugmentedgeneration": "rag", "genai": "generativeai", "agenticai": "aiagents",
    "agents": "aiagents",
}  # fmt: skip # a table: many words a line


def fold_name(name: str) -> str:
    """Return a name as it is compared: small letters, digits, + and # alone, vendors and synonyms folded."""
    key = NOT_NAME.sub("", name.lower())
    key = SAME.get(key, key)
    short = VENDOR.sub("", key)
    return SAME.get(short, short)


LABELLED_PRACTICES = frozenset(map(fold_name, PRACTICES))
