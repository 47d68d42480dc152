-- Tables of word vectors that teams bring, by the SHA-256 of their files. Models name them in their arguments; the table
-- that ships is not here.
CREATE TABLE predawn.word_vectors (
    sha256 text PRIMARY KEY,
    data bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
-- Quantised numbers do not compress.
ALTER TABLE predawn.word_vectors ALTER COLUMN data SET STORAGE EXTERNAL;
GRANT SELECT, INSERT, UPDATE, DELETE ON predawn.word_vectors TO predawn_batch;
GRANT SELECT ON predawn.word_vectors TO predawn_api;
