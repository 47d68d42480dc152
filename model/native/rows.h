/* Adding weighted rows of floats to sums of doubles, which is most of the arithmetic with many tags.

   Each sum adds its own column in the order of the rows and nothing is contracted (-ffp-contract=off), so
   wide registers change the speed and no bit of the result. With GCC and glibc a clone is chosen when the
   module is loaded; elsewhere there is only one. */

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__GLIBC__)
#define CLONED __attribute__((target_clones("default", "avx2", "avx512f")))
#else
#define CLONED
#endif

#define CACHE_LINE 64

/* Prefetch a row. */
static inline void prefetch_row(const char *row, size_t row_bytes) {
#if defined(__GNUC__)
    for (size_t done = 0; done < row_bytes; done += CACHE_LINE) {
        __builtin_prefetch(row + done);
    }
#else
    (void)row;
    (void)row_bytes;
#endif
}

/* Sums come in multiples of so many, so that no register is left half empty. */
#define LANES 8

static inline const float *row_of(const char *weights, size_t row_bytes, uint32_t feature) {
    return (const float *)(weights + feature * row_bytes);
}

/* Add the weighted rows of some features to sums, whose number is a multiple of LANES.

   Four rows at once, because each sum is then read and written once for all four. The loops over columns are
   plain, because GCC makes them as wide as each clone's registers are; vectors of a fixed width it keeps in
   memory wherever registers are narrower. */
CLONED static void add_rows(const char *weights, size_t row_bytes, const uint32_t *features,
                            const double *values, size_t n_rows, double *sums, size_t n_sums) {
    size_t i = 0;
    n_sums -= n_sums % LANES;
    for (; n_rows - i >= 4; i += 4) {
        const float *row0 = row_of(weights, row_bytes, features[i]);
        const float *row1 = row_of(weights, row_bytes, features[i + 1]);
        const float *row2 = row_of(weights, row_bytes, features[i + 2]);
        const float *row3 = row_of(weights, row_bytes, features[i + 3]);
        const double value0 = values[i], value1 = values[i + 1], value2 = values[i + 2], value3 = values[i + 3];
        for (size_t column = 0; column < n_sums; column++) {
            double sum = sums[column];
            sum += value0 * (double)row0[column];
            sum += value1 * (double)row1[column];
            sum += value2 * (double)row2[column];
            sum += value3 * (double)row3[column];
            sums[column] = sum;
        }
    }
    for (; i < n_rows; i++) {
        const float *row = row_of(weights, row_bytes, features[i]);
        const double value = values[i];
        for (size_t column = 0; column < n_sums; column++) {
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
