"""What is measured of the segments of a text: rows of whole numbers for trees to score."""

from cpython.dict cimport PyDict_GetItem
from cpython.mem cimport PyMem_Calloc, PyMem_Free
from cpython.object cimport PyObject
from cpython.set cimport PySet_Add, PySet_Contains
from cpython.unicode cimport (
    PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, PyUnicode_Substring,
)
from cython cimport final


cdef extern from "Python.h":
    bint Py_UNICODE_ISALPHA(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISDIGIT(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISLOWER(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISUPPER(Py_UCS4 ch) nogil

cdef enum:
    LOW = -1500
    HIGH = 1500
    FAR = 30
    MOST = 600
    OUTSIDE = -2000
    STEM = 5
    LONG = 7


cdef struct Segment:
    long size, letters, capitals, shouts, lex, length, left, right, line
    long place, ends, frame, frames, rest, gap_before, gap_after
    bint prose
    # sums over the segments before
    long lex_sum, prose_words, sure, comments


cdef inline long floored(long a, long b) noexcept:
    """Division as Python's: down, not towards zero; `b` is positive."""
    return a // b - (a % b < 0)


cdef inline Py_UCS4 first_of(str text) noexcept:
    return PyUnicode_READ(PyUnicode_KIND(text), PyUnicode_DATA(text), 0)


cdef inline bint is_quote(Py_UCS4 c) noexcept:
    return (
        c == c'"' or c == 0x201C or c == 0x201D or c == 0x201E or c == 0xAB or c == 0xBB
        or c == 0x2018
    )


def end_mark(str text):
    return mark_of(text)


cdef int mark_of(str text) noexcept:
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_ssize_t i = len(text) - 1
    cdef Py_UCS4 c
    while i >= 0:
        c = PyUnicode_READ(kind, data, i)
        if not (
            c == c" " or c == c'"' or c == c")" or c == c"]" or c == c"'"
            or c == 0x201D or c == 0x2019 or c == 0xBB
        ):
            break
        i -= 1
    if i < 0:
        return 4
    if c == c"." or c == c"!" or c == c"?" or c == 0x2026 or c == 0x0964 or c == 0x3002:
        return 0
    return 1 if c == c":" else 2 if c == c"," else 3 if Py_UNICODE_ISDIGIT(c) else 4


cdef int beginning(str text) noexcept:
    cdef Py_UCS4 c = first_of(text)
    if Py_UNICODE_ISALPHA(c):
        return 0 if Py_UNICODE_ISLOWER(c) else 1 if Py_UNICODE_ISUPPER(c) else 6
    if Py_UNICODE_ISDIGIT(c):
        return 2
    return 3 if is_quote(c) else 4 if c == c"(" or c == c"[" else 5 if c == c"@" or c == c"#" else 6


cdef inline int count(dict counts, object key) except -1:
    cdef PyObject* found = PyDict_GetItem(counts, key)
    counts[key] = <object>found + 1 if found else 1
    return 0


cdef inline long counted(dict counts, object key) except -1:
    cdef PyObject* found = PyDict_GetItem(counts, key)
    return <object>found if found else 0


cdef inline str stem_of(str word):
    """What a long word counts by too, else nothing."""
    if len(word) >= LONG and Py_UNICODE_ISALPHA(first_of(word)):
        return PyUnicode_Substring(word, 0, STEM)
    return None


@final
cdef class Rows:
    cdef readonly list long_words
    cdef readonly dict said_in
    cdef list texts, words, weights, levels
    cdef object you, i, function
    cdef dict said, own, vocabulary, line_sizes, line_words
    cdef Segment* segments  # one more, whose sums are those of all
    cdef Py_ssize_t n
    cdef long bias, lines

    def __cinit__(self, read, bounds, groups, long bias, long against, long comments):
        self.n, self.bias = len(read), bias
        self.you, self.i, self.function = groups
        self.segments = <Segment*>PyMem_Calloc(self.n + 1, sizeof(Segment))
        if not self.segments:
            raise MemoryError
        self.texts, self.words, self.weights, self.levels, self.long_words = [], [], [], [], []
        self.said_in, self.said, self.own, self.vocabulary = {}, {}, {}, {}
        self.line_sizes, self.line_words = {}, {}
        cdef Py_ssize_t k
        for k in range(self.n):
            self.add(k, read[k], bounds[k], against, comments)
        self.lines = len(self.line_sizes)
        self.look_around()

    def __dealloc__(self):
        PyMem_Free(self.segments)

    cdef int add(self, Py_ssize_t k, read, bound, long against, long comments) except -1:
        cdef Segment* s = &self.segments[k]
        cdef Segment* next = s + 1
        cdef long level, j, most = 0, all_ = 0
        cdef tuple levels = read[7]
        cdef str text = read[0]
        cdef list words = read[1]
        self.texts.append(text)
        self.words.append(words)
        self.weights.append(read[5])
        self.levels.append(levels)
        s.letters, s.capitals, s.shouts, s.lex = read[2], read[3], read[4], read[6]
        s.line, s.left, s.right = bound[2], bound[3], bound[4]
        s.size, s.length, s.ends = len(text), len(words), mark_of(text)
        s.prose = s.length >= 9 and s.lex < -100 and s.ends == 0
        for j in range(len(levels) - against):
            level = levels[j]
            all_ += level
            most = max(most, level)
        s.frame, s.frames = most, all_
        s.place = counted(self.line_sizes, s.line)
        self.line_sizes[s.line] = s.place + 1
        self.line_words[s.line] = counted(self.line_words, s.line) + s.length
        next.lex_sum, next.sure = s.lex_sum + s.lex, s.sure + (most == 2)
        next.prose_words = s.prose_words + (s.length if s.prose else 0)
        next.comments = s.comments + (<long>levels[comments] == 2)
        count(self.said, text.lower())
        self.count_words(s, words)
        return 0

    cdef int count_words(self, Segment* s, list words) except -1:
        cdef set long_words = set(), own = set(), stems = set()
        cdef str word, stem
        for word in words:
            if len(word) >= 5:
                PySet_Add(long_words, word)
            if s.length >= 8:
                if len(word) > 3 or PySet_Contains(self.function, word):
                    PySet_Add(own, word)
                stem = stem_of(word)
                if stem is not None:
                    PySet_Add(stems, stem)
        self.long_words.append(long_words)
        for word in long_words:
            count(self.said_in, word)
            if s.prose:
                count(self.vocabulary, word)
        for word in own:
            count(self.own, word)
        for word in stems:
            count(self.own, word)
        return 0

    cdef void look_around(self) noexcept:
        cdef Py_ssize_t k
        cdef long gap = FAR, rest = OUTSIDE
        cdef bint is_first = True
        cdef Segment* s
        for k in range(self.n):
            s = &self.segments[k]
            s.gap_before = gap
            gap = 0 if s.prose else min(<long>FAR, gap + 1)
        gap = FAR
        for k in range(self.n - 1, -1, -1):
            s = &self.segments[k]
            s.gap_after, s.rest = gap, rest
            gap = 0 if s.prose else min(<long>FAR, gap + 1)
            strength = floored(-s.lex * min(s.length, <long>20), 20)
            rest = strength if is_first else max(rest, strength)
            is_first = False

    def row(self, Py_ssize_t i):
        cdef list found = []
        if not 0 <= i < self.n:
            raise IndexError("no such segment")
        self.add_words(i, found)
        self.add_place(i, found)
        self.add_look(i, found)
        self.add_context(i, found)
        found.extend(<tuple>self.levels[i])
        return found

    cdef int add_words(self, Py_ssize_t i, list found) except -1:
        cdef Segment* s = &self.segments[i]
        cdef long n = s.length or 1, many = 0, most = 0, value, net = self.net(i)
        cdef bint is_first = True
        for weight in (<dict>self.weights[i]).values():
            value = weight
            many += value > 50
            most = value if is_first else max(most, value)
            is_first = False
        found += [
            s.lex, floored(s.lex, n), most, 100 * many // n, net, floored(net, n),
            min(s.length, <long>80),
        ]
        return 0

    cdef long net(self, Py_ssize_t i) except? -1:
        cdef long total = self.bias, weight
        cdef set mine = None
        cdef str token, stem
        cdef Py_UCS4 c
        for token, value in (<dict>self.weights[i]).items():
            weight = value
            if weight > 0:
                c = first_of(token)
                if c != 0x27E8 and c != c"^":
                    if mine is None:
                        mine = set()
                        if self.segments[i].length >= 8:
                            mine.update(<list>self.words[i])
                            for word in <list>self.words[i]:
                                stem = stem_of(word)
                                if stem is not None:
                                    PySet_Add(mine, stem)
                    if self.is_own(token, mine):
                        continue
            total += weight
        return min(<long>HIGH, max(<long>LOW, total))

    cdef bint is_own(self, str token, set mine) except -1:
        if token.startswith("p:"):
            return self.elsewhere(token[2:], mine) > 1
        if " " in token:
            for word in token.split(" "):
                if len(<str>word) > 3 and self.elsewhere(word, mine) > 2:
                    return True
            return False
        return self.elsewhere(token, mine) > 1

    cdef inline long elsewhere(self, str word, set mine) except? -1:
        return counted(self.own, word) - PySet_Contains(mine, word)

    cdef inline long lex_at(self, Py_ssize_t i) noexcept:
        return self.segments[i].lex if 0 <= i < self.n else OUTSIDE

    cdef int add_place(self, Py_ssize_t i, list found) except -1:
        cdef Segment* s = &self.segments[i]
        cdef long n = self.n, size = counted(self.line_sizes, s.line)
        cdef long after = self.segments[n].prose_words - s[1].prose_words
        found += [
            min(s.size, <long>MOST), s.ends, beginning(self.texts[i]), s.left, s.right,
            1 if s.place == 0 else 0, 1 if s.place == size - 1 else 0, min(<long>i, <long>FAR),
            min(n - 1 - <long>i, <long>FAR), min(s.prose_words, <long>MOST),
            min(after, <long>MOST), s.gap_before, s.gap_after, self.lex_at(i - 1),
            self.lex_at(i - 2), self.lex_at(i + 1), self.lex_at(i + 2),
        ]
        return 0

    cdef int add_look(self, Py_ssize_t i, list found) except -1:
        cdef Segment* s = &self.segments[i]
        cdef str text = self.texts[i], word
        cdef int kind = PyUnicode_KIND(text)
        cdef void* data = PyUnicode_DATA(text)
        cdef long content = 0, shared = 0, links = 0, you = 0, me = 0, function = 0, here = 0
        cdef long digits = 0, commas = 0, quotes = 0, dashes = 0
        cdef long letters = s.letters or 1, n = s.length or 1
        cdef Py_ssize_t k
        cdef Py_UCS4 c
        for word in <set>self.long_words[i]:
            if Py_UNICODE_ISALPHA(first_of(word)):
                content += 1
                shared += counted(self.vocabulary, word) > s.prose
        for word in <list>self.words[i]:
            if first_of(word) == 0x27E8:
                links += word in ("⟨url⟩", "⟨at⟩", "⟨hash⟩", "⟨mail⟩")
            you += PySet_Contains(self.you, word)
            me += PySet_Contains(self.i, word)
            function += PySet_Contains(self.function, word)
            if not here and word == "here":
                here = 1
        k = 0
        while k < s.size:
            c = PyUnicode_READ(kind, data, k)
            if Py_UNICODE_ISDIGIT(c):
                digits += 1
            elif c == c",":
                commas += 1
            elif is_quote(c):
                quotes += 1
            elif c == 0x2014 or c == 0x2013 or c == c"|":
                dashes += 1
            elif c == c" " and k + 2 < s.size and PyUnicode_READ(kind, data, k + 1) == c"-":
                if PyUnicode_READ(kind, data, k + 2) == c" ":
                    dashes += 1
                    k += 2
            k += 1
        found += [
            100 * shared // content if content else -1, content,
            min(counted(self.said, text.lower()), <long>4), 100 * s.capitals // letters,
            100 * s.shouts // letters, links, 100 * digits // (s.size or 1), min(commas, <long>10),
            min(quotes, <long>6), min(dashes, <long>4),
            min(counted(self.line_words, s.line), <long>400), min(s.place, <long>20),
            100 * you // n, 100 * me // n, 100 * function // n, here,
        ]
        return 0

    cdef int add_context(self, Py_ssize_t i, list found) except -1:
        cdef Segment* s = &self.segments[i]
        cdef Segment* all_ = &self.segments[self.n]
        cdef list words = self.words[i]
        cdef Py_ssize_t n = self.n
        cdef bint plain = len(words) > 0 and PySet_Contains(self.function, words[0])
        found += [
            floored(all_.lex_sum - s[1].lex_sum, n - 1 - i) if i < n - 1 else 0,
            floored(s.lex_sum, i) if i else 0,
            s.rest if n - i < 40 else 2000,
            min(self.segments[i - 1].length, <long>60) if i else -1,
            min(s[1].length, <long>60) if i + 1 < n else -1,
            1 if self.lines <= 2 else 0, min(self.lines, <long>40),
            min(all_.prose_words, <long>1500), 1 if plain else 0,
            1 if "!" in <str>self.texts[i] else 0, min(s.comments, <long>5),
            min(s.frames, <long>6), self.segments[i - 1].frame if i else 0,
            s[1].frame if i + 1 < n else 0,
            s.sure - self.segments[max(<Py_ssize_t>0, i - 4)].sure,
            self.segments[min(n, i + 5)].sure - s[1].sure,
            s.sure - self.segments[max(<Py_ssize_t>0, i - 12)].sure,
        ]
        return 0
