"""The fast path of lookups and of `POST /predict`, ahead of FastAPI's routing; README.md has the details."""
