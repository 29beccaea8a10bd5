"""What the scores, gains and cues of a page tell about each of its blocks: rows for trees."""

from cpython cimport array
from cpython.mem cimport PyMem_Calloc, PyMem_Free
from cython cimport final
from libc.string cimport memcpy

import array

cdef enum:
    CUE = 1
    AROUND = 2
    HEAD = 4
    NEAR = 3
    APART = 40
    CUES = 15
    SINCE = 20
    PAGE = 600
    WIDTH = 26

cdef double MOST = 6.0, NONE = -7.0, SURE = 1.5, WON = 3000.0


cdef struct Side:
    double highest, since
    int cue, edge, head


cdef struct Block:
    double score, gain
    long words
    int mark
    Side before, behind
    # sums over the blocks before
    double gains_to, won_to
    long words_to, around_to


cdef inline double within(long value, long low, long high) noexcept:
    return low if value < low else high if value > high else value


cdef inline void step(Side* at, Side* to, Block* block) noexcept:
    """What lies before the next block, from what lies before this one."""
    cdef double gain = block.gain if block.gain > 0.0 else 0.0
    to.highest = block.score if block.score > at.highest else at.highest
    to.cue = 0 if block.mark & CUE else min(at.cue + 1, APART)
    to.edge = 0 if block.mark & AROUND else min(at.edge + 1, APART)
    to.head = 0 if block.mark & HEAD else min(at.head + 1, APART)
    to.since = 0.0 if block.mark & (AROUND | HEAD) else min(at.since + gain, WON)


cdef inline double* put(double* to, Side* side) noexcept:
    to[0], to[1], to[2], to[3], to[4] = side.highest, side.cue, side.edge, side.head, side.since
    return to + 5


cdef void look(Block* blocks, Py_ssize_t n) noexcept:
    """Fill in the sums and sides; there is one block more, whose sums are those of all."""
    cdef Side none = Side(NONE, WON, APART, APART, APART), last = none
    cdef Py_ssize_t i
    cdef Block *b
    cdef Block *next
    for i in range(n):
        b, next = &blocks[i], &blocks[i + 1]
        b.before = last
        step(&b.before, &last, b)
        next.gains_to = b.gains_to + b.gain
        next.won_to = b.won_to + (b.gain if b.gain > 0.0 else 0.0)
        next.words_to = b.words_to + b.words
        next.around_to = b.around_to + (b.mark & AROUND > 0)
    last = none
    for i in range(n - 1, -1, -1):
        b = &blocks[i]
        b.behind = last
        step(&b.behind, &last, b)


cdef Py_ssize_t first_sure(Block* blocks, Py_ssize_t n) noexcept:
    cdef Py_ssize_t i
    for i in range(n):
        if blocks[i].score > SURE:
            return i
    return 0


@final
cdef class _Page:
    """A page's blocks, and what is the same for all of them."""

    cdef Block* blocks  # one more, whose sums are those of all
    cdef Py_ssize_t n, start, end, sure
    cdef double total, share, glued

    def __cinit__(self, scores, words, gains, marks, run, glued):
        cdef Py_ssize_t i
        cdef double score
        self.n, self.start, self.end, self.glued = len(scores), run[0], run[1], glued
        self.blocks = <Block*>PyMem_Calloc(self.n + 1, sizeof(Block))
        if not self.blocks:
            raise MemoryError
        for i in range(self.n):
            score = scores[i]
            self.blocks[i].score = -MOST if score < -MOST else MOST if score > MOST else score
            self.blocks[i].gain, self.blocks[i].words = gains[i], words[i]
            self.blocks[i].mark = marks[i]
        look(self.blocks, self.n)
        self.sure, self.total = first_sure(self.blocks, self.n), self.blocks[self.n].won_to
        self.share = self.blocks[self.end].won_to - self.blocks[self.start].won_to
        self.share /= self.total or 1.0

    def __dealloc__(self):
        PyMem_Free(self.blocks)

    cdef void fill(self, double* to, Py_ssize_t i) noexcept:
        cdef Block* b = &self.blocks[i]
        cdef Block* start = &self.blocks[self.start]
        to[0] = (b - 1).score if i > 0 else NONE
        to[1] = b.score
        to[2] = (b + 1).score if i + 1 < self.n else NONE
        to[3] = b.gains_to - self.blocks[max(i - NEAR, 0)].gains_to
        to[4] = self.blocks[min(i + 1 + NEAR, self.n)].gains_to - (b + 1).gains_to
        to[5] = self.start <= i < self.end
        to[6] = within(b.words_to - start.words_to, -2000, 4000)
        to[7] = within(self.blocks[self.end].words_to - b.words_to, -2000, 4000)
        to[8] = within(i - self.start, -60, 120)
        to[9] = within(self.end - i, -60, 120)
        to[10] = within(b.around_to - self.blocks[self.sure].around_to, -CUES, SINCE)
        to[11] = b.mark
        to = put(put(to + 12, &b.before), &b.behind)
        to[0], to[1], to[2], to[3] = self.total, min(self.n, PAGE), self.share, self.glued


def context(own, asked, scores, words, gains, marks, run, is_glued):
    cdef _Page page = _Page(scores, words, gains, marks, run, is_glued)
    cdef array.array given = own if isinstance(own, array.array) else array.array("d", own)
    cdef Py_ssize_t count = len(asked), width = len(given) // (count or 1), at
    cdef array.array rows = array.clone(given, count * (width + WIDTH), zero=False)
    cdef double* to = rows.data.as_doubles
    for at in range(count):
        memcpy(to, given.data.as_doubles + at * width, width * sizeof(double))
        page.fill(to + width, asked[at])
        to += width + WIDTH
    return rows
