"""Words by which something may begin or end: at the edges of a line, and after the marks in it."""

from cpython.dict cimport PyDict_GetItem
from cpython.object cimport PyObject
from cpython.unicode cimport (
    PyUnicode_DATA, PyUnicode_FindChar, PyUnicode_KIND, PyUnicode_READ, PyUnicode_Substring,
)

from copydesk._kernels.keys import AFTER as _AFTER, folded as _folded, word_key as _word_key


cdef extern from "Python.h":
    void PyUnicode_WRITE(int kind, void* data, Py_ssize_t i, Py_UCS4 ch) nogil
    bint Py_UNICODE_ISALNUM(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISSPACE(Py_UCS4 ch) nogil
    object PyUnicode_New(Py_ssize_t size, Py_UCS4 maxchar)
    unsigned char* PyUnicode_1BYTE_DATA(object text)

cdef enum:
    LINE = 0
    MARK = 1
    END = 2
    COLON = 3

cdef enum:
    WHOLE = 1
    INSIDE = 2

cdef enum:
    IS_WORD = 1      # letters, digits, "_"
    IS_MARK = 2      # a word after it may begin something
    ENDS_SKIP = 4    # does not stand between a mark and its word
    ENDS_GAP = 8     # does not stand between two words
    IS_AFTER = 16    # may stand behind a line's last word
    IS_SPACE = 32

cdef unsigned char ASCII[128]


cdef int _fill() except -1:
    cdef int i
    for i in range(128):
        ASCII[i] = 0
        if chr(i).isalnum() or i == c"_":
            ASCII[i] |= IS_WORD | ENDS_SKIP | ENDS_GAP
        if chr(i) in ".!?)]([|\"":
            ASCII[i] |= IS_MARK
        if chr(i) in "#@([|\"'.!?)]":
            ASCII[i] |= ENDS_SKIP
        if chr(i) in "\n.!?\")]([|":
            ASCII[i] |= ENDS_GAP
        if chr(i) in _AFTER:
            ASCII[i] |= IS_AFTER
        if chr(i).isspace():
            ASCII[i] |= IS_SPACE
    return 0


_fill()


cdef inline int kind_of(Py_UCS4 ch) noexcept:
    """All that is known of a character."""
    cdef int found
    if ch < 128:
        return ASCII[ch]
    if Py_UNICODE_ISALNUM(ch):
        return IS_WORD | ENDS_SKIP | ENDS_GAP
    found = IS_SPACE if Py_UNICODE_ISSPACE(ch) else 0
    if ch in u"…©”’»。！？।۔":
        found |= IS_MARK
    if ch in u"©“”„‟‘‚’«»…。！？।۔":
        found |= ENDS_SKIP
    if ch in u"…”’»©":
        found |= ENDS_GAP
    if ch in u"…»›→–—•·►▶▸■●«‹←▼▲↑↓©。：！।۔、【】「」（）":
        found |= IS_AFTER
    return found


cdef class _Text:
    """A text whose characters are read without making objects of them."""
    cdef object text
    cdef int kind
    cdef void* data
    cdef Py_ssize_t size
    cdef Py_ssize_t end  # of the line that is looked at

    def __init__(self, text):
        self.text, self.size = text, len(text)
        self.kind, self.data = PyUnicode_KIND(text), PyUnicode_DATA(text)

    cdef inline Py_UCS4 at(self, Py_ssize_t i) noexcept:
        return PyUnicode_READ(self.kind, self.data, i)

    cdef inline int kind_at(self, Py_ssize_t i) noexcept:
        return kind_of(PyUnicode_READ(self.kind, self.data, i))

    cdef inline Py_ssize_t word_end(self, Py_ssize_t i, Py_ssize_t end) noexcept:
        while i < end and self.kind_at(i) & IS_WORD:
            i += 1
        return i

    cdef object key(self, Py_ssize_t start, Py_ssize_t end):
        """`word_key` of a word."""
        cdef Py_ssize_t i, size = end - start
        cdef Py_UCS4 ch
        cdef unsigned char* lower
        cdef bint is_ascii = True
        if size <= 0:
            return ""
        for i in range(start, end):
            ch = self.at(i)
            if not (c"a" <= ch <= c"z" or c"A" <= ch <= c"Z"):
                if i == start and c"0" <= ch <= c"9":
                    return "0"
                if not (0xC0 <= ch < 0x100 and ch != 0xD7 and ch != 0xDF and ch != 0xF7):
                    return _word_key(PyUnicode_Substring(self.text, start, end))
                is_ascii = False
        if not is_ascii:
            return folded_piece(self, start, end)
        word = PyUnicode_New(size, 127)
        lower = PyUnicode_1BYTE_DATA(word)
        for i in range(size):
            lower[i] = <unsigned char>(self.at(start + i)) | 32
        return word


def openings(text, dict lines, dict marks, ends, colons):
    cdef _Places found = _Places(lines, marks, ends, colons)
    found.look(text)
    return found.places


cdef class _Finder:
    """Looks for places; what is done with each is a subclass's."""
    cdef dict first, marks
    cdef object ends, colons

    cdef int add(self, _Text t, Py_ssize_t start, int kind, Py_ssize_t at, first, second) except -1:
        return 0

    cdef int look(self, text) except -1:
        cdef _Text t = _Text(text)
        cdef Py_ssize_t start = 0
        while start <= t.size:
            t.end = PyUnicode_FindChar(text, c"\n", start, t.size, 1) if start < t.size else -1
            if t.end < 0:
                t.end = t.size
            if t.end > start:
                at_start(self, t, start, t.end)
                at_marks(self, t, start, t.end)
                at_end(self, t, start, t.end)
                at_colon(self, t, start, t.end)
            start = t.end + 1
        return 0


cdef class _Places(_Finder):
    cdef list places

    def __init__(self, lines, marks, ends, colons):
        self.first, self.marks, self.ends, self.colons = lines, marks, ends, colons
        self.places = []

    cdef int add(self, _Text t, Py_ssize_t start, int kind, Py_ssize_t at, first, second) except -1:
        self.places.append((start, kind, at, first, second))
        return 0


cdef int at_start(_Finder found, _Text t, Py_ssize_t start, Py_ssize_t end) except -1:
    cdef Py_ssize_t i = start, mark = -1, word, word_end, second
    cdef Py_UCS4 ch
    while i < end and not t.kind_at(i) & IS_WORD:
        ch = t.at(i)
        if mark < 0 and (ch == c"#" or ch == c"@" or ch == 0xA9):
            mark = i
        i += 1
    word, word_end = i, t.word_end(i, end)
    second = word_end
    while second < end and not t.kind_at(second) & IS_WORD:
        second += 1
    if mark >= 0:
        look_up(found, t, start, mark, t.text[mark], t.key(word, word_end))
    if word < word_end:
        first = t.key(word, word_end)
        if first in found.first:
            look_up(found, t, start, word, first, t.key(second, t.word_end(second, end)))
    return 0


cdef int look_up(
    _Finder found, _Text t, Py_ssize_t start, Py_ssize_t at, first, second
) except -1:
    cdef PyObject* seconds = PyDict_GetItem(found.first, first)
    if seconds is not NULL and ("" in <object>seconds or second in <object>seconds):
        found.add(t, start, LINE, at, first, second)
    return 0


cdef int at_marks(_Finder found, _Text t, Py_ssize_t start, Py_ssize_t end) except -1:
    cdef Py_ssize_t i = start, at, word_end, second, second_end
    cdef Py_UCS4 mark
    cdef PyObject* seconds
    cdef bint blank
    cdef int kind
    while i < end:
        if not t.kind_at(i) & IS_MARK:
            i += 1
            continue
        mark, at = t.at(i), i + 1
        blank = at < end and t.kind_at(at) & IS_SPACE
        at += blank
        at += gap(t, at, end, 8, ENDS_SKIP)
        word_end = t.word_end(at, end)
        if word_end == at:
            i += 1
            continue
        second = word_end + gap(t, word_end, end, 4, ENDS_GAP)
        second_end = t.word_end(second, end) if second > word_end else second
        if second_end == second:
            second = second_end = word_end
        if mark == 0xA9:
            found.add(t, start, MARK, i, "©", t.key(at, word_end))
        else:
            first = t.key(at, word_end)
            seconds = PyDict_GetItem(found.marks, first)
            if seconds is not NULL:
                key = t.key(second, second_end)
                kind = max(value(<dict>seconds, ""), value(<dict>seconds, key))
                opener = mark == c"(" or mark == c"[" or mark == c"|"
                if kind == 1 or (kind == 0 and (blank or opener)):
                    found.add(t, start, MARK, at, first, key)
        i = second_end
    return 0


cdef int value(dict seconds, key) except -2:
    cdef PyObject* found = PyDict_GetItem(seconds, key)
    return -1 if found is NULL else <object>found


cdef inline Py_ssize_t gap(
    _Text t, Py_ssize_t at, Py_ssize_t end, Py_ssize_t most, int ends
) noexcept:
    """How many characters stand there that may, up to a limit."""
    cdef Py_ssize_t i = at
    while i < end and i - at < most and not t.kind_at(i) & ends:
        i += 1
    return i - at


cdef int at_end(_Finder found, _Text t, Py_ssize_t start, Py_ssize_t end) except -1:
    cdef Py_ssize_t last = end, least, i
    while last > start and t.kind_at(last - 1) & IS_SPACE:
        last -= 1
    least = max(start, last - 40)
    while last > least and t.kind_at(last - 1) & IS_AFTER:
        last -= 1
    while last > least and t.kind_at(last - 1) & IS_SPACE:
        last -= 1
    i = last
    while i > least and not t.kind_at(i - 1) & IS_SPACE:
        i -= 1
    if i < last:
        key = folded_piece(t, i, last)
        if key in found.ends:
            found.add(t, start, END, i, key, "")
    return 0


cdef int at_colon(_Finder found, _Text t, Py_ssize_t start, Py_ssize_t end) except -1:
    cdef Py_ssize_t colon = PyUnicode_FindChar(t.text, c":", start, end, -1), last, least, i
    if colon < 0:
        return 0
    last, least = colon, max(start, colon - 20)
    while last > least and t.kind_at(last - 1) & IS_SPACE:
        last -= 1
    i = last
    while i > least and not t.kind_at(i - 1) & IS_SPACE:
        i -= 1
    if i < last:
        key = t.key(i, last)
        if key in found.colons:
            found.add(t, start, COLON, colon, key, "")
    return 0


cdef object folded_piece(_Text t, Py_ssize_t start, Py_ssize_t end):
    """`folded` of a piece of the text, made here where each character folds to one by a rule."""
    cdef Py_ssize_t i
    cdef Py_UCS4 ch, most = 0x7F
    cdef int kind
    cdef void* data
    for i in range(start, end):
        ch = t.at(i)
        if not (
            ch < 0xB5 or 0xB5 < ch < 0x100 and ch != 0xDF
            or 0x2010 <= ch < 0x2028 or ch == 0x20AC
        ):
            return _folded(PyUnicode_Substring(t.text, start, end))
        most = max(most, ch)
    if start >= end:
        return ""
    piece = PyUnicode_New(end - start, most)
    kind, data = PyUnicode_KIND(piece), PyUnicode_DATA(piece)
    for i in range(start, end):
        ch = t.at(i)
        if c"A" <= ch <= c"Z" or 0xC0 <= ch < 0xDF and ch != 0xD7:
            ch = <Py_UCS4>(<int>ch + 32)
        PyUnicode_WRITE(kind, data, i - start, ch)
    return piece


cdef class Screen(_Finder):
    cdef dict wholes, pieces, reach, phrases, frames
    cdef list needs
    cdef Py_ssize_t longest

    def __init__(self, looked):
        (
            self.first, self.marks, self.ends, self.colons, self.wholes, self.pieces, needs,
            self.reach, self.phrases, self.frames, self.longest,
        ) = looked
        self.needs = list(needs)

    def lines(self, text):
        cdef _Lines found = _Lines(self)
        found.look(text)
        return found.lines

    cdef int flags(
        self, _Text t, Py_ssize_t start, int kind, Py_ssize_t at, first, second
    ) except -1:
        cdef Py_ssize_t end = t.end, last = end
        cdef int flags = 0
        if first == "©":
            return WHOLE | INSIDE
        if kind == COLON:
            return INSIDE
        if kind == END or kind == LINE:
            while last > start and t.kind_at(last - 1) & IS_SPACE:
                last -= 1
        if kind == END:
            while start < last and t.kind_at(start) & IS_SPACE:
                start += 1
            return WHOLE if last - start <= self.longest else 0
        if self.begins(t, at, end, first, second):
            flags = INSIDE
        if kind == LINE and last - at <= max(
            number_of(self.phrases, first, 0), number_of(self.frames, first, 0)
        ) and self.goes_on(self.wholes, t, at, max(at, last), first, second):
            flags |= WHOLE
        return flags

    def may_hold(self, line, Py_ssize_t at, Py_ssize_t end, first, second):
        return self.begins(_Text(line), at, min(end, <Py_ssize_t>len(line)), first, second)

    cdef bint begins(self, _Text t, Py_ssize_t at, Py_ssize_t end, first, second) except -1:
        cdef Py_ssize_t reach = number_of(self.reach, first, 0)
        return self.goes_on(self.pieces, t, at, min(end, at + reach), first, second)

    cdef bint goes_on(
        self, dict known, _Text t, Py_ssize_t at, Py_ssize_t end, first, second
    ) except -1:
        cdef PyObject* seconds = PyDict_GetItem(known, first)
        cdef list found
        cdef dict by_second
        if seconds is NULL:
            return False
        by_second = <dict>seconds
        if second:
            found = []
            for key in ("", second):
                number = by_second.get(key)
                if number is not None:
                    found.append(number)
        else:
            found = list(by_second.values())
        if not found:
            return False
        for number in found:
            if not self.words(number):
                return True
        piece = folded_piece(t, at, end)
        for number in found:
            for word in <list>self.needs[<Py_ssize_t>number]:
                if <str>word in <str>piece:
                    return True
        return False

    cdef list words(self, Py_ssize_t number):
        """The words of a number, split when they are first asked for."""
        words = self.needs[number]
        if not isinstance(words, list):
            words = self.needs[number] = words.split()
        return <list>words


cdef class _Lines(_Finder):
    """The lines of one text in which something may stand, and what."""
    cdef Screen screen
    cdef dict lines

    def __init__(self, Screen screen):
        self.screen, self.lines = screen, {}
        self.first, self.marks = screen.first, screen.marks
        self.ends, self.colons = screen.ends, screen.colons

    cdef int add(self, _Text t, Py_ssize_t start, int kind, Py_ssize_t at, first, second) except -1:
        cdef int flags = self.screen.flags(t, start, kind, at, first, second)
        if flags:
            self.lines[start] = flags | number_of(self.lines, start, 0)
        return 0


cdef Py_ssize_t number_of(dict numbers, key, Py_ssize_t default) except? -1:
    cdef PyObject* found = PyDict_GetItem(numbers, key)
    return default if found is NULL else <Py_ssize_t><object>found
