"""The row of a project that lookups and listings return, and what PostgreSQL writes in it."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from core.types import OTHER_TAG, ItemScore, Output, TagScore

CORRECTED_SCORE: Final = "1"
"""The score of a corrected tag, as PostgreSQL writes it."""


class LookupRow(NamedTuple):
    """The run in service, a project's state, and its row, all from one statement.

    Times are seconds since 1970. `score`, `tags` and `scores` are as PostgreSQL writes them, `{a,"b c"}` and
    `{0.9,0.1}`; the numbers are those of JSON. The same holds for `value`, and for `items` and `item_scores`;
    a row has these or the tags, and None in the place of the others.
    Without a row in the run in service, `origin` and all from `run_id` to `content_hash` are None.
    `corrected` has the tags of the correction in force, as PostgreSQL writes them, or is None.
    `running_canary` is the number of the canary that is running, if there is one, and `canary_run` its run if
    it answers for the project.
    """

    project_id: str
    removed: bool
    serving_run: int | None
    running_canary: int | None
    checked_at: float | None
    modified_at: float
    run_id: int | None
    predicted_tag: str | None
    score: str
    tags: str
    scores: str
    model_version: int
    scored_at: float
    content_hash: bytes
    is_current: bool
    origin: str
    corrected: str | None = None
    value: str | None = None
    items: str | None = None
    item_scores: str | None = None
    canary_run: int | None = None

    @property
    def answering_run(self) -> int | None:
        """The run that answers for the project: that in service, or the canary's."""
        return self.serving_run if self.canary_run is None else self.canary_run

    @property
    def output(self) -> Output:
        """The kind of output of the row."""
        if self.value is not None:
            return Output.NUMBER
        return Output.TAGS if self.items is None else Output.RANKING

    @property
    def ranking(self) -> tuple[ItemScore, ...]:
        """The ranked items with their scores, the best first; none where the row has no ranking."""
        if self.items is None or self.item_scores is None:
            return ()
        pairs = zip(split_array(self.items), split_array(self.item_scores), strict=True)
        return tuple(ItemScore(item, float(score)) for item, score in pairs)

    @property
    def corrected_tags(self) -> list[str] | None:
        """The tags that a person says the project has; None without a correction in force."""
        return None if self.corrected is None else split_array(self.corrected)

    @property
    def answer_tag(self) -> str | None:
        """The tag that answers have: the corrected one, or the predicted one."""
        tags = self.corrected_tags
        return self.predicted_tag if tags is None else first_tag(tags)

    @property
    def answer_score(self) -> str:
        """The score that answers have; that of a corrected tag is 1."""
        return self.score if self.corrected is None else CORRECTED_SCORE

    @property
    def tag_scores(self) -> tuple[TagScore, ...]:
        """The tags that the model predicted with their scores, the best first; none where there is no row."""
        if self.run_id is None or self.output is not Output.TAGS:
            return ()
        pairs = zip(split_array(self.tags), split_array(self.scores), strict=True)
        return tuple(TagScore(tag, float(score)) for tag, score in pairs)


def first_tag(tags: Sequence[str]) -> str:
    """Return the first tag of a correction; `other` if there is none."""
    return tags[0] if tags else OTHER_TAG


_ELEMENT: Final = re.compile(r'"((?:[^"\\]|\\.)*)"|([^,{}]+)', re.DOTALL)
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)


def split_array(text: str) -> list[str]:
    """Return the elements of an array of texts as PostgreSQL writes it."""
    return [
        _ESCAPED.sub(r"\1", quoted) if quoted or not bare else bare for quoted, bare in _ELEMENT.findall(text)
    ]
