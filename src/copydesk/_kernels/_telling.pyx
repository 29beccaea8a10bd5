"""Where some words and signs stand in a text."""

from cpython.mem cimport PyMem_Calloc, PyMem_Free
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from cython cimport final
from libc.stdint cimport uint64_t


cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(Py_UCS4 ch) nogil
    Py_UCS4 Py_UNICODE_TOLOWER(Py_UCS4 ch) nogil

cdef enum:
    DOTTED = 0x130  # the one letter whose small form is two
    SIGNS = 16  # no more than a mask has bits
    LONGEST = 8  # characters of a sign
    BITS = 1 << 20

cdef Py_UCS4 LOW[256]
cdef bint SPACE[256]
cdef int _c
for _c in range(256):
    LOW[_c] = Py_UNICODE_TOLOWER(_c)
    SPACE[_c] = Py_UNICODE_ISSPACE(_c)


cdef inline Py_UCS4 lowered(Py_UCS4 c) noexcept:
    return LOW[<int>c] if c < 256 else c if c == DOTTED else Py_UNICODE_TOLOWER(c)


cdef inline uint64_t mixed(uint64_t key, Py_UCS4 c) noexcept:
    return (key ^ <uint64_t>c) * <uint64_t>0x100000001B3


@final
cdef class Telling:
    cdef dict words  # by hash
    cdef Py_UCS4 signs[SIGNS][LONGEST + 1]  # each ends with a zero
    cdef int count
    cdef int opens[256]  # a bit for each sign that may begin with a character, by its last 8 bits
    cdef int follows[256]  # the same of a sign's second character; any is one where it has none
    cdef unsigned char* table  # a bit for what hashes may be one, by their first 20

    def __cinit__(self, words, signs):
        cdef uint64_t key
        cdef int i, j
        cdef Py_UCS4 second
        self.words, self.count = {}, len(signs)
        if self.count > SIGNS or max(map(len, signs), default=0) > LONGEST:
            raise ValueError("too many signs, or one that is too long")
        self.table = <unsigned char*>PyMem_Calloc(BITS // 8, 1)
        if not self.table:
            raise MemoryError
        for i in range(256):
            self.opens[i] = self.follows[i] = 0
        for i, sign in enumerate(signs):
            self.opens[ord(sign[0]) & 255] |= 1 << i
            second = ord(sign[1]) if len(sign) > 1 else 0
            for j in range(256):
                if not second or j == <int>second & 255:
                    self.follows[j] |= 1 << i
            for j in range(len(sign)):
                self.signs[i][j] = <Py_UCS4>ord(sign[j])
            self.signs[i][len(sign)] = 0
        for word in words:
            if not (<str>word).isascii() and ("\u03c3" in word or "\u03c2" in word):
                raise ValueError("a word with a sigma")
            key = 0xCBF29CE484222325
            for j in range(len(<str>word)):
                key = mixed(key, PyUnicode_READ(PyUnicode_KIND(word), PyUnicode_DATA(word), j))
            self.table[key >> 47] |= 1 << (key >> 44 & 7)
            self.words.setdefault(key, []).append(word)

    def __dealloc__(self):
        PyMem_Free(self.table)

    def places(self, str text):
        cdef int kind = PyUnicode_KIND(text)
        cdef void* data = PyUnicode_DATA(text)
        cdef Py_ssize_t size = len(text), i, start = 0
        cdef uint64_t key = 0xCBF29CE484222325
        cdef Py_UCS4 c
        cdef list found = []
        cdef bint is_space
        cdef int may_be = 0  # the signs that may have begun at the character before
        for i in range(size):
            c = PyUnicode_READ(kind, data, i)
            if c < 256:
                is_space, c = SPACE[<int>c], LOW[<int>c]
            else:
                is_space, c = Py_UNICODE_ISSPACE(c), lowered(c)
            if may_be & self.follows[<int>c & 255] and self.is_sign(kind, data, i - 1, size):
                found.append(i - 1)
            may_be = self.opens[<int>c & 255]
            if is_space:
                if self.may_be(key) and self.is_word(text, start, i, key):
                    found.append(start)
                key, start = 0xCBF29CE484222325, i + 1
            else:
                key = mixed(key, c)
        if may_be and self.is_sign(kind, data, size - 1, size):
            found.append(size - 1)
        if self.may_be(key) and self.is_word(text, start, size, key):
            found.append(start)
        return sorted(set(found))

    def sentences(self, str text, Py_ssize_t around):
        cdef int kind = PyUnicode_KIND(text)
        cdef void* data = PyUnicode_DATA(text)
        cdef Py_ssize_t size = len(text), at, start, end = 0, low, high
        cdef list found = []
        for at in self.places(text):
            if at < end:
                continue
            low, high = max(<Py_ssize_t>0, at - around), at + around
            start = at
            while start > low and not ends(kind, data, start - 1, at):
                start -= 1
            end = at
            while end < min(high, size) and not ends(kind, data, end, min(high, size)):
                end += 1
            end = high + 1 if end == min(high, size) else end + 1
            found.append((start, end))
        return found

    cdef inline bint may_be(self, uint64_t key) noexcept:
        return self.table[key >> 47] >> (key >> 44 & 7) & 1

    cdef bint is_word(self, str text, Py_ssize_t start, Py_ssize_t end, uint64_t key) except -1:
        cdef list words = self.words.get(key)
        return words is not None and lower_of(text, start, end) in words

    cdef inline bint is_sign(self, int kind, void* data, Py_ssize_t at, Py_ssize_t size) noexcept:
        cdef int i
        cdef Py_ssize_t j
        for i in range(self.count):
            j = 0
            while self.signs[i][j] and at + j < size and (
                lowered(PyUnicode_READ(kind, data, at + j)) == self.signs[i][j]
            ):
                j += 1
            if not self.signs[i][j]:
                return True
        return False


cdef inline bint ends(int kind, void* data, Py_ssize_t i, Py_ssize_t size) noexcept:
    """Does a sentence end with the mark at a place, blank included?"""
    cdef Py_UCS4 c = PyUnicode_READ(kind, data, i)
    if c == c"\n":
        return True
    return (c == c"." or c == c"!" or c == c"?") and i + 1 < size and (
        PyUnicode_READ(kind, data, i + 1) == c" "
    )


cdef str lower_of(str text, Py_ssize_t start, Py_ssize_t end):
    cdef str part = text[start:end]
    return "".join([chr(lowered(ord(char))) for char in part])
