"""A real browser, Debian's Chromium without a window, and pages that are watched for what goes wrong."""

import contextlib
import itertools
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.waiting import TIMEOUT_SECONDS

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")

WIDE, NARROW = (1280, 900), (360, 780)

# How often a page is loaded until it is quick, where the machine is busy.
_TRIES = 20
# Two are enough on a quiet machine: the server may learn of a change after the first.
_LOOKS = 5


def find_chromium() -> str | None:
    """Return the program, if the machine has it."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)


@contextlib.contextmanager
def open_browser() -> Iterator[Browser]:
    """Open a browser; to be closed before other tests, as it keeps an event loop in this thread."""
    program = find_chromium()
    if program is None:
        pytest.skip("no Chromium: the program is not on the path (Debian's package is `chromium`)")
    # Chromium refuses to run as root with its sandbox, and CI runs as root.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    expect.set_options(timeout=TIMEOUT_SECONDS * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()


@dataclass
class Watched:
    """A page, and what went wrong on it: errors of the console, failed or foreign requests."""

    page: Page
    base: str
    problems: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a page of the dashboard."""
        self.page.goto(f"{self.base}/dashboard{path}")
        return self.page

    def server_seconds(self) -> float:
        """Return how long the server took for the page that is shown, its transfer included."""
        taken = self.page.evaluate(
            "(entry => entry.responseEnd - entry.requestStart)(performance.getEntriesByType('navigation')[0])"
        )
        return float(taken) / 1000

    def is_served_within(self, seconds: float) -> bool:
        """Return whether the server takes no longer for the page; it may try again on a busy machine."""
        for _ in range(_TRIES):
            if self.server_seconds() < seconds:
                return True
            self.page.reload()
        return False

    @contextlib.contextmanager
    def showing_soon(self) -> Iterator[None]:
        """Hold what shows by itself in the block to a few of the page's looks, however long they take."""
        before = len(self._looks())
        yield
        assert len(self._looks()) - before <= _LOOKS

    def seconds_between_looks(self) -> float:
        """Return how long the page let pass between two looks, where it was least delayed."""
        looks = self._looks()
        return min(later[0] - earlier[1] for earlier, later in itertools.pairwise(looks)) / 1000

    def _looks(self) -> list[tuple[float, float]]:
        found: list[tuple[float, float]] = self.page.evaluate(
            "performance.getEntriesByType('resource')"
            ".filter(entry => new URL(entry.name).pathname === '/dashboard/live')"
            ".map(entry => [entry.startTime, entry.responseEnd])"
        )
        return found

    def violations(self) -> list[str]:
        """Return what axe-core finds."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: list[dict[str, Any]] = self.page.evaluate("axe.run().then(found => found.violations)")
        return [
            f"{self.page.url}: {entry['id']}: {[node['target'] for node in entry['nodes']]}"
            for entry in found
        ]

    def overflow(self) -> int:
        """Return how many pixels the page is wider than the window."""
        return int(
            self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        )

    def text(self, selector: str) -> str:
        """Return what is written somewhere."""
        return " ".join(self.page.locator(selector).inner_text().split())


@contextlib.contextmanager
def watched_page(
    browser: Browser,
    base: str,
    *,
    dark: bool = False,
    size: tuple[int, int] = WIDE,
    expected: tuple[str, ...] = (),
) -> Iterator[Watched]:
    """Yield a page of its own; in the end nothing may have gone wrong but what contains an expected text."""
    context = browser.new_context(
        color_scheme="dark" if dark else "light",
        viewport={"width": size[0], "height": size[1]},
        reduced_motion="reduce",
    )
    context.set_default_timeout(TIMEOUT_SECONDS * 1000)
    page = context.new_page()
    watched = Watched(page, base)
    page.on(
        "console",
        lambda message: (
            watched.problems.append(f"console: {message.text} ({message.location})")
            if message.type in ("error", "warning")
            else None
        ),
    )
    page.on("pageerror", lambda error: watched.problems.append(f"script: {error}"))
    own = urlsplit(base).netloc
    page.on(
        "request",
        lambda request: (
            watched.problems.append(f"foreign: {request.url}")
            if urlsplit(request.url.removeprefix("blob:")).netloc != own
            else None
        ),
    )
    try:
        yield watched
        problems = [one for one in watched.problems if not any(text in one for text in expected)]
        assert not problems, problems
    finally:
        context.close()
