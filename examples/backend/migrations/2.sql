-- Only the digest of a session's id is here: a copy of the database opens no session.
CREATE TABLE sessions (
    digest TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    caller TEXT NOT NULL,
    began_ms BIGINT NOT NULL,
    used_ms BIGINT NOT NULL
);

CREATE INDEX sessions_by_subject ON sessions (subject);

-- What was sent to the identity provider and has not come back.
CREATE TABLE sign_ins (
    digest TEXT PRIMARY KEY,
    nonce TEXT NOT NULL,
    verifier TEXT NOT NULL,
    return_to TEXT NOT NULL,
    began_ms BIGINT NOT NULL
);
