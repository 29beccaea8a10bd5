"""Words by which something may begin or end, in a line and at the marks in it, and what may follow."""

from array import array as _array

from cpython.bytes cimport PyBytes_AS_STRING
from cpython.dict cimport PyDict_GetItem
from cpython.object cimport PyObject
from cpython.set cimport PySet_Contains
from cpython.unicode cimport (
    PyUnicode_DATA, PyUnicode_Find, PyUnicode_FindChar, PyUnicode_KIND, PyUnicode_READ,
    PyUnicode_Substring,
)
from cython cimport final
from libc.string cimport memset

from copydesk._kernels.keys import (
    AFTER as _AFTER, folded as _folded, phrase_key as _phrase_key, word_key as _word_key,
)


cdef extern from "Python.h":
    void PyUnicode_WRITE(int kind, void* data, Py_ssize_t i, Py_UCS4 ch) nogil
    bint Py_UNICODE_ISALNUM(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISDIGIT(Py_UCS4 ch) nogil
    bint Py_UNICODE_ISSPACE(Py_UCS4 ch) nogil
    Py_UCS4 Py_UNICODE_TOLOWER(Py_UCS4 ch) nogil
    object PyUnicode_New(Py_ssize_t size, Py_UCS4 maxchar)

cdef enum:
    NONE = -1
    KEPT = 512  # characters of a phrase whose key is made here
    MARKS = 32768  # numbers that three characters may have, a power of 2
    MARK_BYTES = 4096
    DOT = 0x307  # a combining one, which folds away behind an i

cdef enum:
    IS_WORD = 1      # letters, digits, "_"
    IS_MARK = 2      # a word after it may begin something
    ENDS_SKIP = 4    # does not stand between a mark and its word
    ENDS_GAP = 8     # does not stand between two words
    IS_AFTER = 16    # may stand behind a line's last word
    IS_SPACE = 32

cdef unsigned char ASCII[128]
cdef unsigned char LOW[128]


cdef int _fill() except -1:
    cdef int i
    for i in range(128):
        ASCII[i], LOW[i] = 0, ord(chr(i).lower())
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
    return ASCII[ch] if ch < 128 else kind_beyond(ch)


cdef int kind_beyond(Py_UCS4 ch) noexcept:
    """The same of one beyond ASCII."""
    cdef int found
    if Py_UNICODE_ISALNUM(ch) or 0x900 <= ch < 0xE00 and not 0x964 <= ch <= 0x965:
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


cdef inline Py_UCS4 folded_char(Py_UCS4 ch) noexcept:
    """What a character folds to by a rule; 0 where it is asked of Python."""
    if ch < 0x80:
        return <Py_UCS4>(<int>ch + 32) if c"A" <= ch <= c"Z" else ch
    if ch < 0x100:
        if ch == 0xB5 or ch == 0xDF:
            return 0
        return <Py_UCS4>(<int>ch + 32) if 0xC0 <= ch < 0xDF and ch != 0xD7 else ch
    if ch < 0x17F and not 0x130 <= ch <= 0x131 and ch != 0x149 or 0x400 <= ch < 0x530:
        return Py_UNICODE_TOLOWER(ch)
    if (
        0x590 <= ch < 0x700 or 0x900 <= ch < 0x1000 or 0x2010 <= ch < 0x2028 or ch == 0x20AC
        or 0x3000 <= ch < 0xA000 or 0xAC00 <= ch < 0xD7A4
    ):
        return ch  # of scripts without case
    return 0


cdef inline int mark_of(int before, Py_UCS4 ch) noexcept:
    """A number for three characters, by that of the three that end before the last."""
    return ((before << 5) ^ <int>ch) & (MARKS - 1)


cdef bytes marks_of(list words):
    """For each word how many threes of characters it has, and their numbers."""
    cdef list found = [], marks
    cdef str word
    cdef Py_ssize_t i
    cdef int mark
    for word in words:
        marks, mark = [], 0
        for i in range(len(word)):
            mark = mark_of(mark, word[i])
            if i > 1:
                marks.append(mark)
        found += [len(marks), *marks]
    return _array("H", found).tobytes()


@final
cdef class _Text:
    """A text whose characters are read without making objects of them."""
    cdef object text
    cdef int kind
    cdef void* data
    cdef Py_ssize_t size
    cdef str folded  # a piece that was asked for last, and its place
    cdef Py_ssize_t folded_at, folded_end
    cdef Py_ssize_t line, line_end  # the line that is looked at
    cdef Py_ssize_t read_end  # the end of the line of which is known what follows
    cdef str low  # the text, of which that line is in small letters
    cdef bint is_low  # whether each of the line's characters is one there
    cdef unsigned char marks[MARK_BYTES]  # a bit for each number that stands in the line

    def __init__(self, text):
        self.text, self.size = text, len(text)
        self.line, self.line_end, self.read_end = 0, self.size, NONE
        self.kind, self.data = PyUnicode_KIND(text), PyUnicode_DATA(text)

    cdef inline Py_UCS4 at(self, Py_ssize_t i) noexcept:
        return PyUnicode_READ(self.kind, self.data, i)

    cdef inline int kind_at(self, Py_ssize_t i) noexcept:
        return kind_of(PyUnicode_READ(self.kind, self.data, i))

    cdef inline Py_ssize_t word_end(self, Py_ssize_t i, Py_ssize_t end) noexcept:
        while i < end and self.kind_at(i) & IS_WORD:
            i += 1
        return i

    cdef bint holds(
        self, str word, const unsigned short* marks, int count, Py_ssize_t at, Py_ssize_t end
    ) except -1:
        """Whether a word of these marks stands in a piece of the line, in small letters."""
        cdef int i
        if self.read_end != self.line_end:
            self.read()
        for i in range(count):
            if not self.marks[marks[i] >> 3] >> (marks[i] & 7) & 1:
                return False
        if self.is_low:
            return PyUnicode_Find(self.low, word, at, end, 1) >= 0
        return word in self.piece(at, end)

    cdef int read(self) except -1:
        """Fold the line, and set the bits of what stands in it; all where that is not told
        character by character."""
        cdef Py_ssize_t i
        cdef Py_UCS4 ch, low
        cdef int mark = 0, kind = self.kind
        cdef void* data = self.data
        cdef unsigned char* marks = self.marks
        cdef void* into
        if self.low is None:
            self.low = PyUnicode_New(
                self.size, 0xFF if kind == 1 else 0xFFFF if kind == 2 else 0x10FFFF
            )
        into = PyUnicode_DATA(self.low)
        self.is_low, self.read_end = True, self.line_end
        memset(marks, 0, MARK_BYTES)
        for i in range(self.line, self.line_end):
            ch = PyUnicode_READ(kind, data, i)
            low = LOW[ch] if ch < 128 else folded_char(ch)
            if low or not ch:
                mark = mark_of(mark, low)
                marks[mark >> 3] |= 1 << (mark & 7)
                PyUnicode_WRITE(kind, into, i, low)
                continue
            self.is_low = False
            if ch == DOT:
                memset(marks, 0xFF, MARK_BYTES)
                return 0
            for low in <str>_folded(chr(ch)):
                mark = mark_of(mark, low)
                marks[mark >> 3] |= 1 << (mark & 7)
        return 0

    cdef str piece(self, Py_ssize_t at, Py_ssize_t end):
        """A piece in small letters, made once where several ask for the same."""
        if self.folded is None or self.folded_at != at or self.folded_end != end:
            self.folded, self.folded_at, self.folded_end = folded_piece(self, at, end), at, end
        return self.folded

    cdef inline bint is_digit(self, Py_ssize_t i) noexcept:
        cdef Py_UCS4 ch = self.at(i)
        return c"0" <= ch <= c"9" if ch < 128 else Py_UNICODE_ISDIGIT(ch)

    cdef object key(self, Py_ssize_t start, Py_ssize_t end):
        """`word_key` of a word."""
        cdef Py_ssize_t i
        if start < end and c"0" <= self.at(start) <= c"9":
            return "0"
        for i in range(start, end):
            if self.is_digit(i):
                return _word_key(PyUnicode_Substring(self.text, start, end))
        return folded_piece(self, start, end)


cdef list NOTHING = []


@final
cdef class _Frames:
    """Frames, whose numbers are read when something first begins as they do."""
    cdef dict openings, longest
    cdef list needs, sizes

    def __init__(self, frames):
        openings, self.longest, needs, sizes = frames
        self.openings, self.needs, self.sizes = dict(openings), list(needs), list(sizes)

    cdef list begun(self, str opening):
        """The frames that begin so."""
        cdef PyObject* found = PyDict_GetItem(self.openings, opening)
        if found is NULL:
            return NOTHING
        if not isinstance(<object>found, list):
            self.openings[opening] = [int(number) for number in (<str>found).split()]
            found = PyDict_GetItem(self.openings, opening)
        return <list>found


@final
cdef class Screen:
    cdef dict phrases, longest_phrase, sentences, kinds
    cdef object endings, anywhere
    cdef _Frames frames, heads, tails
    cdef list needs
    cdef Py_ssize_t longest, longest_ending, longest_sentence

    def __init__(self, looked):
        (
            needs, self.longest, self.phrases, self.longest_phrase, self.endings,
            self.longest_ending, frames, heads, tails, self.sentences, self.anywhere,
            self.longest_sentence, self.kinds,
        ) = looked
        self.needs = list(needs)
        self.frames, self.heads, self.tails = _Frames(frames), _Frames(heads), _Frames(tails)

    def lines(self, text):
        cdef _Text t = _Text(text)
        cdef Py_ssize_t line = 0, line_end, start, end
        cdef dict lines = {}
        while line < t.size:
            line_end = PyUnicode_FindChar(text, c"\n", line, t.size, 1)
            if line_end < 0:
                line_end = t.size
            start, end = line, line_end
            while start < end and t.kind_at(start) & IS_SPACE:
                start += 1
            while start < end and t.kind_at(end - 1) & IS_SPACE:
                end -= 1
            if start < end:
                found = self.look(t, start, end)
                if found is not None:
                    lines[line] = found
            line = line_end + 1
        return lines

    def line(self, line):
        return self.look(_Text(line), 0, len(line))

    def whole(self, line):
        cdef Py_ssize_t at = 0
        cdef list frames = []
        cdef long phrase = self.by_first(_Text(line), 0, len(line), &at, frames)
        return phrase, at, frames

    cdef tuple look(self, _Text t, Py_ssize_t start, Py_ssize_t end):
        cdef Py_ssize_t at = 0
        cdef list frames = [], pieces = []
        t.line, t.line_end = start, end
        cdef long phrase = self.by_first(t, start, end, &at, frames)
        cdef bint ends = self.ends(t, start, end)
        self.find_pieces(t, start, end, pieces)
        if phrase != NONE or ends or frames or pieces:
            return phrase, at, frames, ends, pieces
        return None

    cdef long by_first(
        self, _Text t, Py_ssize_t start, Py_ssize_t end, Py_ssize_t* at, list frames
    ) except? -2:
        cdef Py_ssize_t i = start, word_end, second, size = end - start, most, longest
        cdef Py_UCS4 ch
        cdef PyObject* found
        if not 0 < size <= self.longest:
            return NONE
        while i < end and not t.kind_at(i) & IS_WORD and not is_handle(t.at(i)):
            i += 1
        if i == end:
            first, word_end = "", end
        elif is_handle(t.at(i)):
            first, word_end = t.text[i], i + 1
        else:
            word_end = t.word_end(i, end)
            first = t.key(i, word_end)
        most = number_of(self.longest_phrase, first, 0)
        longest = number_of(self.frames.longest, first, NONE)
        if size <= most:
            found = PyDict_GetItem(self.phrases, phrase_key(t, start, end))
            if found is not NULL:
                return <object>found
        if longest == NONE:
            return NONE
        at[0] = 0 if Py_UNICODE_ISALNUM(t.at(start)) else before(t, start, end) - start
        if size - at[0] > longest:
            return NONE
        second = word_end
        while second < end and second - word_end <= 4 and not t.kind_at(second) & IS_WORD:
            if t.at(second) == c"\n":
                break
            second += 1
        key = ""
        if word_end < second <= word_end + 4:
            key = t.key(second, t.word_end(second, end))
        both = <str>first + " " + <str>key
        self.call(self.frames, t, start + at[0], end, True, both, first, key, frames)
        return NONE

    cdef int call(
        self, _Frames frames, _Text t, Py_ssize_t at, Py_ssize_t end, bint is_sized, str both,
        str first, str second, list found,
    ) except -1:
        """Add the frames that may match there: up to the end, or no farther."""
        cdef Py_ssize_t size = end - at
        for opening in (both, first):
            for number in frames.begun(opening):
                if is_sized and size > <Py_ssize_t>frames.sizes[<Py_ssize_t>number]:
                    continue
                if stand(self.words(frames.needs[<Py_ssize_t>number]), t, at, end, second):
                    found.append(number)
        return 0

    cdef bint ends(self, _Text t, Py_ssize_t start, Py_ssize_t end) except -1:
        cdef Py_ssize_t last = end, least = max(start, end - 40), i
        if not 0 < end - start <= min(self.longest_ending, self.longest):
            return False
        while last > least and t.kind_at(last - 1) & IS_AFTER:
            last -= 1
        while last > least and t.kind_at(last - 1) & IS_SPACE:
            last -= 1
        i = last
        while i > least and not t.kind_at(i - 1) & IS_SPACE:
            i -= 1
        return i < last and folded_piece(t, i, last) in self.endings

    cdef int find_pieces(
        self, _Text t, Py_ssize_t start, Py_ssize_t end, list found
    ) except -1:
        cdef Py_ssize_t i = start, word_end, second, second_end
        cdef Py_UCS4 ch
        cdef bint has_handle = False
        while i < end and not t.kind_at(i) & IS_WORD and t.at(i) != c"\n":
            if is_handle(t.at(i)):
                has_handle = True
                break
            i += 1
        i = start
        while i < end and i - start < 8 and not t.kind_at(i) & IS_WORD:
            ch = t.at(i)
            if ch == c"\n" or ch == c'"' or ch == c"'" or ch in u"“”„‟«‘‚’":
                break
            i += 1
        word_end = t.word_end(i, end)
        if word_end > i:
            first = t.key(i, word_end)
            if first in self.kinds:
                second = word_end
                while second < end and second - word_end < 4 and not t.kind_at(second) & IS_WORD:
                    if t.at(second) == c"\n":
                        break
                    second += 1
                second_end = t.word_end(second, end) if second > word_end else second
                key = t.key(second, second_end)
                if self.may_begin(first, key, True):
                    self.add(t, start, end, 0, i, first, key, has_handle, found)
        self.find_at_marks(t, start, end, has_handle, found)
        self.find_at_colon(t, start, end, found)
        return 0

    cdef bint may_begin(self, first, second, bint is_apart) except -1:
        """Whether junk may begin so, behind a blank or bracket or not."""
        cdef PyObject* seconds = PyDict_GetItem(self.kinds, first)
        cdef Py_ssize_t kind
        if seconds is NULL:
            return False
        kind = max(number_of(<dict>seconds, "", NONE), number_of(<dict>seconds, second, NONE))
        return kind == 1 or (kind == 0 and is_apart)

    cdef int find_at_marks(
        self, _Text t, Py_ssize_t start, Py_ssize_t end, bint has_handle, list found
    ) except -1:
        cdef Py_ssize_t i = start, at, word_end, second, second_end
        cdef Py_UCS4 mark
        cdef bint blank, is_opener
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
            first = t.key(at, word_end)
            is_opener = mark == c"(" or mark == c"[" or mark == c"|"
            if PyDict_GetItem(self.kinds, first) is NULL:
                if mark == 0xA9:
                    self.add(t, start, end, i - start, i, "©", first, True, found)
                i = second_end
                continue
            key = t.key(second, second_end)
            if self.may_begin(first, key, blank or is_opener):
                if mark == 0xA9:
                    self.add(t, start, end, i - start, i, "©", first, True, found)
                elif is_opener:
                    self.add(t, start, end, i - start, i, first, key, has_handle, found)
                    self.add(t, start, end, i - start, at, first, key, has_handle, found)
                elif not (
                    mark == c")" and heads_entry(t, i)
                    or (mark == c'"' or mark in u"”’»")
                    and (i == start or t.kind_at(i - 1) & IS_SPACE)
                ):
                    self.add(t, start, end, i + 1 - start, at, first, key, has_handle, found)
            i = second_end
        return 0

    cdef int find_at_colon(
        self, _Text t, Py_ssize_t start, Py_ssize_t end, list found
    ) except -1:
        cdef Py_ssize_t colon = PyUnicode_FindChar(t.text, c":", start, end, -1), last, least, i
        cdef list tails
        if colon <= start:
            return 0
        last, least = colon, max(start, colon - 20)
        while last > least and t.kind_at(last - 1) & IS_SPACE:
            last -= 1
        i = last
        while i > least and not t.kind_at(i - 1) & IS_SPACE:
            i -= 1
        if i < last:
            first = t.key(i, last)
            i = colon - (last - i)
            tails = self.hanging(self.tails, t, i, end, first + " ", first, "")
            if tails:
                found.append((NONE, i - start, first, tails, [], False))
        return 0

    cdef list hanging(
        self, _Frames frames, _Text t, Py_ssize_t begin, Py_ssize_t end, both, first, second
    ):
        """The frames that may match from a place to some end."""
        cdef Py_ssize_t reach = number_of(frames.longest, first, 0)
        cdef list found = []
        self.call(frames, t, begin, min(end, begin + reach), False, both, first, second, found)
        return found

    cdef int add(
        self, _Text t, Py_ssize_t start, Py_ssize_t end, Py_ssize_t cut, Py_ssize_t begin, first,
        second, bint is_sure, list found,
    ) except -1:
        """Add the piece that may begin there, if anything may."""
        cdef str both = <str>first + " " + <str>second
        cdef list tails = self.hanging(self.tails, t, begin, end, both, first, second)
        cdef list heads = self.hanging(self.heads, t, begin, end, both, first, second)
        cdef bint says = is_sure or self.may_say(t, begin, end, both, first, second)
        if tails or heads or says:
            found.append((cut, begin - start, first, tails, heads, says))
        return 0

    cdef bint may_say(
        self, _Text t, Py_ssize_t begin, Py_ssize_t end, both, first, second
    ) except -1:
        cdef PyObject* phrases = PyDict_GetItem(self.sentences, first)
        cdef PyObject* number
        end = min(end, begin + self.longest_sentence)
        if self.one_says(first, t, begin, end, second):
            return True
        if second:
            if self.one_says(both, t, begin, end, second):
                return True
        else:
            for key in self.kinds.get(first, ()):
                if self.one_says(first + " " + <str>key, t, begin, end, second):
                    return True
        if phrases is NULL:
            return False
        for key in ("", second) if second else <dict>phrases:
            number = PyDict_GetItem(<dict>phrases, key)
            if number is not NULL and stand(self.words(<object>number), t, begin, end, second):
                return True
        return False

    cdef bint one_says(
        self, str opening, _Text t, Py_ssize_t begin, Py_ssize_t end, str second
    ) except -1:
        """Whether a frame that begins so may be a sentence that is junk by itself."""
        for number in self.frames.begun(opening):
            if number in self.anywhere and stand(
                self.words(self.frames.needs[<Py_ssize_t>number]), t, begin, end, second
            ):
                return True
        return False

    cdef list words(self, Py_ssize_t number):
        """The groups of words of a number, those that follow apart, split when they are first asked
        for."""
        words = self.needs[number]
        if isinstance(words, str):
            groups = [group.split() for group in words.split("\n")] if words else []
            words = self.needs[number] = [_Group(group) for group in groups]
        return <list>words


@final
cdef class _Group:
    """Words of which one has to stand in a piece, or to follow its first word."""
    cdef list anywhere
    cdef object follow
    cdef bytes marks

    def __init__(self, list words):
        self.anywhere = [word for word in words if word[0] != "_"]
        self.follow = frozenset([word[1:] for word in words if word[0] == "_"])
        self.marks = marks_of(self.anywhere)

    cdef bint stands(
        self, _Text t, Py_ssize_t at, Py_ssize_t end, str second
    ) except -1:
        """Whether one does: most words stand nowhere in the text, which their marks tell."""
        cdef const unsigned short* mark = <const unsigned short*>PyBytes_AS_STRING(self.marks)
        if PySet_Contains(self.follow, second):
            return True
        for word in self.anywhere:
            if t.holds(word, mark + 1, mark[0], at, end):
                return True
            mark += 1 + mark[0]
        return False


cdef bint stand(
    list groups, _Text t, Py_ssize_t at, Py_ssize_t end, str second
) except -1:
    """Whether a word of each group stands in a piece whose second word is known."""
    for group in groups:
        if not (<_Group>group).stands(t, at, end, second):
            return False
    return True


cdef inline bint is_handle(Py_UCS4 ch) noexcept:
    return ch == c"#" or ch == c"@" or ch == 0xA9


cdef Py_ssize_t before(_Text t, Py_ssize_t i, Py_ssize_t end) noexcept:
    """Where what may stand before a cue ends."""
    cdef Py_UCS4 ch
    while i < end and not t.kind_at(i) & IS_WORD:
        ch = t.at(i)
        if is_handle(ch) or ch in u"\"“”„‟«‘‚'’$€£¥¿¡+&<":
            break
        i += 1
    return i


cdef bint heads_entry(_Text t, Py_ssize_t at) noexcept:
    """Whether a bracket closes the mark of an entry: "c)", "12)"."""
    cdef Py_ssize_t i = at
    if at and (c"a" <= t.at(at - 1) <= c"z" or c"A" <= t.at(at - 1) <= c"Z"):
        i = at - 1
    else:
        while i > 0 and at - i < 2 and Py_UNICODE_ISDECIMAL(t.at(i - 1)):
            i -= 1
    return i < at and not (i and (t.at(i - 1) == c"(" or t.kind_at(i - 1) & IS_WORD))


cdef object phrase_key(_Text t, Py_ssize_t start, Py_ssize_t end):
    """`phrase_key` of a line, made here where it is ASCII."""
    cdef unsigned char[KEPT] low
    cdef Py_ssize_t i, size = 0, last, used
    cdef Py_UCS4 ch
    cdef bint gap_before = False
    if end - start > KEPT:
        return _phrase_key(PyUnicode_Substring(t.text, start, end))
    for i in range(start, end):
        ch = t.at(i)
        if ch >= 128:
            return _phrase_key(PyUnicode_Substring(t.text, start, end))
        if ASCII[ch] & IS_SPACE:
            gap_before = size > 0
            continue
        if gap_before:
            low[size] = c" "
            size += 1
            gap_before = False
        low[size] = <unsigned char>ch
        if c"A" <= ch <= c"Z":
            low[size] |= 32
        size += 1
    start = 0
    while start < size and ASCII[low[start]] & IS_AFTER:
        start += 1
    while start < size and ASCII[low[size - 1]] & IS_AFTER:
        size -= 1
    used, i = 0, start
    while i < size:
        if c"0" <= low[i] <= c"9":
            low[used] = c"0"
            used += 1
            last = i
            while i < size:
                if c"0" <= low[i] <= c"9":
                    i += 1
                elif (
                    (low[i] == c"." or low[i] == c",") and i + 1 < size
                    and c"0" <= low[i + 1] <= c"9"
                ):
                    i += 1
                else:
                    break
            continue
        low[used] = low[i]
        used += 1
        i += 1
    return low[:used].decode("ascii")


cdef inline Py_ssize_t gap(
    _Text t, Py_ssize_t at, Py_ssize_t end, Py_ssize_t most, int ends
) noexcept:
    """How many characters stand there that may, up to a limit."""
    cdef Py_ssize_t i = at
    while i < end and i - at < most and not t.kind_at(i) & ends:
        i += 1
    return i - at


cdef object folded_piece(_Text t, Py_ssize_t start, Py_ssize_t end):
    """`folded` of a piece of the text, made here where each character folds to one by a rule."""
    cdef Py_ssize_t i
    cdef Py_UCS4 ch, most = 0x7F
    cdef int kind
    cdef void* data
    if start >= end:
        return ""
    for i in range(start, end):
        ch = folded_char(t.at(i))
        if ch == 0 and t.at(i) != 0:
            return _folded(PyUnicode_Substring(t.text, start, end))
        most = max(most, ch)
    piece = PyUnicode_New(end - start, most)
    kind, data = PyUnicode_KIND(piece), PyUnicode_DATA(piece)
    for i in range(start, end):
        PyUnicode_WRITE(kind, data, i - start, folded_char(t.at(i)))
    return piece


cdef Py_ssize_t number_of(dict numbers, key, Py_ssize_t default) except? -1:
    cdef PyObject* found = PyDict_GetItem(numbers, key)
    return default if found is NULL else <Py_ssize_t><object>found
