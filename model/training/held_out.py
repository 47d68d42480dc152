"""Holding labelled projects out of training for evaluation, by their content hash alone."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

HELD_OUT_PERCENT: Final = 20
"""The share that is held out; it is the same for every model, so that models can be compared."""


def is_held_out(content_hashes: pa.Array | pa.ChunkedArray) -> npt.NDArray[np.bool_]:
    """Return a mask of the held-out content hashes, of shape (n_hashes,).

    A hash is held out if its first eight bytes, as a big-endian number modulo 100, are below
    `HELD_OUT_PERCENT`.

    Raises
    ------
    ValueError
        If a hash is null or does not have 32 bytes.
    """
    if isinstance(content_hashes, pa.ChunkedArray):
        content_hashes = content_hashes.combine_chunks()
    if content_hashes.null_count:
        raise ValueError("A content hash is missing.")
    hashes = content_hashes.cast(pa.binary(32))
    if not len(hashes):
        return np.zeros(0, dtype=np.bool_)
    first = hashes.offset * 4
    words = np.frombuffer(hashes.buffers()[1], dtype=">u8")[first : first + 4 * len(hashes) : 4]
    return np.asarray(words % 100 < HELD_OUT_PERCENT)
