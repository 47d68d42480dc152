"""The app of a process of `predawn serve`, with its access log."""

import sys

from api.app import Application, create_app
from api.services.access_log import AccessLog
from cli.server_log import is_for_people
from core.settings import Settings, load_settings


def create_served_app() -> Application:
    """Make the app in the process that serves it, which reads its settings from the environment."""
    settings = load_settings()
    return create_app(settings, open_access_log(settings))


def open_access_log(settings: Settings) -> AccessLog | None:
    """Return the access log of this process, on standard error; None if the settings switch it off."""
    if settings.access_log == "off" or settings.log_level not in ("debug", "info"):
        return None
    return AccessLog(settings.access_log, as_text=is_for_people(settings), descriptor=sys.stderr.fileno())
