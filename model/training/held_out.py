"""Which labelled projects no evaluation model may see: decided by the content hash alone."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

HELD_OUT_PERCENT: Final = 20
"""The share that is held out; the same for every model, or models could not be compared."""


def is_held_out(content_hashes: pa.Array | pa.ChunkedArray) -> npt.NDArray[np.bool_]:
    """Tell for each content hash whether it is held out, of shape (n_hashes,).

    It is where the first eight bytes of the SHA-256, as a big-endian number, leave a remainder below
    `HELD_OUT_PERCENT` when divided by 100.

    Raises
    ------
    ValueError
        If a hash is missing or does not have 32 bytes.
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
