"""What the text of a block of an HTML page looks like, in numbers for trees to score."""

from cpython.set cimport PySet_Contains
from cpython.unicode cimport (
    PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, PyUnicode_Substring,
)


cdef extern from "Python.h":
    bint Py_UNICODE_ISDIGIT(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISSPACE(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISUPPER(Py_UCS4 ch) nogil

cdef enum:
    WORDS = 30
    MOST = 1500
    LONG = 3000
    MANY = 500

cdef struct Signs:
    long blanks, commas, stops, quotes, marks


cdef inline bint closes(Py_UCS4 c) noexcept:
    return (
        c == c" " or c == c'"' or c == c"'" or c == c")" or c == c"]" or c == 0x201D or c == 0x2019
        or c == 0xBB or c == 0x203A or c == 0x300D or c == 0x300F
    )


cdef double end_of(str text) noexcept:
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_ssize_t i = len(text) - 1
    cdef Py_UCS4 c
    while i >= 0 and closes(PyUnicode_READ(kind, data, i)):
        i -= 1
    if i < 0:
        return 0
    c = PyUnicode_READ(kind, data, i)
    if c == c"." or c == c"!" or c == c"?":
        return 2
    if c == 0x2026 or c == 0x3002 or c == 0xFF01 or c == 0xFF1F:
        return 2
    return 1 if c == c":" or c == c";" else 0


cdef Signs signs_of(str text) noexcept:
    cdef Signs signs = Signs(0, 0, 0, 0, 0)
    cdef int kind = PyUnicode_KIND(text), found = 0
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_ssize_t i, size = len(text)
    cdef Py_UCS4 c, before = 0
    for i in range(size):
        c = PyUnicode_READ(kind, data, i)
        if c == c" ":
            signs.blanks += 1
            signs.commas += before == c","
            signs.stops += before == c"." or before == c"?"
        elif c == c'"':
            signs.quotes += 1
        elif c == c"|":
            found |= 1
        elif c == c"@":
            found |= 2
        elif c == c"#":
            found |= 4
        elif c == c"/":
            found |= 8
        elif c > 127:
            signs.commas += c == 0x3001 or c == 0xFF0C
            signs.stops += c == 0x3002
            signs.quotes += c == 0x201C or c == 0x201E or c == 0xAB
            found |= 16 if c == 0xA9 else 32 if c == 0xBB else 64 if c == 0x2022 else 0
        before = c
    while found:
        signs.marks += found & 1
        found >>= 1
    signs.marks += "http" in text
    return signs


def look(str text not None, long chars, long linked, function_words not None):
    cdef Signs signs = signs_of(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_ssize_t i = 0, start, size = len(text)
    cdef long count = 0, letters = 0, capitals = 0, function = 0, digits = 0
    cdef str word
    while count < WORDS:
        while i < size and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, i)):
            i += 1
        if i == size:
            break
        start = i
        while i < size and not Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, i)):
            i += 1
        count += 1
        letters += i - start
        capitals += Py_UNICODE_ISUPPER(PyUnicode_READ(kind, data, start))
        digits += Py_UNICODE_ISDIGIT(PyUnicode_READ(kind, data, start))
        word = PyUnicode_Substring(text, start, i)
        function += PySet_Contains(function_words, word.lower())
    if not (count and chars):
        raise ZeroDivisionError
    return [
        min(chars, <long>MOST), <double>linked / chars,
        signs.blanks + 1 if chars < LONG else <long>MANY, <double>letters / count, end_of(text),
        signs.commas, signs.stops, <double>capitals / count, <double>function / count,
        <double>digits / count, signs.quotes, signs.marks,
    ]
