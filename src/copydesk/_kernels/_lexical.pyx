"""The words of a text as a lexical model knows them, and those that it has weights for."""

from cpython.mem cimport PyMem_Calloc, PyMem_Free
from cpython.object cimport PyObject
from cpython.unicode cimport (
    PyUnicode_DATA, PyUnicode_FindChar, PyUnicode_KIND, PyUnicode_READ, PyUnicode_Substring,
)
from cython cimport final

import re

from libc.stdint cimport uint32_t, uint64_t
from libc.string cimport memcpy


cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISALPHA(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISLOWER(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISSPACE(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISUPPER(Py_UCS4 ch) nogil
    str PyUnicode_New(Py_ssize_t size, Py_UCS4 maxchar)
    unsigned char* PyUnicode_1BYTE_DATA(object text)
    PyObject* PyList_GET_ITEM(list found, Py_ssize_t i)

cdef enum:
    MARGIN = 40
    STEM = 5
    LONG = 7
    KEPT = 64  # characters of a token
    HITS = 244  # tokens of a text that have a weight: three a word, both ends, three shapes
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


cdef struct Word:
    # As the model knows it; of a longer one than any that has a weight only the beginning.
    Py_UCS4[KEPT] chars
    Py_ssize_t size
    uint64_t key
    bint has_stem

cdef struct Look:
    Py_ssize_t words
    Py_ssize_t letters
    Py_ssize_t capitals
    Py_ssize_t shouts


cdef inline uint64_t start() noexcept:
    return <uint64_t>0xCBF29CE484222325


cdef inline uint64_t mixed(uint64_t key, Py_UCS4 c) noexcept:
    return (key ^ <uint64_t>c) * <uint64_t>0x100000001B3


cdef inline uint64_t mixed_all(uint64_t key, const Py_UCS4* chars, Py_ssize_t size) noexcept:
    cdef Py_ssize_t i
    for i in range(size):
        key = mixed(key, chars[i])
    return key


cdef inline bint is_letter(Py_UCS4 c) noexcept:
    return c"a" <= c <= c"z" or c"A" <= c <= c"Z"


def read(str text):
    cdef list words = []
    cdef Look look
    cdef Word[2 * MARGIN] kept
    scan(text, kept, &look, words)
    return words, look.letters, look.capitals, look.shouts


cdef int scan(str text, Word* kept, Look* look, list words) except -1:
    """The words at both ends of a text, and what all of them look like; in a list too, if one is
    given."""
    cdef Text source = Text(PyUnicode_KIND(text), PyUnicode_DATA(text), len(text), False, 0)
    cdef Py_ssize_t[2 * MARGIN] starts, ends
    cdef Py_ssize_t i = 0, end, count = 0, at
    source.has_at = PyUnicode_FindChar(text, c"@", 0, source.size, 1) >= 0
    while i < source.size:
        end = token(&source, i)
        if end > i:
            at = count if count < MARGIN else MARGIN + (count - MARGIN) % MARGIN
            starts[at], ends[at] = i, end
            count += 1
            i = end
        else:
            i += 1
    look.words, look.letters, look.capitals, look.shouts = min(count, 2 * MARGIN), 0, 0, 0
    for i in range(look.words):
        at = i
        if count > 2 * MARGIN and i >= MARGIN:
            at = MARGIN + (count + i) % MARGIN
        add_word(text, &source, starts[at], ends[at], &kept[i], look, words)
    return 0


cdef int add_word(
    str text, Text* source, Py_ssize_t start, Py_ssize_t end, Word* word, Look* look, list words
) except -1:
    cdef Py_ssize_t i, size = end - start, upper = 0
    cdef Py_UCS4 c = PyUnicode_READ(source.kind, source.data, start), first = c
    cdef unsigned char* low
    cdef str one
    i = start
    while i < end:
        c = PyUnicode_READ(source.kind, source.data, i)
        if not is_letter(c):
            break
        upper += c < c"a"
        i += 1
    if i < end or (size > 8 and (first == c"h" or first == c"w" or first == c"p")):
        return add_odd_word(PyUnicode_Substring(text, start, end), word, look, words)
    look.letters += 1
    if first < c"a":
        if size > 1 and upper == size:
            look.shouts += 1
        else:
            look.capitals += 1
    word.size, word.has_stem = size, size >= LONG
    for i in range(min(size, <Py_ssize_t>KEPT)):
        word.chars[i] = <Py_UCS4>(<int>PyUnicode_READ(source.kind, source.data, start + i) | 32)
    if words is not None:
        if upper:
            one = PyUnicode_New(size, 127)
            low = PyUnicode_1BYTE_DATA(one)
            for i in range(size):
                low[i] = <unsigned char>PyUnicode_READ(source.kind, source.data, start + i) | 32
            words.append(one)
        else:
            words.append(PyUnicode_Substring(text, start, end))
    return 0


cdef int add_odd_word(str said, Word* word, Look* look, list words) except -1:
    """The same of a word that does not consist of letters of ASCII, or may be a link."""
    cdef Py_UCS4 c = PyUnicode_READ(PyUnicode_KIND(said), PyUnicode_DATA(said), 0)
    if Py_UNICODE_ISALPHA(c):
        look.letters += 1
        if Py_UNICODE_ISUPPER(c):
            if len(said) > 1 and said.isupper():
                look.shouts += 1
            else:
                look.capitals += 1
        elif not Py_UNICODE_ISLOWER(c) and len(said) > 1 and said.isupper():
            look.shouts += 1
            look.capitals -= 1
    said = known_as(said)
    fill(word, said)
    if words is not None:
        words.append(said)
    return 0


cdef int fill(Word* word, str said) except -1:
    cdef int kind = PyUnicode_KIND(said)
    cdef void* data = PyUnicode_DATA(said)
    cdef Py_ssize_t i
    word.size = len(said)
    for i in range(min(word.size, <Py_ssize_t>KEPT)):
        word.chars[i] = PyUnicode_READ(kind, data, i)
    word.has_stem = word.size >= LONG and Py_UNICODE_ISALPHA(word.chars[0])
    return 0


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


@final
cdef class Weights:
    """Tokens in a hash table with open addressing (FNV-1a); what it finds is compared character by
    character."""

    cdef list tokens, values
    cdef uint64_t* keys  # of each token
    cdef long* weights
    cdef uint32_t* cells
    cdef uint64_t mask

    def __cinit__(self, weights):
        cdef uint64_t size = 16, i
        cdef str token
        cdef Word word
        self.tokens, self.values = list(weights), list(weights.values())
        if max(map(len, self.tokens), default=0) > KEPT:
            raise ValueError("a token is too long")
        while size < 3 * <uint64_t>len(self.tokens):
            size *= 2
        self.mask = size - 1
        self.keys = <uint64_t*>PyMem_Calloc(len(self.tokens) + 1, sizeof(uint64_t))
        self.weights = <long*>PyMem_Calloc(len(self.tokens) + 1, sizeof(long))
        self.cells = <uint32_t*>PyMem_Calloc(size, sizeof(uint32_t))
        if not (self.keys and self.weights and self.cells):
            raise MemoryError
        for number, token in enumerate(self.tokens):
            fill(&word, token)
            self.keys[number] = mixed_all(start(), word.chars, word.size)
            self.weights[number] = self.values[number]
            i = self.keys[number] >> 20 & self.mask
            while self.cells[i]:
                i = (i + 1) & self.mask
            self.cells[i] = number + 1

    def __dealloc__(self):
        PyMem_Free(self.keys)
        PyMem_Free(self.weights)
        PyMem_Free(self.cells)

    def read(self, str text):
        cdef list words = []
        cdef Look look
        cdef Word[2 * MARGIN] kept
        cdef int[HITS] hits
        scan(text, kept, &look, words)
        count = self.look_up(kept, &look, hits)
        return words, look.letters, look.capitals, look.shouts, self.named(hits, count)

    def score(self, str text):
        cdef Look look
        cdef Word[2 * MARGIN] kept
        cdef int[HITS] hits
        cdef Py_ssize_t i
        cdef long total = 0
        scan(text, kept, &look, None)
        for i in range(self.look_up(kept, &look, hits)):
            total += self.weights[hits[i]]
        return total

    def found(self, list words, Py_ssize_t letters, Py_ssize_t capitals, Py_ssize_t shouts):
        cdef Look look = Look(len(words), letters, capitals, shouts)
        cdef Word[2 * MARGIN] kept
        cdef int[HITS] hits
        cdef Py_ssize_t i
        if look.words > 2 * MARGIN:
            raise ValueError("too many words")
        for i in range(look.words):
            fill(&kept[i], <str>words[i])
        return self.named(hits, self.look_up(kept, &look, hits))

    cdef dict named(self, int* hits, Py_ssize_t count):
        cdef dict found = {}
        cdef Py_ssize_t i
        for i in range(count):
            found[self.tokens[hits[i]]] = self.values[hits[i]]
        return found

    cdef Py_ssize_t look_up(self, Word* words, Look* look, int* hits) except -1:
        """The numbers of the tokens that have a weight, each once, in order."""
        cdef Py_ssize_t count = 0, i
        cdef Word edge, shape
        cdef Word* before = &edge
        edge.chars[0], edge.size = c"^", 1
        edge.key = mixed(start(), c"^")
        for i in range(look.words):
            self.add(hits, &count, NULL, &words[i], words[i].size)
            if before.size < KEPT:
                self.add(hits, &count, before, &words[i], words[i].size)
            if words[i].has_stem:
                self.add_stem(hits, &count, &words[i])
            words[i].key = mixed_all(start(), words[i].chars, min(words[i].size, <Py_ssize_t>KEPT))
            before = &words[i]
        if look.words and before.size < KEPT:
            edge.chars[0] = c"$"
            self.add(hits, &count, before, &edge, 1)
        for token in shapes(look.words, look.letters, look.capitals, look.shouts):
            fill(&shape, <str>token)
            self.add(hits, &count, NULL, &shape, shape.size)
        return count

    cdef inline void add(
        self, int* hits, Py_ssize_t* count, Word* before, Word* word, Py_ssize_t size
    ) noexcept:
        """Add the number of a word, or of a pair of words."""
        cdef uint64_t key = start(), i
        cdef Py_ssize_t first = 0
        if before != NULL:
            key, first = mixed(before.key, c" "), before.size + 1
        if first + size > KEPT:
            return
        key = mixed_all(key, word.chars, size)
        i = key >> 20 & self.mask
        while self.cells[i]:
            if self.keys[self.cells[i] - 1] == key and self.reads(
                self.cells[i] - 1, before, word, size
            ):
                keep(hits, count, self.cells[i] - 1)
                return
            i = (i + 1) & self.mask

    cdef bint reads(
        self, uint32_t number, Word* before, Word* word, Py_ssize_t size
    ) noexcept:
        cdef Word whole
        cdef Py_ssize_t at = 0
        cdef PyObject* token = PyList_GET_ITEM(self.tokens, number)
        cdef int kind = PyUnicode_KIND(<str>token)
        cdef void* data = PyUnicode_DATA(<str>token)
        if before != NULL:
            memcpy(whole.chars, before.chars, before.size * sizeof(Py_UCS4))
            at = before.size + 1
            whole.chars[at - 1] = c" "
        memcpy(whole.chars + at, word.chars, size * sizeof(Py_UCS4))
        if len(<str>token) != at + size:
            return False
        for at in range(at + size):
            if PyUnicode_READ(kind, data, at) != whole.chars[at]:
                return False
        return True

    cdef void add_stem(self, int* hits, Py_ssize_t* count, Word* word) noexcept:
        cdef Word stem
        stem.chars[0], stem.chars[1] = c"p", c":"
        memcpy(stem.chars + 2, word.chars, STEM * sizeof(Py_UCS4))
        self.add(hits, count, NULL, &stem, STEM + 2)


cdef inline void keep(int* hits, Py_ssize_t* count, int number) noexcept:
    cdef Py_ssize_t i
    for i in range(count[0]):
        if hits[i] == number:
            return
    hits[count[0]] = number
    count[0] += 1


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
