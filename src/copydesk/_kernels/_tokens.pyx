"""The chunks of a text, what stands between white space, and which of them a word list lacks.

Hash tables with open addressing (FNV-1a over characters); what a table finds is compared character
by character, so that no two words are taken for one.
"""

from cpython.unicode cimport (
    PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, PyUnicode_Substring,
)
from cython cimport final
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, realloc
from libc.string cimport memcmp

from math import log1p as _log1p


cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISALPHA(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISDIGIT(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISLOWER(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISSPACE(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISTITLE(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISUPPER(Py_UCS4 ch) nogil
    Py_UCS4 Py_UNICODE_TOLOWER(Py_UCS4 ch) nogil

cdef extern from *:
    """
    #if defined(__GNUC__) || defined(__clang__)
    #define FETCH(place) __builtin_prefetch(place)
    #else
    #define FETCH(place) ((void)(place))
    #endif
    """
    void FETCH(const void* place) nogil

cdef enum:
    LONGEST = 128  # no word has more characters
    LETTERS = 60  # these as the reference has them
    LONGEST_CHUNK = 120
    FREQUENT = 30
    RARE = 15
    SAID = 35
    STEM = 20
    COMMON = 25  # in tenths
    LONG = 7
    COINED = 4
    MANY = 5
    OPENER = 1
    CLOSER = 2
    NUMBER = 4
    SPACE = 8
    PLACES = 1 << 21
    PLACE = (1 << 21) - 1
    AHEAD = 8  # so many words wait for the memory to bring their cells

cdef double FREQUENT_PAIR = 3.8, LEAST_LIKELY = -0.9, SETTLED = 2.5, LEAST = -1.0, GAIN = 1.5
ENDED = "ed", "ing", "ly"
NAMES = (
    "com", "org", "net", "edu", "gov", "txt", "pdf", "php", "yml", "css", "csv", "xml", "exe",
    "html", "json", "py",
)
NAMED = "pic", "www"
SHORT_FORMS = "it's he's she's that's what's there's who's here's where's how's let's".split()
cdef uint32_t TAG = <uint32_t>0xFFE00000
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


cdef inline bint is_money(Py_UCS4 c) noexcept:
    return c == c"$" or c == 0xA3 or c == 0x20AC


cdef inline bint is_simple(Py_UCS4 c) noexcept:
    """Is a character's small form one character, whatever stands beside it?"""
    return c != 0x130 and c != 0x3A3  # İ, of two characters, and Σ, which is ς at an end


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
    return <uint32_t>(h >> 32) & TAG


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


cdef inline bint are_alike(const uint8_t* p, const uint8_t* q) noexcept:
    """Do two words of a list read alike?"""
    while p[0] == q[0] and p[0] > 32:
        p += 1
        q += 1
    return p[0] <= 32 and q[0] <= 32


cdef struct Run:
    uint32_t start  # of lines that have one value, up to the next
    uint32_t value


@final
cdef class _Words:
    """A word list: bytes in UTF-8, and a table of where its words stand.

    A cell has 21 bits of a place, which tells the value, and 11 of a hash. So the table of a large
    list is small enough to stay in a processor's cache. What was taken out has the place of the end.
    """

    cdef bytes lines
    cdef const uint8_t* letters
    cdef uint32_t* cells
    cdef uint64_t mask
    cdef Py_ssize_t used
    cdef uint32_t end
    cdef Run* runs
    cdef Py_ssize_t count, room
    cdef uint64_t[AHEAD] hashes  # of words that are not put in yet
    cdef uint32_t[AHEAD] places
    cdef Py_ssize_t waiting

    def __cinit__(self, bytes lines, without=()):
        cdef uint64_t size = 16, i, most = 1
        cdef const uint8_t* p
        if not lines.isascii():
            lines.decode()  # raises UnicodeDecodeError where it is not sound
        self.lines = lines if lines.endswith(b"\n") else lines + b"\n"
        self.letters = p = <const uint8_t*>self.lines
        if len(self.lines) >= PLACES:
            raise ValueError(f"a word list has {PLACES - 1:,} bytes at most, not {len(lines):,}")
        for i in range(<uint64_t>len(self.lines)):
            most += p[i] == c" "
        while 2 * size < 3 * most:
            size *= 2
        self.cells = <uint32_t*>calloc(size, sizeof(uint32_t))
        if self.cells == NULL:
            raise MemoryError()
        self.mask, self.end = size - 1, <uint32_t>len(self.lines) - 1
        self.read()
        for word in without:
            i = self.cell_of(word)
            if self.is_word(i):
                self.cells[i] |= PLACE
                self.cells[i] ^= PLACE ^ self.end
                self.used -= 1

    def __dealloc__(self):
        free(self.cells)
        free(self.runs)

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
                self.begin(<uint32_t>(p - self.letters), value)
                while p[0] == c" ":
                    word = p = p + 1
                    while p[0] > 32:
                        p += 1
                    self.await_(word, p)
            while p[0] != c"\n":
                p += 1
            p += 1
        self.put(self.waiting)

    cdef begin(self, uint32_t start, uint32_t value):
        """A line of words of a value begins there."""
        cdef Run* runs
        if self.count and self.runs[self.count - 1].value == value:
            return
        if self.count == self.room:
            self.room = 2 * self.room + 64
            runs = <Run*>realloc(self.runs, self.room * sizeof(Run))
            if runs == NULL:
                raise MemoryError()
            self.runs = runs
        self.runs[self.count] = Run(start, value)
        self.count += 1

    cdef await_(self, const uint8_t* word, const uint8_t* end):
        """Have a word put in a little later, when the memory has brought its cell."""
        cdef const uint8_t* p = word
        cdef uint64_t h = start()
        cdef Py_ssize_t size = 0
        while p < end:
            if size == LONGEST:
                raise ValueError(f"a word has more than {LONGEST} characters")
            h = mixed(h, next_of(&p))
            size += 1
        if size:
            if self.waiting == AHEAD:
                self.put(AHEAD)
            h = closed(h)
            self.fetch(h)
            self.hashes[self.waiting] = h
            self.places[self.waiting] = <uint32_t>(word - self.letters)
            self.waiting += 1

    cdef void put(self, Py_ssize_t count) noexcept:
        """Put in the words that wait; of two places of a word the later counts."""
        cdef Py_ssize_t k
        cdef uint64_t i
        for k in range(count):
            i = self.hashes[k] & self.mask
            while self.cells[i] and not (
                self.cells[i] & TAG == tag_of(self.hashes[k])
                and are_alike(
                    self.letters + (self.cells[i] & PLACE), self.letters + self.places[k]
                )
            ):
                i = (i + 1) & self.mask
            self.used += not self.cells[i]
            self.cells[i] = self.places[k] | tag_of(self.hashes[k])
        self.waiting = 0

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

    cdef inline bint is_word(self, uint64_t i) noexcept:
        """Does a cell hold a word that was not taken out?"""
        return self.cells[i] != 0 and self.cells[i] & PLACE != self.end

    cdef int value_in(self, uint64_t i) noexcept:
        """The value of the word in a cell, 0 where there is none."""
        cdef Py_ssize_t least = 0, most = self.count, middle
        cdef uint32_t place = self.cells[i] & PLACE
        if not self.is_word(i):
            return 0
        while most - least > 1:  # the last line that begins before the word
            middle = (least + most) // 2
            if self.runs[middle].start < place:
                least = middle
            else:
                most = middle
        return self.runs[least].value

    cdef inline void fetch(self, uint64_t h) noexcept:
        """Have the memory bring the cell of a word that is looked up a little later."""
        FETCH(&self.cells[h & self.mask])

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
        return a < b and self.is_word(self.cell(h, text, a, b, small))

    cdef inline int value_of(
        self, uint64_t h, Text* text, Py_ssize_t a, Py_ssize_t b
    ) noexcept:
        """The value of a piece in small letters, in tenths."""
        return self.value_in(self.cell(h, text, a, b, True))

    cdef inline int value_as_is(self, Text* text, Py_ssize_t a, Py_ssize_t b) noexcept:
        """The value of a piece that is in small letters, in tenths."""
        return self.value_in(self.cell(hash_of(text, a, b, False), text, a, b, False))

    cdef uint64_t cell_of(self, word):
        cdef Text text = text_of(<str>word) if isinstance(word, str) else text_of("")
        return self.cell(hash_of(&text, 0, text.size, False), &text, 0, text.size, False)

    def __contains__(self, word):
        return self.is_word(self.cell_of(word))

    def __getitem__(self, word):
        cdef int value = self.value_in(self.cell_of(word))
        if not value:
            raise KeyError(word)
        return value / 10.0

    def get(self, word, default=None):
        cdef int value = self.value_in(self.cell_of(word))
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
            if self.is_word(i):
                at = self.cells[i] & PLACE
                word = self.lines[at : at + 4 * LONGEST].split(None, 1)[0].decode()
                found.append((word, self.value_in(i) / 10.0))
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


cdef inline bint is_space(Py_UCS4 c) noexcept:
    return FLAGS[<int>c] & SPACE if c < 128 else Py_UNICODE_ISSPACE(c)


ctypedef fused Char:
    uint8_t
    uint16_t
    uint32_t


cdef Py_ssize_t count_chunks(const Char* text, Py_ssize_t size) noexcept:
    cdef Py_ssize_t i, count = 0
    cdef int space, before = 1
    for i in range(size):
        space = is_space(text[i]) != 0
        count += before & ~space & 1  # no branch: none could tell where a chunk begins
        before = space
    return count


cdef list every(str string, const Char* text, Py_ssize_t size, Py_ssize_t step):
    """The first chunk, and each that is so many further."""
    cdef Py_ssize_t i, end, count = 0, wanted = 1
    cdef int space, before = 1
    cdef list found = []
    for i in range(size):
        space = is_space(text[i]) != 0
        count += before & ~space & 1
        before = space
        if count == wanted:
            wanted += step
            end = i + 1
            while end < size and not is_space(text[end]):
                end += 1
            found.append(PyUnicode_Substring(string, i, end))
    return found


def sample(str text, Py_ssize_t most):
    cdef Py_ssize_t count, step, size = len(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    if kind == 1:
        count = count_chunks[uint8_t](<const uint8_t*>data, size)
        return count, every[uint8_t](text, <const uint8_t*>data, size, max(1, count // most))
    if kind == 2:
        count = count_chunks[uint16_t](<const uint16_t*>data, size)
        return count, every[uint16_t](text, <const uint16_t*>data, size, max(1, count // most))
    count = count_chunks[uint32_t](<const uint32_t*>data, size)
    return count, every[uint32_t](text, <const uint32_t*>data, size, max(1, count // most))


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
        value = table.value_as_is(&text, 0, text.size)
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


cdef inline bint is_letter(Py_UCS4 c) noexcept:
    """Is it a letter, as far as a pattern can tell?"""
    if c < 128:
        return c"a" <= (<uint32_t>c | 32) <= c"z"
    return Py_UNICODE_ISALNUM(c) and not Py_UNICODE_ISDECIMAL(c)


cdef inline bint is_decimal(Py_UCS4 c) noexcept:
    return is_digit(c) if c < 128 else Py_UNICODE_ISDECIMAL(c)


cdef inline bint is_capital(Py_UCS4 c) noexcept:
    return c"A" <= c <= c"Z"


cdef inline bint is_small(Py_UCS4 c) noexcept:
    return c"a" <= c <= c"z"


cdef inline bint is_title(Py_UCS4 c) noexcept:
    return Py_UNICODE_ISTITLE(c) or Py_UNICODE_ISUPPER(c)


cdef inline bint is_apostrophe(Py_UCS4 c) noexcept:
    return c == c"'" or c == 0x2019


cdef inline bint is_dash(Py_UCS4 c) noexcept:
    return c == 0x2013 or c == 0x2014


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
    bint is_listed  # and that not as known words with something written to them
    uint32_t c  # what the chunk says, in its case
    uint32_t d


@final
cdef class Chunks:
    """The chunks of a text, set against a word list that `words` gave, or another mapping."""

    cdef str text
    cdef Text source
    cdef _Words words
    cdef object known
    cdef set others  # words of characters whose small forms are not simple
    cdef uint32_t* things
    cdef uint64_t things_mask
    cdef Entry* entries
    cdef Py_ssize_t room
    cdef uint32_t* wholes
    cdef uint32_t* bares
    cdef uint64_t mask
    cdef readonly Py_ssize_t count
    cdef readonly Py_ssize_t distinct
    cdef readonly dict unknown
    cdef frozenset coined_words
    cdef dict said_words
    cdef frozenset all_things
    cdef object elided
    cdef Py_ssize_t unfamiliar

    def __cinit__(self, str text, known, elided=()):
        self.text, self.known, self.source = text, known, text_of(text)
        if self.source.size >= 0xFFFFFFFF:
            raise ValueError("the text is too long")
        self.words = known if isinstance(known, _Words) else None
        self.others, self.elided = set(), elided
        self.grow(512)
        self.read()
        self.unknown = self.all_unknown()

    def __dealloc__(self):
        free(self.entries)
        free(self.wholes)
        free(self.bares)
        free(self.things)

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
        cdef Py_ssize_t a
        cdef Entry* entry
        if self.source.kind == 1:
            self.cut(<const uint8_t*>self.source.data)
        elif self.source.kind == 2:
            self.cut(<const uint16_t*>self.source.data)
        else:
            self.cut(<const uint32_t*>self.source.data)
        for a in range(self.distinct):  # all words at once: the memory has brought most of them
            entry = &self.entries[a]
            entry.is_strange = not self.is_known(entry.whole, entry.a, entry.b, False)
            if entry.is_strange:
                self.strip(entry)
        for a in range(self.distinct):
            if self.entries[a].is_strange:
                self.look(&self.entries[a], a + 1)

    cdef cut(self, const Char* chars):
        """Each chunk, once, and how often it stands in the text."""
        cdef Py_ssize_t i = 0, a, size = self.source.size
        cdef uint64_t h, cell
        cdef Entry* entry
        while True:
            while i < size and is_space(chars[i]):
                i += 1
            if i == size:
                return
            a, h = i, start()
            while i < size and not is_space(chars[i]):
                h = mixed(h, chars[i])
                i += 1
            h = closed(h)
            self.count += 1
            cell = self.cell(h, &self.source, a, i)
            if self.wholes[cell]:
                self.entries[self.wholes[cell] - 1].times += 1
                continue
            if self.distinct == self.room:
                self.grow(2 * (<Py_ssize_t>self.mask + 1))
                cell = self.cell(h, &self.source, a, i)
            self.wholes[cell] = self.distinct + 1
            entry = &self.entries[self.distinct]
            entry.whole, entry.a, entry.b, entry.times = h, a, i, 1
            entry.is_strange = entry.is_unknown = entry.is_listed = False
            self.distinct += 1
            if self.words is not None:
                self.words.fetch(h)

    cdef bint is_known(self, uint64_t h, Py_ssize_t a, Py_ssize_t b, bint small):
        if self.words is not None:
            return self.words.has(h, &self.source, a, b, small)
        word = PyUnicode_Substring(self.text, a, b)
        return (plain(word) if small else word) in self.known

    cdef void strip(self, Entry* entry) noexcept:
        """Where the word of a chunk stands, without punctuation, and how it is looked up."""
        cdef Text* text = &self.source
        cdef Py_ssize_t a = entry.a, b = entry.b
        while b > a and flags(at(text, b - 1)) & CLOSER:
            b -= 1
        while a < b and flags(at(text, a)) & OPENER:
            a += 1
        entry.x, entry.y = a, b
        entry.bare = hash_of(text, a, b, True)
        if self.words is not None:
            self.words.fetch(entry.bare)

    cdef look(self, Entry* entry, Py_ssize_t number_of_it):
        """A chunk that is no known word as it stands: is it one without punctuation and case?"""
        cdef Text* text = &self.source
        cdef Py_ssize_t a = entry.x, b = entry.y, i
        cdef bint simple = True, number = True, known, odd
        for i in range(a, b):
            simple = simple and is_simple(at(text, i))
            number = number and flags(at(text, i)) & NUMBER
        entry.is_strange = simple
        if simple:
            i = self.bare_cell(entry.bare, text, a, b, True)
            if not self.bares[i]:
                self.bares[i] = number_of_it
            known, odd = self.is_known(entry.bare, a, b, True), is_odd(text, a, b)
        else:
            stripped = PyUnicode_Substring(self.text, a, b)
            word = plain(stripped)
            self.others.add(word)
            known = word in self.known
            odd = _reference_odd(stripped)
        odd = odd and entry.b - entry.a > 1
        entry.is_unknown = odd or not (known or number)
        self.unfamiliar += entry.is_unknown
        entry.is_listed = odd or (entry.is_unknown and self.is_more(a, b, simple))

    cdef bint is_more(self, Py_ssize_t a, Py_ssize_t b, bint simple):
        """Is it no possessive, number, elision, nor known words with dashes between them?"""
        cdef Text* text = &self.source
        cdef Py_ssize_t i = a, end
        while i < b and Py_UNICODE_ISALPHA(at(text, i)):
            i += 1
        if i == b:
            return i > a
        if not simple or self.words is None:
            return _reference_unknown(
                plain(PyUnicode_Substring(self.text, a, b)), self.known, self.elided
            )
        if b - a > 1 and fold(at(text, b - 1)) == c"s" and is_apostrophe(at(text, b - 2)):
            b -= 2
        i = a
        while i <= b:
            end = i
            while end < b and at(text, end) != c"-" and not is_dash(at(text, end)):
                end += 1
            if self.is_new(i, end):
                return True
            i = end + 1
        return False

    cdef bint is_new(self, Py_ssize_t a, Py_ssize_t b):
        """Is a part of a word neither known nor a number?"""
        cdef Text* text = &self.source
        cdef Py_ssize_t i
        if self.elided:
            i = b - 1
            while i >= a and not is_apostrophe(at(text, i)):
                i -= 1
            if a <= i < b - 1 and plain(PyUnicode_Substring(self.text, a, i)) in self.elided:
                a = i + 1
        if a == b or self.words.has(hash_of(text, a, b, True), text, a, b, True):
            return False
        for i in range(a, b):
            if not Py_UNICODE_ISDIGIT(at(text, i)):
                return True
        return False

    cdef dict all_unknown(self):
        cdef Py_ssize_t i
        cdef Entry* entry
        cdef list found = []
        for i in range(self.distinct):
            entry = &self.entries[i]
            if entry.is_listed:
                word = plain(PyUnicode_Substring(self.text, entry.x, entry.y))
                found.append((PyUnicode_Substring(self.text, entry.a, entry.b), word))
        found.sort()
        return dict(found)

    cdef list all_unfamiliar(self):
        cdef Py_ssize_t i
        cdef Entry* entry
        cdef list found = []
        for i in range(self.distinct):
            entry = &self.entries[i]
            if entry.is_unknown:
                word = plain(PyUnicode_Substring(self.text, entry.x, entry.y))
                found.append((PyUnicode_Substring(self.text, entry.a, entry.b), word))
        return found

    def unsettled(self, lists):
        cdef Py_ssize_t i
        cdef Entry* entry
        cdef list found = []
        if self.words is None or self.others:
            return _reference_unsettled(
                self, self.all_unfamiliar(), self.known, self.elided, lists
            )
        for i in range(self.distinct):
            entry = &self.entries[i]
            if entry.is_listed and not (
                self.is_whole(entry.x, entry.y) or self.is_settled(entry, lists)
            ):
                found.append(PyUnicode_Substring(self.text, entry.a, entry.b))
        found.sort()
        return found

    cdef bint is_settled(self, Entry* entry, lists):
        """Can no space have been lost in a chunk of simple letters?"""
        cdef Text* text = &self.source
        cdef Py_ssize_t i, run = 0
        cdef bint alpha = entry.y > entry.x, capitals = False
        if entry.b - entry.a > LONGEST_CHUNK or self.may_join(entry, lists):
            return False
        if self.may_have_met_in(entry, lists):
            return False
        for i in range(entry.x, entry.y):
            alpha = alpha and Py_UNICODE_ISALPHA(at(text, i))
        for i in range(entry.a, entry.b):
            run = run + 1 if is_capital(at(text, i)) else 0
            capitals = capitals or run == 3
        return (alpha and not capitals) or not self.may_recur(entry)

    cdef bint may_have_met_in(self, Entry* entry, lists):
        """May a word that stands free in a chunk be two or more?"""
        cdef Text* text = &self.source
        cdef Py_ssize_t i = entry.a, end, b = entry.b
        cdef Py_UCS4 c, before = c" "
        while i < b:
            c = at(text, i)
            if not is_letter(c):
                before = c
                i += 1
                continue
            end = i + 1
            while end < b and (
                is_letter(at(text, end))
                or (is_apostrophe(at(text, end)) and end + 1 < b and is_letter(at(text, end + 1)))
            ):
                end += 1
            if not (
                is_decimal(before) or before == c"_" or before == c"." or is_apostrophe(before)
                or before == c"&" or before == c"/" or before == c"+" or self.goes_on(end, b)
            ):
                if self.may_have_met(i, end, entry.a, b, lists):
                    return True
            before = at(text, end - 1)
            i = end
        return False

    cdef bint goes_on(self, Py_ssize_t i, Py_ssize_t end) noexcept:
        """Does what stands behind a word belong to it?"""
        cdef Text* text = &self.source
        cdef Py_ssize_t k
        cdef Py_UCS4 c
        if i == end:
            return False
        c = at(text, i)
        if c == c"/":
            for k in range(i + 1, i + 5):
                if k >= end or not is_small(at(text, k)):
                    return True
            return False
        if c == c".":
            return i + 1 < end and (
                at(text, i + 1) == c"_" or Py_UNICODE_ISALNUM(at(text, i + 1))
            )
        return (
            c == c"_" or Py_UNICODE_ISALNUM(c) or is_apostrophe(c) or c == c"&" or c == c"+"
            or c == c"("
        )

    cdef bint may_have_met(
        self, Py_ssize_t a, Py_ssize_t b, Py_ssize_t start, Py_ssize_t stop, lists
    ) except -1:
        """May a free word of a chunk be two or more?"""
        cdef Text* text = &self.source
        cdef Py_ssize_t i, base = b
        cdef bint title = False, bent = False, marked = False
        cdef uint64_t h
        if b - a > 1 and fold(at(text, b - 1)) == c"s" and is_apostrophe(at(text, b - 2)):
            base = b - 2
        if b - a > LETTERS:
            return True
        for i in range(a, base):
            marked = marked or is_apostrophe(at(text, i))
            if i > a and is_title(at(text, i)):
                title = True
                bent = bent or (
                    Py_UNICODE_ISUPPER(at(text, i)) and Py_UNICODE_ISLOWER(at(text, i - 1))
                )
        if marked and self.elided:
            return True
        if title or (base < b and is_title(at(text, b - 1))):
            return bent
        if marked:
            return True
        h = hash_of(text, a, b, True)
        if self.words.has(h, text, a, b, True):
            return False
        if base < b and self.words.value_of(hash_of(text, a, base, True), text, a, base) > 10:
            return False
        if not self.has_met(a, base) and (base == b or not self.has_met(a, b)):
            return False
        whole = plain(PyUnicode_Substring(self.text, a, b))
        if whole in lists.never:
            return True
        if Py_UNICODE_ISUPPER(at(text, a)) and whole in lists.names:
            return False
        for ending in lists.endings:
            base = len(whole) - len(ending)
            if whole.endswith(ending) and base > (3 if ending == "s" else 4):
                if self.words.value_of(hash_of(text, a, a + base, True), text, a, a + base) >= STEM:
                    return False
        cdef bint is_behind = a > start and at(text, a - 1) == c"-"
        cdef bint is_before = b < stop and at(text, b) == c"-"
        glue = lists.glue()
        if glue is None:
            return not (is_behind or is_before) and self.has_small(a, b, whole, lists)
        return self.may_split(whole, Py_UNICODE_ISUPPER(at(text, a)), is_behind, is_before, glue)

    cdef bint has_small(self, Py_ssize_t a, Py_ssize_t b, str whole, lists) except -1:
        """Without a model: is a word two known ones, of which a function word is one?"""
        cdef Py_ssize_t i
        cdef uint64_t h = start()
        small, beside = lists.small, lists.beside
        for i in range(a, b - 2):
            h = mixed(h, fold(at(&self.source, i)))
            if i == a or not (
                self.words.has(closed(h), &self.source, a, i + 1, True)
                and self.words.has(
                    hash_of(&self.source, i + 1, b, True), &self.source, i + 1, b, True
                )
            ):
                continue
            first, second = whole[: i + 1 - a], whole[i + 1 - a :]
            if first in beside or second in beside or (first in small and second in small):
                return True
        return False

    cdef bint may_split(
        self, str whole, bint capital, bint is_behind, bint is_before, glue
    ) except -1:
        """May some text find the odds enough that a word is two?"""
        cdef double gain
        parts, found = self.splits(whole, capital, is_behind, is_before, glue)
        gain = GAIN if len(parts) >= MANY or (capital and len(parts) == 2) else 0.0
        for evidence in found:
            if <double>glue.score(evidence, SETTLED) + gain >= LEAST:
                return True
        return False

    def splits(self, str whole, bint capital, bint is_behind, bint is_before, glue):
        cdef tuple parts = best_split(whole, capital, self.known, self.coined, glue.pairs)
        cdef Py_ssize_t i, count = len(parts), times = 0
        cdef list found = []
        if count and len(whole) <= LETTERS:
            times = self.said(whole)
        for i in range(1, count):
            found.append(
                self.evidence(whole, <str>parts[i - 1], <str>parts[i], times, glue)
                + (capital, min(count, 5), is_behind, is_before)
            )
        return parts, found

    cdef tuple evidence(self, str whole, str first, str second, Py_ssize_t times, glue):
        beginnings, capitals = glue.beginnings, glue.capitals
        cdef Py_ssize_t size = len(first), size2 = len(second)
        cdef double one = self.known.get(first, RARE / 10.0), two = self.known.get(second, RARE / 10.0)
        cdef double frequent = glue.pairs.get(f"{first}_{second}", 0.0)
        small = glue.small
        return (
            frequent if frequent else min(one + two - 9, FREQUENT_PAIR),
            one, two, min(one, two), frequent > 0,
            min(len(whole), 20), min(size, size2, 6), _log1p(max(times - 1, 0)),
            self.says(first), self.says(second),
            ending_of(second, glue), beginnings.get(first, 0.0),
            first in small, second in small, first.endswith(ENDED), second.endswith(ENDED),
            first.endswith("s"), (size == 1) - (size2 == 1),
            ending_of(first, glue), beginnings.get(second, 0.0),
            glue.seams.get(first[max(0, size - 3):] + second[:3], 0.0),
            capitals.get(first, 0.5), capitals.get(second, 0.5),
        )

    def recurs(self, str chunk):
        cdef Entry* entry = self.entry_of(chunk)
        if self.words is None or self.others or entry == NULL or not entry.is_unknown:
            if self.all_things is None:
                self.all_things = _reference_things(self.all_unfamiliar())
            return _reference_recurs(chunk, self.all_things)
        return self.may_recur(entry)

    @property
    def coined(self):
        if self.coined_words is None:
            self.coined_words = frozenset(
                [word for word in self.unknown.values() if len(word) >= COINED]
            )
        return self.coined_words

    def said(self, str word):
        if self.said_words is None:
            self.said_words = {}
            for chunk, said in self.unknown.items():
                self.said_words[said] = self.said_words.get(said, 0) + self.times(chunk)
        return self.said_words.get(word, 0)

    cdef bint may_join(self, Entry* entry, lists):
        """May a chunk have one of the joints that are split, or is it none for sure?"""
        cdef Text* text = &self.source
        cdef Py_ssize_t a = entry.a, b = entry.b, i, last = -1, k
        cdef Py_UCS4 c = at(text, a), left = c" ", right
        if c == c"." or c == c"^" or (is_dash(c) and self.may_begin(a, b, lists)):
            return True
        c = at(text, b - 1)
        if is_dash(c) or c == c"+" or c == c"*":
            return True
        if c == c"-" and b - a > 1 and at(text, b - 2) == c"-":
            return True
        for i in range(b - 1, a - 1, -1):
            if Py_UNICODE_ISALNUM(at(text, i)):
                last = i
                break
        for i in range(a, b):
            c = at(text, i)
            right = at(text, i + 1) if i + 1 < b else <Py_UCS4>c" "
            if is_letter(c):
                if is_decimal(left) and is_letter(right):
                    if not self.is_unit(i, b, lists):
                        return True
                elif (
                    is_capital(c) and is_capital(right) and i + 3 < b
                    and is_small(at(text, i + 2)) and is_small(at(text, i + 3))
                ):
                    return True
            elif is_decimal(c):
                if is_letter(left) and not self.is_label(entry, i, lists):
                    return True
            elif c == c"." or c == c"!" or c == c"?" or c == 0x2026:
                if (
                    last > i and self.leads_on(i, b)
                    and not (c == c"." and i > a and self.is_inside(a, b, i))
                    and not self.goes_on_behind(a, b, i, left, lists)
                ):
                    return True
            elif c == c"," or c == c";" or c == c":":
                for k in range(i + 1, min(i + 4, b)):
                    if is_letter(at(text, k)):
                        return True
                if self.is_beside_number(a, b, i, c, left, right):
                    return True
            elif c == c"(" or c == 0x201C:
                if Py_UNICODE_ISALNUM(left) and Py_UNICODE_ISALNUM(right):
                    return True
            elif c == c")" or c == c"]" or c == 0x201D:
                if i > a and (
                    is_letter(right) or (c == c")" and (is_decimal(right) or is_money(right)))
                ):
                    return True
            elif is_apostrophe(c):
                if (
                    is_capital(right) and i - a > 2 and is_small(left)
                    and is_small(at(text, i - 2)) and is_small(at(text, i - 3))
                ):
                    return True
                if self.ends_word(i, b):
                    return True
            elif is_money(c):
                if is_decimal(right) and (
                    is_decimal(left) or (is_letter(left) and not is_capital(left))
                ):
                    return True
            elif c == c"%":
                if is_decimal(left) and is_letter(right):
                    return True
            elif c == c'"':
                if is_letter(left) and is_letter(right):
                    return True
            elif c == c"/":
                if right == c"/":
                    return True
            elif i > a and (
                c == c"@" or c == c"#" or c == 0x2022 or c == 0x25AA or c == 0x25CF
                or c == 0x25A0 or c == 0x25E6 or c == 0xA9
            ):
                return True
            left = c
        return False

    cdef bint may_begin(self, Py_ssize_t a, Py_ssize_t b, lists) except -1:
        """Does a word of its own stand behind a dash?"""
        cdef Text* text = &self.source
        cdef Py_ssize_t end = a + 2
        cdef Py_UCS4 c
        if b - a < 2 or not is_letter(at(text, a + 1)) or is_small(at(text, a + 1)):
            return False
        if not is_capital(at(text, a + 1)):
            return True
        while end < b and is_small(at(text, end)):
            end += 1
        if end < b:
            c = at(text, end)
            if is_apostrophe(c) or (is_letter(c) and not is_capital(c)):
                return True
        return PyUnicode_Substring(self.text, a + 1, end).lower() in lists.words

    cdef bint leads_on(self, Py_ssize_t i, Py_ssize_t b) noexcept:
        """Do only marks, quotes and brackets stand between a mark and what may be a word?"""
        cdef Text* text = &self.source
        cdef Py_UCS4 c
        for i in range(i + 1, b):
            c = at(text, i)
            if Py_UNICODE_ISALNUM(c):
                return True
            if not (flags(c) & (OPENER | CLOSER) and c not in u",;:" or c in u"[]©$£€\u200c"):
                return False
        return False

    cdef bint goes_on_behind(
        self, Py_ssize_t a, Py_ssize_t b, Py_ssize_t i, Py_UCS4 left, lists
    ) except -1:
        """Does no sentence begin behind a mark?"""
        cdef Text* text = &self.source
        cdef Py_ssize_t end = i + 1
        cdef Py_UCS4 c = at(text, i + 1)
        if c == c"[":
            return left != c")" and i + 2 < b and is_decimal(at(text, i + 2))
        while end < b and is_small(at(text, end)):
            end += 1
        if end == i + 1 or is_capital(left):
            return False
        if end < b and (is_apostrophe(at(text, end)) or is_letter(at(text, end))):
            return False
        if i - a >= 3 and PyUnicode_Substring(self.text, i - 3, i) in NAMED:
            return False
        run = PyUnicode_Substring(self.text, i + 1, end)
        for name in NAMES:
            if run.startswith(name) and run != name:
                return False
        return at(text, i) == 0x2026 or left == c"." or run not in lists.words

    cdef bint ends_word(self, Py_ssize_t i, Py_ssize_t b) noexcept:
        """Do an ending that an apostrophe sets apart and three more letters stand behind it?"""
        cdef Text* text = &self.source
        cdef Py_ssize_t size = 0, k
        cdef Py_UCS4 one = at(text, i + 1) if i + 1 < b else <Py_UCS4>c" "
        cdef Py_UCS4 two = at(text, i + 2) if i + 2 < b else <Py_UCS4>c" "
        if one == c"s" or one == c"t" or one == c"m":
            size = 4
        elif (one == c"l" and two == c"l") or ((one == c"r" or one == c"v") and two == c"e"):
            size = 5
        if size == 0 or i + size >= b:
            return False
        for k in range(i + 1, i + 1 + size):
            if not is_letter(at(text, k)):
                return False
        return True

    cdef bint is_unit(self, Py_ssize_t i, Py_ssize_t b, lists):
        """Do only letters of a unit, or capitals, stand behind a number?"""
        cdef Text* text = &self.source
        cdef Py_ssize_t end = i, size
        cdef bint upper = True, lower = True
        cdef Py_UCS4 one = at(text, i), two = at(text, i + 1)
        while end < b and is_letter(at(text, end)):
            upper = upper and is_capital(at(text, end))
            lower = lower and is_small(at(text, end))
            end += 1
        size = end - i
        if end < b and is_apostrophe(at(text, end)):
            return False
        if upper:
            return True
        if not lower or (size == 2 and one == c"i" and two == c"n"):
            return False
        if size > 4 and (
            (one == c"s" and two == c"t") or (one == c"n" and two == c"d")
            or (one == c"r" and two == c"d") or (one == c"t" and two == c"h")
        ):
            return False
        if size > 3 and one == c"s" and at(text, i - 1) == c"0":
            return False
        run = PyUnicode_Substring(self.text, i, end)
        return run not in lists.words and (size < 5 or run in lists.units)

    cdef bint is_label(self, Entry* entry, Py_ssize_t i, lists):
        """Do only capitals stand before a number that are no word of their own?"""
        cdef Text* text = &self.source
        cdef Py_ssize_t a = i, k
        cdef bint stop = False, more = False
        while a > entry.a and is_capital(at(text, a - 1)):
            a -= 1
        if a == i or i - a > LETTERS // 2 or (a > entry.a and is_letter(at(text, a - 1))):
            return False
        if PyUnicode_Substring(self.text, a, i).lower() in lists.labels:
            return False
        for k in range(i, entry.b):
            stop = stop or at(text, k) == c"."
            more = more or at(text, k) == c"-" or at(text, k) == c":"
        if stop and i - a > 3:
            return False
        if self.words.value_of(hash_of(text, a, i, True), text, a, i) < FREQUENT:
            return True
        if more:
            return False
        chunk = PyUnicode_Substring(self.text, entry.a, entry.b)
        return plain(self.after(chunk)).strip(".,") not in lists.months

    cdef bint is_inside(self, Py_ssize_t a, Py_ssize_t b, Py_ssize_t i) noexcept:
        """Does a full stop stand between initials or digits?"""
        cdef Text* text = &self.source
        cdef Py_UCS4 left = at(text, i - 1), right = at(text, i + 1), c
        if is_decimal(left) and is_decimal(right):
            return True
        if not (is_capital(left) or is_small(left)) or not (is_capital(right) or is_small(right)):
            return False
        if i + 2 < b:
            c = at(text, i + 2)
            if c == c"_" or is_apostrophe(c) or Py_UNICODE_ISALNUM(c):
                return False
        if i - 1 > a and is_capital(at(text, i - 2)):
            return i - 2 == a or not self.goes_before(i - 3)
        return i - 1 == a or not self.goes_before(i - 2)

    cdef inline bint goes_before(self, Py_ssize_t i) noexcept:
        cdef Py_UCS4 c = at(&self.source, i)
        return c == c"_" or is_apostrophe(c) or Py_UNICODE_ISALNUM(c)

    cdef bint is_beside_number(
        self, Py_ssize_t a, Py_ssize_t b, Py_ssize_t i, Py_UCS4 mark, Py_UCS4 left, Py_UCS4 right
    ) noexcept:
        """Does a mark stand before a number that may be one of its own?"""
        cdef Text* text = &self.source
        cdef Py_ssize_t k
        if mark == c",":
            if is_letter(left):
                return is_decimal(right) or is_money(right)
            if not is_decimal(left) or i + 4 >= b or (right != c"1" and right != c"2"):
                return False
            for k in range(i + 2, i + 5):
                if not is_decimal(at(text, k)):
                    return False
            return True
        if not is_decimal(right):
            return False
        if mark == c";" or is_letter(left):
            return True
        if i - a < 5:
            return False
        for k in range(i - 5, i):
            if not is_decimal(at(text, k)):
                return False
        return True

    cdef bint may_recur(self, Entry* entry) except -1:
        """May one of the things of the text stand in a chunk, beside what looks like words?"""
        cdef Text* text = &self.source
        cdef Py_ssize_t c, d, head, tail, begin, end
        cdef uint64_t h
        if self.things == NULL:
            self.gather()
        c, d = entry.c, entry.d
        if not 3 < d - c <= LETTERS:
            return False
        head, tail = c, d
        while head < d and Py_UNICODE_ISALPHA(at(text, head)):
            head += 1
        while tail > c and Py_UNICODE_ISALPHA(at(text, tail - 1)) and not is_title(at(text, tail - 1)):
            tail -= 1
        for begin in range(c, min(head, d - 3) + 1):
            h = start()
            for end in range(begin, d):
                h = mixed(h, at(text, end))
                if end + 1 >= begin + 3 and (
                    (end + 1 >= tail and end + 1 < d - 1) or (end + 1 == d and begin > c)
                ):
                    if self.is_thing(closed(h), begin, end + 1):
                        return True
        return False

    cdef int gather(self) except -1:
        """The things of the text: what has a mark or a digit inside, or only capitals."""
        cdef Text* text = &self.source
        cdef Py_ssize_t i, k, c, d
        cdef uint64_t size = 16, h
        cdef bint alpha, upper, cased
        cdef Entry* entry
        while size < 2 * <uint64_t>(self.unfamiliar + 1):
            size *= 2
        self.things = <uint32_t*>calloc(size, sizeof(uint32_t))
        if self.things == NULL:
            raise MemoryError()
        self.things_mask = size - 1
        for i in range(self.distinct):
            entry = &self.entries[i]
            if not entry.is_unknown:
                continue
            self.set_said(entry)
            c, d = entry.c, entry.d
            alpha, upper, cased = True, True, False
            for k in range(c, d):
                alpha = alpha and Py_UNICODE_ISALPHA(at(text, k))
                if Py_UNICODE_ISUPPER(at(text, k)):
                    cased = True
                elif Py_UNICODE_ISLOWER(at(text, k)) or Py_UNICODE_ISTITLE(at(text, k)):
                    upper = False
            if d - c > 2 and ((upper and cased) or not alpha):
                h = hash_of(text, c, d, False)
                k = h & self.things_mask
                while self.things[k]:
                    k = (k + 1) & self.things_mask
                self.things[k] = i + 1
        return 0

    cdef int set_said(self, Entry* entry) except -1:
        """What a chunk says, in its case, without the punctuation around it."""
        cdef Text* text = &self.source
        cdef Py_ssize_t c = entry.a, d = entry.b
        while c < d and flags(at(text, c)) & OPENER:
            c += 1
        while d > c and flags(at(text, d - 1)) & CLOSER:
            d -= 1
        while c < d and (is_dash(at(text, c)) or at(text, c) == c"-"):
            c += 1
        while d > c and (is_dash(at(text, d - 1)) or at(text, d - 1) == c"-"):
            d -= 1
        if d > c and at(text, d - 1) == c"(" and d < entry.b and at(text, d) == c")":
            d += 1
        entry.c, entry.d = c, d
        return 0

    cdef bint is_thing(self, uint64_t h, Py_ssize_t a, Py_ssize_t b) noexcept:
        cdef uint64_t k = h & self.things_mask
        cdef Entry* entry
        while self.things[k]:
            entry = &self.entries[self.things[k] - 1]
            if same(&self.source, a, b, &self.source, entry.c, entry.d, False):
                return True
            k = (k + 1) & self.things_mask
        return False

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


def best_split(str word, bint capital, words, coined, pairs):
    cdef _Words table
    cdef Text text
    cdef int[LETTERS + 1] values
    cdef int[LETTERS + 1] tails
    cdef Py_ssize_t i, size, best = 0
    cdef uint64_t h
    cdef double value, most = 0.0
    cdef bint has_heads = False
    if not isinstance(words, _Words) or len(word) > LETTERS:
        return _reference_split(word, capital, words, coined, pairs)
    if word.endswith("'s") and not any([word.endswith(short) for short in SHORT_FORMS]):
        word = word[: len(word) - 2]
    size = len(word)
    table, text, h = <_Words>words, text_of(word), start()
    for i in range(1, size):
        h = mixed(h, at(&text, i - 1))
        values[i] = table.value_in(table.cell(closed(h), &text, 0, i, False))
        tails[i] = 0
        if not values[i]:
            if i < COINED or PyUnicode_Substring(word, 0, i) not in coined:
                continue
            values[i] = RARE
        has_heads = True
        tails[i] = table.value_as_is(&text, i, size)
        if not tails[i] and size - i >= COINED and PyUnicode_Substring(word, i, size) in coined:
            tails[i] = RARE
    for i in range(1, size):
        if not (has_heads and values[i] and tails[i]):
            continue
        if (i == size - 1 and at(&text, i) == c"i") or (
            i == 1 and not capital and at(&text, 0) == c"i"
        ):
            continue
        value = likeliness(word, i, values[i], tails[i], pairs)
        if not best or value > most:
            best, most = i, value
    if best and min(values[best], tails[best]) >= COMMON:
        return word[:best], word[best:]
    chain = chain_of(table, word, &text) if has_heads else ()
    if not best:
        return chain
    parts = word[:best], word[best:]
    if chain and min([table.get(part, RARE / 10.0) for part in chain]) >= SAID / 10.0:
        if fits(table, chain) > fits(table, parts):
            return chain
    return parts


cdef ending_of(str word, glue):
    """How readily a word, or its singular, ends longer ones."""
    endings = glue.endings
    return max(endings.get(word, 0.0), endings.get(word.removesuffix("s"), 0.0))


cdef double likeliness(str word, Py_ssize_t i, int first, int second, pairs) except? -1000:
    """How likely two words are to stand side by side."""
    cdef double chance
    pair = pairs.get(f"{word[:i]}_{word[i:]}", 0.0)
    if pair:
        return pair
    chance = first / 10.0 + second / 10.0 - 9
    return min(chance, FREQUENT_PAIR)


cdef double fits(_Words words, tuple parts) except? -1000:
    cdef double value = 0.0
    for part in parts:
        value += <double>words.get(part, RARE / 10.0)
    return value - 9 * (len(parts) - 1)


cdef tuple chain_of(_Words words, str word, Text* text):
    """The likeliest chain of known words that makes up the whole word."""
    cdef double[LETTERS + 1] most
    cdef int[LETTERS + 1] begins
    cdef int[LETTERS + 1] count
    cdef Py_ssize_t first, end, size = text.size
    cdef uint64_t h
    cdef int value
    cdef double so_far
    cdef list parts = []
    for end in range(size + 1):
        count[end], begins[end], most[end] = -1, 0, -1e9
    count[0], most[0] = 0, 0.0
    for first in range(size):
        if count[first] < 0:
            continue
        h = start()
        for end in range(first + 1, size + 1):
            h = mixed(h, at(text, end - 1))
            value = words.value_in(words.cell(closed(h), text, first, end, False))
            if value <= (COMMON if end - first < LONG else 0):
                continue
            if end - first == 1 and at(text, first) == c"i":
                continue
            so_far = most[first] + value / 10.0 - 9
            if so_far > most[end]:
                most[end], begins[end], count[end] = so_far, first, count[first] + 1
    if count[size] < 1 or (count[size] > 3 and not most[size] > LEAST_LIKELY * size):
        return ()
    end = size
    while end:
        parts.append(word[begins[end] : end])
        end = begins[end]
    return tuple(parts[::-1])


def _reference_split(word, capital, words, coined, pairs):
    from copydesk._kernels.parting import split_of

    return split_of(word, capital, words, coined, pairs)


cdef str plain(str text):
    return text.lower().replace("’", "'")


def _reference_unknown(word, known, elided):
    from copydesk._kernels.tokens import is_unknown

    return is_unknown(word, known, elided)


def _reference_things(unfamiliar):
    from copydesk._kernels.tokens import things

    return things(unfamiliar)


def _reference_recurs(chunk, things):
    from copydesk._kernels.settled import may_recur

    return may_recur(chunk, things)


def _reference_unsettled(chunks, unfamiliar, known, elided, lists):
    from copydesk._kernels.tokens import unsettled_among

    return unsettled_among(chunks, unfamiliar, known, elided, lists)


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
