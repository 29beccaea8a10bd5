"""The words of a text as a lexical model knows them, and those that it has weights for."""

from cpython.dict cimport PyDict_GetItem
from cpython.object cimport PyObject
from cpython.unicode cimport (
    PyUnicode_DATA, PyUnicode_FindChar, PyUnicode_KIND, PyUnicode_READ, PyUnicode_Substring,
)

import re

from libc.string cimport memset


cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISALPHA(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISLOWER(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISSPACE(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISUPPER(Py_UCS4 ch) nogil

cdef enum:
    MARGIN = 40
    STEM = 5
    LONG = 7
    BITS = 32768
    BREAKS = 1  # ends a word
    ALONE = 2  # is a word by itself
    ENDS = 4  # a word where nothing follows
    OF_WORD = 8
    SPACE = 16
    OTHER = 32  # no small letter of ASCII

cdef unsigned char FLAGS[128]
cdef int _c
for _c in range(128):
    FLAGS[_c] = 0
    if Py_UNICODE_ISSPACE(_c):
        FLAGS[_c] |= BREAKS | SPACE
    if c"!" <= _c <= c"/" or c":" <= _c <= c"@" or c"[" <= _c <= c"`" or c"{" <= _c <= c"~":
        FLAGS[_c] |= BREAKS
    if _c == c"|":
        FLAGS[_c] |= ALONE
    if _c in (c".", c"!", c"?", c":"):
        FLAGS[_c] |= ENDS
    if Py_UNICODE_ISALNUM(_c) or _c == c"_":
        FLAGS[_c] |= OF_WORD
    if not c"a" <= _c <= c"z":
        FLAGS[_c] |= OTHER

cdef object _DIGITS = re.compile(r"\d+")
cdef dict _SHAPES = {}


cdef inline int flags(Py_UCS4 c) noexcept:
    cdef int found
    if c < 128:
        return FLAGS[<int>c]
    found = OTHER
    if Py_UNICODE_ISALNUM(c):
        found |= OF_WORD
    elif Py_UNICODE_ISSPACE(c):
        found |= SPACE | BREAKS
    if (
        c == 0x0964 or c == 0x201C or c == 0x201D or c == 0x2018 or c == 0x2019 or c == 0xAB
        or c == 0xBB or c == 0x201E or c == 0x2026 or c == 0x2013 or c == 0x2014 or c == 0x2022
        or c == 0xB7 or c == 0xA9 or c == 0x2192 or c == 0x25BA or c == 0x3001 or c == 0x3002
        or c == 0xFF0C or c == 0x300C or c == 0x300D
    ):
        found |= BREAKS
    if c == 0xA9 or c == 0xBB or c == 0x2192 or c == 0x25BA:
        found |= ALONE
    if c == 0x2026:
        found |= ENDS
    return found


cdef struct Text:
    int kind
    void* data
    Py_ssize_t size
    bint has_at
    Py_ssize_t goes_on  # before this place nothing is known to end the text


cdef inline Py_UCS4 char(Text* text, Py_ssize_t i) noexcept:
    return PyUnicode_READ(text.kind, text.data, i) if i < text.size else 0


cdef bint begins(Text* text, Py_ssize_t i, const char* word) noexcept:
    cdef Py_ssize_t j = 0
    while word[j]:
        if char(text, i + j) != <Py_UCS4>word[j]:
            return False
        j += 1
    return True


cdef inline Py_ssize_t run(Text* text, Py_ssize_t i, int some, int none) noexcept:
    """Where the run of characters ends that have one of some flags (if any), and none of others."""
    cdef int found
    while i < text.size:
        found = flags(PyUnicode_READ(text.kind, text.data, i))
        if (some and not found & some) or found & none:
            break
        i += 1
    return i


cdef Py_ssize_t link(Text* text, Py_ssize_t i, Py_UCS4 c) noexcept:
    """Where an address ends that begins here; `i` if none does."""
    cdef Py_ssize_t at = i, end
    if c == c"h" and begins(text, i, b"http"):
        at = i + 4 + (char(text, i + 4) == c"s")
        at = at + 3 if begins(text, at, b"://") else i
    elif c == c"w" and begins(text, i, b"www."):
        at = i + 4
    elif c == c"p" and begins(text, i, b"pic.twitter"):
        at = i + 11
    if at == i:
        return i
    end = run(text, at, 0, SPACE)
    return end if end > at else i


cdef Py_ssize_t name_run(Text* text, Py_ssize_t i, Py_ssize_t end, bint is_host) noexcept:
    cdef Py_UCS4 c
    while i < end:
        c = PyUnicode_READ(text.kind, text.data, i)
        if not (flags(c) & OF_WORD or c == c"-" or (not is_host and (c == c"." or c == c"+"))):
            break
        i += 1
    return i


cdef Py_ssize_t mail(Text* text, Py_ssize_t i) noexcept:
    """Where an e-mail address ends that begins here; `i` if none does."""
    cdef Py_ssize_t at = name_run(text, i, min(text.size, i + 64), False), host, end
    if at == i or char(text, at) != c"@":
        return i
    host = name_run(text, at + 1, text.size, True)
    if host == at + 1 or char(text, host) != c".":
        return i
    end = run(text, host + 1, OF_WORD, 0)
    return end if end > host + 1 else i


cdef Py_ssize_t token(Text* text, Py_ssize_t i) noexcept:
    """Where the token ends that begins here; `i` if none does."""
    cdef Py_UCS4 c = PyUnicode_READ(text.kind, text.data, i)
    cdef int found = flags(c)
    cdef Py_ssize_t end
    if c == c"h" or c == c"w" or c == c"p":
        end = link(text, i, c)
        if end > i:
            return end
    if text.has_at:
        end = mail(text, i)
        if end > i:
            return end
    if c == c"@" or c == c"#":
        end = run(text, i + 1, OF_WORD, 0)
        return end if end > i + 1 else i
    if not found & BREAKS:
        return run(text, i + 1, 0, BREAKS)
    if found & ALONE:
        return i + 1
    if found & ENDS and i >= text.goes_on:
        end = run(text, i + 1, ENDS, 0)
        if run(text, end, SPACE, 0) == text.size:
            return end
        text.goes_on = end
    return i


def read(str text):
    cdef Text source = Text(PyUnicode_KIND(text), PyUnicode_DATA(text), len(text), False, 0)
    cdef Py_ssize_t i = 0, end, letters = 0, capitals = 0, shouts = 0
    cdef list spans = [], words = []
    cdef Py_UCS4 c
    cdef str word
    source.has_at = PyUnicode_FindChar(text, c"@", 0, source.size, 1) >= 0
    while i < source.size:
        end = token(&source, i)
        if end > i:
            word = PyUnicode_Substring(text, i, end)
            words.append(word)
            i = end
        else:
            i += 1
    if len(words) > 2 * MARGIN:
        words = words[:MARGIN] + words[-MARGIN:]
    for i in range(len(words)):
        word = <str>words[i]
        c = PyUnicode_READ(PyUnicode_KIND(word), PyUnicode_DATA(word), 0)
        if Py_UNICODE_ISALPHA(c):
            letters += 1
            if Py_UNICODE_ISUPPER(c):
                if len(word) > 1 and word.isupper():
                    shouts += 1
                else:
                    capitals += 1
            elif not Py_UNICODE_ISLOWER(c) and len(word) > 1 and word.isupper():
                shouts += 1
                capitals -= 1
        if not is_plain(word):
            words[i] = known_as(word)
    return words, letters, capitals, shouts


cdef inline bint is_plain(str word) noexcept:
    """Whether a word consists of few small letters of ASCII: then it is known as it stands."""
    cdef Py_ssize_t i, size = len(word)
    cdef int kind = PyUnicode_KIND(word)
    cdef void* data = PyUnicode_DATA(word)
    cdef Py_UCS4 c
    for i in range(size):
        c = PyUnicode_READ(kind, data, i)
        if c >= 128 or FLAGS[<int>c] & OTHER:
            return False
    c = PyUnicode_READ(kind, data, 0)
    return size <= 8 or (c != c"h" and c != c"w" and c != c"p")


cdef inline int stem_hash(str word) noexcept:
    """A number of the first letters of a word."""
    cdef int kind = PyUnicode_KIND(word), found = 0, i
    cdef void* data = PyUnicode_DATA(word)
    for i in range(STEM):
        found = found * 37 + <int>PyUnicode_READ(kind, data, i)
    return found & (BITS - 1)


cdef str known_as(str word):
    cdef str first = word[0]
    if first in "@#" and len(word) > 1:
        return "⟨at⟩" if first == "@" else "⟨hash⟩"
    if len(word) > 8 and word.startswith(("http", "www.", "pic.")):
        return "⟨url⟩"
    if "@" in word:
        return "⟨mail⟩"
    if first.isdigit():
        if len(word) == 4 and word.isdigit() and word[:2] in ("19", "20"):
            return "⟨y⟩"
        return _DIGITS.sub("0", word.lower())
    return word.lower()


cdef class Weights:
    cdef dict weights, pairs, stems
    cdef unsigned char words[BITS]  # whether a word may have a weight, or begin a pair, by hash
    cdef unsigned char begins[BITS]  # whether a word may have a stem with a weight

    def __cinit__(self, weights):
        self.weights, self.pairs, self.stems = dict(weights), {}, {}
        memset(self.words, 0, BITS)
        memset(self.begins, 0, BITS)
        for token in weights:
            first, blank, second = token.partition(" ")
            if blank:
                self.pairs.setdefault(first, {})[second] = token
            elif token.startswith("p:"):
                self.stems[token[2:]] = token
                if len(token) == STEM + 2:
                    self.begins[stem_hash(token[2:])] = 1
            self.words[hash(first) & (BITS - 1)] = 1

    def found(self, list words, Py_ssize_t letters, Py_ssize_t capitals, Py_ssize_t shouts):
        cdef dict found = {}
        cdef PyObject* more
        cdef PyObject* hit
        cdef Py_ssize_t i, size = len(words)
        cdef bint may
        cdef str word
        cdef object token
        more = PyDict_GetItem(self.pairs, "^") if size else NULL
        for i in range(size):
            word = <str>words[i]
            may = self.words[hash(word) & (BITS - 1)]
            if may:
                self.add(found, word)
            if more:
                hit = PyDict_GetItem(<dict>more, word)
                if hit:
                    self.add(found, <object>hit)
            more = PyDict_GetItem(self.pairs, word) if may else NULL
            if len(word) >= LONG and self.begins[stem_hash(word)] and Py_UNICODE_ISALPHA(
                PyUnicode_READ(PyUnicode_KIND(word), PyUnicode_DATA(word), 0)
            ):
                hit = PyDict_GetItem(self.stems, PyUnicode_Substring(word, 0, STEM))
                if hit:
                    self.add(found, <object>hit)
        if more:
            hit = PyDict_GetItem(<dict>more, "$")
            if hit:
                self.add(found, <object>hit)
        for token in shapes(size, letters, capitals, shouts):
            self.add(found, token)
        return found

    cdef inline int add(self, dict found, object token) except -1:
        cdef PyObject* weight = PyDict_GetItem(self.weights, token)
        if weight:
            found[token] = <object>weight
        return 0


cdef tuple shapes(Py_ssize_t words, Py_ssize_t letters, Py_ssize_t capitals, Py_ssize_t shouts):
    """The shapes of a text; there are few, so that each is made once."""
    cdef int caps = 4 * (capitals + shouts) // letters if letters else -1
    cdef int length = 0
    cdef Py_ssize_t rest = words + 1
    while rest and length < 7:
        rest >>= 1
        length += 1
    key = (caps, letters > 0 and shouts == letters, length)
    found = _SHAPES.get(key)
    if found is None:
        found = (f"⟨n{length}⟩",)
        if caps >= 0:
            found += (f"⟨caps{caps}⟩",)
        if key[1]:
            found += ("⟨upper⟩",)
        _SHAPES[key] = found
    return found
