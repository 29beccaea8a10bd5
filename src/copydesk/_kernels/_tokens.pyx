"""The chunks of a text, what stands between white space, and which of them a word list lacks.

Hash tables with open addressing (FNV-1a over characters); what a table finds is compared character
by character, so that no two words are taken for one.
"""

from cpython.unicode cimport (
    PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, PyUnicode_Substring,
)
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, realloc
from libc.string cimport memcmp


cdef extern from "Python.h":
    bint Py_UNICODE_ISALPHA(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISLOWER(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISSPACE(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISUPPER(Py_UCS4 ch) nogil
    Py_UCS4 Py_UNICODE_TOLOWER(Py_UCS4 ch) nogil

cdef enum:
    LONGEST = 128  # no word has more characters
    LETTERS = 60  # as the reference has them
    COMMON = 25  # in tenths
    LONG = 7
    COINED = 4
    OPENER = 1
    CLOSER = 2
    NUMBER = 4
    SPACE = 8
    PLACES = 1 << 21
    PLACE = (1 << 21) - 1

cdef uint32_t TAG = 0xFFFFFFFF ^ PLACE
cdef uint8_t FLAGS[128]
cdef int _c
for _c in range(128):
    FLAGS[_c] = 0
    if Py_UNICODE_ISSPACE(_c):
        FLAGS[_c] |= SPACE
    if chr(_c) in "\"'(":
        FLAGS[_c] |= OPENER
    if chr(_c) in ".,;:!?)\"'":
        FLAGS[_c] |= CLOSER
    if chr(_c) in "0123456789.,:;/+-%$()[]#*|&":
        FLAGS[_c] |= NUMBER


cdef inline int flags(Py_UCS4 c) noexcept:
    if c < 128:
        return FLAGS[<int>c]
    if c == 0x201D or c == 0x2019 or c == 0x2026:  # ” ’ …
        return CLOSER
    if c == 0x201C or c == 0x2018:  # “ ‘
        return OPENER
    if (
        c == 0x2013 or c == 0x2014 or c == 0x2212 or c == 0xD7 or c == 0xA3 or c == 0x20AC
        or c == 0xA5 or c == 0xBD or c == 0xBC or c == 0xBE or c == 0xB0 or c == 0x2022
        or c == 0xB7
    ):
        return NUMBER
    return SPACE if Py_UNICODE_ISSPACE(c) else 0


cdef inline bint is_simple(Py_UCS4 c) noexcept:
    """Is a character's small form one character, whatever stands beside it?"""
    return (
        c < 0x250 and c != 0x130
        or 0x400 <= c < 0x530
        or 0x2013 <= c <= 0x201D
        or c == 0x2026 or c == 0x20AC or c == 0x2212 or c == 0x2022
    )


cdef inline Py_UCS4 fold(Py_UCS4 c) noexcept:
    if c < 128:
        return <Py_UCS4>(<uint32_t>c + 32) if c"A" <= c <= c"Z" else c
    return <Py_UCS4>0x27 if c == 0x2019 else Py_UNICODE_TOLOWER(c)


cdef inline bint is_digit(Py_UCS4 c) noexcept:
    return c"0" <= c <= c"9"


cdef inline uint64_t start() noexcept:
    return <uint64_t>0xCBF29CE484222325


cdef inline uint64_t mixed(uint64_t h, Py_UCS4 c) noexcept:
    return (h ^ <uint32_t>c) * <uint64_t>0x100000001B3


cdef inline uint64_t closed(uint64_t h) noexcept:
    return h ^ (h >> 32)


cdef inline uint32_t tag_of(uint64_t h) noexcept:
    return <uint32_t>(h >> 20) & TAG


cdef struct Text:
    int kind
    void* data
    Py_ssize_t size


cdef inline Text text_of(str text) noexcept:
    return Text(PyUnicode_KIND(text), PyUnicode_DATA(text), len(text))


cdef inline Py_UCS4 at(Text* text, Py_ssize_t i) noexcept:
    return PyUnicode_READ(text.kind, text.data, i)


cdef inline uint64_t hash_of(Text* text, Py_ssize_t a, Py_ssize_t b, bint small) noexcept:
    cdef uint64_t h = start()
    cdef Py_ssize_t i
    for i in range(a, b):
        h = mixed(h, fold(at(text, i)) if small else at(text, i))
    return closed(h)


cdef bint same(
    Text* text, Py_ssize_t a, Py_ssize_t b, Text* other, Py_ssize_t x, Py_ssize_t y, bint small
) noexcept:
    """Do two pieces read alike, the first one in small letters if asked?"""
    cdef Py_ssize_t i
    if b - a != y - x:
        return False
    if not small and text.kind == other.kind:
        return memcmp(
            <char*>text.data + a * text.kind, <char*>other.data + x * other.kind, (b - a) * text.kind
        ) == 0
    for i in range(b - a):
        if (fold(at(text, a + i)) if small else at(text, a + i)) != at(other, x + i):
            return False
    return True


cdef inline Py_UCS4 next_of(const uint8_t** at) noexcept:
    """The next character of sound UTF-8."""
    cdef const uint8_t* p = at[0]
    cdef uint32_t c = p[0]
    if c < 0x80:
        at[0] = p + 1
    elif c < 0xE0:
        c = (c & 0x1F) << 6 | (p[1] & 0x3F)
        at[0] = p + 2
    elif c < 0xF0:
        c = (c & 0x0F) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F)
        at[0] = p + 3
    else:
        c = (c & 7) << 18 | (p[1] & 0x3F) << 12 | (p[2] & 0x3F) << 6 | (p[3] & 0x3F)
        at[0] = p + 4
    return <Py_UCS4>c


cdef class _Words:
    """A word list: bytes in UTF-8, and a table of where its words stand.

    A cell has 21 bits of a place and 11 of a hash, so that a table of 170,000 words takes a
    megabyte and looking up a word touches the memory twice.
    """

    cdef bytes lines
    cdef const uint8_t* letters
    cdef uint32_t* cells
    cdef uint8_t* values  # in tenths, 0 for a word that was taken out
    cdef uint64_t mask
    cdef Py_ssize_t used

    def __cinit__(self, bytes lines, without):
        cdef uint64_t size = 16, i, most = <uint64_t>lines.count(b" ") + 1
        lines.decode()  # raises UnicodeDecodeError where it is not sound
        self.lines, self.letters = lines + b"\n", NULL
        self.letters = <const uint8_t*>self.lines
        if len(self.lines) >= PLACES:
            raise ValueError(f"a word list has {PLACES - 1:,} bytes at most, not {len(lines):,}")
        while 2 * size < 3 * most:
            size *= 2
        self.cells = <uint32_t*>calloc(size, sizeof(uint32_t))
        self.values = <uint8_t*>calloc(size, 1)
        if self.cells == NULL or self.values == NULL:
            raise MemoryError()
        self.mask = size - 1
        self.read()
        for word in without:
            i = self.cell_of(word)
            if self.values[i]:
                self.values[i] = 0
                self.used -= 1

    def __dealloc__(self):
        free(self.cells)
        free(self.values)

    cdef read(self):
        cdef const uint8_t* p = self.letters
        cdef const uint8_t* end = p + len(self.lines)
        cdef const uint8_t* word
        cdef int value
        while p < end:
            if p[0] != c"#" and p[0] != c"\n":
                value = 0
                while is_digit(p[0]) and value < 256:
                    value = 10 * value + p[0] - c"0"
                    p += 1
                if not (0 < value < 256 and p[0] == c" "):
                    raise ValueError("a line does not begin with a value of 1 to 255 tenths")
                while p[0] == c" ":
                    word = p = p + 1
                    while p[0] > 32:
                        p += 1
                    self.put(word, p, value)
            while p[0] != c"\n":
                p += 1
            p += 1

    cdef put(self, const uint8_t* word, const uint8_t* end, uint8_t value):
        cdef Py_UCS4[LONGEST] chars
        cdef Text text
        cdef const uint8_t* p = word
        cdef uint64_t h, i
        text.kind, text.size, text.data = 4, 0, <void*>&chars[0]
        while p < end:
            if text.size == LONGEST:
                raise ValueError(f"a word has more than {LONGEST} characters")
            chars[text.size] = next_of(&p)
            text.size += 1
        if text.size:
            h = hash_of(&text, 0, text.size, False)
            i = self.cell(h, &text, 0, text.size, False)
            self.used += not self.cells[i]
            self.cells[i] = <uint32_t>(word - self.letters) | tag_of(h)
            self.values[i] = value

    cdef uint64_t cell(
        self, uint64_t h, Text* text, Py_ssize_t a, Py_ssize_t b, bint small
    ) noexcept:
        """The cell of a word, or the empty one where it would stand."""
        cdef uint64_t i = h & self.mask
        while self.cells[i]:
            if self.cells[i] & TAG == tag_of(h) and self.is_at(
                self.letters + (self.cells[i] & PLACE), text, a, b, small
            ):
                break
            i = (i + 1) & self.mask
        return i

    cdef inline bint is_at(
        self, const uint8_t* p, Text* text, Py_ssize_t a, Py_ssize_t b, bint small
    ) noexcept:
        """Does the word of the list at a place read as a piece of a text?"""
        cdef Py_ssize_t i
        for i in range(a, b):
            if p[0] <= 32 or next_of(&p) != (fold(at(text, i)) if small else at(text, i)):
                return False
        return p[0] <= 32

    cdef inline bint has(
        self, uint64_t h, Text* text, Py_ssize_t a, Py_ssize_t b, bint small
    ) noexcept:
        return a < b and self.values[self.cell(h, text, a, b, small)] > 0

    cdef inline int value_of(
        self, uint64_t h, Text* text, Py_ssize_t a, Py_ssize_t b
    ) noexcept:
        """The value of a piece in small letters, in tenths."""
        return self.values[self.cell(h, text, a, b, True)]

    cdef uint64_t cell_of(self, word):
        cdef Text text = text_of(<str>word) if isinstance(word, str) else text_of("")
        return self.cell(hash_of(&text, 0, text.size, False), &text, 0, text.size, False)

    def __contains__(self, word):
        return self.values[self.cell_of(word)] > 0

    def __getitem__(self, word):
        cdef uint8_t value = self.values[self.cell_of(word)]
        if not value:
            raise KeyError(word)
        return value / 10.0

    def get(self, word, default=None):
        cdef uint8_t value = self.values[self.cell_of(word)]
        return value / 10.0 if value else default

    def __len__(self):
        return self.used

    def __iter__(self):
        return iter([word for word, _ in self.items()])

    def items(self):
        cdef uint64_t i
        cdef Py_ssize_t at
        cdef list found = []
        for i in range(self.mask + 1):
            if self.values[i]:
                at = self.cells[i] & PLACE
                word = self.lines[at : at + 4 * LONGEST].split(None, 1)[0].decode()
                found.append((word, self.values[i] / 10.0))
        return found


def words(bytes lines, without=()):
    return _Words(lines, without)


cdef inline Py_ssize_t chunk_begins(Text* text, Py_ssize_t i, Py_ssize_t end) noexcept:
    while i < end and flags(at(text, i)) & SPACE:
        i += 1
    return i


cdef inline Py_ssize_t chunk_ends(Text* text, Py_ssize_t i, Py_ssize_t end) noexcept:
    while i < end and not flags(at(text, i)) & SPACE:
        i += 1
    return i


def sample(str text, Py_ssize_t most):
    cdef Text source = text_of(text)
    cdef Py_ssize_t i, end, count = 0, step, number = 0
    cdef list found = []
    i = chunk_begins(&source, 0, source.size)
    while i < source.size:
        count += 1
        i = chunk_begins(&source, chunk_ends(&source, i, source.size), source.size)
    step = max(1, count // most)
    i = chunk_begins(&source, 0, source.size)
    while i < source.size:
        end = chunk_ends(&source, i, source.size)
        if number % step == 0:
            found.append(PyUnicode_Substring(text, i, end))
        number += 1
        i = chunk_begins(&source, end, source.size)
    return count, found


def tally(list words, values):
    cdef _Words table
    cdef Text text
    cdef int[256] times
    cdef int value
    cdef list order = []
    if not isinstance(values, _Words):
        return _reference_tally(words, values)
    table = <_Words>values
    for value in range(256):
        times[value] = 0
    for word in words:
        text = text_of(<str>word)
        value = table.values[
            table.cell(hash_of(&text, 0, text.size, False), &text, 0, text.size, False)
        ]
        if value:
            if not times[value]:
                order.append(value)
            times[value] += 1
    return {value / 10.0: times[value] for value in order}


def _reference_tally(words, values):
    found = {}
    for value in map(values.get, words):
        if value is not None:
            found[value] = found.get(value, 0) + 1
    return found


cdef struct Entry:
    uint64_t whole  # the hash of the chunk, and of the word in it in small letters
    uint64_t bare
    uint32_t a
    uint32_t b
    uint32_t x  # the chunk without punctuation
    uint32_t y
    uint32_t times
    bint is_strange
    bint is_unknown


cdef class Chunks:
    """The chunks of a text, set against a word list that `words` gave, or another mapping."""

    cdef str text
    cdef Text source
    cdef _Words words
    cdef object known
    cdef set others  # words of characters whose small forms are not simple
    cdef Entry* entries
    cdef Py_ssize_t room
    cdef uint32_t* wholes
    cdef uint32_t* bares
    cdef uint64_t mask
    cdef readonly Py_ssize_t count
    cdef readonly Py_ssize_t distinct
    cdef readonly list unfamiliar

    def __cinit__(self, str text, known):
        self.text, self.known, self.source = text, known, text_of(text)
        if self.source.size >= 0xFFFFFFFF:
            raise ValueError("the text is too long")
        self.words = known if isinstance(known, _Words) else None
        self.others, self.unfamiliar = set(), []
        self.grow(512)
        self.read()
        self.unfamiliar.sort()

    def __dealloc__(self):
        free(self.entries)
        free(self.wholes)
        free(self.bares)

    cdef grow(self, Py_ssize_t size):
        """Room for half as many distinct chunks as the tables have cells."""
        cdef Py_ssize_t i
        cdef Entry* entry
        free(self.wholes)
        free(self.bares)
        self.wholes = self.bares = NULL
        self.wholes = <uint32_t*>calloc(size, sizeof(uint32_t))
        self.bares = <uint32_t*>calloc(size, sizeof(uint32_t))
        entry = <Entry*>realloc(self.entries, (size // 2 + 1) * sizeof(Entry))
        if entry != NULL:
            self.entries = entry
        if self.wholes == NULL or self.bares == NULL or entry == NULL:
            raise MemoryError()
        self.mask, self.room = size - 1, size // 2
        for i in range(self.distinct):
            entry = &self.entries[i]
            self.wholes[self.cell(entry.whole, &self.source, entry.a, entry.b)] = i + 1
            if entry.is_strange:
                self.bares[self.bare_cell(entry.bare, &self.source, entry.x, entry.y, True)] = i + 1

    cdef uint64_t cell(self, uint64_t h, Text* text, Py_ssize_t a, Py_ssize_t b) noexcept:
        """The cell of a chunk, or the empty one where it would stand."""
        cdef uint64_t i = h & self.mask
        cdef Entry* entry
        while self.wholes[i]:
            entry = &self.entries[self.wholes[i] - 1]
            if entry.whole == h and same(text, a, b, &self.source, entry.a, entry.b, False):
                break
            i = (i + 1) & self.mask
        return i

    cdef uint64_t bare_cell(
        self, uint64_t h, Text* text, Py_ssize_t a, Py_ssize_t b, bint any_case
    ) noexcept:
        """The cell of a word in small letters, or the empty one where it would stand."""
        cdef uint64_t i = h & self.mask
        cdef Entry* entry
        cdef Py_ssize_t k
        cdef bint alike
        while self.bares[i]:
            entry = &self.entries[self.bares[i] - 1]
            alike = entry.bare == h and entry.y - entry.x == b - a
            if alike:
                for k in range(b - a):
                    c = at(text, a + k)
                    if (fold(c) if any_case else c) != fold(at(&self.source, entry.x + k)):
                        alike = False
                        break
            if alike:
                break
            i = (i + 1) & self.mask
        return i

    cdef read(self):
        cdef Text* text = &self.source
        cdef Py_ssize_t i = chunk_begins(text, 0, text.size), a
        cdef uint64_t h, cell
        cdef Py_UCS4 c
        cdef Entry* entry
        while i < text.size:
            a, h = i, start()
            while i < text.size:
                c = at(text, i)
                if flags(c) & SPACE:
                    break
                h = mixed(h, c)
                i += 1
            h = closed(h)
            self.count += 1
            cell = self.cell(h, text, a, i)
            if self.wholes[cell]:
                self.entries[self.wholes[cell] - 1].times += 1
            else:
                if self.distinct == self.room:
                    self.grow(2 * (<Py_ssize_t>self.mask + 1))
                    cell = self.cell(h, text, a, i)
                entry = &self.entries[self.distinct]
                self.distinct += 1
                self.wholes[cell] = self.distinct
                entry.whole, entry.a, entry.b, entry.times = h, a, i, 1
                entry.is_strange = entry.is_unknown = False
                if not self.is_known(h, a, i, False):
                    self.look(entry)
            i = chunk_begins(text, i, text.size)

    cdef bint is_known(self, uint64_t h, Py_ssize_t a, Py_ssize_t b, bint small):
        if self.words is not None:
            return self.words.has(h, &self.source, a, b, small)
        word = PyUnicode_Substring(self.text, a, b)
        return (plain(word) if small else word) in self.known

    cdef look(self, Entry* entry):
        """A chunk that is no known word as it stands: is it one without punctuation and case?"""
        cdef Text* text = &self.source
        cdef Py_ssize_t a = entry.a, b = entry.b, i
        cdef bint simple = True, number = True, known, odd
        while b > a and flags(at(text, b - 1)) & CLOSER:
            b -= 1
        while a < b and flags(at(text, a)) & OPENER:
            a += 1
        for i in range(a, b):
            simple = simple and is_simple(at(text, i))
            number = number and flags(at(text, i)) & NUMBER
        if simple:
            entry.bare, entry.x, entry.y = hash_of(text, a, b, True), a, b
            entry.is_strange = True
            i = self.bare_cell(entry.bare, text, a, b, True)
            if not self.bares[i]:
                self.bares[i] = self.distinct
            known, odd = self.is_known(entry.bare, a, b, True), is_odd(text, a, b)
        else:
            stripped = PyUnicode_Substring(self.text, a, b)
            self.others.add(plain(stripped))
            known = plain(stripped) in self.known
            odd = _reference_odd(stripped)
        odd = odd and entry.b - entry.a > 1
        entry.is_unknown = odd or not (known or number)
        if entry.is_unknown:
            word = plain(PyUnicode_Substring(self.text, a, b))
            self.unfamiliar.append((PyUnicode_Substring(self.text, entry.a, entry.b), word, odd))

    def whole(self):
        cdef Py_ssize_t i
        cdef Entry* entry
        cdef list found = []
        if self.words is None or self.others:
            return _reference_whole(self.unfamiliar, self.known)
        for i in range(self.distinct):
            entry = &self.entries[i]
            if entry.is_unknown and self.is_whole(entry.x, entry.y):
                found.append(PyUnicode_Substring(self.text, entry.a, entry.b))
        return frozenset(found)

    cdef bint is_whole(self, Py_ssize_t a, Py_ssize_t b) noexcept:
        """Is a word one in which no others can have met?"""
        cdef Text* text = &self.source
        cdef Py_ssize_t i
        cdef bint upper = True, even = True
        if a == b or b - a > LETTERS:
            return False
        for i in range(a, b):
            if not Py_UNICODE_ISALPHA(at(text, i)):
                return False
            upper = upper and Py_UNICODE_ISUPPER(at(text, i))
            even = even and (i == a or Py_UNICODE_ISLOWER(at(text, i)))
        return upper or (even and not self.has_met(a, b))

    cdef bint has_met(self, Py_ssize_t a, Py_ssize_t b) noexcept:
        """Is a word two words that are known or said, or a chain of frequent ones?"""
        cdef Text* text = &self.source
        cdef bint[LETTERS + 1] ends
        cdef Py_ssize_t first, end
        cdef uint64_t h
        cdef int value
        for end in range(b - a + 1):
            ends[end] = end == 0
        for first in range(a, b):
            if not ends[first - a]:
                continue
            h = start()
            for end in range(first + 1, b + 1):
                h = mixed(h, fold(at(text, end - 1)))
                value = self.words.value_of(closed(h), text, first, end)
                if value > (COMMON if end - first < LONG else 0):
                    ends[end - a] = True
                if first == a and end < b and (value or self.is_said(closed(h), first, end)):
                    if self.is_part(end, b):
                        return True
        return ends[b - a]

    cdef bint is_part(self, Py_ssize_t a, Py_ssize_t b) noexcept:
        cdef uint64_t h = hash_of(&self.source, a, b, True)
        return self.words.has(h, &self.source, a, b, True) or self.is_said(h, a, b)

    cdef bint is_said(self, uint64_t h, Py_ssize_t a, Py_ssize_t b) noexcept:
        """Is a piece a longer word that the text says and the list lacks?"""
        cdef uint32_t number = 0
        if b - a >= COINED:
            number = self.bares[self.bare_cell(h, &self.source, a, b, True)]
        return number > 0 and self.entries[number - 1].is_unknown

    def says(self, str word):
        cdef Text text = text_of(word)
        cdef uint64_t h = hash_of(&text, 0, text.size, False)
        return (
            self.wholes[self.cell(h, &text, 0, text.size)] > 0
            or self.bares[self.bare_cell(h, &text, 0, text.size, False)] > 0
            or word in self.others
        )

    cdef Entry* entry_of(self, str chunk) noexcept:
        cdef Text text = text_of(chunk)
        cdef uint32_t number = self.wholes[
            self.cell(hash_of(&text, 0, text.size, False), &text, 0, text.size)
        ]
        return &self.entries[number - 1] if number else NULL

    def times(self, str chunk):
        cdef Entry* entry = self.entry_of(chunk)
        return 0 if entry == NULL else entry.times

    def before(self, str chunk):
        cdef Entry* entry = self.entry_of(chunk)
        cdef Py_ssize_t end, begin
        if entry == NULL:
            raise KeyError(chunk)
        end = entry.a
        while end and flags(at(&self.source, end - 1)) & SPACE:
            end -= 1
        begin = end
        while begin and not flags(at(&self.source, begin - 1)) & SPACE:
            begin -= 1
        return PyUnicode_Substring(self.text, begin, end)

    def after(self, str chunk):
        cdef Entry* entry = self.entry_of(chunk)
        cdef Py_ssize_t begin
        if entry == NULL:
            return ""
        begin = chunk_begins(&self.source, entry.b, self.source.size)
        return PyUnicode_Substring(
            self.text, begin, chunk_ends(&self.source, begin, self.source.size)
        )


cdef str plain(str text):
    return text.lower().replace("’", "'")


def _reference_whole(unfamiliar, known):
    from copydesk._kernels.tokens import is_whole

    said = {word for _, word, _ in unfamiliar if len(word) >= COINED and word.isalpha()}
    return frozenset(
        [chunk for chunk, word, _ in unfamiliar if is_whole(chunk, word, known, said)]
    )


def _reference_odd(stripped):
    from copydesk._kernels.tokens import is_odd

    return is_odd("  ", stripped)


cdef bint is_odd(Text* text, Py_ssize_t a, Py_ssize_t b) noexcept:
    """Has a piece one of the shapes of the reference?"""
    cdef Py_ssize_t i
    cdef Py_UCS4 c, last
    if a == b:
        return False
    last = at(text, b - 1)
    if last == 0x2013 or last == 0x2014 or at(text, a) == 0x2014:
        return True
    for i in range(a + 1, b - 1):
        c = at(text, i)
        if c"A" <= c <= c"Z":
            if (
                i + 2 < b
                and c"A" <= at(text, i - 1) <= c"Z"
                and c"a" <= at(text, i + 1) <= c"z"
                and c"a" <= at(text, i + 2) <= c"z"
            ):
                return True
        elif c == c"$":
            if is_digit(at(text, i - 1)) and is_digit(at(text, i + 1)):
                return True
        elif c == c")":
            if is_digit(at(text, i - 1)):
                last = at(text, i + 1)
                if is_digit(last):
                    return True
                if (last == c"$" or last == 0xA3 or last == 0x20AC) and (
                    i + 2 < b and is_digit(at(text, i + 2))
                ):
                    return True
        elif c == c"," and i == b - 5 and is_digit(at(text, i - 1)):
            last = at(text, i + 1)
            if (
                ((last == c"1" and at(text, i + 2) == c"9") or (last == c"2" and at(text, i + 2) == c"0"))
                and is_digit(at(text, i + 3)) and is_digit(at(text, i + 4))
            ):
                return True
        elif c == c":" and i - a >= 5 and i + 2 < b:
            if (
                is_digit(at(text, i - 1)) and is_digit(at(text, i - 2)) and is_digit(at(text, i - 3))
                and is_digit(at(text, i - 4)) and is_digit(at(text, i - 5))
                and is_digit(at(text, i + 1)) and is_digit(at(text, i + 2))
            ):
                return True
    return False
