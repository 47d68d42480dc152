"""A table of word vectors as it lies in its file: finding the row of a word, and summing vectors."""

from libc.math cimport sqrt
from libc.stdint cimport int8_t, uint8_t, uint32_t
from libc.string cimport memcmp, memset

from model.native.trie cimport NONE

cdef extern from "rows.h" nogil:
    void add_elements(const int8_t* elements, double factor, double* sums, size_t n_sums) noexcept

cdef enum:
    MAX_WORD_BYTES = 256  # no word of a table is longer


cdef struct Vectors:
    const int8_t* elements
    const float* scales
    const uint32_t* offsets
    const uint8_t* letters
    uint32_t starts[257]  # the first row of the words that begin with each byte, or with a larger one
    uint32_t n_words  # 0 without a table
    size_t n_dimensions
    double weight


cdef inline size_t encode(const uint32_t* letters, size_t length, uint8_t* bytes) noexcept nogil:
    """Write a word in UTF-8 and return the number of its bytes; 0 if there are more than MAX_WORD_BYTES."""
    cdef size_t n_bytes = 0
    cdef uint32_t letter
    cdef size_t i
    for i in range(length):
        if n_bytes >= MAX_WORD_BYTES:
            return 0
        letter = letters[i]
        if letter < 0x80:
            bytes[n_bytes] = <uint8_t> letter
            n_bytes += 1
        elif letter < 0x800:
            bytes[n_bytes] = <uint8_t> (0xC0 | letter >> 6)
            bytes[n_bytes + 1] = <uint8_t> (0x80 | letter & 0x3F)
            n_bytes += 2
        elif letter < 0x10000:
            bytes[n_bytes] = <uint8_t> (0xE0 | letter >> 12)
            bytes[n_bytes + 1] = <uint8_t> (0x80 | letter >> 6 & 0x3F)
            bytes[n_bytes + 2] = <uint8_t> (0x80 | letter & 0x3F)
            n_bytes += 3
        else:
            bytes[n_bytes] = <uint8_t> (0xF0 | letter >> 18)
            bytes[n_bytes + 1] = <uint8_t> (0x80 | letter >> 12 & 0x3F)
            bytes[n_bytes + 2] = <uint8_t> (0x80 | letter >> 6 & 0x3F)
            bytes[n_bytes + 3] = <uint8_t> (0x80 | letter & 0x3F)
            n_bytes += 4
    return n_bytes if n_bytes <= MAX_WORD_BYTES else 0


cdef inline uint32_t find_vector(const Vectors* table, const uint32_t* letters, size_t length) noexcept nogil:
    """Return the row of a word, or NONE, by halves: words are in the order of their bytes."""
    cdef uint8_t bytes[MAX_WORD_BYTES + 4]
    cdef size_t n_bytes
    cdef size_t n_others
    cdef uint32_t low
    cdef uint32_t high
    cdef uint32_t middle
    cdef int order
    if table.n_words == 0:
        return NONE
    n_bytes = encode(letters, length, bytes)
    if n_bytes == 0:
        return NONE
    low = table.starts[bytes[0]]
    high = table.starts[bytes[0] + 1]
    while low < high:
        middle = low + (high - low) // 2
        n_others = table.offsets[middle + 1] - table.offsets[middle]
        order = memcmp(table.letters + table.offsets[middle], bytes, min(n_others, n_bytes))
        if order == 0 and n_others == n_bytes:
            return middle
        if order < 0 or (order == 0 and n_others < n_bytes):
            low = middle + 1
        else:
            high = middle
    return NONE


cdef inline void list_starts(Vectors* table) noexcept nogil:
    """Fill in the first rows by byte."""
    cdef uint32_t row = 0
    cdef uint32_t byte
    for byte in range(257):
        while row < table.n_words and table.letters[table.offsets[row]] < byte:
            row += 1
        table.starts[byte] = row


cdef inline void add_vector(const Vectors* table, uint32_t row, uint32_t times, double* sums) noexcept nogil:
    """Add the vector of a row, some times; sums are exact, so their order does not matter."""
    cdef double factor = <double> table.scales[row] * times
    add_elements(table.elements + row * table.n_dimensions, factor, sums, table.n_dimensions)


cdef inline bint take_block(const Vectors* table, double* sums, double* values) noexcept nogil:
    """Write the sums at the length of the block, and clear them; return false if all are zero."""
    cdef double squares = 0.0
    cdef double factor
    cdef size_t i
    for i in range(table.n_dimensions):
        squares += sums[i] * sums[i]
    if squares == 0.0:
        return False
    factor = sqrt(squares)
    for i in range(table.n_dimensions):
        values[i] = table.weight * (sums[i] / factor)
    memset(sums, 0, table.n_dimensions * sizeof(double))
    return True
