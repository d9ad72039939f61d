-- Jobs that any replica can run, and the key ring that all replicas share.

-- An older program left these open and did not write down what they need.
UPDATE ops_jobs
SET status = 'failed', error = 'The program stopped while this job was open.', finished_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
WHERE status IN ('queued', 'running');

ALTER TABLE ops_jobs ADD COLUMN options TEXT NOT NULL DEFAULT '{}';   -- JSON, by kind: what it takes to run it
ALTER TABLE ops_jobs ADD COLUMN place TEXT;   -- the data folder whose files it needs; null: any replica can run it
ALTER TABLE ops_jobs ADD COLUMN owner TEXT;   -- the replica that runs it, or did last
ALTER TABLE ops_jobs ADD COLUMN attempt INTEGER NOT NULL DEFAULT 0;   -- how often it was begun
ALTER TABLE ops_jobs ADD COLUMN heartbeat_at TEXT;   -- when a replica last said that it runs it, or could
ALTER TABLE ops_jobs ADD COLUMN cancel_requested INTEGER NOT NULL DEFAULT 0;   -- 0 or 1

-- A second request for open work joins it, on whichever replica it is made.
CREATE UNIQUE INDEX ops_jobs_open ON ops_jobs (kind, subject) WHERE status IN ('queued', 'running');

-- The key ring of sessions and forms: secret. SQLite keeps it in the folder keys instead.
CREATE TABLE ops_keys (
  name      TEXT PRIMARY KEY NOT NULL,
  xml       TEXT NOT NULL,
  added_at  TEXT NOT NULL
);
