"""Recognises pages in front of what was asked for: a challenge, a consent form, a log-in, an empty shell.

Sites answer them with status 200. Nothing is known of what is behind one, so it must never count as a page
that has no posting on it any more.
"""

import hashlib
import re

from data.errors import SourceRefused
from data.records import Page
from scraper.parsing.pages import title_of, visible_text

SHORT = 600  # characters; a real page with a script of a bot guard on it has more to say
MIDDLING = 1_500
LOOKED_AT = 200_000  # bytes of the source of a page

# Each list goes language by language, English first.
TITLES = (
    r"just a moment", r"un instant", r"einen moment", r"nur einen augenblick", r"um momento", r"un momento",
    r"een ogenblik",
    r"attention required", r"access (?:to this page has been )?(?:denied|blocked)",
    r"(?:request|you have been) blocked",
    r"acc[eè]s (?:refusé|interdit)", r"zugriff verweigert", r"acceso denegado", r"acesso negado",
    r"accesso negato",
    r"verify(?:ing)? (?:that )?you(?:'re|’re| are)", r"are you (?:a )?(?:human|robot)", r"human verification",
    r"security check", r"sicherheits(?:prüfung|überprüfung)", r"bot (?:check|detection|verification)",
    r"robot check", r"captcha", r"pardon our interruption", r"one moment,? please", r"please wait",
    r"checking your browser", r"ddos", r"403 forbidden",
    r"before you continue", r"bevor (?:du|sie)", r"avant de continuer", r"antes de continuar",
    r"cookie (?:consent|settings|wall)", r"your privacy", r"ihre privatsphäre",
    r"^(?:log[ -]?in|sign[ -]?in|anmelden|anmeldung|connexion|se connecter|iniciar sesión|entrar|accedi"
    r"|inloggen|logga in|zaloguj)\b",
)  # fmt: skip  # alternatives side by side
TITLE = re.compile("|".join(TITLES), re.IGNORECASE)
MARKS = (
    rb"cf-chl", rb"challenge-platform", rb"cf_chl", rb"_Incapsula_Resource", rb"px-captcha", rb"perimeterx",
    rb"captcha-delivery", rb"datadome", rb"bm-verify", rb"_sec/cp_challenge", rb"ddos-guard", rb"awsWaf",
    rb"aws-waf", rb"sucuri_cloudproxy", rb"kpsdk", rb"/_vercel/challenge", rb"hcaptcha", rb"recaptcha",
    rb"turnstile", rb"g-captcha", rb"friendly-?captcha", rb"geetest", rb"onetrust", rb"cookiebot",
    rb"usercentrics", rb"didomi", rb"consentmanager", rb"sourcepoint", rb"type=[\"']?password",
)  # fmt: skip  # alternatives side by side
MARK = re.compile(b"|".join(MARKS), re.IGNORECASE)
PHRASES = (
    # scripts and cookies that are switched off
    r"enable (?:java ?script|cookies)",
    r"java ?script (?:is |must be |ist |est |está )?"
    r"(?:disabled|required|enabled|deaktiviert|erforderlich|désactivé|deshabilitado)",
    r"without java ?script", r"aktivieren sie java ?script", r"activer java ?script",
    r"requires java ?script",
    # a test for robots
    r"verify (?:that )?you are (?:a )?human", r"you are not a (?:ro)?bot", r"unusual traffic",
    r"automated (?:access|requests|queries)", r"not a robot", r"kein roboter", r"pas un robot",
    r"no (?:soy|eres) un robot", r"access denied", r"ray id",
    # a consent form
    r"(?:accept|allow|reject) all(?: cookies)?", r"alle(?: cookies)? (?:akzeptieren|zulassen|ablehnen)",
    r"(?:tout|tous les cookies) accepter", r"tout (?:accepter|refuser)",
    r"accepter (?:tout|tous|les cookies)", r"aceptar (?:todas|todo|cookies)",
    r"aceitar (?:todos|tudo|cookies)", r"accetta (?:tutti|tutto|i cookie)",
    r"(?:accept|agree to) (?:our |the )?(?:use of )?cookies", r"alle cookies accepteren", r"godkänn alla",
    r"we value your privacy", r"manage (?:your )?(?:consent|cookies|preferences)",
    r"cookie (?:preferences|policy)",
    # a log-in
    r"please (?:log|sign) in", r"(?:log|sign) in to (?:continue|view|see)", r"bitte melden sie sich an",
    r"connectez-vous", r"inicia sesión para", r"session (?:has )?expired",
)  # fmt: skip  # alternatives side by side
PHRASE = re.compile("|".join(PHRASES), re.IGNORECASE)
CLOSED_WORDS = (
    r"no longer (?:available|open|active|accepting|online|posted|exists?)",
    r"(?:has|have|is|are) (?:now |been |already ){0,2}(?:filled|closed|expired|removed|archived|taken down)",
    r"(?:job|position|posting|vacancy|role|page|opening) (?:is |was )?"
    r"(?:not found|closed|filled|expired|unavailable)",
    r"not (?:be )?found", r"doesn[’']t exist", r"does not exist",
    r"nicht mehr (?:verfügbar|online|aktiv|aktuell|ausgeschrieben|vorhanden|besetzbar)",
    r"(?:bereits |schon )besetzt", r"nicht gefunden", r"abgelaufen",
    r"n[’']est plus (?:disponible|en ligne|active|d[’']actualité)", r"(?:été |déjà )pourvue?", r"expirée?",
    r"introuvable",
    r"ya no (?:está|se encuentra)", r"no encontrad[ao]", r"caducad[ao]",
    r"não (?:está|se encontra) mais", r"não encontrada", r"encerrada", r"non (?:è|e) più", r"scadut[oa]",
    r"niet (?:meer|langer) (?:beschikbaar|actief)", r"vervuld",
    r"inte längre", r"ikke længere", r"ikke lenger",
    r"nieaktualna", r"wygasła", r"już nieaktualn", r"neplatn",
    r"closed for applications",
)  # fmt: skip  # one language a line
CLOSED = re.compile("|".join(CLOSED_WORDS), re.IGNORECASE)
NUMBERS = re.compile(r"[0-9a-f]{6,}|\d+", re.IGNORECASE)


class Wall(SourceRefused):
    """A page stands in front of what was asked for."""


def refuse_wall(page: Page) -> bool:
    """Raise Wall if a page without a posting is one; return whether it says that its posting is closed."""
    words, title = visible_text(page), title_of(page)
    says_closed = CLOSED.search(f"{title}\n{words[:20_000]}") is not None
    kind = wall_of(title, words, page.content[:LOOKED_AT], says_closed=says_closed)
    if kind is not None:
        raise Wall(f"{page.request.url} answered a wall ({kind}) in place of the page")
    return says_closed


def wall_of(title: str, words: str, source: bytes, *, says_closed: bool) -> str | None:
    """Return what shows that a page is a wall; None for other pages and for one that says it is closed."""
    if len(words) < 4 * MIDDLING and (match := TITLE.search(title)):
        return f"titled {match[0]!r}"
    if says_closed:
        return None
    if len(words) < MIDDLING and (match := PHRASE.search(words)):
        return f"it says {match[0]!r}"
    if len(words) < SHORT and MARK.search(source):
        return "a guard's script and little else"
    return None


def likeness(page: Page) -> str:
    """Return a digest that is the same for pages that differ only in numbers and spacing."""
    plain = NUMBERS.sub("", " ".join(visible_text(page).casefold().split()))
    return hashlib.sha256(plain.encode()).hexdigest()[:16]
