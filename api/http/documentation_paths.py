"""The paths of the OpenAPI document and of the pages that show it: side by side, and none in production."""

from typing import NamedTuple, Self

from core.settings import Settings


class DocumentationPaths(NamedTuple):
    """The paths of Swagger UI, of Redoc, and of the OpenAPI document; all None in production."""

    docs: str | None
    redoc: str | None
    openapi: str | None

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return the paths that settings ask for."""
        if settings.production:
            return cls(None, None, None)
        folder = settings.docs_url.rpartition("/")[0]
        return cls(settings.docs_url, f"{folder}/redoc", f"{folder}/openapi.json")

    @property
    def signed_in(self) -> dict[str, str]:
        """The paths of the pages, each with that of the same page for sessions of the dashboard."""
        pages = {self.docs: "/dashboard/docs", self.redoc: "/dashboard/redoc"}
        return {path: page for path, page in pages.items() if path is not None}
