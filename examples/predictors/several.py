"""Several models behind one address: `POST /predict?use=careful` chooses among them."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import JSONResponse, Response


class Several:
    """Counts the words of the model that is asked for.

    What depends on a query parameter is never cached. A run has none, and gets the first model.

    Parameters
    ----------
    config
        `models`: by name, the words that speak for each of its tags.
    """

    def __init__(self, config: Mapping[str, Any]) -> None:
        self.models = config["models"]

    def predict(
        self, payload: Mapping[str, str], query_params: Mapping[str, str]
    ) -> Mapping[str, float] | str | Response:
        """Return the share of words for each tag, or a response of its own for a model that there is not."""
        name = query_params.get("use", next(iter(self.models)))
        if name not in self.models:
            return JSONResponse({"error": f"no model {name}", "models": list(self.models)}, status_code=404)
        words = payload["text"].lower().split()
        hits = {tag: sum(map(words.count, marks)) for tag, marks in self.models[name].items()}
        total = sum(hits.values())
        return {tag: count / total for tag, count in hits.items()} if total else "other"
