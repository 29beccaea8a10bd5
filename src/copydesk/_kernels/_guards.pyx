"""Guards: one scan that tells whether a text has anything that a cleaner could look for."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ


cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISSPACE(Py_UCS4 ch) nogil

cdef enum:
    PLAIN = 0
    NEVER = 1   # no plain text has it
    LOOK = 2    # what stands beside it tells

cdef unsigned char ASCII[128]


cdef int _fill() except -1:
    cdef int i
    for i in range(128):
        ASCII[i] = PLAIN
        if i < 9 or 11 <= i < 32 or i == 127 or chr(i) in "\\`":
            ASCII[i] = NEVER
        elif chr(i) in "%u? -=&":
            ASCII[i] = LOOK
    return 0


_fill()


cdef inline Py_UCS4 at(int kind, const void* data, Py_ssize_t i, Py_ssize_t size) noexcept:
    """A character, or 0 outside of the text."""
    return PyUnicode_READ(kind, data, i) if 0 <= i < size else 0


cdef inline bint stops(Py_UCS4 ch, bint end) noexcept:
    return end or ch == c" " or ch == c"," or ch == c"." or ch == c";" or ch == c"!" or (
        ch == c"?" or ch == c"\n"
    )


cdef inline bint is_word(Py_UCS4 ch) noexcept:
    return ch == c"_" or Py_UNICODE_ISALNUM(ch)


cdef inline bint is_lower(Py_UCS4 ch) noexcept:
    return c"a" <= ch <= c"z"


cdef inline bint opens(Py_UCS4 ch) noexcept:
    """Whether a quotation may open behind it."""
    return ch in u"([—–-" or Py_UNICODE_ISSPACE(ch)


cdef bint is_reference(int kind, const void* data, Py_ssize_t i, Py_ssize_t size) noexcept:
    """Whether what stands behind "&" may be a reference: a number, or a name; with an end, spaced."""
    cdef bint spaced = at(kind, data, i, size) == c" "
    cdef Py_ssize_t end
    i += spaced
    if at(kind, data, i, size) == c"#":
        return True
    end = i
    while at(kind, data, end, size) < 128 and is_word(at(kind, data, end, size)):
        end += 1
    if end - i < 2 or not spaced:
        return end - i > 1
    end += at(kind, data, end, size) == c" "
    return at(kind, data, end, size) == c";"


cdef bint looks_odd(int kind, const void* data, Py_ssize_t i, Py_ssize_t size) noexcept:
    """Whether a sign of ASCII stands where it may be one of something lost."""
    cdef Py_UCS4 ch = at(kind, data, i, size), one = at(kind, data, i + 1, size)
    cdef Py_UCS4 two = at(kind, data, i + 2, size), three = at(kind, data, i + 3, size)
    cdef bint pair
    if ch == c"u":
        return (one == c"2" or one == c"0") and two == c"0"
    if ch == c"%":
        return c"C" <= one <= c"F" or c"c" <= one <= c"f"
    if ch == c"=":
        return one == c"\n" or c"C" <= one <= c"F"
    if ch == c"&":
        return is_reference(kind, data, i + 1, size)
    if ch == c"-":
        return one == c"\n" and is_lower(two)
    if ch == c"?":
        two = at(kind, data, i - 1, size)
        if one == c" ":
            return two == c" "
        if one == c"?":
            return at(kind, data, i + 2, size) == c"?"
        if i + 1 < size and (is_word(one) or one == 0x201C or one == 0x2018 or one == 0x2019):
            return is_word(one) or i == 0 or opens(two)
        return False
    if one == c"t" or one == c"s" or one == c"d" or one == c"m":  # after a blank
        return stops(two, i + 2 >= size)
    pair = ((one == c"r" or one == c"v") and two == c"e") or (one == c"l" and two == c"l")
    return pair and stops(three, i + 3 >= size)


cdef bint lost_after_apostrophe(
    int kind, const void* data, Py_ssize_t i, Py_ssize_t size
) noexcept:
    """Whether after ’ and a blank stands what belongs to it."""
    cdef Py_UCS4 two = at(kind, data, i + 2, size), three = at(kind, data, i + 3, size)
    if at(kind, data, i + 1, size) != c" ":
        return False
    if two == c"s" or two == c"t":
        return stops(three, i + 3 >= size)
    if not ((two == c"r" or two == c"v") and three == c"e") and not (two == c"l" and three == c"l"):
        return False
    return stops(at(kind, data, i + 4, size), i + 4 >= size)


cdef inline bint is_odd(Py_UCS4 ch) noexcept:
    """Characters beyond ASCII that are odd wherever they stand."""
    if ch < 0x300:
        return ch <= 0xA0 or ch in u"¢¨\xad³´¸¹¿ÂÃÐÑÒÕŒœŸŽˆˇ˚˜"
    if ch < 0x2000:
        return (
            ch <= 0x36F or ch == 0x61C or 0x653 <= ch <= 0x655 or 0x1100 <= ch <= 0x11FF
            or ch == 0x1680 or ch == 0x180E or 0x1D00 <= ch <= 0x1D22
        )
    if ch < 0xD800:
        return (
            ch <= 0x200F or 0x2028 <= ch <= 0x202F or 0x205F <= ch <= 0x206F
            or 0x24B6 <= ch <= 0x24E9 or ch == 0x3000 or ch == 0x3099 or ch == 0x309A
        )
    return (
        ch <= 0xF8FF or 0xFB00 <= ch <= 0xFB06 or 0xFDD0 <= ch <= 0xFDEF or ch == 0xFEFF
        or 0xFF21 <= ch <= 0xFF3A or 0xFF41 <= ch <= 0xFF5A or 0xFFF9 <= ch <= 0xFFFF
        or ch >= 0x1D400
    )


cdef inline bint is_umlaut(Py_UCS4 ch) noexcept:
    return ch == 0xE4 or ch == 0xF6 or ch == 0xFC


cdef bint is_strange(int kind, const void* data, Py_ssize_t i, Py_ssize_t size) noexcept:
    """Whether a character beyond ASCII is odd, or stands beside another."""
    cdef Py_UCS4 ch = PyUnicode_READ(kind, data, i), before, after
    if 0x2013 <= ch <= 0x2026 and ch in u"“”‘’–—…":
        return ch == 0x2019 and lost_after_apostrophe(kind, data, i, size)
    before, after = at(kind, data, i - 1, size), at(kind, data, i + 1, size)
    if ch == 0xDF and is_umlaut(before):
        before = 0
    if after == 0xDF and is_umlaut(ch):
        after = 0
    if before > 127 or after > 127 or is_odd(ch):
        return True
    return ch == 0xE2 and not (
        is_lower(at(kind, data, i + 1, size)) and is_lower(at(kind, data, i + 2, size))
    )


def is_plain(text):
    cdef Py_ssize_t i, size = len(text)
    cdef int kind = PyUnicode_KIND(text), found
    cdef const void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 ch
    for i in range(size):
        ch = PyUnicode_READ(kind, data, i)
        if ch > 127:
            if is_strange(kind, data, i, size):
                return False
            continue
        found = ASCII[ch]
        if found and (found == NEVER or looks_odd(kind, data, i, size)):
            return False
    return True


cdef enum:
    MOST = 64

cdef struct Sign:
    int kind
    const void* data
    Py_ssize_t size
    Py_UCS4 second  # 0 where a sign is one character
    int next        # another sign that begins with the same character, or -1


def holds_any(text, signs):
    cdef Sign known[MOST]
    cdef int begin[128]
    cdef int k, count = 0, kind = PyUnicode_KIND(text)
    cdef Py_ssize_t i, size = len(text)
    cdef const void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 ch
    for k in range(128):
        begin[k] = -1
    for sign in signs:
        ch = ord(sign[0])
        if ch > 127 or count == MOST:
            return any(sign in text for sign in signs)
        known[count].kind, known[count].data = PyUnicode_KIND(sign), PyUnicode_DATA(sign)
        known[count].size, known[count].next = len(sign), begin[ch]
        known[count].second = ord(sign[1]) if len(sign) > 1 else 0
        begin[ch] = count
        count += 1
    for i in range(size):
        ch = PyUnicode_READ(kind, data, i)
        if ch > 127:
            continue
        k = begin[ch]
        while k >= 0:
            if known[k].size == 1:
                return True
            if at(kind, data, i + 1, size) == known[k].second:
                if stands(&known[k], kind, data, i, size):
                    return True
            k = known[k].next
    return False


cdef bint stands(
    const Sign* sign, int kind, const void* data, Py_ssize_t i, Py_ssize_t size
) noexcept:
    """Whether a sign stands at a place of a text."""
    cdef Py_ssize_t j
    if i + sign.size > size:
        return False
    for j in range(1, sign.size):
        if PyUnicode_READ(kind, data, i + j) != PyUnicode_READ(sign.kind, sign.data, j):
            return False
    return True


def count_signs(str text, str signs):
    cdef unsigned char[128] is_sign
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_ssize_t i, size = len(text), found = 0
    cdef Py_UCS4 c
    cdef bint after_blank = False
    for i in range(128):
        is_sign[i] = 0
    for c in signs:
        is_sign[<int>c] = 1
    for i in range(size):
        c = PyUnicode_READ(kind, data, i)
        if c == c" ":
            found += after_blank
            after_blank = not after_blank
        else:
            after_blank = False
            found += c < 128 and is_sign[<int>c]
    return found
