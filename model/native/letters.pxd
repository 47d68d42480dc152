"""Texts as normalised code points: words separated by one space, with a space before the first word."""

from libc.stdint cimport uint8_t, uint16_t, uint32_t
from libc.stdlib cimport realloc

cdef enum:
    SPACE = 0x20

ctypedef fused Unit:
    uint8_t
    uint16_t
    uint32_t


cdef struct Letters:
    uint32_t* cells
    size_t count
    size_t room


cdef inline bint begin_letters(Letters* letters, size_t length) noexcept nogil:
    """Clear the letters and make room for `length` code points; return false if memory runs out."""
    cdef size_t room = length + 8  # a space before, one after each of two texts, and a margin
    cdef uint32_t* cells
    if room > letters.room:
        room += room >> 1
        cells = <uint32_t*> realloc(letters.cells, room * sizeof(uint32_t))
        if cells == NULL:
            return False
        letters.cells = cells
        letters.room = room
    letters.cells[0] = SPACE
    letters.count = 1
    return True


cdef inline void end_word(Letters* letters) noexcept nogil:
    """Append a space unless the last cell is one."""
    if letters.cells[letters.count - 1] != SPACE:
        letters.cells[letters.count] = SPACE
        letters.count += 1


cdef inline void append_units(
    Letters* letters, const uint32_t* forms, const Unit* units, size_t length
) noexcept nogil:
    """Append a text given as code points, in the layout of Python's str."""
    cdef uint32_t* cells = letters.cells
    cdef size_t count = letters.count
    cdef uint32_t last = cells[count - 1]
    cdef uint32_t form
    cdef size_t i
    for i in range(length):
        # In bounds: the table has a form for every code point that a str can hold.
        form = forms[units[i]]
        cells[count] = form
        count += <size_t> (form != SPACE) | <size_t> (last != SPACE)
        last = form
    letters.count = count
    end_word(letters)


cdef inline bint append_utf8(
    Letters* letters, const uint32_t* forms, const uint8_t* data, size_t length
) noexcept nogil:
    """Append a text given in UTF-8; return false if it is malformed."""
    cdef uint32_t* cells = letters.cells
    cdef size_t count = letters.count
    cdef uint32_t last = cells[count - 1]
    cdef uint32_t form
    cdef uint32_t code_point = 0
    cdef size_t size
    cdef size_t i = 0
    while i < length:
        if data[i] < 0x80:
            form = forms[data[i]]
            i += 1
        else:
            size = decode(data + i, length - i, &code_point)
            if size == 0:
                return False
            form = forms[code_point]
            i += size
        # Without a branch: a space after a space is hard to predict, but cheap to compute.
        cells[count] = form
        count += <size_t> (form != SPACE) | <size_t> (last != SPACE)
        last = form
    letters.count = count
    end_word(letters)
    return True


cdef inline bint is_continuation(uint8_t byte) noexcept nogil:
    return byte & 0xC0 == 0x80


cdef inline size_t decode(const uint8_t* data, size_t length, uint32_t* code_point) noexcept nogil:
    """Decode a code point of two bytes or more and return its length; 0 if malformed (Unicode, table 3-7)."""
    cdef uint32_t first = data[0]
    cdef uint32_t value
    if 0xC2 <= first < 0xE0:
        if length < 2 or not is_continuation(data[1]):
            return 0
        code_point[0] = (first & 0x1F) << 6 | (data[1] & 0x3F)
        return 2
    if 0xE0 <= first < 0xF0:
        if length < 3 or not is_continuation(data[1]) or not is_continuation(data[2]):
            return 0
        value = (first & 0x0F) << 12 | (data[1] & 0x3F) << 6 | (data[2] & 0x3F)
        code_point[0] = value
        return 0 if value < 0x800 or 0xD800 <= value < 0xE000 else 3
    if not 0xF0 <= first < 0xF5 or length < 4:
        return 0
    if not is_continuation(data[1]) or not is_continuation(data[2]) or not is_continuation(data[3]):
        return 0
    value = (first & 0x07) << 18 | (data[1] & 0x3F) << 12 | (data[2] & 0x3F) << 6 | (data[3] & 0x3F)
    code_point[0] = value
    return 0 if value < 0x10000 or value > 0x10FFFF else 4
