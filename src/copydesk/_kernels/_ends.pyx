"""What is measured of all that stands beyond a place in a text: rows of whole numbers for trees."""

from cpython.dict cimport PyDict_GetItem
from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.object cimport PyObject
from cython cimport final

cdef enum:
    DEEP = 60
    MOST_PROSE = 60
    LOWEST = -8000
    HIGHEST = 4000
    NONE = -9000
    UNKNOWN = -9999
    LONGEST = 600
    NET = 4
    END = 8
    BEGIN = 9
    LEFT = 10
    FIRST = 12
    COUNTED = 5


cdef inline long floored(long a, long b) noexcept:
    """Division as Python's: down, not towards zero; `b` is positive."""
    return a // b - (a % b < 0)


@final
cdef class _Scores:
    """Scores between the bounds, each asked for once: to make one costs more than all that is done
    with it here."""
    cdef object scores
    cdef long* known
    cdef Py_ssize_t n

    def __cinit__(self, scores):
        cdef Py_ssize_t i
        self.scores, self.n = scores, len(scores)
        self.known = <long*>PyMem_Malloc((self.n + 1) * sizeof(long))
        if not self.known:
            raise MemoryError
        for i in range(self.n):
            self.known[i] = UNKNOWN

    def __dealloc__(self):
        PyMem_Free(self.known)

    cdef long at(self, Py_ssize_t i) except? -1:
        if not 0 <= i < self.n:
            return NONE
        if self.known[i] == UNKNOWN:
            self.known[i] = min(<long>HIGHEST, max(<long>LOWEST, <long>self.scores[i]))
        return self.known[i]


def beyond(read, table, scores, bint tail):
    cdef list pieces, bounds, long_words, row, found = []
    cdef dict said_in, here = {}
    cdef set words
    cdef tuple levels
    cdef PyObject* counted
    cdef _Scores at = _Scores(scores)
    cdef Py_ssize_t n = at.n, i, j, step
    cdef int k, out = -1 if tail else 1
    cdef int[64] kinds
    cdef long[COUNTED] counts
    cdef long lines, against, level, score, size_here, words_here, shared, sum_beside, beside
    cdef long all_ = 0, count = 0, size = 0, mean = 0, below = 0, above = 0, prose = 0, longest = 0
    cdef long frames = 0, lex = 0, net = 0, overlap = 0, compared = 0, most = 0
    cdef long lowest = -NONE, second = -NONE, highest = NONE, surest, surest_junk
    pieces, bounds, long_words, said_in, lines, numbers, against = read
    if len(numbers) > 64 or len(pieces) != n or len(bounds) != n or len(long_words) != n:
        raise ValueError("what is read of the segments is not of one length")
    for k in range(len(numbers)):
        kinds[k] = numbers[k]
    for k in range(COUNTED):
        counts[k] = 0
    for bound in bounds:
        all_ += min(<long>LONGEST, <long>bound[1] - <long>bound[0])
    all_ = all_ or 1
    for step in range(min(n, <Py_ssize_t>DEEP)):
        i = n - 1 - step if tail else step
        piece, row, score = pieces[i], table[i], at.at(i)
        bound = bounds[i]
        size_here = min(<long>LONGEST, <long>bound[1] - <long>bound[0])
        words_here, levels = len(<list>piece[1]), piece[7]
        count += 1
        size += size_here
        mean += score * size_here
        if score < lowest:
            lowest, second = score, lowest
        elif score < second:
            second = score
        highest = max(highest, score)
        below += min(<long>0, score)
        above += max(<long>0, score)
        if score < 0 and words_here >= 9 and <long>row[END] == 0:
            prose += words_here
            longest = max(longest, words_here)
        surest = surest_junk = 0
        for k in range(len(levels)):
            level = levels[k]
            surest = max(surest, level)
            if k < len(levels) - against:
                surest_junk = max(surest_junk, level)
            if level == 2 and kinds[k] >= 0:
                counts[kinds[k]] += 1
        frames += surest_junk == 2
        lex += <long>piece[6]
        net += <long>row[NET]
        words = long_words[i]
        shared = 0
        for word in words:
            counted = PyDict_GetItem(here, word)
            level = (<long><object>counted if counted else 0) + 1
            here[word] = level
            counted = PyDict_GetItem(said_in, word)
            shared += (<long><object>counted if counted else 0) > level
        if len(words) >= 3:
            shared = 100 * shared // len(words)
            overlap += shared
            compared += 1
            most = max(most, shared)
        if prose > MOST_PROSE:
            break
        sum_beside = beside = 0
        for k in range(1, 5):
            if 0 <= i + out * k < n:
                sum_beside += at.at(i + out * k)
                beside += 1
        j = i + out
        found.append((i, [
            score, at.at(i + out), at.at(i + 2 * out), at.at(i + 3 * out), at.at(i - out),
            at.at(i - 2 * out), at.at(i - 3 * out), floored(mean, size), lowest, second, below,
            above, prose, longest, min(size, <long>3000), 100 * size // all_, count, frames,
            100 * frames // count, row[LEFT], row[FIRST], overlap // compared if compared else -1,
            most, floored(sum_beside, beside) if beside else NONE, min(n, <Py_ssize_t>80),
            min(lines, <long>40), counts[0], counts[1], counts[2], counts[3], counts[4],
            floored(lex, count), floored(net, count), highest, 1 if lines <= 2 else 0,
            (<list>table[j])[END] if 0 <= j < n else 9, row[BEGIN], surest,
        ]))
    return found
