"""Hosts that many employers share and no source reads: a page of theirs is never a board of one employer.

What their sitemaps list is mostly of others, so a board made of one of their pages would put other firms'
postings under the wrong name.
"""

import re
from urllib.parse import urlsplit

# A job board, network or search engine shows the postings of everybody.
AGGREGATORS = (
    "linkedin.com", "lnkd.in", "indeed.com", "glassdoor.com", "monster.com", "ziprecruiter.com",
    "dice.com", "careerbuilder.com", "simplyhired.com", "jooble.org", "talent.com", "jobrapido.com",
    "neuvoo.com", "stepstone.com", "xing.com", "totaljobs.com", "reed.co.uk", "cv-library.co.uk",
    "jobsite.co.uk", "seek.com.au", "seek.co.nz", "naukri.com", "infojobs.net", "infojobs.it",
    "tecnoempleo.com", "hellowork.com", "apec.fr", "cadremploi.fr", "wellfound.com", "angel.co",
    "welcometothejungle.com", "otta.com", "builtin.com", "levels.fyi", "ycombinator.com",
    "workatastartup.com", "hired.com", "turing.com", "arc.dev", "toptal.com", "upwork.com",
    "freelancer.com", "flexjobs.com", "jobgether.com", "remote.co", "remote.com", "weworkremotely.com",
    "ai-jobs.net", "aijobs.net", "jobs.ch", "jobup.ch", "karriere.at", "pracuj.pl", "nofluffjobs.com",
    "justjoin.it", "finn.no", "thehub.io", "jobindex.dk", "nationalevacaturebank.nl", "werkzoeken.nl",
    "efinancialcareers.com", "jobberman.com", "bayt.com", "gulftalent.com", "hh.ru", "habr.com",
    "djinni.co", "dou.ua", "wantedly.com", "green-japan.com", "doda.jp", "rikunabi.com", "mynavi.jp",
    "saramin.co.kr", "jobkorea.co.kr", "wanted.co.kr", "zhipin.com", "liepin.com", "51job.com",
    "lagou.com", "catho.com.br", "vagas.com.br", "computrabajo.com", "bumeran.com", "occ.com.mx",
    "handshake.com", "joinhandshake.com", "craigslist.org", "jobteaser.com", "academics.de",
    "academics.com", "jobs.ac.uk", "euraxess.ec.europa.eu", "adzuna.com", "adzuna.co.uk",
    "arbeitsagentur.de", "usajobs.gov", "remoteok.com", "remotive.com", "himalayas.app",
    "workingnomads.com", "themuse.com", "jobicy.com", "arbeitnow.com", "francetravail.fr",
    "simplify.jobs", "jobright.ai",
)  # fmt: skip  # hosts side by side
# A provider hosts the pages of many employers; these are not among the sources.
PROVIDERS = (
    "rippling.com", "rippling-ats.com", "join.com", "gem.com", "pinpointhq.com", "applytojob.com",
    "jazz.co", "jazzhr.com", "theresumator.com", "breezy.hr", "jobvite.com", "icims.com", "taleo.net",
    "oraclecloud.com", "successfactors.com", "successfactors.eu", "sapsf.com", "sapsf.eu", "ultipro.com",
    "ukg.com", "ukg.net", "paylocity.com", "paycomonline.net", "paycor.com", "adp.com", "dayforcehcm.com",
    "ceridian.com", "eightfold.ai", "phenompeople.com", "avature.net", "jobylon.com", "softgarden.io",
    "softgarden.de", "comeet.com", "comeet.co", "gupy.io", "factorial.co", "factorialhr.com", "kenjo.io",
    "kula.ai", "polymer.co", "careers-page.com", "zohorecruit.com", "zohorecruit.eu", "freshteam.com",
    "recruiterbox.com", "trakstar.com", "catsone.com", "bullhornstaffing.com", "jobdiva.com",
    "hrmdirect.com", "clearcompany.com", "silkroad.com", "cornerstoneondemand.com", "csod.com",
    "hireology.com", "homerun.co", "traffit.com", "erecruiter.pl", "talentclue.com", "talentlyft.com",
    "peoplestrong.com", "darwinbox.com", "keka.com", "dover.com", "hibob.com", "sesamehr.com",
    "bizneo.cloud", "umantis.com", "rexx-systems.com", "d-vinci.de", "concludis.de", "onlyfy.jobs",
    "prescreen.io", "coveto.de", "varbi.com", "reachmee.com", "webcruiter.no", "emply.com",
    "hr-manager.net", "flatchr.io", "taleez.com", "digitalrecruiters.com", "beetween.com",
    "welcomekit.co", "jobaffinity.fr", "mokahr.com", "beisen.com", "hrmos.co", "herp.careers",
    "jobcan.jp", "workstream.us", "fountain.com", "cvwarehouse.com", "carerix.io", "tribepad.com",
    "networx.com", "eploy.net", "oleeo.com", "hirehive.com", "occupop.com",
)  # fmt: skip  # hosts side by side
# Everybody's pages, though a firm may have careers pages of its own below such a name.
EXACT = (
    "google.com", "bing.com", "facebook.com", "x.com", "twitter.com", "reddit.com", "kaggle.com",
    "github.com", "t.me", "hn.algolia.com", "greenhouse.io", "lever.co", "medium.com", "youtube.com",
    "docs.google.com", "forms.gle", "bit.ly", "web.archive.org", "archive.org",
)  # fmt: skip  # hosts side by side
HACKER_NEWS = "news.ycombinator.com"
INDEED_LIKE = re.compile(r"(?:^|\.)(?:indeed|glassdoor|monster|stepstone|jooble|adzuna|craigslist|kununu)\.")


def refusal_for(url: str) -> str | None:
    """Return why a page of this host is not the board of one employer; None where it may be."""
    host = (urlsplit(url).hostname or "").lower()
    if host == HACKER_NEWS:
        return "Hacker News is read by a source of its own (hackernews); a single page of it is not a board"
    if INDEED_LIKE.search(host) or is_of(host, AGGREGATORS) or host.removeprefix("www.") in EXACT:
        return f"{host} shows the postings of many employers; give the employer's own careers page"
    if is_of(host, PROVIDERS):
        return (
            f"{host} hosts the pages of many employers, and its provider is not among the sources; "
            "give a page on the employer's own site"
        )
    return None


def is_of(host: str, names: tuple[str, ...]) -> bool:
    """Tell whether a host is one of these names or below one."""
    return any(host == name or host.endswith(f".{name}") for name in names)
