"""Which of many patterns a text may match, told by pieces of which each pattern needs one."""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from cython cimport final
from libc.stdint cimport uint64_t
from libc.string cimport memset


cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4 ch) nogil

cdef enum:
    KEY = 3
    SLOTS = 8192  # of a table, a power of 2: there are some 2,000 pieces
    TABLES = 4
    PAIRS = 4096

cdef int ANY = 0, WORD = 1, FIRST = 2, OPENS = 3

cdef struct Piece:
    uint64_t key
    Py_UCS4* text
    Py_ssize_t size
    bint is_whole
    int number
    int next  # piece of the same table and slot, or -1

cdef unsigned char IN_WORD[256]
cdef int _c
for _c in range(256):
    IN_WORD[_c] = Py_UNICODE_ISALNUM(_c) or _c == c"_"


cdef inline bint in_word(Py_UCS4 c) noexcept nogil:
    return IN_WORD[c] if c < 256 else Py_UNICODE_ISALNUM(c)


cdef inline int slot(uint64_t key) noexcept nogil:
    return <int>((key * <uint64_t>0x9E3779B97F4A7C15) >> 51)  # 13 bits


cdef inline int pair(Py_UCS4 c, Py_UCS4 after) noexcept nogil:
    return (<int>c * 31 + <int>after) & (PAIRS - 1)


@final
cdef class Pieces:
    cdef unsigned char ones[256]  # whether a piece may be such a mark, by its last 8 bits
    cdef unsigned char pairs[PAIRS]  # whether one may begin with two such characters
    cdef Py_ssize_t count, patterns
    cdef Piece* pieces
    cdef Py_UCS4* text
    cdef int* tables[TABLES]
    cdef list always

    def __cinit__(self, needs):
        cdef list found = [
            (table, kind.endswith("whole"), piece, i)
            for i, some in enumerate(needs)
            for kind, table in (
                ("any", ANY), ("begins", WORD), ("whole", WORD),
                ("first begins", FIRST), ("first whole", FIRST), ("opens", OPENS),
            )
            for piece in some.get(kind, ())
        ]
        cdef Py_ssize_t size = sum([len(piece) for _, _, piece, _ in found]), i, used = 0
        cdef int table
        memset(self.ones, 0, 256)
        memset(self.pairs, 0, PAIRS)
        self.patterns, self.count = len(needs), len(found)
        self.always = [i for i, some in enumerate(needs) if not any(some.values())]
        self.pieces = <Piece*>PyMem_Malloc((self.count + 1) * sizeof(Piece))
        self.text = <Py_UCS4*>PyMem_Malloc((size + 1) * sizeof(Py_UCS4))
        for table in range(TABLES):
            self.tables[table] = <int*>PyMem_Malloc(SLOTS * sizeof(int))
            if not (self.pieces and self.text and self.tables[table]):
                raise MemoryError
            memset(self.tables[table], 0xFF, SLOTS * sizeof(int))
        for i in range(self.count):
            table, is_whole, piece, number = found[i]
            used += self.add(i, table, is_whole, piece, number, self.text + used)

    def __dealloc__(self):
        cdef int table
        PyMem_Free(self.pieces)
        PyMem_Free(self.text)
        for table in range(TABLES):
            PyMem_Free(self.tables[table])

    cdef Py_ssize_t add(
        self, Py_ssize_t i, int table, bint is_whole, str piece, int number, Py_UCS4* text
    ):
        cdef Py_ssize_t size = len(piece), j
        cdef uint64_t key = 0
        for j in range(size):
            text[j] = piece[j]
            if j < (2 if table == ANY else KEY):
                key = key << 21 | <uint64_t>text[j]
        cdef int* first = &self.tables[table][slot(key)]
        if table == ANY:
            if size == 1:
                self.ones[<int>text[0] & 255] = 1
            else:
                self.pairs[pair(text[0], text[1])] = 1
        self.pieces[i] = Piece(key, text, size, is_whole, number, first[0])
        first[0] = i
        return size

    def called(self, lows):
        return [self.called_by(low) for low in lows]

    cdef list called_by(self, str low):
        cdef Py_ssize_t size = len(low), i, start = -1
        cdef int kind = PyUnicode_KIND(low), number
        cdef void* data = PyUnicode_DATA(low)
        cdef Py_UCS4 c, after = PyUnicode_READ(kind, data, 0) if size else 0
        cdef bint is_first = True
        cdef list numbers = []
        cdef unsigned char found[1024]
        if self.patterns > 1024:
            raise ValueError("too many patterns")
        memset(found, 0, self.patterns)
        for number in self.always:
            found[number] = 1
        if size:
            self.look(OPENS, <uint64_t>after, kind, data, 0, size, 0, found)
        for i in range(size):
            c, after = after, PyUnicode_READ(kind, data, i + 1) if i + 1 < size else 0
            if self.ones[<int>c & 255]:
                self.look(ANY, <uint64_t>c, kind, data, i, size, 0, found)
            if self.pairs[pair(c, after)]:
                self.look(ANY, <uint64_t>c << 21 | <uint64_t>after, kind, data, i, size, 0, found)
            if in_word(c):
                if start < 0:
                    start = i
                if not in_word(after):
                    self.word(kind, data, start, i + 1, size, is_first, found)
                    is_first, start = False, -1
        for number in range(<int>self.patterns):
            if found[number]:
                numbers.append(number)
        return numbers

    cdef void word(
        self, int kind, void* data, Py_ssize_t start, Py_ssize_t end, Py_ssize_t size,
        bint is_first, unsigned char* found,
    ) noexcept:
        cdef uint64_t key = 0
        cdef Py_ssize_t i
        for i in range(start, min(end, start + KEY)):
            key = key << 21 | <uint64_t>PyUnicode_READ(kind, data, i)
            if is_first:
                self.look(FIRST, key, kind, data, start, size, end, found)
        self.look(WORD, key, kind, data, start, size, end, found)

    cdef inline void look(
        self, int table, uint64_t key, int kind, void* data, Py_ssize_t start, Py_ssize_t size,
        Py_ssize_t end, unsigned char* found,
    ) noexcept:
        """Mark the patterns that need a piece which stands at `start`; a word there has an end."""
        cdef int at = self.tables[table][slot(key)]
        cdef Piece* piece
        cdef Py_ssize_t j
        while at >= 0:
            piece = &self.pieces[at]
            at = piece.next
            if piece.key != key or found[piece.number] or start + piece.size > (end or size):
                continue
            if piece.is_whole and start + piece.size != end:
                continue
            for j in range(piece.size):
                if PyUnicode_READ(kind, data, start + j) != piece.text[j]:
                    break
            else:
                found[piece.number] = 1
