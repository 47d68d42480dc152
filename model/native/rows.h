/* Rows of floats, and adding weighted rows to sums of doubles, which is most of the arithmetic with many tags.

   Each sum adds its own column in the order of the rows and nothing is contracted (-ffp-contract=off), so
   wide registers change the speed and no bit of the result. With GCC and glibc a clone is chosen when the
   module is loaded; elsewhere there is only one. */

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__GLIBC__)
#define CLONED __attribute__((target_clones("default", "avx2", "avx512f")))
#else
#define CLONED
#endif

#define CACHE_LINE 64

/* Rows have a multiple of so many columns, so that no register is left half empty. */
#define LANES 8

/* The first row begins at a cache line: a text reads hundreds of rows in no order, and waits for each line. */
typedef struct {
    float *cells;
    void *memory;
    size_t n_columns;
} Rows;

/* Allocate rows of zeros with at least so many columns; return 0 if memory runs out. */
static inline int make_rows(Rows *rows, size_t n_rows, size_t n_columns) {
    rows->n_columns = (n_columns + LANES - 1) / LANES * LANES;
    size_t bytes = (n_rows + 1) * rows->n_columns * sizeof(float);
    rows->memory = calloc(bytes + CACHE_LINE, 1);
    if (rows->memory == NULL) {
        return 0;
    }
    uintptr_t address = (uintptr_t)rows->memory;
    rows->cells = (float *)((address + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE);
    return 1;
}

static inline void free_rows(Rows *rows) {
    free(rows->memory);
}

static inline float *row_of(const Rows *rows, size_t row) {
    return rows->cells + row * rows->n_columns;
}

static inline void prefetch(const void *address) {
#if defined(__GNUC__)
    __builtin_prefetch(address);
#else
    (void)address;
#endif
}

static inline void prefetch_row(const Rows *rows, size_t row) {
    const float *cells = row_of(rows, row);
    for (size_t column = 0; column < rows->n_columns; column += CACHE_LINE / sizeof(float)) {
        prefetch(cells + column);
    }
}

/* Add some weighted rows to sums, one for each column.

   Four rows at once, because each sum is then read and written once for all four. The loops over columns are
   plain, because GCC makes them as wide as each clone's registers are; vectors of a fixed width it keeps in
   memory wherever registers are narrower. */
CLONED static void add_rows(const Rows *rows, const uint32_t *chosen, const double *values, size_t n_chosen,
                            double *sums) {
    size_t i = 0;
    const size_t n_columns = rows->n_columns / LANES * LANES;
    for (; n_chosen - i >= 4; i += 4) {
        const float *row0 = row_of(rows, chosen[i]);
        const float *row1 = row_of(rows, chosen[i + 1]);
        const float *row2 = row_of(rows, chosen[i + 2]);
        const float *row3 = row_of(rows, chosen[i + 3]);
        const double value0 = values[i], value1 = values[i + 1], value2 = values[i + 2], value3 = values[i + 3];
        for (size_t column = 0; column < n_columns; column++) {
            double sum = sums[column];
            sum += value0 * (double)row0[column];
            sum += value1 * (double)row1[column];
            sum += value2 * (double)row2[column];
            sum += value3 * (double)row3[column];
            sums[column] = sum;
        }
    }
    for (; i < n_chosen; i++) {
        const float *row = row_of(rows, chosen[i]);
        const double value = values[i];
        for (size_t column = 0; column < n_columns; column++) {
            sums[column] += value * (double)row[column];
        }
    }
}

/* Add the elements of a word vector, times a factor, to sums. */
CLONED static void add_elements(const int8_t *elements, double factor, double *sums, size_t n_sums) {
    for (size_t column = 0; column < n_sums; column++) {
        sums[column] += factor * (double)elements[column];
    }
}
