"""Several models behind one URL: `POST /predict?use=careful` chooses among them."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import JSONResponse, Response


class Several:
    """Counts the words of the requested model.

    Predictions that depend on a query parameter are never cached. A run has no query, and uses the first
    model.

    Parameters
    ----------
    config
        `models`: for each model by name, the words that stand for each of its tags.
    """

    def __init__(self, config: Mapping[str, Any]) -> None:
        self.models = config["models"]

    def predict(
        self, payload: Mapping[str, str], query_params: Mapping[str, str]
    ) -> Mapping[str, float] | str | Response:
        """Return the share of words for each tag, or a response of status 404 for an unknown model."""
        name = query_params.get("use", next(iter(self.models)))
        if name not in self.models:
            return JSONResponse({"error": f"no model {name}", "models": list(self.models)}, status_code=404)
        words = payload["text"].lower().split()
        hits = {tag: sum(map(words.count, marks)) for tag, marks in self.models[name].items()}
        total = sum(hits.values())
        return {tag: count / total for tag, count in hits.items()} if total else "other"
