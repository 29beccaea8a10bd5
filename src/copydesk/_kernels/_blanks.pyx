"""Blanks that may be stray, and numbers that may be glued: one scan tells which a text has."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ


cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 ch) nogil

cdef enum:
    STRAY = 1
    HELD = 2
    LIGATURE = 4
    DROP = 8
    NOTE = 16


def stray_blanks(text):
    cdef Py_ssize_t i, size = len(text)
    cdef int kind = PyUnicode_KIND(text), found = 0
    cdef const void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 ch, one = 0, two = 0  # the character, and those before it
    if drops(kind, data, 0, size):
        found |= DROP
    for i in range(size):
        ch = PyUnicode_READ(kind, data, i)
        if ch == c" ":
            if one == c"(" or one == 0x201C:
                found |= HELD
            elif two == c"f" and (one == c"f" or one == c"i" or one == c"l"):
                found |= LIGATURE
            elif two == c"T" and one == c"h":
                found |= LIGATURE
        elif one == c" ":
            if ch == c"," or ch == c"." or ch == c";" or ch == c":" or ch == c"!" or ch == c"?":
                found |= STRAY
        elif one == c"\n":
            if drops(kind, data, i, size):
                found |= DROP
        elif ends(one) or ((one == c'"' or one == 0x201D) and ends(two)):
            if Py_UNICODE_ISDECIMAL(ch):
                found |= NOTE
        two, one = one, ch
    return found


cdef inline bint ends(Py_UCS4 ch) noexcept:
    return ch == c"." or ch == c"!" or ch == c"?"


cdef inline bint is_letter(Py_UCS4 ch) noexcept:
    return Py_UNICODE_ISALNUM(ch) and not Py_UNICODE_ISDECIMAL(ch)


cdef bint drops(int kind, const void* data, Py_ssize_t i, Py_ssize_t size) noexcept:
    """Whether a line begins with a letter, quoted or not, and a blank or a line break."""
    cdef Py_UCS4 ch
    if i >= size:
        return False
    ch = PyUnicode_READ(kind, data, i)
    if ch == 0x201C or ch == c'"' or ch == 0x2018:
        i += 1
        if i >= size:
            return False
        ch = PyUnicode_READ(kind, data, i)
    if i + 1 >= size or not is_letter(ch):
        return False
    ch = PyUnicode_READ(kind, data, i + 1)
    return ch == c"\n" or ch == c" "
