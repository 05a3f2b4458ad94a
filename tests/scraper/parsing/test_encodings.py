"""Bytes become text by their declared encoding, in every label that browsers know."""

import pytest

from data.errors import PageRejected, PostingRejected
from data.records import Board, Page, Request
from scraper.parsing.encodings import CODECS, text_in
from scraper.parsing.posting_builder import StatedOpening, posting_from
from tests.scraper.conftest import START


def page(content, media_type="text/html"):
    request = Request("https://acme.example/jobs/1", expects="html")
    return Page(request.url, content, START, media_type, request)


@pytest.mark.parametrize(
    ("label", "codec", "words"),
    [
        ("gb2312", "gb2312", "机器学习工程师"),
        ("GBK", "gbk", "机器学习"),
        ("big5", "big5", "機器學習"),
        ("shift-jis", "cp932", "機械学習"),
        ("windows-31j", "cp932", "①データ"),
        ("x-sjis", "cp932", "データ"),
        ("iso-2022-jp", "iso2022-jp", "データ"),
        ("euc-kr", "cp949", "데이터"),
        ("ks_c_5601-1987", "cp949", "데이터"),
        ("koi8-r", "koi8-r", "данные"),
        ("koi8-u", "koi8-u", "дані"),
        ("windows-1251", "cp1251", "данные"),
        ("windows-1253", "cp1253", "δεδομένα"),
        ("windows-1254", "cp1254", "öğrenmesi"),
        ("iso-8859-9", "iso-8859-9", "öğrenmesi"),
        ("windows-1255", "cp1255", "נתונים"),
        ("windows-1256", "cp1256", "بيانات"),
        ("windows-1257", "cp1257", "duomenų"),
        ("TIS-620", "tis-620", "ข้อมูล"),
        ("iso-8859-7", "iso-8859-7", "δεδομένα"),
        ("macintosh", "mac-roman", "données"),
    ],
)
def test_a_declared_encoding_is_read(label, codec, words):
    markup = f'<meta charset="{label}"><p>{words}</p>'.encode(codec)

    assert words in text_in(page(markup))
    assert words in text_in(page(f"<p>{words}</p>".encode(codec), f"text/html; charset={label}"))


def test_every_label_has_a_codec_that_makes_text_of_bytes():
    for codec in set(CODECS.values()):
        assert isinstance(b"abc".decode(codec, "replace"), str)
    assert not {"hex", "rot13", "base64", "zlib"} & set(CODECS)


@pytest.mark.parametrize("declared", ["", '<meta charset="utf-8">', '<meta charset="iso-8859-1">'])
def test_western_pages_are_read_whatever_they_declare(declared):
    for codec in ("utf-8", "cp1252"):
        assert "Ingénieur – œuvre" in text_in(page(f"{declared}<p>Ingénieur – œuvre".encode(codec)))


@pytest.mark.parametrize(
    ("language", "codec", "words"),
    [
        ("ru", "cp1251", "Инженер машинного обучения"),
        ("pl-PL", "cp1250", "Inżynier uczenia maszynowego"),
        ("tr", "cp1254", "Makine Öğrenmesi Mühendisi"),
        ("zh-CN", "gbk", "机器学习工程师"),
        ("ja", "cp932", "機械学習エンジニア"),
        ("ko", "cp949", "머신러닝 엔지니어"),
        ("ru", "utf-8", "Инженер машинного обучения"),
        ("de", "cp1252", "Entwickler für Künstliche Intelligenz – Größe"),
    ],
)
def test_an_undeclared_page_is_read_as_pages_of_its_language_usually_are(language, codec, words):
    markup = f'<!DOCTYPE html><html class="x" lang="{language}"><p>{words}</p>'

    assert words in text_in(page(markup.encode(codec)))


@pytest.mark.parametrize(
    "content",
    [
        "<p>Инженер машинного обучения".encode("cp1251"),
        "<p>Инженер машинного обучения".encode("koi8-r"),
        "<p>机器学习工程师".encode("gbk"),
        "<p>Inżynier uczenia maszynowego".encode("cp1250"),
        b'<meta charset="shift_jis"><p>' + "Обучение машин ".encode("koi8-r") * 9,
    ],
)
def test_what_cannot_be_read_is_rejected_and_never_stored(content):
    with pytest.raises(PageRejected, match=r"encoding|read as"):
        text_in(page(content))


@pytest.mark.parametrize(
    "told", [{"title": "In\ufffdnieur"}, {"employer": "Korv\ufffdn"}, {"text": "\ufffd" * 9}]
)
def test_a_posting_with_lost_characters_is_rejected(told):
    found = {
        "external_id": "1",
        "url": "https://x.example/",
        "title": "ML",
        "employer": "Acme",
        "text": "Python",
    }

    with pytest.raises(PostingRejected, match="lost to a wrong encoding"):
        posting_from(StatedOpening(**(found | told)), Board("jsonld", "acme"))
