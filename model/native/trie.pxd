"""A trie in one hash table: an edge leads from a node, by a symbol, to the next node.

Keys are whole (node, symbol) pairs, so lookups are exact: there are no hashes of terms that could collide.
"""

from libc.stdint cimport uint32_t, uint64_t
from libc.stdlib cimport free, malloc

cdef extern from *:
    """
    #define NONE UINT32_MAX
    #define FREE UINT64_MAX
    /* 2**64 divided by the golden ratio: multiplying by it spreads keys that differ in few bits (Knuth, 6.4). */
    #define SPREAD UINT64_C(0x9E3779B97F4A7C15)
    """
    const uint32_t NONE
    const uint64_t FREE
    const uint64_t SPREAD

cdef enum:
    ROOT = 0
    MIN_BITS = 4


cdef struct Edge:
    uint64_t key
    uint32_t child
    uint32_t feature  # the column of the term that ends here, or NONE


cdef struct Trie:
    Edge* edges
    unsigned int bits  # there are 2 ** bits edges, at most half of them in use
    uint32_t used
    uint32_t depth


cdef inline size_t slot_of(const Trie* trie, uint64_t key) noexcept nogil:
    """Return the slot of a key, or the free slot where it belongs."""
    cdef size_t mask = (<size_t> 1 << trie.bits) - 1
    cdef size_t slot = (key * SPREAD) >> (64 - trie.bits)
    while trie.edges[slot].key != key and trie.edges[slot].key != FREE:
        slot = (slot + 1) & mask
    return slot


cdef inline const Edge* follow(const Trie* trie, uint32_t node, uint32_t symbol) noexcept nogil:
    """Return the edge from a node by a symbol, or NULL."""
    cdef Edge* edge = &trie.edges[slot_of(trie, <uint64_t> node << 32 | symbol)]
    return NULL if edge.key == FREE else edge


cdef inline bint make_edges(Trie* trie, unsigned int bits) noexcept nogil:
    """Allocate free edges for a trie; return false if memory runs out."""
    cdef size_t i
    cdef size_t size = <size_t> 1 << bits
    cdef Edge* edges = <Edge*> malloc(size * sizeof(Edge))
    if edges == NULL:
        return False
    for i in range(size):
        edges[i].key = FREE
    trie.edges = edges
    trie.bits = bits
    return True


cdef inline bint grow(Trie* trie) noexcept nogil:
    """Double the number of edges; return false if memory runs out."""
    cdef Edge* old = trie.edges
    cdef size_t size = <size_t> 1 << trie.bits
    cdef size_t i
    if not make_edges(trie, trie.bits + 1):
        return False
    for i in range(size):
        if old[i].key != FREE:
            trie.edges[slot_of(trie, old[i].key)] = old[i]
    free(old)
    return True


cdef inline Edge* enter(Trie* trie, uint32_t node, uint32_t symbol) noexcept nogil:
    """Return the edge from a node by a symbol, and add it if needed; NULL if memory runs out.

    The next call may move the edge.
    """
    cdef uint64_t key = <uint64_t> node << 32 | symbol
    cdef Edge* edge
    if 2 * (<uint64_t> trie.used + 1) > <uint64_t> 1 << trie.bits and not grow(trie):
        return NULL
    edge = &trie.edges[slot_of(trie, key)]
    if edge.key == FREE:
        trie.used += 1
        edge.key = key
        edge.child = trie.used
        edge.feature = NONE
    return edge
