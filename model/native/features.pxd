"""Blocks of features: counting the features of a text, and summing their weights."""

from libc.math cimport log, sqrt
from libc.stdint cimport uint32_t
from libc.stdlib cimport calloc, free

from model.native.trie cimport ROOT, NONE, Edge, Trie, follow

cdef extern from "rows.h" nogil:
    const size_t LANES
    ctypedef struct Rows:
        size_t n_columns
    bint make_rows(Rows* rows, size_t n_rows, size_t n_columns) noexcept
    void free_rows(Rows* rows) noexcept
    float* row_of(const Rows* rows, size_t row) noexcept
    void prefetch_row(const Rows* rows, size_t row) noexcept
    void add_rows(
        const Rows* rows, const uint32_t* chosen, const double* values, size_t n_chosen, double* sums
    ) noexcept

cdef enum:
    BATCH = 128  # the number of features that are weighed at once, so that their rows stay in the cache
    IDF_COLUMNS = 2  # beside the weights, so that a feature's row is all there is to read of it


cdef struct Block:
    Trie trie
    size_t shortest
    size_t longest
    size_t n_features
    Rows rows  # for each feature its weights and, as the last two floats, its inverse document frequency


cdef struct Counts:
    uint32_t* times
    uint32_t* present  # the features with a count, in the order of their first occurrence
    size_t n_present


cdef inline bint make_counts(Counts* counts, size_t n_features) noexcept nogil:
    counts.times = <uint32_t*> calloc(n_features + 1, sizeof(uint32_t))
    counts.present = <uint32_t*> calloc(n_features + 1, sizeof(uint32_t))
    return counts.times != NULL and counts.present != NULL


cdef inline void free_counts(Counts* counts) noexcept nogil:
    free(counts.times)
    free(counts.present)


cdef inline void count(Counts* counts, uint32_t feature, uint32_t times) noexcept nogil:
    # Without a branch, because new features are hard to predict; `present` has one spare cell for it.
    counts.present[counts.n_present] = feature
    counts.n_present += counts.times[feature] == 0
    counts.times[feature] += times


cdef inline size_t find_ngrams(
    const Block* block, const uint32_t* padded, size_t length, size_t start, uint32_t* found
) noexcept nogil:
    """Find the features that begin at a position of a padded word, and return their number.

    As in scikit-learn's `char_wb`, a padded word that is shorter than the shortest n-gram is one n-gram.
    """
    cdef size_t shortest = min(block.shortest, length)
    cdef size_t reach = min(block.longest, length - start)
    cdef uint32_t node = ROOT
    cdef const Edge* edge
    cdef size_t i
    cdef size_t n_found = 0
    if reach < shortest:
        return 0
    for i in range(reach):
        edge = follow(&block.trie, node, padded[start + i])
        if edge == NULL:
            break
        node = edge.child
        if edge.feature != NONE and i + 1 >= shortest:
            found[n_found] = edge.feature
            n_found += 1
    return n_found


cdef inline double term_frequency(const double* logarithms, size_t n_logarithms, uint32_t times) noexcept nogil:
    return 1.0 + (logarithms[times] if times < n_logarithms else log(<double> times))


cdef inline void set_idf(Block* block, size_t feature, double idf) noexcept nogil:
    """Put an inverse document frequency beside the weights: as a float, and as what that rounds off."""
    cdef float* row = row_of(&block.rows, feature) + block.rows.n_columns - IDF_COLUMNS
    row[0] = <float> idf
    row[1] = <float> (idf - <double> row[0])


cdef inline double get_idf(const Block* block, size_t feature) noexcept nogil:
    cdef const float* row = row_of(&block.rows, feature) + block.rows.n_columns - IDF_COLUMNS
    return <double> row[0] + <double> row[1]


cdef inline double weigh(
    const Block* block, Counts* counts, const double* logarithms, size_t n_logarithms, double* sums
) noexcept nogil:
    """Sum the weights of the counts, reset the counts, and return the length of the tf-idf vector."""
    cdef double values[BATCH]
    cdef double squares = 0.0
    cdef uint32_t* features
    cdef size_t first = 0
    cdef size_t i
    cdef size_t n
    for i in range(block.rows.n_columns):
        sums[i] = 0.0
    while first < counts.n_present:
        features = counts.present + first
        n = min(counts.n_present - first, <size_t> BATCH)
        for i in range(n):
            prefetch_row(&block.rows, features[i])
        for i in range(n):
            values[i] = term_frequency(logarithms, n_logarithms, counts.times[features[i]])
            values[i] *= get_idf(block, features[i])
            counts.times[features[i]] = 0
            squares += values[i] * values[i]
        add_rows(&block.rows, features, values, n, sums)
        first += n
    counts.n_present = 0
    return sqrt(squares)
