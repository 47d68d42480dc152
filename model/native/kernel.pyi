from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Terms: TypeAlias = tuple[Sequence[str], npt.NDArray[np.float64], tuple[int, int]]

Vectors: TypeAlias = tuple[
    npt.NDArray[np.int8], npt.NDArray[np.float32], npt.NDArray[np.uint32], npt.NDArray[np.uint8], float
]

def as_stored(score: float) -> float: ...

class Column:
    def __init__(self, offsets: object, data: object, start: int, length: int, wide: bool) -> None: ...

class Kernel:
    def __init__(
        self,
        forms: npt.NDArray[np.uint32],
        words: Terms,
        characters: Terms,
        weights: npt.NDArray[np.float32],
        intercepts: npt.NDArray[np.float64],
        temperature: float,
        independent: bool = False,
        vectors: Vectors | None = None,
        centroids: npt.NDArray[np.float32] | None = None,
    ) -> None: ...
    def score_columns(
        self, titles: Column, descriptions: Column, scores: npt.NDArray[np.float32], first: int = 0
    ) -> None: ...
    def score_text(self, text: str) -> list[float]: ...
    def compare_text(self, text: str) -> tuple[list[float], float]: ...
