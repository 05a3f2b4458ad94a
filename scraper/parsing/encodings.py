"""Turns bytes into text by the labels of the WHATWG Encoding Standard, as browsers do.

Python's own names are not asked: they also hold "hex", "rot13" and compressors.
"""

import codecs
import re

from data.errors import PageRejected
from data.records import Page

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
CHARSET = re.compile(r"(?:charset|encoding)\s{0,4}=\s{0,4}[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
LOOKED_AT = 4_096  # bytes in which a page declares its encoding
UNREADABLE = "\ufffd"
MAX_UNREADABLE = 0.001  # share of the characters; beyond it the declaration is wrong
# Western letters and signs in a row or inside a word, as no language has them: another alphabet read wrongly.
MOJIBAKE = re.compile(
    r"[\u00c0-\u00ff]{5}|(?!(.)\1)(?=[\u00a1-\u00ff]{4})[\u00a1-\u00bf]{0,3}[\u00c0-\u00ff]"
    r"|[a-z][¡£¥¦±³¹¿¯¾¼][a-z]{2}"
)
LANG = re.compile(r"<html\b[^>]{0,300}?\blang\s{0,4}=\s{0,4}[\"']?([a-z]{2})", re.IGNORECASE)
# What pages of a language were usually written in before UTF-8, as browsers assume where nothing is declared.
USUAL = {
    codec: languages.split()
    for codec, languages in {
        "cp1250": "cs hr hu pl ro sk sl", "cp1251": "be bg mk ru sr uk", "cp1253": "el", "cp1254": "az tr",
        "cp1255": "he", "cp1256": "ar fa", "cp1257": "et lt lv", "cp874": "th", "cp932": "ja",
        "cp949": "ko", "gb18030": "zh",
    }.items()
}  # fmt: skip  # languages side by side
USUAL_OF = {language: codec for codec, languages in USUAL.items() for language in languages}

# label of the standard -> codec of Python
LABELS = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 x-unicode20utf8 us-ascii ascii ansi_x3.4-1968",
    "cp1252": "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso_8859-1 iso88591 latin1 l1 cp819 ibm819 "
    "iso-ir-100 csisolatin1 iso_8859-1:1987",
    "cp1250": "windows-1250 cp1250 x-cp1250",
    "cp1251": "windows-1251 cp1251 x-cp1251",
    "cp1253": "windows-1253 cp1253 x-cp1253",
    "cp1254": "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso_8859-9 iso88599 latin5 l5 csisolatin5 "
    "iso-ir-148 iso_8859-9:1989",
    "cp1255": "windows-1255 cp1255 x-cp1255",
    "cp1256": "windows-1256 cp1256 x-cp1256",
    "cp1257": "windows-1257 cp1257 x-cp1257",
    "cp1258": "windows-1258 cp1258 x-cp1258",
    "cp874": "windows-874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 tis620",
    "cp866": "ibm866 866 cp866 csibm866",
    "iso-8859-2": "iso-8859-2 iso8859-2 iso_8859-2 iso88592 latin2 l2 csisolatin2 iso-ir-101",
    "iso-8859-3": "iso-8859-3 iso8859-3 iso88593 latin3 l3",
    "iso-8859-4": "iso-8859-4 iso8859-4 iso88594 latin4 l4",
    "iso-8859-5": "iso-8859-5 iso8859-5 iso_8859-5 iso88595 cyrillic csisolatincyrillic iso-ir-144",
    "iso-8859-6": "iso-8859-6 iso8859-6 iso88596 arabic ecma-114 asmo-708 csisolatinarabic",
    "iso-8859-7": "iso-8859-7 iso8859-7 iso_8859-7 iso88597 greek greek8 ecma-118 elot_928 sun_eu_greek",
    "iso-8859-8": "iso-8859-8 iso8859-8 iso88598 iso-8859-8-i logical visual hebrew csisolatinhebrew",
    "iso-8859-10": "iso-8859-10 iso8859-10 iso885910 latin6 l6",
    "iso-8859-13": "iso-8859-13 iso8859-13 iso885913",
    "iso-8859-14": "iso-8859-14 iso8859-14 iso885914",
    "iso-8859-15": "iso-8859-15 iso8859-15 iso_8859-15 iso885915 l9 latin9 csisolatin9",
    "iso-8859-16": "iso-8859-16",
    "koi8-r": "koi8-r koi8 koi8_r koi cskoi8r",
    "koi8-u": "koi8-u koi8-ru",
    "mac-roman": "macintosh mac x-mac-roman csmacintosh",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "gb18030": "gb18030 gbk gb2312 gb_2312 gb_2312-80 chinese csgb2312 csiso58gb231280 iso-ir-58 x-gbk cp936 "
    "windows-936",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "cp932": "shift_jis shift-jis sjis ms_kanji ms932 windows-31j x-sjis csshiftjis cp932",
    "euc-jp": "euc-jp x-euc-jp cseucpkdfmtjapanese",
    "iso2022-jp": "iso-2022-jp csiso2022jp",
    "cp949": "euc-kr korean windows-949 ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 cseuckr "
    "iso-ir-149 cp949",
    "utf-16": "utf-16 unicode ucs-2 iso-10646-ucs-2 csunicode",
    "utf-16-le": "utf-16le unicodefeff",
    "utf-16-be": "utf-16be unicodefffe",
}
CODECS = {label: codec for codec, labels in LABELS.items() for label in labels.split()}


def text_in(page: Page) -> str:
    """Return the page as text: by its byte order mark, else its declared encoding, else UTF-8.

    Raises PageRejected where too much of it cannot be read so.
    """
    for mark, codec in MARKS:
        if page.content.startswith(mark):
            return page.content[len(mark) :].decode(codec, "replace")
    declared = declared_in(page)
    if declared in ("utf-8", "cp1252"):  # a page that says Latin-1 and can be read as UTF-8 is UTF-8
        return western(page, is_declared=declared == "cp1252")
    return readable(page.content.decode(declared, "replace"), page, declared)


def declared_in(page: Page) -> str:
    """Return the codec that the media type or the beginning of a page declares; UTF-8 where none is known.

    A page that declares none and is not UTF-8 is read as pages of its language usually are.
    """
    beginning = page.content[:LOOKED_AT].decode("ascii", "replace")
    found = CHARSET.search(page.media_type) or CHARSET.search(beginning)
    if found:
        return CODECS.get(found[1].lower(), "utf-8")
    language = LANG.search(beginning)
    usual = USUAL_OF.get(language[1].lower()) if language else None
    return usual if usual and not is_utf_8(page.content) else "utf-8"


def western(page: Page, *, is_declared: bool) -> str:
    """Return a page as UTF-8; bytes that are not are read as Windows-1252, as undeclared pages usually are.

    JSON is UTF-8 by its standard: what is not stays unreadable, so that its posting can be rejected.
    """
    is_json = page.content.lstrip()[:1] != b"<" and not is_declared
    text = page.content.decode("utf-8", "replace" if is_json else "skillgauge-cp1252")
    if not is_declared and MOJIBAKE.search(text) and not is_utf_8(page.content):
        raise PageRejected(f"{page.request.url}: no UTF-8, and no other encoding is declared")
    return readable(text, page, "utf-8")


def is_utf_8(content: bytes) -> bool:
    """Tell whether content is UTF-8 throughout."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def readable(text: str, page: Page, codec: str) -> str:
    """Return text; raises PageRejected where more than a thousandth of it could not be read."""
    unread = text.count(UNREADABLE) - page.content.count(UNREADABLE.encode())
    if unread > 2 and unread > MAX_UNREADABLE * len(text):
        raise PageRejected(f"{page.request.url}: {unread:,} characters cannot be read as {codec}")
    return text


def as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are not UTF-8 as Windows-1252: an error handler for `bytes.decode`."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("skillgauge-cp1252", as_cp1252)
