"""Bytes to text: what decides, what is lost, and that nothing raises."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk import clean, decode
from copydesk._text.decoding import codec
from copydesk._text.guess import code_pages
from copydesk.errors import NotText
from copydesk.training.decoding import with_tones_apart

TEXT = "“Café” für 5 €: it’s São Paulo – naïve…"
RUSSIAN = "Президент России прибыл в Москву с визитом, сообщил Кремль. " * 3
JAPANESE = "首相は来週、新しい計画を発表すると述べた。" * 3


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le"]
)
def test_unicode_in_all_its_forms(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize(
    ("text", "encoding", "label"),
    [
        (TEXT, "cp1252", "ISO-8859-1"),
        (TEXT, "cp1252", "latin-1"),
        (TEXT, "cp1252", " 'windows-1252' "),
        (RUSSIAN, "koi8-r", "KOI8-R"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (JAPANESE, "cp932", "Shift_JIS"),
        (JAPANESE, "euc_jp", "EUC-JP"),
        ("中国，鎔㐂", "gb18030", "gb2312"),
        ("한국어 똠방각하", "cp949", "euc-kr"),
        ("Şişli’de", "cp1254", "iso-8859-9"),
    ],
)
def test_a_declared_charset_is_read_as_browsers_read_it(
    text: str, encoding: str, label: str
) -> None:
    data = text.encode(encoding)
    assert decode(data, declared=label) == text
    page = f'<html><head><meta charset="{label.strip()}"></head>'.replace("'", "")
    assert decode(page.encode() + data) == page + text


THAI = "ฝนตกบนชายฝั่งตลอดทั้งคืน และเรือออกจากท่าในตอนเช้า"
KOREAN = "밤새 해안에 비가 내렸고 배들은 아침에 떠났다."
CHINESE = "海岸上下了一夜的雨，船在早上离开了港口。"


@pytest.mark.parametrize("before", ["", "The sign says: "])
def test_thai_is_not_read_as_korean(before: str) -> None:
    assert decode((before + THAI).encode("cp874")) == before + THAI
    assert decode((before + KOREAN).encode("cp949")) == before + KOREAN


@pytest.mark.parametrize("text", [CHINESE, JAPANESE, KOREAN, CHINESE + "\n" + CHINESE])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_unmarked_utf_16_of_east_asia(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_control_character_makes_no_utf_16() -> None:
    text = "Caf\xe9\x13 was shut\x14, and \x01 the boats left."
    assert decode(text.encode("cp1252")) == text


def test_vietnamese_has_its_tones_apart_in_its_code_page() -> None:
    text = "Trời mưa suốt đêm trên bờ biển, và thuyền rời bến vào buổi sáng."
    apart = with_tones_apart(text)
    assert decode(apart.encode("cp1258")) == apart
    assert clean(apart) == text


def test_a_charset_in_the_first_line_of_xml() -> None:
    head = '<?xml version="1.0" encoding="koi8-r"?>'
    assert decode(head.encode() + RUSSIAN.encode("koi8-r")) == head + RUSSIAN


def test_the_argument_goes_before_the_page() -> None:
    data = b'<meta charset="koi8-r">' + RUSSIAN.encode("cp1251")
    assert decode(data, declared="cp1251").endswith(RUSSIAN)


@pytest.mark.parametrize("label", ["latin-1", "koi8-r", "utf-16", "shift_jis", "nonsense", ""])
def test_a_wrong_declaration_loses_against_utf8(label: str) -> None:
    assert decode(TEXT.encode(), declared=label) == TEXT


@pytest.mark.parametrize(
    "text",
    [
        "Порт закрыли в понедельник.",
        "Το λιμάνι έκλεισε.",
        "أغلق الميناء يوم الاثنين.",
        "बंदरगाह सोमवार को बंद रहा।",
    ],
)
def test_alphabets_in_utf_16_without_a_mark(text: str) -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "text", ["a\nb\nc\nd\n" * 9, "\n\n\na", "1\t2\t3\t4", "Rain\0 fell\0 again."]
)
def test_short_lines_and_stray_zeros_are_no_utf_16(text: str) -> None:
    assert decode(text.encode("ascii")) == text


def test_a_mark_goes_before_everything() -> None:
    assert decode(b"\xef\xbb\xbf" + "é".encode(), declared="koi8-r") == "é"


def test_a_few_broken_bytes_in_utf8_cost_only_themselves() -> None:
    sound = ("Ça coûte 5 € à l’école. " * 4).encode()
    assert decode(sound + b"caf\xe9 cr\xe8me") == sound.decode() + "café crème"
    assert decode(sound + b"cut \xe2\x80") == sound.decode() + "cut \ufffd"
    assert decode(sound + b"\xc3", declared="latin-1") == sound.decode() + "\ufffd"


def test_mail_in_seven_bits() -> None:
    assert decode(JAPANESE.encode("iso2022_jp")) == JAPANESE


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TEXT, "cp1252"),
        ("Die Straße nach Köln war für Stunden gesperrt, sagte die Bürgermeisterin.", "cp1252"),
        ("Il a été très déçu, « c’est dommage », a-t-elle déclaré.", "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
    ],
)
def test_undeclared_bytes_are_guessed(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "text",
    [
        *("The mayor said 2 × 4 = 8 and left.", "½ cup of sugar", "see § 12 of the Harbour Act"),
        *("He said ±5 boats.", "It was 20° in the shade", "x²", "£5", "a ¼ mile", "10 µm", "5 ¢"),
        *("“Yes,” he said.", "It’s late – too late…", "© 2020 The Coast", "Gull® boats", "naïve"),
        *("São Paulo", "El Niño", "Straße", "à la carte", "Curaçao", "¿Qué?", "Ærø", "Zoë", "Öl"),
    ],
)
def test_one_sign_or_word_of_windows_1252_is_enough(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


OWN = json.loads((Path(__file__).parent / "quality" / "sentences.json").read_text("utf-8"))
CODE_PAGES = [
    (name, encoding)
    for name, encodings in {**code_pages(), "ja": ("cp932", "euc_jp"), "ko": ("cp949",)}.items()
    for encoding in encodings
    if name in OWN and (name, encoding) not in {("ro", "cp1250"), ("ro", "iso8859_2")}
]


@pytest.mark.parametrize(("language", "encoding"), CODE_PAGES)
def test_languages_in_their_code_pages(language: str, encoding: str) -> None:
    text = OWN[language]
    parts = [text, *(x + "." for x in text.split(". "))]
    for part in parts:
        assert decode(part.encode(encoding, "ignore")) == part.encode(encoding, "ignore").decode(
            encoding
        )


def test_romanian_with_cedillas() -> None:
    text = OWN["ro"].translate(str.maketrans("șțȘȚ", "şţŞŢ"))
    assert decode(text.encode("cp1250")) == decode(text.encode("iso8859_2")) == text


def test_chinese_in_both_ways_of_writing_it() -> None:
    assert decode(OWN["zh"].encode("gb18030")) == OWN["zh"]
    old = "老城的港口星期一對所有船隻關閉，此前一場風暴把兩台起重機從軌道上掀下。"
    assert decode(old.encode("big5")) == old


def test_an_undefined_byte_does_not_swing_the_guess() -> None:
    for text in ("The naïve mayor said “yes” once.", "São Paulo hoje", "Die Straße nach Köln"):
        octets = text.encode("cp1252").replace(b" ", b" \x9d ", 1)
        assert decode(octets) == text.replace(" ", " \x9d ", 1)


def test_undefined_bytes_of_windows_1252_are_what_browsers_make_of_them() -> None:
    assert decode(b"d\xe9j\xe0 cr\xe9\xe9 " * 4 + b"\x81") == "déjà créé " * 4 + "\x81"


def test_labels_that_name_no_text_encoding() -> None:
    assert [codec(x) for x in ("base64", "rot13", "x-nonsense", "", None, "\0")] == [None] * 6


@pytest.mark.parametrize("label", ["idna", "punycode", "undefined", "unicode_escape"])
def test_labels_that_only_python_knows_are_no_charsets(label: str) -> None:
    page = f'<meta charset="{label}">caf'.encode() + b"\xe9 \\u0041"
    assert decode(page) == decode(page, declared=label) == page.decode("cp1252")


@pytest.mark.parametrize("name", ["Škoda", "Œuvre", "Þór", "Ærø", "Ñandú", "Çelik"])
def test_a_foreign_name_leaves_a_text_in_its_alphabet(name: str) -> None:
    text = f"The boats left at six. They met {name}, who came home. " + "Rain fell all night. " * 20
    assert decode(text.encode("cp1252")) == text


def test_a_text_is_decoded_already() -> None:
    with pytest.raises(NotText, match="decoded already"):
        decode("text")  # type: ignore[arg-type]


def test_line_breaks_stay() -> None:
    assert decode(b"one\r\ntwo\rthree\n") == "one\r\ntwo\rthree\n"


@given(st.binary(max_size=60), st.sampled_from([None, "latin-1", "utf-16", "big5", "hz", "utf-7"]))
def test_nothing_raises(data: bytes, declared: str | None) -> None:
    assert isinstance(decode(data, declared), str)


@given(st.text(max_size=60))
def test_utf8_is_lossless(text: str) -> None:
    sound = text.encode("utf-8", "ignore").decode()
    if "\0" not in sound and "\x1b" not in sound:
        assert decode(sound.encode()) == sound.removeprefix("\ufeff")
