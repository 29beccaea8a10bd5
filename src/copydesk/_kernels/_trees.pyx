"""Sums of decision trees."""

from cpython cimport array
from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cython cimport final
from libc.math cimport INFINITY

import array

cdef enum:
    AT_ONCE = 20  # as in the reference: the order of a sum decides on its last digits
    MOST = 1024  # features

cdef struct Node:
    double value  # the threshold, or the value of a leaf
    int feature  # -1 in a leaf
    int high  # the node for values above the threshold; the next one is for the others


@final
cdef class Trees:
    cdef double bias
    cdef Node* nodes
    cdef int* roots
    cdef int count, used, features

    def __cinit__(self, bias, trees):
        cdef int i
        self.bias, self.count, self.used, self.features = bias, len(trees), 0, 0
        self.nodes = <Node*>PyMem_Malloc((sum(map(_size, trees)) + 1) * sizeof(Node))
        self.roots = <int*>PyMem_Malloc((self.count + 1) * sizeof(int))
        if not (self.nodes and self.roots):
            raise MemoryError
        for i in range(self.count):
            self.roots[i] = self.used
            self.add(trees[i])
        if self.features > MOST:
            raise ValueError("too many features")

    def __dealloc__(self):
        PyMem_Free(self.nodes)
        PyMem_Free(self.roots)

    cdef int add(self, tree) except -1:
        cdef int at = self.used
        self.used += 1
        if not isinstance(tree, list):
            self.nodes[at] = Node(float(tree), -1, 0)
            return at
        feature, threshold, low, high = tree
        if not 0 <= int(feature) < MOST:
            raise ValueError("no feature of that number")
        self.features = max(self.features, int(feature) + 1)
        self.add(low)
        self.nodes[at] = Node(float(threshold), int(feature), self.add(high))
        return at

    def score(self, features, double settled=INFINITY):
        cdef double row[MOST]
        cdef list known = features if isinstance(features, list) else list(features)
        cdef int i
        if len(known) < self.features:
            raise IndexError("too few features")
        for i in range(self.features):
            row[i] = known[i]
        return self.sum(row, settled)

    def scores(self, table, Py_ssize_t width, double settled=INFINITY):
        cdef array.array rows = table if isinstance(table, array.array) else (
            array.array("d", table)
        )
        cdef Py_ssize_t at
        if rows.typecode != "d" or width < max(self.features, 1):
            raise IndexError("too few features")
        return [
            self.sum(rows.data.as_doubles + at, settled)
            for at in range(0, len(rows) // width * width, width)
        ]

    cdef double sum(self, double* row, double settled) noexcept:
        cdef double total = self.bias, part
        cdef int i = 0, last
        while i < self.count:
            last = min(i + AT_ONCE, self.count)
            part = self.leaf(i, row)
            for i in range(i + 1, last):
                part += self.leaf(i, row)
            i = last
            total += part
            if not -settled < total < settled:
                break
        return total

    cdef inline double leaf(self, int tree, double* row) noexcept nogil:
        cdef Node* node = &self.nodes[self.roots[tree]]
        while node.feature >= 0:
            node = node + 1 if row[node.feature] <= node.value else &self.nodes[node.high]
        return node.value


cdef int _size(tree):
    return 1 + _size(tree[2]) + _size(tree[3]) if isinstance(tree, list) else 1
