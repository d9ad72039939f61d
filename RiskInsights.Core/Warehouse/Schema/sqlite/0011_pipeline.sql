-- Runs of the pipeline, the attempts at their steps, and their reports.

CREATE TABLE ops_pipeline_runs (
  run_id       INTEGER PRIMARY KEY AUTOINCREMENT,
  asked        TEXT    NOT NULL,   -- page, schedule, command
  fire_at      TEXT    UNIQUE,     -- the moment that the schedule names: one run each; null for what a person asked for
  options      TEXT    NOT NULL,   -- JSON
  place        TEXT    NOT NULL,   -- the data folder that it works in
  job_id       INTEGER,            -- the job that runs it, or did last, whose status counts; null on the command line
  status       TEXT    NOT NULL,   -- queued, running, succeeded, failed, cancelled; skipped: another run was open at its moment
  error        TEXT,
  started_by   TEXT    NOT NULL,
  created_at   TEXT    NOT NULL,
  started_at   TEXT,
  finished_at  TEXT
);

CREATE TABLE ops_pipeline_steps (
  run_id       INTEGER NOT NULL REFERENCES ops_pipeline_runs (run_id),
  step         TEXT    NOT NULL,   -- import, features, score, anomalies, exports, report
  attempt      INTEGER NOT NULL,   -- 2 and more: the one before had not ended well
  status       TEXT    NOT NULL,   -- running, done, nothing (to do), failed, stopped
  started_at   TEXT    NOT NULL,
  finished_at  TEXT,
  message      TEXT,               -- what it did, or why it failed
  result       TEXT,               -- JSON: its section of the report
  PRIMARY KEY (run_id, step, attempt)
) WITHOUT ROWID;

CREATE TABLE ops_reports (
  report_id    INTEGER PRIMARY KEY AUTOINCREMENT,
  run_id       INTEGER NOT NULL REFERENCES ops_pipeline_runs (run_id),
  file_name    TEXT    NOT NULL,   -- in reports of the run's data folder
  byte_count   INTEGER NOT NULL,
  file_sha256  TEXT    NOT NULL,
  content      TEXT    NOT NULL,   -- JSON (docs/report.schema.json), the same bytes as the file
  made_at      TEXT    NOT NULL
);
