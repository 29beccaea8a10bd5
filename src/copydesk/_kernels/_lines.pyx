"""Lines of a text."""

from cpython.unicode cimport (
    PyUnicode_DATA, PyUnicode_FindChar, PyUnicode_KIND, PyUnicode_READ, PyUnicode_Substring,
)


cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(Py_UCS4 ch) nogil


def filled(text):
    cdef list found = []
    cdef Py_ssize_t size = len(text), start = 0, end, first, last
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    while start <= size:
        end = PyUnicode_FindChar(text, c"\n", start, size, 1) if start < size else -1
        if end < 0:
            end = size
        first, last = start, end
        while first < last and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, first)):
            first += 1
        while last > first and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, last - 1)):
            last -= 1
        if first < last:
            found.append((start, end, PyUnicode_Substring(text, first, last), first))
        start = end + 1
    return found


def is_tidy(str text):
    cdef Py_ssize_t i, size = len(text)
    cdef int kind = PyUnicode_KIND(text), breaks = 1  # that stand before; an edge is one
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 ch
    cdef bint after_blank = False
    for i in range(size):
        ch = PyUnicode_READ(kind, data, i)
        if ch > 32:
            breaks, after_blank = 0, False
        elif ch == c" ":
            if after_blank or breaks:
                return False
            after_blank = True
        elif ch == c"\n":
            if after_blank or breaks == 2 or i == 0:
                return False
            breaks += 1
        elif ch == c"\t":
            return False
        else:
            breaks, after_blank = 0, False
    return size == 0 or not (after_blank or breaks)
