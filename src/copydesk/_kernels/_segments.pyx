"""Segments of a text: lines, cut at borders between pieces that read by themselves."""

from cpython.unicode cimport (
    PyUnicode_DATA, PyUnicode_FindChar, PyUnicode_KIND, PyUnicode_READ, PyUnicode_Substring,
)
from cython cimport final
from libc.string cimport memset


cdef extern from "Python.h":
    bint Py_UNICODE_ISALPHA(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISSPACE(Py_UCS4 ch) nogil

cdef enum:
    LINE = 0
    SENTENCE = 1
    GLUE = 2
    JOINT = 3
    SYMBOL = 4
    CLOSE = 6
    LINK = 7
    HEAD = 8
    DATE = 9
    LABEL = 10
    CHARS = 4096

cdef object _new = tuple.__new__


cdef inline bint is_stop(Py_UCS4 c) noexcept:
    return c == c"." or c == c"!" or c == c"?" or c == 0x2026 or c == 0x964


cdef inline bint closes(Py_UCS4 c) noexcept:
    return (
        c == c'"' or c == c")" or c == c"]" or c == 0x201D or c == 0x2019 or c == 0xBB
    )


cdef inline bint opens(Py_UCS4 c) noexcept:
    return (
        c == c'"' or c == c"(" or c == c"[" or c == 0x201C or c == 0x2018 or c == 0xAB
        or c == 0x2039 or c == 0x201E
    )


cdef inline bint is_blank(Py_UCS4 c) noexcept:
    return c == c" " or c == c"\t" or c == 0xA0


@final
cdef class Splitter:
    cdef object places, expression, label, beginnings, linked, abbreviations, before_dates
    cdef object brands, name_beginnings, labels, segment, is_quote
    cdef dict kinds
    cdef object plain, dated
    cdef unsigned char[CHARS] openers

    def __init__(self, rules):
        from copydesk._kernels.segments import Segment, is_quote

        self.segment, self.is_quote = Segment, is_quote
        (
            borders, self.expression, self.kinds, openers, self.labels, self.beginnings, _, _, _,
            self.linked, self.abbreviations, self.before_dates, self.brands, self.name_beginnings,
        ) = rules
        self.places = borders.places
        memset(self.openers, 0, CHARS)
        for char in openers:
            if ord(char) >= CHARS:
                raise ValueError("a character beyond the first 4,096")
            self.openers[ord(char)] = True

    def split(self, str text):
        cdef int kind = PyUnicode_KIND(text)
        cdef void* data = PyUnicode_DATA(text)
        cdef Py_ssize_t start = 0, end, size = len(text), number = 0, before
        cdef Py_UCS4 c
        cdef list found = []
        while start < size:
            end = start
            while end < size:
                c = PyUnicode_READ(kind, data, end)
                if c == c"\n" or c == c"\r":
                    break
                end += 1
            if end > start:
                before = len(found)
                self.add_line(text, kind, data, start, end, number, found)
                number += len(found) > before
            start = end + 1
        return found

    def borders(self, str text, Py_ssize_t start, Py_ssize_t end, bint dated):
        return self.find(text, PyUnicode_KIND(text), PyUnicode_DATA(text), start, end, dated)

    cdef object match(self, bint dated):
        """What matches a border, in a line with a year or without; compiled on first need."""
        if dated:
            if self.dated is None:
                self.dated = self.expression(True).match
            return self.dated
        if self.plain is None:
            self.plain = self.expression(False).match
        return self.plain

    cdef list find(
        self, str text, int kind, void* data, Py_ssize_t start, Py_ssize_t end, bint dated
    ):
        cdef list found = []
        cdef Py_ssize_t place, free = start, to
        cdef Py_UCS4 c
        for number in <list>self.places(text, start, end):
            place = number
            if place < free:
                continue
            c = PyUnicode_READ(kind, data, place)
            if is_stop(c):
                if place + 1 == end:
                    break  # nothing begins behind it
                to = self.sentence_end(kind, data, place, end)
                if to > 0:
                    found.append((SENTENCE, place, to))
                    free = to
                    continue
            elif c == c" " and place + 1 < end and (
                Py_UNICODE_ISDECIMAL(PyUnicode_READ(kind, data, place + 1))
            ):
                if not dated or not self.may_be_date(text, kind, data, place + 1, end):
                    continue
            elif c"A" <= c <= c"Z" and not is_small(kind, data, place + 2, end):
                continue  # a word in capitals, not "NASAThe"
            border = self.match(dated)(text, place, end)
            if border is not None:
                to = border.end()
                found.append((self.kinds[border.lastgroup], border.start(), to))
                free = max(to, place + 1)
        return found

    cdef bint may_be_date(
        self, str text, int kind, void* data, Py_ssize_t at, Py_ssize_t end
    ) except -1:
        """Whether the number at a place may begin a date: "2024-05-03", "3/5/2024", "3. May 2024"."""
        cdef Py_ssize_t i = at
        cdef Py_UCS4 mark
        while i < end and Py_UNICODE_ISDECIMAL(PyUnicode_READ(kind, data, i)):
            i += 1
        if i + 2 >= end or i - at > 4:
            return False
        mark = PyUnicode_READ(kind, data, i)
        if i - at > 2:
            return mark == c"-"
        if mark == c"." and PyUnicode_READ(kind, data, i + 1) == c" ":
            return self.may_be_month(text, kind, data, i + 2)
        if mark == c" ":
            return self.may_be_month(text, kind, data, i + 1)
        return mark == c"." or mark == c"/"

    cdef bint may_be_month(self, str text, int kind, void* data, Py_ssize_t at) except -1:
        return self.may_be_labelled(text, kind, data, at) or text[at:at + 3] == "de "

    cdef Py_ssize_t sentence_end(
        self, int kind, void* data, Py_ssize_t at, Py_ssize_t end
    ) noexcept:
        """Where the border ends that a sentence's end mark begins; -1 where none does."""
        cdef Py_ssize_t i = at + 1, blanks
        cdef Py_UCS4 c
        while i < end and closes(PyUnicode_READ(kind, data, i)):
            i += 1
        blanks = i
        while i < end and is_blank(PyUnicode_READ(kind, data, i)):
            i += 1
        if i == blanks or i == end:
            return -1
        c = PyUnicode_READ(kind, data, i)
        if opens(c):
            if i + 1 == end:
                return -1
            c = PyUnicode_READ(kind, data, i + 1)
        return i if c < CHARS and self.openers[c] else -1

    cdef int add_line(
        self, str text, int kind, void* data, Py_ssize_t start, Py_ssize_t end, Py_ssize_t number,
        list found,
    ) except -1:
        cdef Py_ssize_t first = len(found), at = start, a, b, x, y
        cdef int left = LINE, which
        for border in self.find(text, kind, data, start, end, has_year(kind, data, start, end)):
            which, a, b = <tuple>border
            if not start < b < end or self.is_none(text, kind, data, which, a, b, start):
                continue
            x, y = at, a
            if which == SENTENCE or which == GLUE or which == JOINT or which == CLOSE or (
                which == LINK and not Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, a))
            ):
                y = b
            trim(kind, data, &x, &y)
            if y > x:
                self.add(text, kind, data, x, y, number, left, which, found)
                left = which
            elif which == SYMBOL or which == HEAD:
                left = which
            at = b
        x, y = at, end
        trim(kind, data, &x, &y)
        if y > x:
            self.add(text, kind, data, x, y, number, left, LINE, found)
        elif len(found) > first:
            first = len(found) - 1
            last = <tuple>found[first]
            found[first] = _new(self.segment, (last[0], last[1], last[2], last[3], LINE))
        return 0

    cdef int add(
        self, str text, int kind, void* data, Py_ssize_t x, Py_ssize_t y, Py_ssize_t number,
        int left, int right, list found,
    ) except -1:
        """Add a segment, the labels at its beginning as segments of their own."""
        cdef Py_ssize_t to
        while self.may_be_labelled(text, kind, data, x):
            if self.label is None:
                self.label = self.labels().match
            label = self.label(text, x, y)
            if label is None:
                break
            to = label.end()
            if to >= y:
                break
            found.append(_new(self.segment, (x, to, number, left, LABEL)))
            left, x = LABEL, to
            trim(kind, data, &x, &y)
        found.append(_new(self.segment, (x, y, number, left, right)))
        return 0

    cdef bint may_be_labelled(self, str text, int kind, void* data, Py_ssize_t x) except -1:
        if Py_UNICODE_ISDECIMAL(PyUnicode_READ(kind, data, x)):
            return True
        return (
            PyUnicode_Substring(text, x, x + 3) in self.beginnings
            or PyUnicode_Substring(text, x, x + 2) in self.beginnings
            or PyUnicode_Substring(text, x, x + 1) in self.beginnings
        )

    cdef bint is_none(
        self, str text, int kind, void* data, int which, Py_ssize_t a, Py_ssize_t b,
        Py_ssize_t start,
    ) except -1:
        cdef Py_ssize_t begin, blank
        if which == SENTENCE:
            return PyUnicode_READ(kind, data, a) == c"." and self.abbreviates(text, kind, data, a, b)
        if which == DATE:
            return self.leads_into_date(text, kind, data, a, start)
        if which == SYMBOL:
            if text[a:b].strip() == "»":
                return self.is_quote(text, text.index("»", a), start)
            return b - a <= 2 and text[max(a - 1, 0):b + 1].lower() == "l·l"
        if which == JOINT or which == GLUE:
            begin = max(start, b - 200)
            blank = PyUnicode_FindChar(text, c" ", begin, b, -1)
            if self.linked.search(text, max(begin, blank + 1), b) is not None:
                return True
        return which == JOINT and self.is_brand(text, kind, data, b)

    cdef bint abbreviates(
        self, str text, int kind, void* data, Py_ssize_t at, Py_ssize_t behind
    ) except -1:
        cdef Py_ssize_t begin = at, least = max(<Py_ssize_t>0, at - 20)
        cdef Py_UCS4 c
        cdef str low
        while begin > least:
            c = PyUnicode_READ(kind, data, begin - 1)
            if (
                Py_UNICODE_ISSPACE(c) or c == c"(" or c == c"[" or c == c'"' or c == 0x201C
                or c == 0x2018 or c == 0xAB
            ):
                break
            begin -= 1
        if begin == at:
            return False
        low = PyUnicode_Substring(text, begin, at).lower()
        if len(low) == 1 and low.isalpha():
            return True
        if ("." in low and len(low) <= 6) or low in self.abbreviations:
            return True
        if behind >= len(text) or not Py_UNICODE_ISDECIMAL(PyUnicode_READ(kind, data, behind)):
            return False
        return low + "0" in self.abbreviations

    cdef bint leads_into_date(
        self, str text, int kind, void* data, Py_ssize_t at, Py_ssize_t start
    ) except -1:
        cdef Py_ssize_t begin
        while at > start and PyUnicode_READ(kind, data, at - 1) == c" ":
            at -= 1
        begin = at
        while (
            begin > start and at - begin < 20
            and Py_UNICODE_ISALPHA(PyUnicode_READ(kind, data, begin - 1))
        ):
            begin -= 1
        word = PyUnicode_Substring(text, begin, at)
        return word.islower() or word in self.before_dates

    cdef bint is_brand(self, str text, int kind, void* data, Py_ssize_t at) except -1:
        cdef Py_ssize_t begin = at, end = at, size = len(text)
        while (
            begin and at - begin < 20 and Py_UNICODE_ISALPHA(PyUnicode_READ(kind, data, begin - 1))
        ):
            begin -= 1
        while (
            end < size and end - at < 20 and Py_UNICODE_ISALPHA(PyUnicode_READ(kind, data, end))
        ):
            end += 1
        return (
            PyUnicode_Substring(text, begin, end).lower() in self.brands
            or PyUnicode_Substring(text, begin, at) in self.name_beginnings
        )


cdef bint has_year(int kind, void* data, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Whether four digits stand in a row."""
    cdef Py_ssize_t i
    cdef int digits = 0
    for i in range(start, end):
        digits = digits + 1 if Py_UNICODE_ISDECIMAL(PyUnicode_READ(kind, data, i)) else 0
        if digits == 4:
            return True
    return False


cdef inline bint is_small(int kind, void* data, Py_ssize_t i, Py_ssize_t end) noexcept:
    return i < end and c"a" <= PyUnicode_READ(kind, data, i) <= c"z"


cdef inline void trim(int kind, void* data, Py_ssize_t* a, Py_ssize_t* b) noexcept:
    while a[0] < b[0] and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, a[0])):
        a[0] += 1
    while a[0] < b[0] and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, b[0] - 1)):
        b[0] -= 1
