-- The instant of the newest record and all that follows from the records is not kept twice: a state
-- is folded from them. `version` is their number, and the row is what a write locks.
CREATE TABLE tenants (
    id TEXT PRIMARY KEY,
    place BIGINT NOT NULL,
    version BIGINT NOT NULL,
    ahead_ms BIGINT NOT NULL
);

CREATE TABLE records (
    tenant TEXT NOT NULL REFERENCES tenants (id),
    position BIGINT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (tenant, position)
);

-- Spares the fold of old records; never the only copy of anything.
CREATE TABLE snapshots (
    tenant TEXT PRIMARY KEY REFERENCES tenants (id),
    snapshot TEXT NOT NULL
);
