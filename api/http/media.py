"""Content negotiation of listings: JSON, CSV or NDJSON."""

from collections.abc import Sequence
from enum import StrEnum

from api.http.errors import NotAcceptableError


class Media(StrEnum):
    """The media types of a listing."""

    JSON = "application/json"
    CSV = "text/csv"
    NDJSON = "application/x-ndjson"


def choose_media(accept: str, offered: Sequence[Media] = tuple(Media)) -> Media:
    """Return the media type that an `Accept` header prefers; JSON if it has no preference.

    Parameters
    ----------
    accept
        The header.
    offered
        The media types that the answer can have.

    Raises
    ------
    NotAcceptableError
        If the header accepts none of them.
    """
    if not accept.strip():
        return Media.JSON
    weights = {media: _weight(media, accept) for media in offered}
    best = max(weights, key=lambda media: weights[media])
    if weights[best] <= 0:
        raise NotAcceptableError(
            f"The request accepts none of the media types of the answer: {', '.join(offered)}. Correct its "
            "`Accept` header."
        )
    return best


def _weight(media: Media, accept: str) -> float:
    """Return the weight of the most specific range that matches a media type, 0 if none matches."""
    found, specific = 0.0, -1
    for part in accept.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        rank = {"*/*": 0, f"{media.partition('/')[0]}/*": 1, str(media): 2}.get(name, -1)
        if rank > specific:
            found, specific = _quality(parameters), rank
    return found


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return float(parameter[2:])
            except ValueError:
                return 0.0
    return 1.0
