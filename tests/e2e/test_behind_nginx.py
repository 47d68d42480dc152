"""The nginx that ships lets through what Predawn takes."""

from pathlib import Path

import httpx
import pytest

from core.types import Run
from store.connect.database import Database
from tests.nginx import NGINX, proxying
from tests.serving import serving, settings_for


@pytest.mark.skipif(NGINX is None, reason="nginx is not installed")
def test_a_url_with_many_ids_passes(first_run: Run, database: Database, tmp_path: Path) -> None:
    many = ",".join(map(str, range(1_000_000, 1_007_500)))
    with serving(settings_for(database)) as api:
        port = api.client.base_url.port
        assert port is not None
        with proxying(tmp_path, {8001: port, 8002: port}) as proxy:
            answer = httpx.get(f"{proxy.url}/predictions?ids={many}")
    assert (len(many), answer.status_code) == (59_999, 200)
