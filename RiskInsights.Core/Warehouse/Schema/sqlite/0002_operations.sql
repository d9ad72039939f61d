-- What the program did: loads, rejected rows, jobs, exports.

CREATE TABLE ops_batches (
  batch_id          INTEGER PRIMARY KEY AUTOINCREMENT,
  source            TEXT    NOT NULL,   -- kyc, accounts, transactions, events, berka_trans, …
  file_name         TEXT    NOT NULL,
  file_sha256       TEXT    NOT NULL,
  attempt           INTEGER NOT NULL,   -- 2 and more: rows that waited for a client or an account were tried again
  read_rows         INTEGER NOT NULL,
  loaded_rows       INTEGER NOT NULL,   -- new or changed
  unchanged_rows    INTEGER NOT NULL,
  quarantined_rows  INTEGER NOT NULL,
  started_by        TEXT    NOT NULL,
  started_at        TEXT    NOT NULL,
  finished_at       TEXT    NOT NULL,
  UNIQUE (source, file_sha256, attempt),
  CHECK (read_rows = loaded_rows + unchanged_rows + quarantined_rows)
);

CREATE TABLE ops_quarantine (
  batch_id     INTEGER NOT NULL REFERENCES ops_batches (batch_id),
  line_number  INTEGER NOT NULL,
  column_name  TEXT    NOT NULL,   -- empty when the rule is about the whole row
  rule         TEXT    NOT NULL,
  detail       TEXT    NOT NULL,
  raw_line     TEXT,               -- null where the source holds personal data
  PRIMARY KEY (batch_id, line_number)
) WITHOUT ROWID;

CREATE TABLE ops_jobs (
  job_id        INTEGER PRIMARY KEY AUTOINCREMENT,
  kind          TEXT    NOT NULL,   -- import, train, score, export, first_run
  subject       TEXT    NOT NULL,   -- what it works on: a model's name, a folder
  status        TEXT    NOT NULL,   -- queued, running, succeeded, failed, cancelled
  step          TEXT    NOT NULL,
  share_done    REAL    NOT NULL,   -- 0 to 1
  result        TEXT,               -- JSON, by kind
  error         TEXT,
  started_by    TEXT    NOT NULL,
  created_at    TEXT    NOT NULL,
  started_at    TEXT,
  finished_at   TEXT
);
CREATE INDEX ops_jobs_created ON ops_jobs (created_at);

CREATE TABLE ops_exports (
  export_id    INTEGER PRIMARY KEY AUTOINCREMENT,
  name         TEXT    NOT NULL,
  file_name    TEXT    NOT NULL,   -- in exports/history
  row_count    INTEGER NOT NULL,
  byte_count   INTEGER NOT NULL,
  file_sha256  TEXT    NOT NULL,
  exported_by  TEXT    NOT NULL,
  exported_at  TEXT    NOT NULL
);

-- Facts about the warehouse itself: its currency, the fingerprint of its pseudonym key.
CREATE TABLE ops_properties (
  name   TEXT PRIMARY KEY NOT NULL,
  value  TEXT NOT NULL
);
