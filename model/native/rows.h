/* Adding weighted rows of floats to sums of doubles, which is most of the arithmetic with many tags.

   Each sum adds its own column in the order of the rows and nothing is contracted (-ffp-contract=off), so
   wide registers change the speed and no bit of the result. With GCC and glibc a clone is chosen when the
   module is loaded; elsewhere there is only one. */

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__GLIBC__)
#define CLONED __attribute__((target_clones("default", "avx2", "avx512f")))
#define ALWAYS_INLINE __attribute__((always_inline)) inline
#else
#define CLONED
#define ALWAYS_INLINE inline
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

/* Eight columns at once. Vectors are explicit, because GCC vectorises loops of constant length badly after it
   has unrolled them; compilers without vector types get loops that do the same. */
#define LANES 8
#if defined(__GNUC__)
typedef double Sums __attribute__((vector_size(LANES * sizeof(double))));
typedef float Weights __attribute__((vector_size(LANES * sizeof(float)), aligned(sizeof(float)), may_alias));
typedef int8_t Elements __attribute__((vector_size(LANES), aligned(1), may_alias));
typedef int32_t Integers __attribute__((vector_size(LANES * sizeof(int32_t))));
#define ADD(sums, value, weights) (sums) += (value) * __builtin_convertvector(weights, Sums)
#define WIDEN(elements) __builtin_convertvector(__builtin_convertvector(elements, Integers), Sums)
#else
typedef struct { double lanes[LANES]; } Sums;
typedef struct { float lanes[LANES]; } Weights;
#define ADD(sums, value, weights) \
    for (size_t lane = 0; lane < LANES; lane++) (sums).lanes[lane] += (value) * (weights).lanes[lane]
#endif

/* With a constant number of parts, the sums stay in registers. */
static ALWAYS_INLINE void add_parts(const char *weights, size_t row_bytes, const uint32_t *features,
                                    const double *values, size_t n_rows, double *sums, const size_t parts) {
    Sums local[4];
    memcpy(local, sums, parts * sizeof(Sums));
    for (size_t i = 0; i < n_rows; i++) {
        const Weights *row = (const Weights *)(weights + features[i] * row_bytes);
        for (size_t part = 0; part < parts; part++) {
            ADD(local[part], values[i], row[part]);
        }
    }
    memcpy(sums, local, parts * sizeof(Sums));
}

/* Add the weighted rows of some features to sums, whose number is a multiple of LANES. */
CLONED static void add_rows(const char *weights, size_t row_bytes, const uint32_t *features,
                            const double *values, size_t n_rows, double *sums, size_t n_sums) {
    size_t done = 0;
    for (; n_sums - done >= 4 * LANES; done += 4 * LANES) {
        add_parts(weights + done * sizeof(float), row_bytes, features, values, n_rows, sums + done, 4);
    }
    if (n_sums - done >= 2 * LANES) {
        add_parts(weights + done * sizeof(float), row_bytes, features, values, n_rows, sums + done, 2);
        done += 2 * LANES;
    }
    if (n_sums - done >= LANES) {
        add_parts(weights + done * sizeof(float), row_bytes, features, values, n_rows, sums + done, 1);
    }
}

/* Add the elements of a word vector, times a factor, to sums. */
CLONED static void add_elements(const int8_t *elements, double factor, double *sums, size_t n_sums) {
    size_t done = 0;
#if defined(__GNUC__)
    for (; n_sums - done >= LANES; done += LANES) {
        Sums local;
        Elements lanes;
        memcpy(&local, sums + done, sizeof(local));
        memcpy(&lanes, elements + done, sizeof(lanes));
        local += factor * WIDEN(lanes);
        memcpy(sums + done, &local, sizeof(local));
    }
#endif
    for (; done < n_sums; done++) {
        sums[done] += factor * (double)elements[done];
    }
}
