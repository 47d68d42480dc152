"""One delivery to the webhook: a signed POST of JSON."""

import hashlib
import hmac
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from typing import Self
from urllib.parse import urlsplit

from core.settings import Settings

SIGNATURE_HEADER = "Predawn-Signature"


class UndeliveredError(Exception):
    """The webhook has not accepted an event; the message gives the reason, without the address."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """The webhook of the settings."""

    url: str
    secret: str | None
    timeout_seconds: float

    @classmethod
    def of(cls, settings: Settings) -> Self | None:
        """Return the webhook of the settings; None if there is none."""
        if settings.webhook_url is None:
            return None
        secret = settings.webhook_secret
        return cls(
            settings.webhook_url.get_secret_value(),
            None if secret is None else secret.get_secret_value(),
            settings.webhook_timeout_seconds,
        )

    @property
    def host(self) -> str:
        """The host, for messages: the path may be secret."""
        return urlsplit(self.url).hostname or ""

    def send(self, event_id: str, event: str, body: str) -> None:
        """Send an event once.

        Raises
        ------
        UndeliveredError
            If it cannot be reached in time, or does not answer with a 2xx.
        """
        content = body.encode()
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "predawn",
            "Predawn-Event": event,
            "Predawn-Delivery": event_id,
        }
        if self.secret is not None:
            headers[SIGNATURE_HEADER] = sign(self.secret, content, int(time.time()))
        request = urllib.request.Request(self.url, content, headers, method="POST")  # noqa: S310 - http(s) only
        try:
            with _opener().open(request, timeout=self.timeout_seconds):
                pass
        except urllib.error.HTTPError as error:
            error.close()
            raise UndeliveredError(f"it answered with {error.code}") from None
        except urllib.error.URLError as error:
            raise UndeliveredError(f"it cannot be reached ({error.reason})") from None
        except (OSError, HTTPException) as error:
            raise UndeliveredError(f"it did not answer ({str(error) or type(error).__name__})") from None


def sign(secret: str, body: bytes, timestamp: int) -> str:
    """Return the signature of a body: the time, and the HMAC-SHA256 over the time, a dot and the body."""
    digest = hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256)
    return f"t={timestamp},v1={digest.hexdigest()}"


def _opener() -> urllib.request.OpenerDirector:
    """Return an opener of addresses, which uses a proxy if one is set.

    It follows no redirects, because these would repeat a POST as a GET without its body.
    """
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener
