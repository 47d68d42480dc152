"""The servers that lookups are compared with, on the same uvicorn: bare, a framework, and two usual ways."""

import os
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from fastapi import FastAPI, HTTPException, Response
from sqlalchemy import MetaData, create_engine, select
from sqlalchemy.dialects.postgresql import ARRAY, REAL
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker
from sqlalchemy.types import Text
from starlette.types import Receive, Scope, Send

BODY = os.environ.get("BENCHMARK_BODY", "").encode()
_HEADERS = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(BODY))]


async def bare(scope: Scope, _receive: Receive, send: Send) -> None:
    """Answer with a constant body, without any framework."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        await send({"type": "http.response.body", "body": BODY})


def constant() -> FastAPI:
    """Return FastAPI with one route that answers with a constant body."""
    app = FastAPI()

    @app.get("/predictions/{project_id}")
    async def read(project_id: str) -> Response:  # noqa: ARG001 - part of the path
        return Response(BODY, media_type="application/json")

    return app


class Base(DeclarativeBase):
    """The mapped tables."""

    metadata = MetaData(schema="predawn")


class Prediction(Base):
    """A prediction, mapped in the usual way."""

    __tablename__ = "predictions"

    run_id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[str] = mapped_column(primary_key=True)
    predicted_tag: Mapped[str]
    score: Mapped[float]
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text))
    scores: Mapped[list[float]] = mapped_column(ARRAY(REAL))
    model_version: Mapped[int]


class Serving(Base):
    """The pointer to the run in service."""

    __tablename__ = "serving"

    singleton: Mapped[bool] = mapped_column(primary_key=True)
    run_id: Mapped[int]


def usual() -> FastAPI:
    """Return FastAPI with the usual route: an ORM, one session for each request, in threads."""
    engine = create_engine(os.environ["BENCHMARK_URL"], pool_size=40)
    sessions = sessionmaker(engine)
    app = FastAPI()

    @app.get("/predictions/{project_id}")
    def read(project_id: str) -> dict[str, Any]:
        with sessions() as session:
            found = _find(session, project_id)
        if found is None:
            raise HTTPException(404)
        return _envelope(
            {
                "project_id": found.project_id,
                "predicted_tag": found.predicted_tag,
                "score": found.score,
                "run_id": found.run_id,
                "model_version": found.model_version,
            },
            found.tags,
            found.scores,
        )

    return app


def _find(session: Session, project_id: str) -> Prediction | None:
    return session.scalar(
        select(Prediction)
        .join(Serving, Serving.run_id == Prediction.run_id)
        .where(Prediction.project_id == project_id)
    )


_QUERY = """
SELECT project_id, predicted_tag, score, run_id, model_version, tags, scores
FROM predawn.predictions JOIN predawn.serving USING (run_id)
WHERE project_id = $1
"""


def usual_async() -> FastAPI:
    """Return FastAPI with the usual fast route: a pool of asyncpg, one statement for each request.

    The pool is configured as in its documentation, with its default number of sessions; asyncpg keeps the
    statement prepared in each of them.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with asyncpg.create_pool(os.environ["BENCHMARK_ASYNC_URL"]) as pool:
            app.state.pool = pool
            yield

    app = FastAPI(lifespan=lifespan)

    @app.get("/predictions/{project_id}")
    async def read(project_id: str) -> dict[str, Any]:
        found = await app.state.pool.fetchrow(_QUERY, project_id)
        if found is None:
            raise HTTPException(404)
        row = dict(found)
        return _envelope(row, row.pop("tags"), row.pop("scores"))

    return app


def _envelope(row: Mapping[str, Any], tags: Sequence[str], scores: Sequence[float]) -> dict[str, Any]:
    listed = [{"tag": tag, "score": score} for tag, score in zip(tags, scores, strict=True)]
    return {"message": "OK", "data": {**row, "tags": listed}}
