# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True, embedsignature=False
"""The tables of a compiled tagger, and scoring with them.

Input from outside (buffers of Arrow, terms, arrays) is checked here; the inline functions in the `.pxd` files
beside this file rely on it. No allocation is larger than a small multiple of the text, and every allocation
belongs to an object that frees it.
"""

cimport cython
from cpython.unicode cimport PyUnicode_1BYTE_KIND, PyUnicode_2BYTE_KIND, PyUnicode_DATA, PyUnicode_KIND
from libc.math cimport exp, fabs, log, rint
from libc.stdint cimport int8_t, int32_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc, realloc
from libc.string cimport memcpy

from core import scores as python_scores
from core.errors import InputError
from model.native.features cimport (
    IDF_COLUMNS, Block, Counts, Rows, add_rows, count, find_ngrams, free_counts, free_rows, make_counts,
    make_rows, row_of, set_idf, weigh
)
from model.native.letters cimport SPACE, Letters, append_units, append_utf8, begin_letters
from model.native.trie cimport Edge, MIN_BITS, NONE, ROOT, Trie, enter, follow, make_edges
from model.native.vectors cimport Vectors, add_vector, find_vector, list_starts, take_block
from model.native.words cimport (
    Spelling, Word, WordTable, clear_words, enter_word, find_slot, finish, free_words, make_words, mix,
    prefetch_slot, prefetch_spelling, reserve_characters
)

cdef enum:
    CODE_POINTS = 0x110000
    N_LOGARITHMS = 1024
    SEEN_BITS = 14  # a workspace remembers half as many words as this has slots
    SEEN_LETTERS = 1 << 17
    SEEN_CHARACTERS = 1 << 19
    SEEN_PROBES = 16  # limits the cost of words that were chosen to collide
    MAX_SEEN = 64
    WORDS_AHEAD = 16  # the number of words that are prefetched before the first of them is looked up
    MAX_TEXT = 1 << 30  # in bytes; counts of three such texts fit into 32 bits
    MAX_KEPT_CHARACTERS = 1 << 20  # the cells of letters that a workspace keeps for the next text
    MAX_WORKSPACES = 64
    MAX_CENTROIDS = 32
    LONG_TEXT = 1 << 14  # from this many code points on, the GIL is released for a single text

# Each place of a score, and the factor that gives it six digits before the point, or seven from 0.001 on.
cdef double* PLACES = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8]
cdef double* SHIFTS = [1e7, 1e8, 1e9, 1e9, 1e10, 1e11, 1e12, 1e13]
cdef double NEARLY_HALF = 0.499999

cdef enum Status:
    SCORED
    OUT_OF_BOUNDS
    TOO_LARGE
    MALFORMED
    NO_MEMORY


def as_stored(double score):
    """Return what `core.scores.as_stored` returns, by the same arithmetic, in a tenth of the time."""
    cdef float single = <float> score
    cdef double shift, product, short
    cdef size_t place = 0
    if PLACES[7] <= single < 1:
        while single < PLACES[place]:
            place += 1
        shift = SHIFTS[place]
        while True:
            product = single * shift
            if fabs(product - rint(product)) > NEARLY_HALF:
                break
            short = rint(product) / shift
            if <float> short == single:
                return short
            shift *= 10  # nine digits tell all apart
    return python_scores.as_stored(score)


@cython.final
cdef class Column:
    """A column of texts in the layout of Arrow, without nulls.

    Parameters
    ----------
    offsets, data
        Its buffers; None stands for an empty one.
    start, length
        The range of texts in the buffers that belongs to the column.
    wide
        True for offsets of 64 bits (`large_string`), False for 32 (`string`).
    """

    cdef const uint8_t[::1] offsets
    cdef const uint8_t[::1] data
    cdef size_t start
    cdef size_t length
    cdef bint wide

    def __cinit__(self, offsets, data, int64_t start, int64_t length, bint wide):
        self.offsets = memoryview(b"" if offsets is None else offsets).cast("B")
        self.data = memoryview(b"" if data is None else data).cast("B")
        if start < 0 or length < 0 or (length and not self._holds(start, length, 8 if wide else 4)):
            raise InputError(
                f"A column of texts claims {length} rows from {start} on, but has too few offsets; write the "
                "Arrow data again."
            )
        self.start = start
        self.length = length
        self.wide = wide

    cdef bint _holds(self, int64_t start, int64_t length, int64_t size):
        return length < self.offsets.shape[0] // size and start < self.offsets.shape[0] // size - length

    cdef Status find(self, size_t row, const uint8_t** text, size_t* length) noexcept nogil:
        """Find the bytes of a row, which is below the length of the column."""
        cdef const uint8_t* offsets = &self.offsets[0]
        cdef int64_t bounds[2]
        cdef int32_t narrow[2]
        # Copied, because the buffers of Arrow need not be aligned.
        if self.wide:
            memcpy(bounds, offsets + 8 * (self.start + row), 16)
        else:
            memcpy(narrow, offsets + 4 * (self.start + row), 8)
            bounds[0] = narrow[0]
            bounds[1] = narrow[1]
        if bounds[0] < 0 or bounds[1] < bounds[0] or bounds[1] > self.data.shape[0]:
            return OUT_OF_BOUNDS
        length[0] = bounds[1] - bounds[0]
        if length[0] > MAX_TEXT:
            return TOO_LARGE
        text[0] = &self.data[bounds[0]] if length[0] else NULL
        return SCORED


@cython.final
cdef class Workspace:
    """The memory that one thread writes to while it scores, with the words that it has seen."""

    cdef Letters letters
    cdef uint32_t* nodes  # of the words of a text, in their order
    cdef size_t nodes_room
    cdef WordTable seen
    cdef Counts words
    cdef Counts characters
    cdef uint32_t* found
    cdef double* sums
    cdef double* decisions
    cdef double* vector_sums  # zeros between texts
    cdef double* vector_values
    cdef bint has_vector  # whether the values are those of the text that was scored last

    def __cinit__(
        self, size_t n_words, size_t n_characters, size_t depth, size_t n_sums, size_t n_dimensions
    ):
        made = make_words(&self.seen, SEEN_BITS, SEEN_LETTERS, SEEN_CHARACTERS)
        self.seen.max_probes = SEEN_PROBES
        made = make_counts(&self.words, n_words) and made
        made = make_counts(&self.characters, n_characters) and made
        self.found = <uint32_t*> malloc((depth + 1) * sizeof(uint32_t))
        self.sums = <double*> malloc((n_sums + 1) * sizeof(double))
        self.decisions = <double*> malloc((n_sums + 1) * sizeof(double))
        self.vector_sums = <double*> calloc(n_dimensions + 1, sizeof(double))
        self.vector_values = <double*> malloc((n_dimensions + 1) * sizeof(double))
        if not made or self.found == NULL or self.sums == NULL or self.decisions == NULL:
            raise MemoryError
        if self.vector_sums == NULL or self.vector_values == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.letters.cells)
        free(self.nodes)
        free_words(&self.seen)
        free_counts(&self.words)
        free_counts(&self.characters)
        free(self.found)
        free(self.sums)
        free(self.decisions)
        free(self.vector_sums)
        free(self.vector_values)

    cdef bint reserve_nodes(self) noexcept nogil:
        """Make room for the node of every word in the letters, twice for those that count twice."""
        cdef uint32_t* nodes
        if self.letters.count > self.nodes_room:
            nodes = <uint32_t*> realloc(self.nodes, self.letters.room * sizeof(uint32_t))
            if nodes == NULL:
                return False
            self.nodes = nodes
            self.nodes_room = self.letters.room
        return True

    cdef void shrink(self) noexcept nogil:
        """Free memory that only a very large text needed."""
        if self.letters.room > MAX_KEPT_CHARACTERS:
            free(self.letters.cells)
            free(self.nodes)
            self.letters.cells = NULL
            self.nodes = NULL
            self.letters.room = 0
            self.nodes_room = 0


@cython.final
cdef class Kernel:
    """The read-only tables of a tagger; any number of threads may score with them at once.

    Parameters
    ----------
    forms
        The normal form of each code point, of shape (0x110000,).
    words, characters
        The terms of both blocks, their inverse document frequencies, and the shortest and longest n-gram.
    weights
        Of shape (n_features, n_tags); the features of `words` come first, dimensions of word vectors last.
    intercepts
        Of shape (n_tags,).
    temperature
        The factor of decisions before they become scores.
    independent
        True for a multi-label tagger, whose scores are logistic functions of single decisions; False for the
        softmax of all decisions.
    vectors
        The sections of a table of word vectors (elements, scales, offsets, letters), which are not copied, and
        the length of their block; None without one.
    centroids
        What texts are compared with, of shape (n_centroids, n_dimensions), each of length 2 at most; None for no
        comparison.
    """

    cdef const uint32_t[::1] forms
    cdef const int8_t[:, ::1] elements
    cdef const float[::1] scales
    cdef const uint32_t[::1] offsets
    cdef const uint8_t[::1] spelling
    cdef Vectors vectors
    cdef Rows vector_rows  # the weights of each dimension
    cdef uint32_t* dimensions
    cdef Rows centroid_rows  # the elements of all centroids in each dimension
    cdef size_t n_centroids
    cdef Block words
    cdef Block characters
    cdef WordTable known
    cdef double* intercepts
    cdef double logarithms[N_LOGARITHMS]
    cdef double temperature
    cdef bint independent
    cdef size_t n_tags
    cdef list workspaces

    def __cinit__(
        self, const uint32_t[::1] forms, words, characters, const float[:, ::1] weights,
        const double[::1] intercepts, double temperature, bint independent=False, vectors=None,
        centroids=None,
    ):
        if forms.shape[0] != CODE_POINTS:
            raise ValueError("every code point needs a form")
        word_terms, word_idf, word_ngrams = words
        character_terms, character_idf, character_ngrams = characters
        cdef Py_ssize_t n_terms = len(word_terms) + len(character_terms)
        cdef Py_ssize_t n_dimensions = self._map_vectors(vectors)
        if n_terms + n_dimensions != weights.shape[0] or weights.shape[1] != intercepts.shape[0]:
            raise ValueError("terms, weights and intercepts do not fit together")
        self.workspaces = []
        self.forms = forms
        self.temperature = temperature
        self.independent = independent
        self.n_tags = weights.shape[1]
        self._copy_constants(intercepts)
        self._make_block(&self.words, word_idf, word_ngrams, weights[:len(word_terms)])
        self._make_block(&self.characters, character_idf, character_ngrams, weights[len(word_terms):n_terms])
        self._copy_vector_rows(weights[n_terms:])
        if centroids is not None:
            self._copy_centroids(centroids)
        self._enter_characters(character_terms)
        self._enter_words(word_terms)

    def __dealloc__(self):
        free(self.words.trie.edges)
        free_rows(&self.words.rows)
        free(self.characters.trie.edges)
        free_rows(&self.characters.rows)
        free_words(&self.known)
        free(self.intercepts)
        free_rows(&self.vector_rows)
        free_rows(&self.centroid_rows)
        free(self.dimensions)

    def score_columns(self, Column titles not None, Column descriptions not None, float[:, ::1] scores, first=0):
        """Score projects by their title, which counts twice, and their description.

        Parameters
        ----------
        titles, descriptions
            Of length n_texts each.
        scores
            The array to write the scores to, of shape (n_texts, n_tags).
        first
            The number of the first row, for messages.

        Raises
        ------
        InputError
            If a text is malformed, too large, or outside its column; the message names the row.
        """
        cdef Workspace workspace
        cdef Status status = SCORED
        cdef size_t row = 0
        cdef bint in_title = True
        if (<size_t> scores.shape[0], <size_t> scores.shape[1]) != (titles.length, self.n_tags) or (
            titles.length != descriptions.length
        ):
            raise ValueError("titles, descriptions and scores are of different lengths")
        if titles.length == 0:
            return
        workspace = self._take_workspace()
        try:
            with nogil:
                while row < titles.length:
                    status = self._score_row(workspace, titles, descriptions, row, &scores[row, 0], &in_title)
                    if status != SCORED:
                        break
                    row += 1
        finally:
            self._return_workspace(workspace)
        if status != SCORED:
            self._refuse(status, "title" if in_title else "description", first + row)

    def score_text(self, str text not None):
        """Return the score of each tag for one text, in single precision.

        Raises
        ------
        InputError
            If the text is too large.
        """
        return self._score_text(text, NULL)

    def compare_text(self, str text not None):
        """Return the scores of a text, and its likeness to the centroids: the mean product with the nearest two.

        Raises
        ------
        InputError
            If the text is too large.
        """
        cdef double likeness = -2.0  # of a text of which no word has a vector, below that of any other
        if self.n_centroids < 2:
            raise ValueError("there are no centroids to compare a text with")
        scores = self._score_text(text, &likeness)
        return scores, likeness

    cdef _score_text(self, str text, double* likeness):
        cdef Workspace workspace
        cdef Status status
        cdef size_t length = len(text)
        cdef float few[64]
        cdef float* scores = few
        if length > MAX_TEXT:
            self._refuse(TOO_LARGE, "text", 0)
        if self.n_tags > 64:
            scores = <float*> malloc(self.n_tags * sizeof(float))
            if scores == NULL:
                raise MemoryError
        try:
            workspace = self._take_workspace()
            if length < LONG_TEXT:
                # Releasing the GIL may cost more than the text, because other threads hold it for 5 ms.
                status = self._score_units(workspace, PyUnicode_KIND(text), PyUnicode_DATA(text), length, scores)
            else:
                kind, data = PyUnicode_KIND(text), PyUnicode_DATA(text)
                with nogil:
                    status = self._score_units(workspace, kind, data, length, scores)
            if likeness != NULL and status == SCORED and workspace.has_vector:
                likeness[0] = self._compare(workspace)
            self._return_workspace(workspace)
            if status != SCORED:
                self._refuse(status, "text", 0)
            return [scores[i] for i in range(self.n_tags)]
        finally:
            if scores != few:
                free(scores)

    cdef _refuse(self, Status status, name, row):
        if status == NO_MEMORY:
            raise MemoryError
        reason = {
            OUT_OF_BOUNDS: "has offsets outside its column's data; write the Arrow data again",
            TOO_LARGE: f"is larger than {MAX_TEXT} bytes; shorten it",
            MALFORMED: "is not valid UTF-8; set the encoding of the source, or correct the text",
        }
        raise InputError(f"The {name} of row {row} {reason[status]}.")

    cdef Workspace _take_workspace(self):
        if self.workspaces:
            return self.workspaces.pop()
        cdef size_t depth = self.characters.trie.depth
        cdef size_t n_dimensions = self.vectors.n_dimensions
        cdef size_t n_sums = self.characters.rows.n_columns
        return Workspace(self.words.n_features, self.characters.n_features, depth, n_sums, n_dimensions)

    cdef _return_workspace(self, Workspace workspace):
        workspace.shrink()
        if len(self.workspaces) < MAX_WORKSPACES:
            self.workspaces.append(workspace)

    cdef Status _score_row(
        self, Workspace workspace, Column titles, Column descriptions, size_t row, float* scores, bint* in_title
    ) noexcept nogil:
        cdef Letters* letters = &workspace.letters
        cdef const uint8_t* title = NULL
        cdef const uint8_t* description = NULL
        cdef size_t title_length = 0
        cdef size_t description_length = 0
        cdef size_t title_end
        cdef Status status
        in_title[0] = True
        status = titles.find(row, &title, &title_length)
        if status != SCORED:
            return status
        in_title[0] = False
        status = descriptions.find(row, &description, &description_length)
        if status != SCORED:
            return status
        if not begin_letters(letters, title_length + description_length):
            return NO_MEMORY
        in_title[0] = True
        if not append_utf8(letters, &self.forms[0], title, title_length):
            return MALFORMED
        in_title[0] = False
        title_end = letters.count
        if not append_utf8(letters, &self.forms[0], description, description_length):
            return MALFORMED
        return self._score_letters(workspace, title_end, scores)

    cdef Status _score_units(
        self, Workspace workspace, int kind, const void* units, size_t length, float* scores
    ) noexcept nogil:
        cdef Letters* letters = &workspace.letters
        if not begin_letters(letters, length):
            return NO_MEMORY
        if kind == PyUnicode_1BYTE_KIND:
            append_units(letters, &self.forms[0], <const uint8_t*> units, length)
        elif kind == PyUnicode_2BYTE_KIND:
            append_units(letters, &self.forms[0], <const uint16_t*> units, length)
        else:
            append_units(letters, &self.forms[0], <const uint32_t*> units, length)
        return self._score_letters(workspace, 1, scores)

    cdef Status _score_letters(self, Workspace workspace, size_t doubled_end, float* scores) noexcept nogil:
        """Score the letters; those before `doubled_end` count twice."""
        cdef size_t n_doubled
        cdef size_t n_nodes
        if not workspace.reserve_nodes():
            return NO_MEMORY
        n_doubled = self._count_words(workspace, 1, doubled_end, workspace.nodes, 2)
        memcpy(workspace.nodes + n_doubled, workspace.nodes, n_doubled * sizeof(uint32_t))
        n_nodes = 2 * n_doubled
        n_nodes += self._count_words(workspace, doubled_end, workspace.letters.count, workspace.nodes + n_nodes, 1)
        if self.words.longest > 1:
            self._count_word_ngrams(&workspace.words, workspace.nodes, n_nodes)
        self._decide(workspace)
        if self.independent:
            self._logistic(workspace.decisions, scores)
        else:
            self._softmax(workspace.decisions, scores)
        return SCORED

    cdef size_t _count_words(
        self, Workspace workspace, size_t begin, size_t end, uint32_t* nodes, uint32_t times
    ) noexcept nogil:
        """Count the words in a part of the letters and their character n-grams, and return the number of words.

        Words that are part of no feature get no node, and no n-gram crosses them.
        """
        cdef const uint32_t* cells = workspace.letters.cells
        cdef Spelling ahead[WORDS_AHEAD]
        cdef size_t n_words = 0
        cdef size_t n_ahead
        cdef size_t i
        while begin < end:
            n_ahead = 0
            while begin < end and n_ahead < WORDS_AHEAD:
                begin = self._read_word(cells, begin, &ahead[n_ahead])
                n_ahead += 1
            for i in range(n_ahead):
                prefetch_spelling(&self.known, ahead[i].hash, &workspace.seen)
            for i in range(n_ahead):
                nodes[n_words] = self._count_word(workspace, &ahead[i], times)
                n_words += 1
        return n_words

    cdef inline size_t _read_word(self, const uint32_t* cells, size_t begin, Spelling* word) noexcept nogil:
        """Find where a word ends, prefetch its slot, and return where the next one begins."""
        cdef uint64_t hashed = 0
        cdef size_t i = begin
        while cells[i] != SPACE:
            hashed = mix(hashed, cells[i])
            i += 1
        word.letters = cells + begin
        word.length = i - begin
        word.hash = finish(hashed)
        prefetch_slot(&self.known, word.hash)
        return i + 1

    cdef inline uint32_t _count_word(
        self, Workspace workspace, const Spelling* spelling, uint32_t times
    ) noexcept nogil:
        """Count one word, which has a space on both sides, and return its node."""
        cdef const uint32_t* letters = spelling.letters
        cdef size_t length = spelling.length
        cdef const WordTable* table = &self.known
        cdef const Word* word = find_slot(table, letters, length, spelling.hash)
        cdef const uint32_t* columns
        cdef uint32_t vector
        cdef size_t i
        if word.hash == 0:
            table = &workspace.seen
            word = self._see(workspace, letters, length, spelling.hash)
            if word == NULL:
                self._count_characters(workspace, letters - 1, length + 2, times)
                vector = find_vector(&self.vectors, letters, length)
                if vector != NONE:
                    add_vector(&self.vectors, vector, times, workspace.vector_sums)
                return NONE
        if word.vector != NONE:
            add_vector(&self.vectors, word.vector, times, workspace.vector_sums)
        if word.feature != NONE:
            count(&workspace.words, word.feature, times)
        columns = table.characters + word.characters
        for i in range(word.n_characters):
            count(&workspace.characters, columns[i], times)
        return word.node

    cdef void _count_characters(
        self, Workspace workspace, const uint32_t* padded, size_t length, uint32_t times
    ) noexcept nogil:
        cdef size_t start
        cdef size_t i
        cdef size_t n_found
        for start in range(length):
            n_found = find_ngrams(&self.characters, padded, length, start, workspace.found)
            for i in range(n_found):
                count(&workspace.characters, workspace.found[i], times)

    cdef const Word* _see(
        self, Workspace workspace, const uint32_t* letters, size_t length, uint64_t hashed
    ) noexcept nogil:
        """Return a word that the tagger does not know from the workspace's table, and add it if needed.

        NULL if the word is too long for the table, or `max_probes` slots hold other words.
        """
        cdef WordTable* seen = &workspace.seen
        cdef Word* word = find_slot(seen, letters, length, hashed)
        cdef size_t max_columns = (length + 2) * self.characters.trie.depth
        if word != NULL and word.hash != 0:
            return word
        if length > MAX_SEEN or max_columns > SEEN_CHARACTERS:
            return NULL
        if (
            2 * (seen.used + 1) > <size_t> 1 << SEEN_BITS
            or seen.letters_used + length > seen.letters_room
            or seen.characters_used + max_columns > seen.characters_room
        ):
            clear_words(seen)
            word = find_slot(seen, letters, length, hashed)
        if word == NULL:
            return NULL
        enter_word(seen, word, letters, length, hashed)
        word.node = NONE
        word.feature = NONE
        word.vector = find_vector(&self.vectors, letters, length)
        word.n_characters = self._list_characters(seen, letters - 1, length + 2)
        return word

    cdef uint32_t _list_characters(self, WordTable* table, const uint32_t* padded, size_t length) noexcept nogil:
        """Append the columns of a word's character n-grams to a table, which has room for them."""
        cdef size_t before = table.characters_used
        cdef size_t start
        for start in range(length):
            table.characters_used += find_ngrams(
                &self.characters, padded, length, start, table.characters + table.characters_used
            )
        return <uint32_t> (table.characters_used - before)

    cdef void _count_word_ngrams(self, Counts* counts, const uint32_t* nodes, size_t n_nodes) noexcept nogil:
        """Count the n-grams of two or more words."""
        cdef const Trie* trie = &self.words.trie
        cdef size_t longest = min(self.words.longest, <size_t> trie.depth)
        cdef const Edge* edge
        cdef uint32_t node
        cdef size_t i
        cdef size_t length
        for i in range(n_nodes):
            node = nodes[i]
            length = 1
            while node != NONE and length < longest and i + length < n_nodes and nodes[i + length] != NONE:
                edge = follow(trie, node, nodes[i + length])
                if edge == NULL:
                    break
                length += 1
                node = edge.child
                if edge.feature != NONE and length >= self.words.shortest:
                    count(counts, edge.feature, 1)

    cdef void _decide(self, Workspace workspace) noexcept nogil:
        cdef double* decisions = workspace.decisions
        cdef size_t i
        for i in range(self.n_tags):
            decisions[i] = self.intercepts[i]
        self._add_block(&self.words, &workspace.words, workspace)
        self._add_block(&self.characters, &workspace.characters, workspace)
        if self.vectors.n_words:
            self._add_vectors(workspace)

    cdef void _add_block(self, const Block* block, Counts* counts, Workspace workspace) noexcept nogil:
        cdef double length = weigh(block, counts, self.logarithms, N_LOGARITHMS, workspace.sums)
        cdef size_t i
        if length > 0.0:
            for i in range(self.n_tags):
                workspace.decisions[i] += workspace.sums[i] / length

    cdef void _add_vectors(self, Workspace workspace) noexcept nogil:
        cdef size_t i
        workspace.has_vector = take_block(&self.vectors, workspace.vector_sums, workspace.vector_values)
        if not workspace.has_vector:
            return
        for i in range(self.vector_rows.n_columns):
            workspace.sums[i] = 0.0
        add_rows(
            &self.vector_rows, self.dimensions, workspace.vector_values, self.vectors.n_dimensions, workspace.sums
        )
        for i in range(self.n_tags):
            workspace.decisions[i] += workspace.sums[i]

    cdef double _compare(self, Workspace workspace) noexcept nogil:
        """Return the mean product of a text's direction with the nearest two centroids."""
        cdef double products[MAX_CENTROIDS]
        cdef double nearest = -2.0
        cdef double second = -2.0
        cdef size_t i
        for i in range(self.centroid_rows.n_columns):
            products[i] = 0.0
        add_rows(&self.centroid_rows, self.dimensions, workspace.vector_values, self.vectors.n_dimensions, products)
        for i in range(self.n_centroids):
            if products[i] / self.vectors.weight > nearest:
                second = nearest
                nearest = products[i] / self.vectors.weight
            elif products[i] / self.vectors.weight > second:
                second = products[i] / self.vectors.weight
        return (nearest + second) / 2.0

    cdef void _softmax(self, double* decisions, float* scores) noexcept nogil:
        cdef double largest = decisions[0]
        cdef double total = 0.0
        cdef size_t i
        for i in range(1, self.n_tags):
            largest = max(largest, decisions[i])
        for i in range(self.n_tags):
            decisions[i] = exp(self.temperature * (decisions[i] - largest))
            total += decisions[i]
        for i in range(self.n_tags):
            scores[i] = <float> (decisions[i] / total)

    cdef void _logistic(self, const double* decisions, float* scores) noexcept nogil:
        cdef size_t i
        for i in range(self.n_tags):
            scores[i] = <float> (1.0 / (1.0 + exp(-self.temperature * decisions[i])))

    cdef _copy_constants(self, const double[::1] intercepts):
        cdef size_t i
        self.intercepts = <double*> malloc((self.n_tags + 1) * sizeof(double))
        if self.intercepts == NULL:
            raise MemoryError
        for i in range(self.n_tags):
            self.intercepts[i] = intercepts[i]
        for i in range(1, <size_t> N_LOGARITHMS):
            self.logarithms[i] = log(<double> i)

    cdef Py_ssize_t _map_vectors(self, vectors) except -1:
        """Point at the sections of a table of word vectors, and return the number of its dimensions."""
        cdef Py_ssize_t i
        if vectors is None:
            return 0
        self.elements, self.scales, self.offsets, self.spelling, self.vectors.weight = vectors
        cdef Py_ssize_t n_words = self.elements.shape[0]
        if (
            n_words == 0 or n_words >= NONE or self.elements.shape[1] == 0
            or self.scales.shape[0] != n_words or self.offsets.shape[0] != n_words + 1
            or self.offsets[n_words] > self.spelling.shape[0]
        ):
            raise ValueError("the sections of the word vectors do not fit together")
        for i in range(n_words):
            if self.offsets[i] >= self.offsets[i + 1]:
                raise ValueError("the words of the word vectors are out of bounds")
        self.vectors.elements = &self.elements[0, 0]
        self.vectors.scales = &self.scales[0]
        self.vectors.offsets = &self.offsets[0]
        self.vectors.letters = &self.spelling[0]
        self.vectors.n_words = <uint32_t> n_words
        self.vectors.n_dimensions = self.elements.shape[1]
        list_starts(&self.vectors)
        return self.elements.shape[1]

    cdef _copy_vector_rows(self, const float[:, ::1] weights):
        cdef size_t n_dimensions = self.vectors.n_dimensions
        cdef size_t i
        cdef size_t j
        self.dimensions = <uint32_t*> malloc((n_dimensions + 1) * sizeof(uint32_t))
        if not make_rows(&self.vector_rows, n_dimensions, self.n_tags) or self.dimensions == NULL:
            raise MemoryError
        for i in range(n_dimensions):
            self.dimensions[i] = <uint32_t> i
            for j in range(self.n_tags):
                row_of(&self.vector_rows, i)[j] = weights[i, j]

    cdef _copy_centroids(self, const float[:, ::1] centroids):
        cdef size_t n_centroids = centroids.shape[0]
        cdef size_t i
        cdef size_t j
        if n_centroids > MAX_CENTROIDS or <size_t> centroids.shape[1] != self.vectors.n_dimensions:
            raise ValueError("the centroids do not fit the word vectors")
        self.n_centroids = n_centroids
        if not make_rows(&self.centroid_rows, self.vectors.n_dimensions, n_centroids):
            raise MemoryError
        for i in range(n_centroids):
            for j in range(self.vectors.n_dimensions):
                row_of(&self.centroid_rows, j)[i] = centroids[i, j]

    cdef _make_block(self, Block* block, const double[::1] idf, ngrams, const float[:, ::1] weights):
        """Fill the rows of a block, and give it an empty trie."""
        cdef size_t n_features = weights.shape[0]
        cdef size_t i
        cdef size_t j
        if <size_t> idf.shape[0] != n_features or n_features >= NONE:
            raise ValueError("terms and inverse document frequencies do not fit together")
        block.shortest, block.longest = ngrams
        block.n_features = n_features
        if not make_rows(&block.rows, n_features, self.n_tags + IDF_COLUMNS) or not make_edges(&block.trie, MIN_BITS):
            raise MemoryError
        for i in range(n_features):
            set_idf(block, i, idf[i])
            for j in range(self.n_tags):
                row_of(&block.rows, i)[j] = weights[i, j]

    cdef _enter_characters(self, terms):
        cdef Trie* trie = &self.characters.trie
        cdef Edge* edge = NULL
        cdef uint32_t node
        cdef Py_UCS4 letter
        for column, term in enumerate(terms):
            node = ROOT
            for letter in <str?> term:
                edge = enter(trie, node, letter)
                if edge == NULL:
                    raise MemoryError
                node = edge.child
            if node != ROOT:
                edge.feature = column
                trie.depth = max(trie.depth, len(term))

    cdef _enter_words(self, terms):
        """Add terms by the nodes of their words, and fill the table of known words."""
        cdef Trie* trie = &self.words.trie
        cdef Edge* edge = NULL
        cdef uint32_t node
        nodes = {}
        alone = {}
        for column, term in enumerate(terms):
            words = (<str?> term).split(" ")
            if "" in words:  # No text has such a term: words are separated by one space.
                continue
            for word in words:
                if word not in nodes:
                    edge = enter(trie, ROOT, len(nodes))
                    if edge == NULL:
                        raise MemoryError
                    nodes[word] = edge.child
            node = nodes[words[0]]
            for word in words[1:]:
                edge = enter(trie, node, <uint32_t> nodes[word])
                if edge == NULL:
                    raise MemoryError
                node = edge.child
            if len(words) == 1:
                alone[words[0]] = column
            else:
                edge.feature = column
            trie.depth = max(trie.depth, len(words))
        self._list_words(nodes, alone)

    cdef _list_words(self, nodes, alone):
        cdef size_t letters_room = sum(map(len, nodes))
        cdef unsigned int bits = max(MIN_BITS, (2 * len(nodes)).bit_length())
        cdef uint32_t* padded
        cdef size_t longest = max(map(len, nodes), default=0)
        if not make_words(&self.known, bits, letters_room, 0):
            raise MemoryError
        padded = <uint32_t*> malloc((longest + 2) * sizeof(uint32_t))
        if padded == NULL:
            raise MemoryError
        try:
            for word, node in nodes.items():
                self._list_word(word, node, alone.get(word, NONE), padded)
        finally:
            free(padded)

    cdef _list_word(self, str word, uint32_t node, uint32_t feature, uint32_t* padded):
        cdef size_t length = len(word)
        cdef size_t max_columns = (length + 2) * self.characters.trie.depth
        cdef uint64_t hashed = 0
        cdef size_t i
        cdef Word* slot
        padded[0] = padded[length + 1] = SPACE
        for i in range(length):
            padded[i + 1] = <Py_UCS4> word[i]
            hashed = mix(hashed, padded[i + 1])
        if not reserve_characters(&self.known, max_columns):
            raise MemoryError
        slot = find_slot(&self.known, padded + 1, length, finish(hashed))
        enter_word(&self.known, slot, padded + 1, length, finish(hashed))
        slot.node = node
        slot.feature = feature if self.words.shortest == 1 else NONE
        slot.vector = find_vector(&self.vectors, padded + 1, length)
        slot.n_characters = self._list_characters(&self.known, padded, length + 2)
