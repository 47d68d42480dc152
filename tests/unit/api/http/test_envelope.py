"""The envelope that is written as text is the one that pydantic writes."""

import json
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from api.http.envelope import make_envelope, write_envelope


@given(url=st.text(), names=st.lists(st.text()), method=st.sampled_from(("GET", "POST")))
def test_both_write_the_same_bytes(url: str, names: list[str], method: str) -> None:
    envelope = make_envelope(url, {"without": names, "next": None, "run_id": 1}, method=method)
    fields = json.dumps(envelope.data, ensure_ascii=False, separators=(",", ":"))
    written = write_envelope(url, fields, method=method)
    second = datetime.fromisoformat(json.loads(written)["timestamp"])
    assert abs(second - envelope.timestamp) < timedelta(seconds=60)
    same = envelope.model_copy(update={"timestamp": second})
    assert written.encode() == same.model_dump_json(by_alias=True).encode()
