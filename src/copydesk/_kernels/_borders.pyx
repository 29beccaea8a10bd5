"""Places in a text at which a border between segments may stand, or words have run together."""

from cpython.mem cimport PyMem_Calloc, PyMem_Free
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from cython cimport final
from libc.stdint cimport uint64_t
from libc.string cimport memset

import re


cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 ch) nogil

cdef enum:
    CHARS = 65536
    SLOTS = 2048  # a power of 2: there are some 300 beginnings
    MARK = 1
    RUN = 2
    OPENING = 4
    CAPITAL = 8
    BEFORE = 16
    BLANK = 32
    BEGINS = 64
    SMALL = 1
    DIGIT = 16
    SYMBOL = 4
    STOP = 128


cdef inline int slot(uint64_t key) noexcept nogil:
    return <int>(key >> 53)  # 11 bits


cdef uint64_t word_key(int kind, void* data, Py_ssize_t i, Py_ssize_t end) noexcept:
    """A number for the word that begins at a place."""
    cdef uint64_t key = 0xCBF29CE484222325
    cdef Py_UCS4 c
    while i < end:
        c = PyUnicode_READ(kind, data, i)
        if not (Py_UNICODE_ISALNUM(c) or c == c"_"):
            break
        key = (key ^ <uint64_t>c) * <uint64_t>0x9E3779B97F4A7C15
        key ^= key >> 29
        i += 1
    return key


@final
cdef class Borders:
    cdef unsigned char* flags
    cdef uint64_t keys[SLOTS]

    def __cinit__(self, marks, runs, opening, beginnings, capitals, before):
        self.flags = <unsigned char*>PyMem_Calloc(CHARS, 1)
        if not self.flags:
            raise MemoryError
        memset(self.keys, 0, sizeof(self.keys))
        for chars, flag in (
            (marks, MARK), (runs, RUN), (opening + " \t\xa0", OPENING), (capitals, CAPITAL),
            (before, BEFORE), (" \t\xa0", BLANK), ([word[0] for word in beginnings], BEGINS),
        ):
            for char in chars:
                if ord(char) >= CHARS:
                    raise ValueError("a character beyond the first 65,536")
                self.flags[ord(char)] |= flag
        if 2 * len(beginnings) > SLOTS:
            raise ValueError("too many beginnings")
        for word in beginnings:
            self.add(word)

    def __dealloc__(self):
        PyMem_Free(self.flags)

    cdef int add(self, str word) except -1:
        cdef uint64_t key = word_key(PyUnicode_KIND(word), PyUnicode_DATA(word), 0, len(word))
        cdef int at = slot(key)
        while self.keys[at]:
            at = (at + 1) % SLOTS
        self.keys[at] = key
        return 0

    cdef inline bint begins(self, uint64_t key) noexcept:
        cdef int at = slot(key)
        while self.keys[at]:
            if self.keys[at] == key:
                return True
            at = (at + 1) % SLOTS
        return False

    def places(self, str text, Py_ssize_t start, Py_ssize_t end):
        cdef int kind = PyUnicode_KIND(text), flag, next_flag
        cdef void* data = PyUnicode_DATA(text)
        cdef Py_ssize_t i
        cdef Py_UCS4 c, after
        cdef list found = []
        end = min(end, len(text))
        after = PyUnicode_READ(kind, data, start) if start < end else 0
        next_flag = self.flags[<int>after] if after < CHARS else 0
        for i in range(start, end):
            c, flag = after, next_flag
            if i + 1 < end:
                after = PyUnicode_READ(kind, data, i + 1)
                next_flag = self.flags[<int>after] if after < CHARS else 0
            else:
                after, next_flag = 0, 0
            if (
                flag & MARK
                or (flag & BLANK and i + 1 < end and self.opens(kind, data, i, end, next_flag))
                or (flag & BEFORE and next_flag & CAPITAL)
                or (flag & RUN and next_flag & RUN)
                or (after == c"h" and self.links(c, kind, data, i, end))
            ):
                found.append(i)
        return found

    cdef inline bint opens(
        self, int kind, void* data, Py_ssize_t i, Py_ssize_t end, int flag
    ) noexcept:
        """Whether what follows a blank may begin a segment."""
        cdef Py_UCS4 c = PyUnicode_READ(kind, data, i + 1)
        if flag & OPENING or 0x3041 <= c <= 0x9FFF or Py_UNICODE_ISDECIMAL(c):
            return True
        return flag & BEGINS and self.begins(word_key(kind, data, i + 1, end))

    cdef inline bint links(
        self, Py_UCS4 c, int kind, void* data, Py_ssize_t i, Py_ssize_t end
    ) noexcept:
        return (
            (c"a" <= c <= c"z" or c == c"." or c == c")")
            and i + 4 < end
            and PyUnicode_READ(kind, data, i + 2) == c"t"
            and PyUnicode_READ(kind, data, i + 3) == c"t"
            and PyUnicode_READ(kind, data, i + 4) == c"p"
        )


cdef inline bint closes(Py_UCS4 c) noexcept:
    return c == c'"' or c == 0x201D or c == 0x2019 or c == 0xBB


cdef inline bint opens(Py_UCS4 c) noexcept:
    return c == c'"' or c == 0x201C or c == 0x2018 or c == 0xAB or c == c"(" or c == c"["


@final
cdef class RunTogether:
    cdef unsigned char* flags

    def __cinit__(self, capitals, small, symbols, runs):
        self.flags = <unsigned char*>PyMem_Calloc(CHARS, 1)
        if not self.flags:
            raise MemoryError
        for pattern, flag in (
            (f"[{capitals}]", CAPITAL), (f"[{small}]", SMALL), ("[0-9]", DIGIT), ("[.!?…]", STOP),
            (f"[{re.escape(symbols)}]", SYMBOL), (f"[{re.escape(runs)}]", RUN),
        ):
            for char in re.findall(pattern, "".join(map(chr, range(CHARS)))):
                self.flags[ord(char)] |= flag

    def __dealloc__(self):
        PyMem_Free(self.flags)

    def times(self, str text, Py_ssize_t most):
        cdef int kind = PyUnicode_KIND(text), flag
        cdef const void* data = PyUnicode_DATA(text)
        cdef Py_ssize_t i, found = 0, size = len(text)
        cdef Py_UCS4 c
        for i in range(size):
            if found >= most:
                break
            c = PyUnicode_READ(kind, data, i)
            flag = self.flags[<int>c] if c < CHARS else 0
            if not flag & (CAPITAL | SYMBOL | RUN):
                continue
            if flag & SYMBOL:
                found += 1
            elif flag & RUN:
                found += i >= 3 and bool(
                    self.flag(kind, data, i - 1) & self.flag(kind, data, i - 2)
                    & self.flag(kind, data, i - 3) & RUN
                )
            else:
                found += i > 0 and self.is_glued(kind, data, i, size)
        return found

    cdef inline int flag(self, int kind, const void* data, Py_ssize_t i) noexcept:
        cdef Py_UCS4 c = PyUnicode_READ(kind, data, i) if i >= 0 else 0
        return self.flags[<int>c] if c < CHARS else 0

    cdef bint is_glued(self, int kind, const void* data, Py_ssize_t i, Py_ssize_t size) noexcept:
        """Whether a capital stands where a word may have run together with the one before it."""
        cdef Py_UCS4 one = PyUnicode_READ(kind, data, i - 1), two, three
        cdef int flag = self.flag(kind, data, i - 1), before = self.flag(kind, data, i - 2)
        cdef Py_ssize_t k
        if flag & (SMALL | DIGIT):
            return True
        two = PyUnicode_READ(kind, data, i - 2) if i >= 2 else 0
        three = PyUnicode_READ(kind, data, i - 3) if i >= 3 else 0
        if flag & STOP:
            if before & (SMALL | DIGIT) or two == c"%" or two == c")":
                return True
            return one == c"." and two == c"." and three == c"."
        if (one == c")" or one == 0x201D) and before & SMALL:
            return True
        if closes(one) and (before & STOP or two == c","):
            return True
        if opens(one) and (
            before & STOP or (closes(two) and self.flag(kind, data, i - 3) & STOP)
        ):
            return True
        if not (c"A" <= one <= c"Z" and c"A" <= two <= c"Z" and i + 3 < size):
            return False
        for k in range(i + 1, i + 4):
            if not c"a" <= PyUnicode_READ(kind, data, k) <= c"z":
                return False
        return True
