"""What the API signs is taken back unchanged, for the same purpose, and by the same store alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.access.sessions import SESSION_SECONDS, Session, begin_session, read_session
from api.access.signing import Purpose, Signer

SIGNER = Signer(b"the secret of a store")


@given(st.binary(max_size=200))
def test_what_was_signed_is_taken_back(content: bytes) -> None:
    signed = SIGNER.sign(Purpose.CURSOR, content)
    assert Signer(b"the secret of a store").verify(Purpose.CURSOR, signed) == content
    assert SIGNER.verify(Purpose.SESSION, signed) is None
    assert Signer(b"that of another store").verify(Purpose.CURSOR, signed) is None


@given(st.binary(max_size=60), st.data())
def test_no_changed_text_is_taken(content: bytes, data: st.DataObject) -> None:
    signed = SIGNER.sign(Purpose.SESSION, content)
    place = data.draw(st.integers(0, len(signed) - 1))
    other = data.draw(st.sampled_from("ABb0_-").filter(lambda letter: letter != signed[place]))
    assert SIGNER.verify(Purpose.SESSION, signed[:place] + other + signed[place + 1 :]) is None
    assert SIGNER.verify(Purpose.SESSION, signed[:place]) is None


def test_bits_that_no_byte_comes_from_are_not_free() -> None:
    signed = SIGNER.sign(Purpose.CURSOR, b"")
    assert signed[-1] in "AQgw"
    assert SIGNER.verify(Purpose.CURSOR, signed[:-1] + chr(ord(signed[-1]) + 1)) is None


@pytest.mark.parametrize("text", ["", "a", "é", "\x00", "=", "A" * 22, "A" * 23, "++//", "a b", "%41"])
def test_nonsense_is_not_taken(text: str) -> None:
    assert SIGNER.verify(Purpose.CURSOR, text) is None


def test_a_session_is_its_own_and_ends_after_twelve_hours() -> None:
    first, second = (read_session(SIGNER, begin_session(SIGNER, 7, 1000.9)) for _ in range(2))
    assert first is not None
    assert second is not None
    assert first.session_id != second.session_id
    assert (first.key_id, first.expires_at) == (7, 1000 + SESSION_SECONDS)
    assert SESSION_SECONDS == 12 * 3600
    assert Session(b"", 1, 0).expires.year == 1970
    assert read_session(SIGNER, SIGNER.sign(Purpose.SESSION, b"too short")) is None
