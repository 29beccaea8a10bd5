"""Awkward texts: what scraped text is made of, thrown together."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st

from copydesk import _kernels
from tests.quality import corpus

TOKENS = (
    *("\n", "\n\n", "\r\n", "\r", "\u2028", "\x85", "\t", " ", "  ", "\xa0", "\u3000", "\ufeff"),
    *("<p>", "</p>", "<br>", "<br", "<", "<<", ">", "<!--", "-->", "<b>", "</b", "<script>", "<3"),
    *("</script>", "<div class=", '"', "'>", "<nav>", "<style>", "<html>", "<body>", "]]>", "<?"),
    *("&amp;", "&amp;amp;", "&lt;b&gt;", "&#8217;", "&#x41", "&nbsp", "&", ";", "&#0;", "&#13;"),
    *("â€™", "â€œ", "â€", "Ã©", "Â", "Ã", "\ufffd", "don?t", "don t", "ï»¿", "â", "\x80", "\x92"),
    *("\u200b", "\u200d", "\u200f", "\xad", "\u202e", "\ue000", "e\u0301", "\u0301", "ﬁ", "👩‍👩‍👧"),
    *("READ NEXT: Boats", "Source link", "Translate »", "#one #two", "Share this:", "[ad_1]"),
    *("Advertisement", "Related", "Comments", "Sign up for our newsletter", "All rights reserved."),
    *("The post Rain appeared first on Coast.", "Follow us", "By Staff Writer", "Read more:", "|"),
    *(
        "Ukrainewhich",
        "Russiait’s",
        "talks.Then",
        "March20",
        "saidMusk",
        "ShareTweet",
        "ofthe",
        "U.S.",
    ),
    *("The harbour was closed to all ships on Monday.", "“It will last,” she said.", "and", "Rain"),
    *(
        "The mayor told the council that the bridge would stay shut until the spring, at least.",
        "a",
    ),
    *(
        "[caption id=1]",
        "[/caption]",
        "![x](y)",
        "[link](http://a.b/c)",
        "{",
        "}",
        "*",
        "_",
        "`",
        "\\n",
    ),
    *(
        "\\u2019",
        "=E2=80=99",
        "=\n",
        "%E2%80%99",
        "\ud800",
        "\x00",
        "\x1b[31m",
        "它",
        "مرحبا",
        "नमस्ते",
    ),
)

texts = st.lists(
    st.one_of(st.sampled_from(TOKENS), st.sampled_from(TOKENS), st.text(max_size=3)), max_size=30
).map("".join) | st.lists(st.sampled_from(TOKENS), max_size=30).map(" ".join)
"""Tokens run together or spaced, with random characters between them."""

lines = st.lists(st.sampled_from(TOKENS), max_size=30).map("\n".join)
"""A token a line: what boilerplate looks like."""

any_text = st.one_of(texts, lines, st.text(max_size=50))

STEP = 1 if _kernels.form() == "compiled" else 8
"""Every real text is cleaned, in pure Python every eighth: on all of them the tests of kernels hold
both forms against each other."""

needs_data = pytest.mark.skipif(
    not corpus.present(), reason="needs the labelled pages: set COPYDESK_DATA"
)
