"""Characters: cases by class, wrong decoding made mechanically, a sound prefilter, and no harm."""

from __future__ import annotations

import itertools
import json
import pickle
import random
import re
import time
from collections.abc import Callable
from pathlib import Path

import ftfy
import pytest
from ftfy.badness import MOJIBAKE_CATEGORIES, is_bad
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk._text import data
from copydesk._text.edits import splice
from copydesk.cleaners.characters import fix_characters
from copydesk.cleaners.characters.alphabets import decode_alphabets
from copydesk.cleaners.characters.badness import unlikely
from copydesk.cleaners.characters.mojibake import may_be_misread
from copydesk.cleaners.characters.partial_mojibake import ENCODINGS, _pattern, hint
from copydesk.pipeline import Pipeline
from tests.growth import MOST, growth

ftfy.bad_codecs.ok()

CASES = Path(__file__).parent / "cases"
DAMAGED = json.loads((CASES / "characters.json").read_text("utf-8"))
SOUND = json.loads((CASES / "characters_clean.json").read_text("utf-8"))
SENTENCES = [entry["in"] for entry in SOUND]


@pytest.mark.parametrize("entry", DAMAGED, ids=lambda entry: entry["why"])
def test_damage_is_mended(entry: dict[str, str]) -> None:
    assert fix_characters(entry["in"]) == entry["out"]
    assert fix_characters(entry["out"]) == entry["out"]


@pytest.mark.parametrize("entry", SOUND, ids=lambda entry: entry["why"])
def test_sound_text_is_left_alone(entry: dict[str, str]) -> None:
    assert fix_characters(entry["in"]) == entry["in"]


def test_sound_sentences_stay_together_as_they_are_alone() -> None:
    text = "\n".join(x for x in SENTENCES if "\n" not in x)
    assert fix_characters(text) == text


# --- wrong decoding, made mechanically

WESTERN = [
    "“We don’t know yet,” the mayor said – and nobody else did.",
    "The talks—the third round this year—ended without a deal…",
    "Tickets cost £38 (€44) at the door; it’s 20 °C.",
    "The museum in Málaga reopened on Friday.",
    "El señor Muñoz preguntó: «¿Qué pasó?»",
    "Les élèves de l’école n’ont pas mangé ; c’est dommage !",
    "Die Straße nach Köln war für Stunden gesperrt.",
    "„Das ist größer als früher“, sagte die Bürgermeisterin.",
    "A situação não é fácil, disse o primeiro-ministro.",
    "Perché l’Italia è così cara? Più di metà è già finita.",
    "Hyvää päivää, sanoi Väinö Mäkelä.",
]
CENTRAL = ["Zażółć gęślą jaźń w ogródku.", "Příliš žluťoučký kůň úpěl ďábelské ódy."]
EASTERN = ["Президент России прибыл в Москву — сообщил Кремль.", "Прем’єр України відвідав Київ."]
ANY = WESTERN + CENTRAL + EASTERN


def misread(text: str, encoding: str, layers: int = 1) -> str:
    for _ in range(layers):
        text = text.encode("utf-8").decode(encoding)
    return text


MISREADINGS = ("sloppy-windows-1252", "latin-1", "macroman", "cp437", "sloppy-windows-1250")


@pytest.mark.parametrize("layers", [1, 2, 3])
@pytest.mark.parametrize("encoding", MISREADINGS)
def test_layers_of_mojibake(encoding: str, layers: int) -> None:
    for sentence in ANY:
        assert fix_characters(misread(sentence, encoding, layers)) == sentence


def test_utf8_read_as_windows_1251() -> None:
    mended = [fix_characters(misread(x, "sloppy-windows-1251")) == x for x in ANY]
    assert sum(mended) >= len(ANY) - 1  # ¿ and » beside Latin letters are not sure


@pytest.mark.parametrize("encoding", ["sloppy-windows-1252", "latin-1"])
def test_mojibake_in_one_word_of_a_line_that_is_sound(encoding: str) -> None:
    for sentence in ("“Oui,” dit l’élève de Köln.", "Москва’s café", "Zoë’s “Müller”"):
        for word in sentence.split():
            assert fix_characters(sentence.replace(word, misread(word, encoding))) == sentence


def test_mojibake_that_lost_the_bytes_without_a_character() -> None:
    for lost in ("ignore", "replace"):
        damaged = "“No,” he said. “We’re late.”".encode().decode("cp1252", lost)
        assert fix_characters(damaged) == "“No,” he said. “We’re late.”"


@pytest.mark.parametrize("read_as", ["latin-1", "sloppy-windows-1252"])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Президент России прибыл в Москву", "koi8-r"),
        ("Президент России прибыл в Москву", "cp1251"),
        ("中国外交部发言人说", "gb2312"),
        ("首相は来週、発表すると述べた。", "cp932"),
        ("首相は来週、発表すると述べた。", "euc_jp"),
    ],
)
def test_another_alphabet_read_as_latin(text: str, encoding: str, read_as: str) -> None:
    assert fix_characters(text.encode(encoding).decode(read_as)) == text


def test_windows_1252_read_as_latin_1() -> None:
    for sentence in WESTERN:
        damaged = sentence.encode("cp1252").decode("latin-1")
        assert fix_characters(damaged) == sentence


@pytest.mark.parametrize("times", [1, 2, 3])
def test_escaped_again_and_again(times: int) -> None:
    text = "<Tom & “Jérôme” – it’s €5>"
    escaped = "".join(
        c if (c.isalnum() and c.isascii()) or c == " " else f"&#{ord(c)};" for c in text
    )
    for _ in range(times - 1):
        escaped = escaped.replace("&", "&amp;")
    assert fix_characters(escaped) == text


# --- the prefilter misses nothing

KINDS = {
    name: [c for c in map(chr, range(0x80, 0x10000)) if re.match(f"[{body}]", c)]
    for name, body in MOJIBAKE_CATEGORIES.items()
}
CONCERNED = sorted(
    {c for kind in KINDS.values() for c in kind}
    | set("abzAZ 09.,?!\"'-\t\nìîïòôúùû†°¢πàä°êўЂвВГРСΒΓΞΟβāÿŠŽžšŸœ€™‚”“’‘–—þý")
)


def test_the_kinds_of_characters_are_those_of_ftfy() -> None:
    ours = data.toml("characters/badness.toml")
    assert ours.keys() == MOJIBAKE_CATEGORIES.keys()
    for name, body in ours.items():
        assert [c for c in map(chr, range(0x80, 0x10000)) if re.match(f"[{body}]", c)] == KINDS[
            name
        ]


def test_no_pair_of_characters_is_missed() -> None:
    search = unlikely().search
    missed = [
        a + b
        for a, b in itertools.product(CONCERNED, repeat=2)
        if is_bad(a + b) and not search(a + b)
    ]
    assert missed == []


def test_no_triple_around_a_telling_character_is_missed() -> None:
    search, some = (
        unlikely().search,
        [kind[len(kind) // 2] for kind in KINDS.values()] + list("az A."),
    )
    telling = "ÃÂÎÐØÙŒœ×à√≈‚вГВΒβā€Ä"
    for a, b, c in itertools.product(CONCERNED, telling, some):
        for text in (a + b + c, c + b + a, b + a + c):
            assert not is_bad(text) or search(text), ascii(text)


def test_no_random_text_is_missed() -> None:
    rng, search = random.Random(5), unlikely().search
    kinds = [
        *KINDS.values(),
        list("abzAZ  .,?!\t"),
        list("ÃÂØÙÎÐŒœ×à√≈‚ÄâóвЂВГРСўΒΓΞΟβ€ā°²³ \xa0¡™"),
    ]
    until = time.monotonic() + 4
    while time.monotonic() < until:
        for _ in range(2000):
            text = "".join(rng.choice(rng.choice(kinds)) for _ in range(rng.randint(2, 7)))
            assert not is_bad(text) or search(text), ascii(text)


def test_the_hint_misses_no_pattern() -> None:
    rng, search = random.Random(7), hint().search
    patterns = [_pattern(encoding) for encoding in ENCODINGS]
    letters = [*KINDS.values(), list("abcxyz"), list("ÂÃÄÅâáï¬√ƒ≈‚Γ├┬╨╤ВГДЕРСвĂĹÐÑÎÏ")]
    for _ in range(60_000):
        text = "".join(rng.choice(rng.choice(letters)) for _ in range(rng.randint(2, 6)))
        assert search(text) or not any(pattern.search(text) for pattern in patterns), ascii(text)


def test_a_text_with_nothing_side_by_side_has_nothing_to_mend() -> None:
    rng = random.Random(11)
    kinds = [
        *KINDS.values(),
        list("abzAZ  .,?!\t"),
        list("äöüßéÃÂ"),
        list(map(chr, range(0xA1, 0x100))),
    ]
    for _ in range(60_000):
        text = "".join(rng.choice(rng.choice(kinds)) for _ in range(rng.randint(1, 7)))
        concerned = is_bad(text) or hint().search(text) or decode_alphabets(text) != text
        assert may_be_misread(text) or not concerned, ascii(text)


# --- the promises

TOKENS = (
    *(
        "â€™",
        "â€œ",
        "â€",
        "â€ ™",
        'â€"',
        "Ã©",
        "Ã",
        "Â",
        "ã©",
        "√©",
        "ΓÇÖ",
        "Ð¿",
        "РѕР",
        "Ïðèâåò",
        "ÄãºÃ",
    ),
    *(
        "\ufffd",
        "?",
        "don",
        "t",
        "s",
        " ",
        "\n",
        "\r",
        "\x85",
        "\xa0",
        "\xad",
        "\u200b",
        "\u200d",
        "´",
    ),
    *(
        "&",
        "amp;",
        "#",
        "8217;",
        "&nbsp",
        ";",
        "&#55357;",
        "\\u2019",
        "\\",
        "n",
        "%E2%80%99",
        "=E2=80=99",
    ),
    *(
        "=\n",
        "-\n",
        "govern",
        "ment",
        "e",
        "\u0301",
        "¨",
        "𝐁",
        "\ud83d",
        "\ude00",
        "\x1b[1m",
        "\ue000",
    ),
    *("u2019", "the", "It", "“", "”", "👩", "می", "\u200c", "\u202e", "\u3000", "ß", "ﬁ", "́"),
)
texts = st.lists(st.sampled_from(TOKENS) | st.text(max_size=3), max_size=25).map("".join)


@given(texts)
@settings(max_examples=400, deadline=None)
def test_fixing_twice_changes_nothing_more(text: str) -> None:
    fixed = fix_characters(text)
    assert fix_characters(fixed) == fixed
    fixed.encode("utf-8")  # no half of a surrogate pair is left


@given(texts)
@settings(max_examples=150, deadline=None)
def test_the_reasons_lead_to_the_result(text: str) -> None:
    assert splice(text, fix_characters.reasons(text)) == fix_characters(text)


def test_each_change_has_its_reason() -> None:
    text = "It&#8217;s\xa0the mayorâ€™s\xad plan;\r\nthey don?t know."
    assert [edit.reason for edit in Pipeline(fix_characters).explain(text).edits] == [
        *("entity", "no-break-space", "mojibake", "invisible-character", "line-break"),
        "lost-character",
    ]


def test_it_pickles() -> None:
    assert pickle.loads(pickle.dumps(fix_characters)) == fix_characters


HOSTILE: dict[str, Callable[[int], str]] = {
    "escaped ampersands": lambda n: "&" + "amp;" * (n // 4),
    "escaped ampersands, spaced": lambda n: "&" + " amp;" * (n // 5),
    "numbered ampersands": lambda n: "&" + "#38;" * (n // 4),
    "entities within entities": lambda n: "&#5" * (n // 6) + "&#54;;" + ";" * (n // 6),
    "backslashes within backslashes": lambda n: "\\" + "u005c" * (n // 5),
    "percents within percents": lambda n: "%" + "25" * (n // 2) + "E2%80%99",
    "quoted signs": lambda n: "=E2=80=99" + "=3D" * (n // 3),
    "soft breaks": lambda n: "a word or two goes on=\n" * (n // 23),
    "hyphens": lambda n: "the govern-\nment of-\n" * (n // 20),
    "mojibake": lambda n: "â€™" * (n // 3),
    "mojibake of several kinds": lambda n: "aÃ©√©Ă©├⌐" * (n // 9),
    "layers upon layers": lambda n: "Ãƒ" + "Æ’Ã‚" * (n // 4),
    "leads without their bytes": lambda n: "Ã" * n,
    "bytes without their leads": lambda n: "\x80" * n,
    "accents of Latin-1": lambda n: "í" * n,
    "surrogates in UTF-8": lambda n: "í\xa0\x81" * (n // 3),
    "other alphabets": lambda n: "Ïðèâåò " * (n // 7),
    "Chinese": lambda n: "ÄãºÃ" * (n // 4),
    "marks": lambda n: "e" + "\u0301\u0327" * (n // 2),
    "jamo": lambda n: "\u1112\u1161\u11ab" * (n // 3),
    "lost characters": lambda n: "a\ufffdt " * (n // 4),
    "lost quotes": lambda n: "?A " * (n // 3),
    "question marks": lambda n: "?" * n,
    "gaps": lambda n: "it s " * (n // 5),
    "percent signs": lambda n: "%E2" * (n // 3),
    "joiners": lambda n: "\u200d\u200c\u200b" * (n // 3),
    "escape sequences": lambda n: "\x1b]" * (n // 2),
    "bold letters": lambda n: "𝐁 " * (n // 2),
    "accents beside letters": lambda n: "o¨´" * (n // 3),
    "bare escapes": lambda n: " u201ca" * (n // 7),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_time_grows_with_the_length(kind: str) -> None:
    assert growth(fix_characters, HOSTILE[kind], 30_000) <= MOST
