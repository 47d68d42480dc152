"""Tables of words with their features, so that n-grams of a word are looked up once, not in every text."""

from libc.stdint cimport uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc, realloc
from libc.string cimport memcmp, memcpy, memset

from model.native.trie cimport SPREAD

cdef extern from "rows.h" nogil:
    void prefetch(const void* address) noexcept


cdef struct Word:
    uint64_t hash  # 0 in a free slot
    uint32_t letters  # the position of its first letter in the table's `letters`
    uint32_t length
    uint32_t node  # the node of the word in the trie of words, or NONE
    uint32_t feature  # the column of the word as a feature, or NONE
    uint32_t vector  # the row of the word in the table of word vectors, or NONE
    uint32_t characters  # the position of its first character n-gram in the table's `characters`
    uint32_t n_characters


cdef struct Spelling:  # a word of a text
    const uint32_t* letters
    size_t length
    uint64_t hash


cdef struct WordTable:
    Word* slots
    unsigned int bits  # there are 2 ** bits slots
    size_t used
    size_t max_probes
    uint32_t* letters
    size_t letters_used
    size_t letters_room
    uint32_t* characters
    size_t characters_used
    size_t characters_room


cdef inline uint64_t mix(uint64_t hashed, uint32_t letter) noexcept nogil:
    return (hashed ^ letter) * SPREAD


cdef inline uint64_t finish(uint64_t hashed) noexcept nogil:
    """Return a hash that is never 0, and whose high bits depend on every letter."""
    return (hashed ^ (hashed >> 32)) * SPREAD | 1


cdef inline bint make_words(
    WordTable* table, unsigned int bits, size_t letters_room, size_t characters_room
) noexcept nogil:
    """Allocate an empty table; return false if memory runs out."""
    table.slots = <Word*> calloc(<size_t> 1 << bits, sizeof(Word))
    table.letters = <uint32_t*> malloc((letters_room + 1) * sizeof(uint32_t))
    table.characters = <uint32_t*> malloc((characters_room + 1) * sizeof(uint32_t))
    table.bits = bits
    table.max_probes = <size_t> 1 << bits
    table.letters_room = letters_room
    table.characters_room = characters_room
    return table.slots != NULL and table.letters != NULL and table.characters != NULL


cdef inline void free_words(WordTable* table) noexcept nogil:
    free(table.slots)
    free(table.letters)
    free(table.characters)


cdef inline void clear_words(WordTable* table) noexcept nogil:
    memset(table.slots, 0, sizeof(Word) << table.bits)
    table.used = 0
    table.letters_used = 0
    table.characters_used = 0


cdef inline bint reserve_characters(WordTable* table, size_t more) noexcept nogil:
    """Make room for `more` columns of character n-grams; return false if memory runs out."""
    cdef size_t needed = table.characters_used + more
    cdef uint32_t* characters
    if needed > table.characters_room:
        needed += needed >> 1
        characters = <uint32_t*> realloc(table.characters, needed * sizeof(uint32_t))
        if characters == NULL:
            return False
        table.characters = characters
        table.characters_room = needed
    return True


cdef inline size_t first_slot(const WordTable* table, uint64_t hashed) noexcept nogil:
    """Return the number of the slot where the search for a word begins."""
    return hashed >> (64 - table.bits)


cdef inline void prefetch_slot(const WordTable* table, uint64_t hashed) noexcept nogil:
    prefetch(&table.slots[first_slot(table, hashed)])


cdef inline void prefetch_spelling(const WordTable* table, uint64_t hashed, const WordTable* others) noexcept nogil:
    """Prefetch what the slot of a word refers to or, where the table lacks the word, its slot in another table."""
    cdef const Word* word = &table.slots[first_slot(table, hashed)]
    if word.hash == hashed:
        prefetch(&table.letters[word.letters])
        prefetch(&table.characters[word.characters])
    elif word.hash == 0:
        prefetch_slot(others, hashed)


cdef inline Word* find_slot(
    const WordTable* table, const uint32_t* letters, size_t length, uint64_t hashed
) noexcept nogil:
    """Return the slot of a word, or the free slot where it belongs; NULL after `max_probes` other slots."""
    cdef size_t mask = (<size_t> 1 << table.bits) - 1
    cdef size_t slot = first_slot(table, hashed)
    cdef Word* word
    for _ in range(table.max_probes):
        word = &table.slots[slot]
        if word.hash == 0:
            return word
        if word.hash == hashed and word.length == length:
            if memcmp(&table.letters[word.letters], letters, length * sizeof(uint32_t)) == 0:
                return word
        slot = (slot + 1) & mask
    return NULL


cdef inline void enter_word(
    WordTable* table, Word* slot, const uint32_t* letters, size_t length, uint64_t hashed
) noexcept nogil:
    """Put a word into its free slot; the caller ensures that there is room for its letters."""
    slot.hash = hashed
    slot.letters = <uint32_t> table.letters_used
    slot.length = <uint32_t> length
    slot.characters = <uint32_t> table.characters_used
    memcpy(&table.letters[table.letters_used], letters, length * sizeof(uint32_t))
    table.letters_used += length
    table.used += 1
