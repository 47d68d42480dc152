from core.errors import describe


class MuteError(Exception):
    """Its message cannot be made."""

    def __str__(self) -> str:
        raise RuntimeError


def test_an_error_of_foreign_code_is_described_by_its_type_and_message():
    assert describe(KeyError("tag")) == "KeyError: 'tag'"
    assert describe(ValueError()) == "ValueError"


def test_an_error_whose_message_cannot_be_made_is_described_nevertheless():
    assert describe(MuteError()) == "MuteError: its message cannot be made (RuntimeError)"
