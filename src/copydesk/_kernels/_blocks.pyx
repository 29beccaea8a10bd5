"""What is measured of the blocks of a text: rows of numbers for trees to score."""

from cpython cimport array
from cpython.dict cimport PyDict_GetItem
from cpython.mem cimport PyMem_Calloc, PyMem_Free
from cpython.object cimport PyObject
from cpython.set cimport PySet_Add, PySet_Contains
from cpython.unicode cimport (
    PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, PyUnicode_Substring,
)
from cython cimport final

import array
import re
from math import fsum


cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISDIGIT(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISLOWER(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISSPACE(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISTITLE(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISUPPER(Py_UCS4 ch) nogil

cdef enum:
    MOST_WORDS = 60
    MOST = 400
    MOST_BLOCKS = 400
    BEGINNING = 4000
    SHARE = 5
    OWN = 16  # measures of a block by itself
    WIDTH = 48  # of a row

cdef int[3] WINDOWS = [4, 12, 30]
cdef array.array _DOUBLES = array.array("d")

cdef struct Block:
    double own[OWN]
    double lower, weight
    long words, words_to, inside_to  # its words; those of the blocks before, and in sentences
    bint sentence, gap, is_measured

cdef struct Look:
    long tokens, lower, upper, symbols, commas, digits


cdef inline Py_UCS4 at(str text, Py_ssize_t i) noexcept:
    return PyUnicode_READ(PyUnicode_KIND(text), PyUnicode_DATA(text), i)


cdef inline bint is_end(Py_UCS4 c) noexcept:
    if c < 128:
        return c == c"." or c == c"!" or c == c"?"
    return (
        c == 0x2026 or c == 0x964 or c == 0x3002 or c == 0xFF01 or c == 0xFF1F or c == 0x61F
        or c == 0x6D4
    )


cdef inline bint closes(Py_UCS4 c) noexcept:
    return (
        c == c" " or c == c'"' or c == c"'" or c == c")" or c == c"]" or c == c"*" or c == c"_"
        or c == 0x201D or c == 0x2019 or c == 0xBB
    )


cdef inline bint is_bullet(Py_UCS4 c) noexcept:
    return (
        c == c">" or c == c"*" or c == c"#" or c == c"+" or c == c"-" or c == c"|" or c == 0x2022
        or c == 0xB7 or c == 0x2013 or c == 0xBB or c == 0x203A or Py_UNICODE_ISSPACE(c)
    )


cdef inline bint is_symbol(Py_UCS4 c) noexcept:
    return (
        c == c"|" or c == c"@" or c == c"/" or c == c"#" or c == 0xBB or c == 0x203A or c == 0xA9
        or c == 0xB7 or c == 0x2022 or c == 0x2192
    )


cdef inline bint is_quote(Py_UCS4 c) noexcept:
    return (
        c == c'"' or c == c"'" or c == 0x201C or c == 0x201E or c == 0xAB or c == 0x2018
    )


cdef inline bint is_letter(Py_UCS4 c) noexcept:
    if c < 128:
        return c"a" <= c <= c"z" or c"A" <= c <= c"Z"
    return Py_UNICODE_ISALNUM(c) and not Py_UNICODE_ISDECIMAL(c)


cdef inline bint is_wide(Py_UCS4 c) noexcept:
    return 0xE00 <= c and (
        c <= 0xEFF or 0x1000 <= c <= 0x109F or 0x1780 <= c <= 0x17FF or 0x3040 <= c <= 0x30FF
        or 0x3400 <= c <= 0x9FFF or 0xAC00 <= c <= 0xD7AF
    )


cdef inline bint is_unknown(Py_UCS4 c) noexcept:
    return 0x370 <= c <= 0x3FF or 0x530 <= c <= 0x1CFF or 0x3040 <= c <= 0xD7AF


def is_foreign(str text not None):
    cdef Py_ssize_t i, size = len(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 c
    if kind == 1:
        return False
    for i in range(size):
        c = PyUnicode_READ(kind, data, i)
        if c > 0x36F and not (
            0x400 <= c <= 0x52F or 0x1D00 <= c <= 0x303F or 0xD7B0 <= c
        ):
            return True
    return False


def ends_sentence(str text not None):
    return does_end(text)


cdef bint does_end(str text) noexcept:
    cdef Py_ssize_t i = len(text) - 1, low = max(<Py_ssize_t>0, len(text) - 40)
    if i < 0:
        return False
    while i >= low and closes(at(text, i)):
        i -= 1
    return i >= low and is_end(at(text, i))


def word_count(str text not None):
    return words_of(text)


cdef long words_of(str text) noexcept:
    cdef Py_ssize_t size = len(text), i
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef long count = 1
    for i in range(size):
        if PyUnicode_READ(kind, data, i) == c" ":
            count += 1
            if count >= MOST_WORDS:
                return MOST_WORDS
    if count < 20 and size > 10 * count and kind > 1:  # a wide letter has more than a byte
        for i in range(min(size, <Py_ssize_t>MOST)):
            if is_wide(PyUnicode_READ(kind, data, i)):
                count = max(count, size // 3)
                break
    return min(count, <long>MOST_WORDS)


cdef inline long counted(dict counts, object key) except -1:
    cdef PyObject* found = PyDict_GetItem(counts, key)
    return <object>found if found else 0


cdef object _link = None


cdef str without_links(str text):
    global _link
    if _link is None:
        _link = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
    return _link.sub(r"\1", text)


cdef Look look_at(str text, Py_ssize_t start) noexcept:
    """What a text's signs are, and from `start` on its tokens."""
    cdef Look look = Look(0, 0, 0, 0, 0, 0)
    cdef Py_ssize_t i, size = len(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef bint inside = False, small = False, big = False, title = False
    cdef Py_UCS4 c
    for i in range(size):
        c = PyUnicode_READ(kind, data, i)
        look.commas += c == c"," or c == 0x3001 or c == 0xFF0C
        look.symbols += is_symbol(c)
        if i < start:
            continue
        if Py_UNICODE_ISSPACE(c):
            look.lower += small and not (big or title)
            look.upper += big and not (small or title)
            inside = small = big = title = False
            continue
        look.tokens += not inside
        inside = True
        if c < 128:
            small |= c"a" <= c <= c"z"
            big |= c"A" <= c <= c"Z"
            look.digits += i < start + 60 and c"0" <= c <= c"9"
            continue
        small |= Py_UNICODE_ISLOWER(c)
        big |= Py_UNICODE_ISUPPER(c)
        title |= Py_UNICODE_ISTITLE(c)
        look.digits += i < start + 60 and Py_UNICODE_ISDECIMAL(c)
    look.lower += small and not (big or title)
    look.upper += big and not (small or title)
    return look


cdef long read_words(str text, set letters, object function_words) except -1:
    """Add the different runs of letters to a set; how many chunks are function words."""
    cdef Py_ssize_t i, first = -1, begin = 0, end = 0, chunk = -1, size = len(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 c
    cdef long function = 0
    cdef object word = None
    for i in range(size + 1):
        c = PyUnicode_READ(kind, data, i) if i < size else c" "
        if is_letter(c):
            first = i if first < 0 else first
        elif first >= 0:
            word, begin, end = PyUnicode_Substring(text, first, i), first, i
            PySet_Add(letters, word)
            first = -1
        if not Py_UNICODE_ISSPACE(c):
            chunk = i if chunk < 0 else chunk
        elif chunk >= 0:
            if chunk != begin or i != end:
                word, begin, end = PyUnicode_Substring(text, chunk, i), chunk, i
            function += PySet_Contains(function_words, word)
            chunk = -1
    return function


cdef int begins(str text, Py_ssize_t start) noexcept:
    cdef Py_UCS4 c
    if start >= len(text):
        return 4
    c = at(text, start)
    if Py_UNICODE_ISLOWER(c):
        return 0
    return 1 if Py_UNICODE_ISUPPER(c) else 2 if Py_UNICODE_ISDIGIT(c) else 3 if is_quote(c) else 4


cdef int ends(str text, bint sentence) noexcept:
    cdef Py_UCS4 c
    if sentence:
        return 0
    if not len(text):
        return 4
    c = at(text, len(text) - 1)
    return 1 if c == c"," else 2 if c == c":" else 3 if Py_UNICODE_ISDIGIT(c) else 4


cdef bint is_in_unknown_script(list texts) except -1:
    cdef str beginning = "".join(texts[:MOST_BLOCKS])[:BEGINNING]
    cdef Py_ssize_t i, unknown = 0
    for i in range(len(beginning)):
        unknown += is_unknown(at(beginning, i))
    return SHARE * unknown > len(beginning)


@final
cdef class Measures:
    cdef readonly list words, sentences, whole
    cdef readonly long total, copied
    cdef readonly double in_sentences, short
    cdef readonly bint unknown_script
    cdef list texts
    cdef dict copies, weights
    cdef object function_words
    cdef Block* blocks  # one more, whose sums are those of all
    cdef Py_ssize_t n

    def __cinit__(self, texts, gaps, weights, function_words):
        cdef Py_ssize_t i, short = 0
        self.texts, self.n, self.copies = list(texts), len(texts), {}
        self.weights, self.function_words = weights, function_words
        self.words, self.sentences = [], []
        self.blocks = <Block*>PyMem_Calloc(self.n + 1, sizeof(Block))
        if not self.blocks:
            raise MemoryError
        for i in range(self.n):
            self.add(i, self.texts[i], gaps[i])
            short += self.blocks[i].words <= 3
        self.total = self.blocks[self.n].words_to or 1
        self.in_sentences = <double>self.blocks[self.n].inside_to / self.total
        self.short = <double>short / (self.n or 1)
        self.copied = sum([count for count in self.copies.values() if count > 1])
        self.unknown_script = is_in_unknown_script(self.texts)
        self.whole = [min(self.n, 300), <double>self.total / (self.n or 1), self.in_sentences]

    def __dealloc__(self):
        PyMem_Free(self.blocks)

    cdef int add(self, Py_ssize_t i, str text, bint gap) except -1:
        cdef Block* block = &self.blocks[i]
        cdef Block* next = block + 1
        block.words, block.sentence, block.gap = words_of(text), does_end(text), gap
        next.words_to = block.words_to + block.words
        next.inside_to = block.inside_to + (block.words if block.sentence else 0)
        self.words.append(block.words)
        self.sentences.append(block.sentence)
        self.copies[text] = counted(self.copies, text) + 1
        return 0

    def row(self, Py_ssize_t i):
        cdef double[WIDTH] row
        cdef Py_ssize_t k
        self.fill(i, row)
        return [row[k] for k in range(WIDTH)]

    def table(self, numbers):
        cdef array.array found = array.clone(_DOUBLES, WIDTH * len(numbers), zero=False)
        cdef Py_ssize_t at = 0
        for i in numbers:
            self.fill(i, found.data.as_doubles + at)
            at += WIDTH
        return found

    cdef int fill(self, Py_ssize_t i, double* row) except -1:
        cdef Py_ssize_t n = self.n, k
        cdef double total = self.total
        cdef Block* block
        if not 0 <= i < n:
            raise IndexError("no such block")
        block = &self.blocks[i]
        self.measure(i)
        for k in range(OWN):
            row[k] = block.own[k]
        row += OWN
        row[0], row[1], row[2] = min(n, <Py_ssize_t>300), total / n, self.in_sentences
        row[3], row[4] = <double>i / n, block.words_to / total
        row[5] = (self.total - block[1].words_to) / total
        row[6], row[7] = min(i, <Py_ssize_t>30), min(n - 1 - i, <Py_ssize_t>30)
        self.fill_beside(row + 8, i - 1)
        self.fill_beside(row + 12, i + 1)
        self.fill_near(row + 16, i - 2)
        self.fill_near(row + 18, i + 2)
        row += 20
        for k in range(3):
            self.fill_window(row, max(<Py_ssize_t>0, i - WINDOWS[k]), i)
            self.fill_window(row + 2, i + 1, min(n, i + 1 + WINDOWS[k]))
            row += 4
        return 0

    cdef void fill_near(self, double* row, Py_ssize_t i) noexcept:
        row[0], row[1] = -1, 0
        if 0 <= i < self.n:
            row[0], row[1] = self.blocks[i].words, self.blocks[i].sentence

    cdef int fill_beside(self, double* row, Py_ssize_t i) except -1:
        self.fill_near(row, i)
        row[2] = row[3] = 0
        if 0 <= i < self.n:
            self.measure(i)
            row[2], row[3] = self.blocks[i].lower, self.blocks[i].weight
        return 0

    cdef void fill_window(self, double* row, Py_ssize_t low, Py_ssize_t high) noexcept:
        cdef long words, inside
        row[0], row[1] = -1, 0
        if low < high:
            words = self.blocks[high].words_to - self.blocks[low].words_to
            inside = self.blocks[high].inside_to - self.blocks[low].inside_to
            row[0], row[1] = <double>words / (high - low), <double>inside / (words or 1)

    cdef int measure(self, Py_ssize_t i) except -1:
        cdef Block* block = &self.blocks[i]
        cdef str whole = self.texts[i], text, small
        cdef Py_ssize_t start = 0
        cdef Look look
        cdef long count, function
        cdef double weight
        cdef set known = set()
        if block.is_measured:
            return 0
        text = (without_links(whole) if "](" in whole else whole)[:MOST]
        while start < len(text) and is_bullet(at(text, start)):
            start += 1
        start = start if start < len(text) else 0
        look = look_at(text, start)
        count = look.tokens or 1
        small = text[start:].lower()
        function = read_words(small, known, self.function_words)
        weight = self.weight_of(known)
        block.lower = <double>look.lower / count if block.words <= 2 * count else 0.6
        block.weight = max(-8.0, min(8.0, weight))
        block.own = [
            block.words, min(len(whole), <Py_ssize_t>MOST), block.sentence, block.lower,
            <double>function / count, begins(text, start), ends(whole, block.sentence),
            look.commas, min(counted(self.copies, whole), <long>5),
            <double>look.symbols / count, look.digits, has_sign(text, start),
            <double>look.upper / count, block.gap, weight, weight / (len(known) or 1),
        ]
        block.is_measured = True
        return 0

    cdef double weight_of(self, set words) except? -1:
        """The sum of their weights, the same in any order."""
        cdef list found = []
        cdef PyObject* weight
        for word in words:
            weight = PyDict_GetItem(self.weights, word)
            if weight:
                found.append(<object>weight)
        return fsum(found)


cdef bint has_sign(str text, Py_ssize_t end) noexcept:
    """Whether anything but white space stands before `end`."""
    cdef Py_ssize_t i
    for i in range(end):
        if not Py_UNICODE_ISSPACE(at(text, i)):
            return True
    return False
