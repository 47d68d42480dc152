"""Which of the forms of an answer a client would rather have."""

from enum import StrEnum

from api.http.errors import NotAcceptableError


class Media(StrEnum):
    """The forms of a listing."""

    JSON = "application/json"
    CSV = "text/csv"
    NDJSON = "application/x-ndjson"


def choose_media(accept: str) -> Media:
    """Return the form that an `Accept` header prefers; JSON where it does not matter.

    Raises
    ------
    NotAcceptableError
        If it takes none of them.
    """
    if not accept.strip():
        return Media.JSON
    weights = {media: _weight(media, accept) for media in Media}
    best = max(weights, key=lambda media: weights[media])
    if weights[best] <= 0:
        raise NotAcceptableError(
            f"A listing can be had as {', '.join(Media)}, and the request accepts none of them. Correct its "
            "`Accept` header."
        )
    return best


def _weight(media: Media, accept: str) -> float:
    """Return the weight of the most specific range that names a form, 0 where none does."""
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
