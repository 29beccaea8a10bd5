"""Blanks that may be stray, and numbers that may be glued: one scan tells which a text has."""

from cpython.unicode cimport (
    PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, PyUnicode_Substring,
)


cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISSPACE(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISUPPER(Py_UCS4 ch) nogil

cdef enum:
    STRAY = 1
    CLITIC = 2
    HELD = 4
    NOTE = 8
    LONGEST = 40

cdef struct Text:
    int kind
    const void* data
    Py_ssize_t size


cdef inline Py_UCS4 at(Text* text, Py_ssize_t i) noexcept:
    """The character at a place; none where there is none."""
    return PyUnicode_READ(text.kind, text.data, i) if 0 <= i < text.size else 0


cdef bint HALTS[128]
cdef int _c
for _c in range(128):
    HALTS[_c] = chr(_c) in " \n.!?"


def stray_blanks(str string, ordinary):
    cdef Text source = Text(PyUnicode_KIND(string), PyUnicode_DATA(string), len(string))
    cdef Text* text = &source
    cdef Py_ssize_t i
    cdef int found = 0
    cdef bint marked = False
    cdef Py_UCS4 ch, one, two
    cdef list ligatures = [], drops = []
    if is_drop(text, 0):
        drops.append(0)
    for i in range(text.size):
        ch = PyUnicode_READ(text.kind, text.data, i)
        if ch >= 128 or not HALTS[<int>ch]:
            continue
        if ch == c"\n":
            if is_drop(text, i + 1):
                drops.append(i + 1)
        elif ch != c" ":
            if is_note(text, i + 1):
                found |= NOTE
        else:
            one, ch = at(text, i - 1), at(text, i + 1)
            if one == c"(" or one == 0x201C:
                found |= HELD
            elif one == c"f" or one == c"i" or one == c"l" or one == c"h":
                two = at(text, i - 2)
                if (two == c"T" if one == c"h" else two == c"f") and is_letter(ch):
                    if chunk_before(string, text, i) not in ordinary:
                        ligatures.append(i)
            if ch == c"," or ch == c"." or ch == c";" or ch == c":" or ch == c"!" or ch == c"?":
                marked = True
                if ends_something(text, ch, i + 2) and is_behind_word(text, i):
                    found |= STRAY
            elif (ch == c"n" or ch == c"'" or ch == 0x2019) and is_letter(one):
                if is_clitic(text, ch, i + 1):
                    found |= CLITIC
    return found if marked else found & ~CLITIC, ligatures, drops


cdef str chunk_before(str string, Text* text, Py_ssize_t end):
    """What stands before a place, back to white space, as far as it matters."""
    cdef Py_ssize_t i = end
    while i and end - i < LONGEST and not Py_UNICODE_ISSPACE(at(text, i - 1)):
        i -= 1
    return PyUnicode_Substring(string, i, end)


cdef bint is_behind_word(Text* text, Py_ssize_t i) noexcept:
    """Do the blanks that end here stand behind a word, or what closes one?"""
    cdef Py_UCS4 ch
    while at(text, i) == c" ":
        i -= 1
    ch = at(text, i)
    return i >= 0 and (
        is_word(ch) or ch == c")" or ch == 0x201D or ch == 0x2019 or ch == c"%"
    )


cdef inline bint is_letter(Py_UCS4 ch) noexcept:
    return Py_UNICODE_ISALNUM(ch) and not Py_UNICODE_ISDECIMAL(ch)


cdef inline bint is_word(Py_UCS4 ch) noexcept:
    return ch == c"_" or Py_UNICODE_ISALNUM(ch)


cdef bint ends_something(Text* text, Py_UCS4 mark, Py_ssize_t i) noexcept:
    """Does what stands behind a mark show that it ends something?"""
    cdef Py_UCS4 ch = at(text, i)
    if i == text.size or Py_UNICODE_ISSPACE(ch):
        return True
    if mark == c";" or mark == c":":
        return False
    return ch == 0x201D or ch == c'"' or ch == 0x2019 or ch == c")"


cdef bint is_clitic(Text* text, Py_UCS4 ch, Py_ssize_t i) noexcept:
    """Does `n't`, or `'s` and the like, begin here and end a word?"""
    cdef Py_UCS4 mark
    if ch == c"n":
        mark = at(text, i + 1)
        if (mark != c"'" and mark != 0x2019) or at(text, i + 2) != c"t":
            return False
        return is_over(text, i + 3)
    if ch != c"'" and ch != 0x2019:
        return False
    ch, mark = at(text, i + 1), at(text, i + 2)
    if (
        (ch == c"r" and mark == c"e") or (ch == c"v" and mark == c"e")
        or (ch == c"l" and mark == c"l")
    ):
        return is_over(text, i + 3)
    return (ch == c"s" or ch == c"m" or ch == c"d") and is_over(text, i + 2)


cdef bint is_over(Text* text, Py_ssize_t i) noexcept:
    """Does neither a word go on here nor an apostrophe follow?"""
    cdef Py_UCS4 ch = at(text, i)
    if i < text.size and is_word(ch):
        return False
    if ch == c" ":
        ch = at(text, i + 1)
    return ch != c"'" and ch != 0x2019


cdef bint is_note(Text* text, Py_ssize_t i) noexcept:
    """Do one or two digits stand here, or behind a quotation mark, before a capitalized word?"""
    if at(text, i) == c'"' or at(text, i) == 0x201D:
        i += 1
    if i >= text.size or not Py_UNICODE_ISDECIMAL(at(text, i)):
        return False
    i += 1
    if i < text.size and Py_UNICODE_ISDECIMAL(at(text, i)):
        i += 1
    if at(text, i) == c" ":
        i += 1
    return c"A" <= at(text, i) <= c"Z" and c"a" <= at(text, i + 1) <= c"z"


cdef bint is_drop(Text* text, Py_ssize_t i) noexcept:
    """Does a line begin with a capital by itself, quoted or not, and go on, there or below?"""
    cdef Py_UCS4 ch = at(text, i)
    if ch == 0x201C or ch == c'"' or ch == 0x2018:
        i += 1
        ch = at(text, i)
    if not is_letter(ch) or not Py_UNICODE_ISUPPER(ch):
        return False
    ch = at(text, i + 1)
    if ch == c"\n" and at(text, i + 2) == c"\n":
        i += 1
    elif ch != c"\n" and ch != c" ":
        return False
    return i + 2 < text.size and is_letter(at(text, i + 2))
