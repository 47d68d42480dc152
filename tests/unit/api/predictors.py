"""Custom predictors that the API's tests use."""

import threading
from collections.abc import Mapping
from typing import Any, ClassVar

from starlette.responses import PlainTextResponse


class Echo:
    """Answers by what it is told to do in its payload, or in the request."""

    version = "1"
    entered: ClassVar[threading.Semaphore] = threading.Semaphore(0)
    release: ClassVar[threading.Event] = threading.Event()

    def __init__(self, config: Mapping[str, Any]) -> None:
        self.config = config

    def predict(self, payload: Any, query_params: Mapping[str, str], headers: Mapping[str, str]) -> Any:
        if isinstance(payload, dict) and "do" in payload:
            return getattr(self, payload["do"])()
        if query_params.get("do") == "show":
            return repr(payload)
        if "tag" in query_params:
            return query_params["tag"]
        if "x-tag" in headers:
            return {headers["x-tag"]: 0.9, "other-tag": 0.1}
        return ["all", "kinds"]

    def respond(self) -> PlainTextResponse:
        return PlainTextResponse("as it is", status_code=202, headers={"x-own": "yes"})

    def fail(self) -> str:
        raise RuntimeError("of its own")

    def nonsense(self) -> int:
        return 7

    def wait(self) -> str:
        Echo.entered.release()
        Echo.release.wait(60)
        return "waited"


class Slow:
    """Answers many at once, and does with a payload what it says; a test sees every call."""

    version = "1"

    def __init__(self, config: Mapping[str, Any]) -> None:
        self.calls: list[list[Any]] = []
        self.entered = threading.Semaphore(0)
        self.release = threading.Event()

    def predict(self, payload: Any) -> Any:
        return self.predict_batch([payload])[0]

    def predict_batch(self, payloads: list[Any]) -> list[Any]:
        self.calls.append(list(payloads))
        if any(payload in ("hang", "wait") for payload in payloads):
            self.entered.release()
            self.release.wait(60)
        if "raise" in payloads:
            raise RuntimeError("of its own")
        if "exit" in payloads:
            raise SystemExit(3)
        return [self.respond() if payload == "respond" else f"tag of {payload}" for payload in payloads]

    def respond(self) -> PlainTextResponse:
        return PlainTextResponse("its own")


class Late:
    """Is made only once a test permits it."""

    version = "1"
    may_be_made: ClassVar[threading.Event] = threading.Event()

    def __init__(self, config: Mapping[str, Any]) -> None:
        Late.may_be_made.wait(60)

    def predict(self, payload: Any) -> str:
        return "late"
