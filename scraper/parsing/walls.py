"""Tells a page that stands in front of what was asked for: a challenge, a consent form, a log-in, a shell.

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

TITLE = re.compile(
    r"just a moment|un instant|einen moment|nur einen augenblick|um momento|un momento|een ogenblik|"
    r"attention required|access (?:to this page has been )?(?:denied|blocked)|(?:request|"
    r"you have been) blocked|"
    r"acc[eè]s (?:refusé|interdit)|zugriff verweigert|acceso denegado|acesso negado|accesso negato|"
    r"verify(?:ing)? (?:that )?you(?:'re|’re| are)|are you (?:a )?(?:human|robot)|human verification|"
    r"security check|sicherheits(?:prüfung|überprüfung)|bot (?:check|detection|verification)|robot check|"
    r"captcha|"
    r"pardon our interruption|one moment,? please|please wait|checking your browser|ddos|403 forbidden|"
    r"before you continue|bevor (?:du|sie)|avant de continuer|antes de continuar|cookie (?:consent|"
    r"settings|wall)|"
    r"your privacy|ihre privatsphäre|^(?:log[ -]?in|sign[ -]?in|anmelden|anmeldung|connexion|se connecter|"
    r"iniciar sesión|entrar|accedi|inloggen|logga in|zaloguj)\b",
    re.IGNORECASE,
)
MARK = re.compile(
    rb"cf-chl|challenge-platform|cf_chl|_Incapsula_Resource|px-captcha|perimeterx|captcha-delivery|datadome|"
    rb"bm-verify|_sec/cp_challenge|ddos-guard|awsWaf|aws-waf|sucuri_cloudproxy|kpsdk|/_vercel/challenge|"
    rb"hcaptcha|recaptcha|turnstile|g-captcha|friendly-?captcha|geetest|onetrust|cookiebot|usercentrics|"
    rb"didomi|consentmanager|sourcepoint|type=[\"']?password",
    re.IGNORECASE,
)
PHRASE = re.compile(
    r"enable (?:java ?script|cookies)|java ?script (?:is |must be |ist |est |está )?"
    r"(?:disabled|required|enabled|deaktiviert|erforderlich|désactivé|deshabilitado)|"
    r"without java ?script|aktivieren sie java ?script|activer java ?script|requires java ?script|"
    r"verify (?:that )?you are (?:a )?human|you are not a (?:ro)?bot|unusual traffic|automated (?:access|"
    r"requests|"
    r"queries)|not a robot|kein roboter|pas un robot|no (?:soy|eres) un robot|access denied|ray id|"
    r"(?:accept|allow|reject) all(?: cookies)?|alle(?: cookies)? (?:akzeptieren|zulassen|ablehnen)|"
    r"(?:tout|tous les cookies) accepter|tout (?:accepter|refuser)|accepter (?:tout|tous|les cookies)|"
    r"aceptar (?:todas|todo|cookies)|aceitar (?:todos|tudo|cookies)|accetta (?:tutti|tutto|i cookie)|"
    r"(?:accept|agree to) (?:our |the )?(?:use of )?cookies|alle cookies accepteren|godkänn alla|"
    r"we value your privacy|manage (?:your )?(?:consent|cookies|preferences)|cookie (?:preferences|policy)|"
    r"please (?:log|sign) in|(?:log|sign) in to (?:continue|view|see)|bitte melden sie sich an|"
    r"connectez-vous|"
    r"inicia sesión para|session (?:has )?expired",
    re.IGNORECASE,
)
CLOSED = re.compile(
    r"no longer (?:available|open|active|accepting|online|posted|exists?)|(?:has|have|is|are) (?:now |"
    r"been |already )"
    r"{0,2}(?:filled|closed|expired|removed|archived|taken down)|(?:job|position|posting|vacancy|role|page|"
    r"opening) "
    r"(?:is |was )?(?:not found|closed|filled|expired|unavailable)|not (?:be )?found|doesn[’']t exist|"
    r"does not exist|"
    r"nicht mehr (?:verfügbar|online|aktiv|aktuell|ausgeschrieben|vorhanden|besetzbar)|(?:bereits |"
    r"schon )besetzt|"
    r"nicht gefunden|abgelaufen|n[’']est plus (?:disponible|en ligne|active|d[’']actualité)|(?:été |"
    r"déjà )pourvue?|"
    r"expirée?|introuvable|ya no (?:está|se encuentra)|no encontrad[ao]|caducad[ao]|não (?:está|"
    r"se encontra) mais|"
    r"não encontrada|encerrada|non (?:è|e) più|scadut[oa]|niet (?:meer|langer) (?:beschikbaar|actief)|"
    r"vervuld|"
    r"inte längre|ikke længere|ikke lenger|nieaktualna|wygasła|już nieaktualn|neplatn|"
    r"closed for applications",
    re.IGNORECASE,
)
NUMBERS = re.compile(r"[0-9a-f]{6,}|\d+", re.IGNORECASE)


class Wall(SourceRefused):
    """A page stands in front of what was asked for."""


def refuse_wall(page: Page) -> bool:
    """Raise Wall for a page without a posting that is a wall; return whether it says that it is closed."""
    words, title = visible_text(page), title_of(page)
    says_closed = CLOSED.search(f"{title}\n{words[:20_000]}") is not None
    kind = wall_of(title, words, page.content[:LOOKED_AT], says_closed=says_closed)
    if kind is not None:
        raise Wall(f"{page.request.url} answered a wall ({kind}) in place of the page")
    return says_closed


def wall_of(title: str, words: str, source: bytes, *, says_closed: bool) -> str | None:
    """Return what kind of wall a page is, None for none; a page that says its posting is closed is none."""
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
    """Return a digest that pages share which differ in numbers and spacing only."""
    plain = NUMBERS.sub("", " ".join(visible_text(page).casefold().split()))
    return hashlib.sha256(plain.encode()).hexdigest()[:16]
