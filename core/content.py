"""The content hash, which identifies an input, and the hash of an id."""

import hashlib


def id_hash(project_id: str) -> bytes:
    """Return the SHA-256 of a project's id, by which a forgotten project is known."""
    return hashlib.sha256(project_id.encode("utf-8", "surrogatepass")).digest()


def content_hash(title: str, description: str, features: str | None = None) -> bytes:
    """Return the SHA-256 of a title, a description and, if there are any, features, with NULs between them.

    PostgreSQL text holds no NUL, so no two inputs of a catalogue can share their bytes. Lone surrogates,
    which JSON can carry and UTF-8 cannot, are hashed as they are rather than refused.
    """
    digest = hashlib.sha256(title.encode("utf-8", "surrogatepass"))
    digest.update(b"\x00")
    digest.update(description.encode("utf-8", "surrogatepass"))
    if features is not None:
        digest.update(b"\x00" + features.encode())
    return digest.digest()
