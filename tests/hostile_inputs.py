"""For each regular expression of a folder the text that would cost it most, by its length.

The name is the module and the constant, or the function that holds the pattern. A pattern without
its text here fails the test that counts them.
"""

from __future__ import annotations

from collections.abc import Callable

Maker = Callable[[int], str]


def many(unit: str, before: str = "", after: str = "") -> Maker:
    """One unit again and again."""
    return lambda n: before + unit * (n // len(unit)) + after


def nested(opening: str, middle: str, closing: str) -> Maker:
    """Openings, and as many closings, of which each can be read once the one within is gone."""
    return lambda n: (
        opening * (n // (len(opening) + len(closing)))
        + middle
        + closing * (n // (len(opening) + len(closing)))
    )


CHARACTERS: dict[str, Maker] = {
    "alphabets._ALIEN": many("À\x9f"),
    "alphabets._POLISH": many("a³b¿"),
    "alphabets._POLISH_SIGNS": many("³¹", "a³b¹c¿d "),
    "alphabets._CYRILLIC_RUN": many("£", "Ïðèâåò ", "x"),
    "alphabets._CYRILLIC_WORDS": many("Ïð", "Ïðèâåò "),
    "alphabets._CHINESE_RUN": many("¡", "ÄãºÃ£¬ÊÀ½ç "),
    "alphabets._TWO": many("¡Á", "ÄãºÃ£¬ÊÀ½ç "),
    "alphabets._KANA": many("‚¢‚"),
    "alphabets._JAPANESE": many("‚ ‚¢", "", "É"),
    "alphabets._THREE": many("ÀÀ ", "ÀÉÈ "),
    "alphabets._KANA_BYTES": many("¤¢"),
    "blanked._LACKS": many("a t ", "n t a   "),
    "blanked._GAP": many("a   ", "it isn t so and they re the city s the "),
    "badness.unlikely": many("Ã ", "a"),
    "cleaner._BEYOND": many("a", "", "é"),
    "cleaner._ODD": many("é", "", "\xad"),
    "cleaner._ODD_BEYOND": many("😀"),
    "cleaner._SIGNS": nested("u201c", "", "-"),
    "decorations._WIDE": many("Ａ中"),
    "decorations._FULL_WIDTH": many("ＡＡ Ａ", "", "x"),
    "decorations._FULL_PROSE": many("ＡＢＣＤａ"),
    "decorations._BOXED": many("🅷🅴"),
    "decorations._CIRCLED": many("ⓐⓑ "),
    "decorations._SMALL_CAPITALS": many("ɪɴʀ", "ᴀ "),
    "decorations._STRUCK": many("s\u0336", "", "!"),
    "decorations._STROKES": many("\u0336", "s"),
    "decorations._DECORATED": many("\u0336"),
    "english._WORD": many("a", "they ", " s plan the"),
    "entities._REFERENCE": many("&amp;#38;", "&", ""),
    "entities._ESCAPING": many("ML escap &amp; ", "HTML "),
    "entities._SHOWN": many("written as &", "`"),
    "entities._TYPED": many("type &copy and ", "&"),
    "entities._ESCAPED": many("&amp;", "x = 1;\n&copy;"),
    "entities._CODE": many("`a", "&amp; `"),
    "entities._OPEN": nested("&#5", "&#54;", ";"),
    "entities._GLUED": many("&amp", "", "T"),
    "entities._REST": nested("&", "&nbsp;", "nbsp;"),
    "escapes._CODE": many("a b code ", "x\\u2019s "),
    "escapes._NUMBERED": many("\\u0041"),
    "escapes._VISIBLE": many("\\x41\\xc3"),
    "escapes._ESCAPING": many("\\u0026amp;"),
    "escapes._BREAK": many("\\n ", "One.", "x"),
    "escapes._QUOTED": many('\\"a\\" '),
    "escapes._APOSTROPHE": many("a\\'"),
    "escapes._BARE": many("u201ca"),
    "escapes._OCTETS": many("%E2%80", "a", "%99"),
    "escapes._URL": many("%C3%A9 a.b", "", "/"),
    "escapes._QUOTED_PRINTABLE": many("=E2=80=99=C3"),
    "escapes._SOFT_BREAK": many("=\nabc", "The rain fell on the coast"),
    "escapes._SIGNS": many("3D", "=E2=80=99 ="),
    "escapes._decoded": many("\\xc3\\xa9"),
    "lost_apostrophes._LAST_WORD": many("they re ", "x" * 40),
    "lost_apostrophes._GAP": many(" s t", "China", " the "),
    "lost_apostrophes._SPLIT": many("a’ s "),
    "lost_apostrophes._NEXT_WORD": many("China s a", "the "),
    "hyphens._HYPHENATED": many("govern-\nment "),
    "hyphens._HEAD": many("a-\nb"),
    "hyphens._TAIL": many("-\nment-"),
    "invisible._PAIR": many("\ud83d\ud83d\ude00"),
    "invisible._LONE": many("\udc00"),
    "invisible._SPACED_HALF": many(" \ud83d", "", " " * 99),
    "invisible._BROKEN_WORD": many("a \n\xad"),
    "invisible._NEXT_LINE": many("\x85"),
    "invisible._SPACES": many("\u2009"),
    "invisible._STRAY_IDEOGRAPHIC": many("\u3000a"),
    "invisible._ANSI": many("\x1b[1;1;1"),
    "invisible._CONTROLS": many("\x00"),
    "invisible._INVISIBLE": many("\xad\u2060"),
    "invisible._ZERO_WIDTH_SPACE": many("\u200b\u0e01"),
    "invisible._NON_JOINER": many("\u200c"),
    "invisible._JOINER": many("👩\u200d"),
    "invisible._TAGS": many("\U000e0041"),
    "invisible._TAG": many("\U000e0041", "🏴"),
    "invisible._BIDI": many("\u202e\n"),
    "invisible._RIGHT_TO_LEFT": many("ש\u202e\n"),
    "invisible._ICONS": many("\ue000中"),
    "letters._LIGATURE": many("ﬃ"),
    "letters._DECOMPOSED": many("\u0301", "e"),
    "letters._MARK": many("e\u0301\u0327"),
    "letters._ACCENTED": many("a¨ ´"),
    "letters._SPACED": many("´"),
    "letters._OPENING_ACUTE": many("e´a´ne "),
    "letters._ANOTHER_ACUTE": many("e´ "),
    "letters._MATHEMATICAL": many("𝐁 ", "", "x"),
    "letters._DECORATED": many("ℎ"),
    "letters._plain": many("𝐁𝐁,", "", "𝐁"),
    "lost_punctuation._INSIDE": many("a?"),
    "lost_punctuation._DECADE": many(" ?9"),
    "lost_punctuation._LAST_WORD": many("aâs"),
    "lost_punctuation._FIRST_WORD": many("n?t"),
    "lost_punctuation._OF_URL": many("a?b."),
    "lost_punctuation._ASKED": many(" ? a ???"),
    "lost_punctuation._HAT": many("â?"),
    "lost_punctuation._HATTED": many("l homme câine "),
    "lost_punctuation._DASH": many("a ? b "),
    "lost_punctuation._RANGE": many("1\ufffd\ufffd"),
    "lost_punctuation._WORD": many("a ? ", "the "),
    "lost_punctuation._ASKING": many("a ", "a", " ? b"),
    "lost_punctuation._PARTNER": many(" ? A b"),
    "lost_punctuation._SENTENCE_END": many("a. ? b"),
    "lost_punctuation._QUOTED": many(" ?A"),
    "lost_punctuation._GOES_ON": many("?A, b? "),
    "macroman._SURE": many("Òa", "", "!Ó"),
    "macroman._DASHES": many("a Ñ b"),
    "macroman._NAMED": many("a Ñ letter", "the "),
    "macroman._REST": many("ÕsÓ ÔÒ", "itÕs "),
    "macroman._TRADE_MARK": many('â"', "", "¢"),
    "mojibake._TORN": many("å…ƒç´"),
    "mojibake._SIDE_BY_SIDE": many("ü"),
    "mojibake._LADDER": many("Æ’Ã‚", "Ãƒ"),
    "mojibake._CAPITAL": many("AÃ®", "Ã©"),
    "mojibake._PUNCTUATION": many("â"),
    "mojibake._SPLIT": many("â€ “"),
    "mojibake._UPPER": many("Â€"),
    "mojibake._CLOSING": many("aâ€"),
    "mojibake._RANGE": many('1â€"'),
    "mojibake._DASH": many('â€" '),
    "mojibake._LOWER": many("ã\xa9"),
    "mojibake._LETTER_NAMED": many("Ã ", "letter"),
    "partial_mojibake._LONE": many("aÃ"),
    "partial_mojibake._STRAY_MARK": many("aÌ\x81"),
    "partial_mojibake._pairs": many("ÃÃ", "Ð°"),
    "partial_mojibake._pattern": many("¿Ã", "Ð°"),
    "partial_mojibake.hint": many("â€"),
    "partial_mojibake._in_characters": many("√©"),
}

MARKUP: dict[str, Maker] = {
    "standfirst._WORD": lambda n: (
        '<html><head><meta name="description" content="'
        + "a " * (n // 4)
        + '"></head><body><h1>a</h1>'
        + ("<div>" + "a " * 39 + "b</div>") * (n // 180)
        + "<p>"
        + "It rained all night. " * 9
    ),
    "told._BODY": many(
        '"articleBody": "\\x ', '<html><script type="application/ld+json">{', "}</script>"
    ),
    "told._WORD": many(
        '"recipeIngredient": ["a b"] ',
        '<html><script type="application/ld+json">',
        "</script>x</html>",
    ),
    "state._TAG": many(
        "<a ", '<html><script type="application/json">{"a": "', '."}</script>x</html>'
    ),
    "told._TAG": many(
        "<", '<html><script type="application/ld+json">{"articleBody": "', '"}</script>'
    ),
    "block_features._TAG": many(
        "<", '<html><script type="application/ld+json">{"articleBody": "', '"}</script>'
    ),
    "block_features._WORD": lambda n: (
        '<html><script type="application/ld+json">{"articleBody": "'
        + "a" * (n // 2)
        + '"}</script><body>'
        + ("<p>" + "a" * 39 + "b</p>") * (n // 94)
    ),
    "code._TOKEN": many('"\\', "gtag('"),
    "code._GOES_ON": many("() ", "gtag('a') "),
    "code._MORE_SCRIPT": many("a.b();", "gtag('a');"),
    "code._SCRIPT_SIGN": many("{", "", ");"),
    "code._BLOB": many("\n", 'x {"a":1}', "x"),
    "code._HIDDEN": many("/* <![CDATA[ ] "),
    "code._BRACES": many("a{b}", ".a{"),
    "code._RULE": many(".a ", "", "{}"),
    "code._RULE_MARK": many(".a b,c\n", "", "{a:b}"),
    "code._value": many(".a{b: c;} "),
    "code._aside_patterns": many("const a = b(", "", "document.get()"),
    "code._script_pattern": many("if (window.a) { ", "", ");"),
    "code._deeds": many("(function(){", "", "});"),
    "code._style_words": many(".a{color:red}"),
    "code._is_page_data": many('{"@type":"a","', "", "}"),
    "code._is_style": many("a,", ".a", "{color:red}"),
    "fragment._BLOCK": many("</p ", "<p>", ">"),
    "fragment._UNPARSED": many("</p><p>", "<p>", "</p>"),
    "fragment._SPACES": many(" \t", "<p>", "</p>"),
    "fragment._BREAKS": many(" ", "<div><pre>a", "b</pre></div>"),
    "frames._FEED": many("<!-- -->", "", "<rss>"),
    "frames._ASIDE": many("<link>a<b>", "<rss>"),
    "frames._SECTION": many("<![CDATA[]", "<rss>", "]]>"),
    "frames._ELEMENT": many("<title", "<rss>", ">"),
    "frames._ITEM": many("<ite", "<rss>", "<item>"),
    "frames._ENCODED": many("<description>a", "<rss>"),
    "frames._QUOTED": many("=3D=\n", "MIME-Version: 1.0\nContent-Type: multipart/related\n\n"),
    "frames._LINE": many(
        "QUJD\n", "MIME-Version: 1\nContent-Type: multipart/related\n\nContent-Type: text/html\n\n"
    ),
    "frames._BODY": many(
        "Content-Type: text/html\n", "MIME-Version: 1\nContent-Type: multipart/related\n"
    ),
    "frames._HEADERS": many(" a\n", "MIME-Version: 1\nContent-Type: multipart/related\n"),
    "frames.feed_text": many(" \n \n", "<rss>", "a"),
    "headline._WORD": many("a", "<html><title>b</title><body><h1>", "</h1>"),
    "html._NAME": many("<a.", "<note><body>", "</body></note>"),
    "html._ROOT": many("<!a ", "", "><note><body>b</body></note>"),
    "html._INVISIBLE": many("display ", '<html><p style="', '">x</p>'),
    "html._WIDE": many("中", "<html><p>", "</p>"),
    "html._BLANK": many("a ", "<html><p>", "</p>"),
    "html._WORD": many("aB", '<html><p class="', '">x</p>'),
    "leftovers._DECLARATION": many("<!doctype a"),
    "half_tags._HALF_ATTRIBUTES": many('a="b" class="x" '),
    "half_tags._IN_TAG": many('<a x class="">'),
    "half_tags._HALF_TAG": many("<a b"),
    "leftovers._MARKDOWN": many("[a](", "", ")"),
    "shortcodes._TOLD": many("[b]", "BBCode "),
    "shortcodes._SHORTCODE": many('[a "'),
    "leftovers._notice_sign": many("rowse", "Your b", "r"),
    "shortcodes._ASSIGNED": many(" a", "[b", "=c]"),
    "leftovers._OPEN_REFERENCE": nested("&l", "<!---->", "t;!---->"),
    "leftovers._REFERENCE_END": many("&a<b></b>"),
    "leftovers._sections": many("]]>", "<![CDATA["),
    "half_tags._address_start": many('/a" class="b">'),
    "leftovers._is_reference": nested("&#", "<b>", "6</b>0;"),
    "leftovers._notice_pattern": many("Your browser does not support "),
    "page._FRAME": many("<html"),
    "page._XML_ROOT": many("<!a>", "<?xml?>", "<a>"),
    "page._MARKS": many("<!--", "", "<html></p>"),
    "page._NO_FRAMES": many("<noframe", "<html><noframes>", "</p>"),
    "page._PROMISED": many("a:", "<html><p>", "</p><ul><li>b</ul><p>c</p></html>"),
    "sources._PART": many("<a &b;", "<html><p>", "</p>"),
    "remains._TEMPLATE": many("{{a}} ", "{{", "x"),
    "remains._DATA_ADDRESS": many("data:image/gif;base64,AAAA"),
    "remains._OFFICE": many("Normal 0 false X-NONE "),
    "remains._TWEET": many("https://t.co/abcdefghij ", "", "a"),
    "remains._WIKI": many("a.[1][2]", "", "b"),
    "remains._INDEX": many("aa[1]", "b.[1] "),
    "remains._NOTE": many("aa[1]", "b.[1] "),
    "remains._DEFINITION": many('[a]: http://b "c\n'),
    "remains._REFERENCE": many("[a][", "[a]: http://b\n"),
    "formulas._OPEN": many("<math ", "math"),
    "html._CROWDED": many("<a" + " b='c" * 999, "<html><body>", "<p>d</p>"),
    "html._DECLARED": many("<?a>", "<?xml?>", "<article>"),
    "formulas._APART": many("display= ", "<math ", "><mi>a</mi></math>"),
    "state._ASSIGNED": many("<script>window.__a={", "<html>", "</html>"),
    "formulas._PART": nested("<mfrac><mi>a</mi><mi>", "b", "</mi></mfrac>"),
    "formulas._DRAWN": many("mjx katex", "<math>"),
    "formulas._NOTE": many("<!-- ", "<math>", "</math>"),
    "formulas._UNSEEN": many("<math>\u2061</math>"),
    "remains._SUP": many("<sup><a>", "5"),
    "remains._POWER": many("5<sup>2</sup>"),
    "remains._UNIT": many("km<sup>2</sup> "),
    "remains._TAG": many("<sup><a></sup>"),
    "remains.superscripts": many("<sup>[1]</sup>"),
    "remains._READING": many("<rt>a", "<ruby>"),
    "remains._WAY_BACK": many('<a href="#">↩ '),
    "samples._CODE_SIGN": many(" a = <b"),
    "samples._SIGN_END": many(" =</a"),
    "samples._ATTRIBUTE": many(" a", "=> <b>", "={;"),
    "samples._ENTITY_END": many("&a", "=> <b>", ";"),
    "samples._ELEMENT": many("=> <script;\n"),
    "samples._INLINE": many("`a<"),
    "samples._BETWEEN": many("<a>\n", "return <b>;\n"),
    "stamps._ANSWER": many("1", "<html><title>b</title><body><h1>re[", "</h1>"),
    "stamps._STROKES": many("_", "<html><body><p>a<br>", "b<br>c</p>"),
    "stamps._WHEN": many("1", '<html><body><p class="date">', "</p>"),
    "tags._pattern": many('<a b="'),
    "tags._mentioned": many("<b> , "),
    "tags._shown_with_attributes": many('use <a b="c"></a> for '),
    "tags._is_mention": many("<b> tag"),
    "tags._is_text": many("a <b> "),
}

DECODING: dict[str, Maker] = {
    "decoding._BEYOND_ASCII": many("é"),
    "decoding._BROKEN_BYTE": many("é\udce9"),
    "decoding._BROKEN": many("\udce9"),
    "decoding._declaration": many("charset ", "<meta ", "=\udce9"),
    "guess._HIGH": many("a", "", "\udce9"),
    "guess._RUN": many("a\udce9"),
    "guess._ASCII_WORD": many("a", "\udce9"),
    "guess._LETTERS": many("\udcb9", " a"),
    "guess._MIXED": many("aя", "", "aя"),
    "guess._CASE": many("a\udcc9", " a"),
    "guess._SYLLABLE": many("\udce0\udca1\udcd1", " a"),
    "guess._AMID_LETTERS": many("a\udcb0\udca1", " a"),
}

KIND: dict[str, Maker] = {
    "kind._DOCUMENT": lambda n: "\ufeff " * (n // 2) + "<!doctype",
    "kind._CODE": many("a, ", ".", "(((("),
    "kind._KEYED": many("- a.b-", "", " x"),
    "kind._HEADER": many("Aa-", "", " x"),
    "kind._LOGGED": many("12:00:00 a\n"),
    "kind._GAP": many("a\t\t"),
    "kind._QUOTED": many('"a', "", "\n,,,\n,,,"),
    "kind._STRONG": many("print\n", "", "(((((((((("),
    "kind._STATEMENT": many("a ", "return ", "((((((("),
}

SHOWN: dict[str, Maker] = {
    "shown._FENCE": many("```\n"),
    "shown._ABOVE": many(":\n", "", "<"),
    "shown._TAG_LINE": many("In HTML:\n<a>\n"),
    "shown._NAMED": many("of <b c ", "", ":\n<a>\n"),
    "shown._words": many("paste code ", "", ":\n<div>\n"),
}

LEGAL: dict[str, Maker] = {
    "legal._WORD": many("the ", "Share this:\n", "."),
    "legal._clause": many("the company shall not ", "Share this:\n", "."),
    "legal.section_begins": many("Article 1.", "A", "§"),
    "legal.sections": many("Article 1.", "Share this:\n", " § "),
    "legal._title": many("terms of ", "Share this:\n"),
    "legal._NUMBERED": many("Copyright a (1) ", "Share this:\n", "a."),
    "legal._runs_in": many("terms of use ", "", " Share this: Fog."),
}

TABULAR: dict[str, Maker] = {
    "tabular._DIGIT": many("Share this: | a ", "Rain fell.\n"),
    "tabular._FIGURE": many(" | 1.000,000", "Reuters"),
    "tabular._BETWEEN": many("Facebook: 1 - 2\t | ", "Share this:\n", "\n"),
    "tabular._AMOUNT": many("Facebook: 1 000,0 aa aa\n", "Share this:\n"),
    "tabular._INSIDE": many("Fog Fog: 12 of ", "Rain fell. Share this: "),
    "tabular._RULE": many("|---|-- |: ", "Rain fell. Share this: "),
    "tabular._FIGURES": many("12 13 a ", "Rain fell. Share this: "),
}

REPORTING: dict[str, Maker] = {
    "reporting._MARK": many("Follow us on Facebook, - , says, the sign. ", "Rain fell. "),
}

TONGUES: dict[str, Maker] = {
    "tongues._UNSPACED": many("rain ", "Rain fell. ", "雨"),
    "tongues.known_words": many("書いて看板は", "無断転載を禁じます。", "。"),
    "tongues.WORDS": many("All rights reserved. Those-words-are-the-sign-s. ", "Rain fell. "),
}

RUN_ONS: dict[str, Maker] = {
    "run_ons._WORD": many("Share this 14 “We 1,200 ", "Rain fell. "),
    "run_ons._BLANK": many("اشترك في ", "Rain fell. "),
    "run_ons._JOINED": many("اشترك في لتصلك. "),
    "run_ons._GLUED": many("newsletter14 pageaaaaA LtdThe", "Rain fell. "),
}

OPEN_ENDS: dict[str, Maker] = {
    "open_ends._OPEN": many("All rights reserved of the lord, ", "Rain fell. ", "."),
    "open_ends._GREEDY": many("©2024 © 2024 all rights, ", "Rain fell. ", "were lost."),
    "open_ends.OpenEnd": many("Photos by Ann Lee for the town of the lords on a hill ", "", "."),
}

FEEDS: dict[str, Maker] = {
    "feed_footer._STOP": many(". ", "The post A appeared first on B"),
    "feed_footer._patterns": many(
        "The post A appeared first on B. It rained. [read more...] (PTI)"
    ),
}

EVERYDAY: dict[str, Maker] = {
    "everyday._AMOUNT": many("200 g butter ", "1"),
}

STRUCTURE: dict[str, Maker] = {
    "structure._NAME": many("A ", "It rained. " * 40 + "\nAbout the author\n"),
    "structure._DIGITS": many("5 May 2021\n", "5 May 2021\n\nRain fell.\n\n"),
    "structure._LETTERS": many("May 5, 2021\n", "May 5, 2021\n\nRain fell.\n\n", "\nRain fell."),
}

_PROSE = "The talks of the mayor were held in the city and they had been told of them. "

WORDS: dict[str, Maker] = {
    "cleaner._CHUNK": many("saidthe ", _PROSE),
    "cleaner._address": many("a.a(", _PROSE),
    "glue.LETTERS": many("it's", _PROSE),
    "glue._bends": many("aB", _PROSE),
    "joint_rules._ACRONYM": many("Word(AB1", _PROSE),
    "joint_rules._AGE": many("Word(11", _PROSE),
    "joint_rules._COUNTED": many("(1a)b", _PROSE),
    "joint_rules._REFERENCE": many("[40]in", _PROSE),
    "joint_rules._ROMAN": many("Word(IV", _PROSE),
    "joint_rules._SHARE": many("word(1.1", _PROSE),
    "joints.YEAR": many("word(2019", _PROSE),
    "joints._ACRONYM": many("ABCaa", _PROSE),
    "joints._MARK": many("a’s", _PROSE),
    "joints._PLACE": many('a."“(1', _PROSE),
    "joints._patterns": many('a."“(', _PROSE),
    "number_rules._CLOCK": many("20258:29", _PROSE),
    "number_rules._COUNT": many("word1/1", _PROSE),
    "number_rules._DATED": many("in2019-10-10", _PROSE),
    "number_rules._FRACTION": many("word1/1", _PROSE),
    "number_rules._MEASURED": many("word20-aaa", _PROSE),
    "number_rules._NUMBER": many("in20.19", _PROSE),
    "number_rules._PRICE": many("$9.9The", _PROSE),
    "number_rules._TELEPHONE": many("tel0207-5-", _PROSE),
    "quotes._MARK": many('a."The', _PROSE),
    "quotes._SINGLE": many("a.'The", _PROSE),
    "recurring._CAPITALS": many("AAaBB", _PROSE),
    "sentence_rules._ABBREVIATION": many("u.s.The", _PROSE),
    "sentence_rules._CAMEL": many("word.eBay", _PROSE),
    "sentence_rules._DAY": many("Oct.31", _PROSE),
    "sentence_rules._ENTITY": many("&quot;the", _PROSE),
    "sentence_rules._ENTRY": many("2016.9.A", _PROSE),
    "sentence_rules._INITIAL": many("word.A.", _PROSE),
    "sentence_rules._INITIALS": many("U.S.a", _PROSE),
    "sentence_rules._ITEM": many("word.12", _PROSE),
    "sentence_rules._LISTED": many("the,of", _PROSE),
    "sentence_rules._MEMBER": many("a.DataAa.b", _PROSE),
    "sentence_rules._PACKAGE": many("a.a.AaA", _PROSE),
    "sentence_rules._PLAIN_NUMBER": many("word.20", _PROSE),
    "sentence_rules._VERSION": many("word:3.7", _PROSE),
    "sentence_rules._VOLUME": many("word.2006;3", _PROSE),
    "stretches._SPACELESS": many("東京 ", _PROSE),
    "stretches._pieces": many("sanottiin ettei kukaan ", _PROSE * 40),
    "text_words._ROW": many("AbcAbc", _PROSE),
    "text_words._BENT": many("aB ", _PROSE),
    "text_words._CODE": many("a.a", _PROSE),
    "text_words._NUMBERED": many("word12.", _PROSE),
    "mending._CODE": many("a , ;", _PROSE),
    "mending._DROP": many("T\nhe\n", _PROSE),
    "mending._FACE": many("a : - ", _PROSE),
    "mending._FACE_BEFORE": many("; ( ", _PROSE, ")"),
    "mending._HELD": many("( a ", _PROSE),
    "mending._LETTERS": many("offi ce", _PROSE),
    "mending._LETTERS_BEFORE": many("war.2In", _PROSE),
    "mending._NOTE": many(".2", _PROSE),
    "mending._CLITIC": many(" 's 's", "It was late , he said . ", " n't"),
    "mending._STRAY": many("a   ", _PROSE),
    "mending._YEAR": many("1990.3 The ", _PROSE),
}

SETTLED: dict[str, Maker] = {
    "settled._capital": many("Aa", _PROSE + "—"),
    "settled._capitals": many("A", _PROSE),
    "settled._capitals_before": many("A1", _PROSE),
    "settled._initials": many("A.", _PROSE),
    "settled._small": many(".aa", _PROSE),
    "settled._telling": many("1aABcd", _PROSE),
    "settled.free_words": many("a’", _PROSE),
}
