-- Every training and every trial of a search, written once at its end; and what a tracking server has of them.

CREATE TABLE ml_runs (
  run_number        INTEGER PRIMARY KEY AUTOINCREMENT,   -- how people name it: #12
  run_id            TEXT    NOT NULL UNIQUE,   -- 32 hexadecimal digits: names it where runs of other warehouses lie too
  model_name        TEXT    NOT NULL,   -- default, anomalies
  kind              TEXT    NOT NULL CHECK (kind IN ('training', 'trial')),
  parent_run_id     TEXT,               -- the search that a trial belongs to, which is written after its trials
  status            TEXT    NOT NULL CHECK (status IN ('finished', 'refused', 'failed', 'cancelled')),
  algorithm         TEXT    NOT NULL,
  parameters        TEXT    NOT NULL,   -- JSON: name -> value, flat
  metrics           TEXT    NOT NULL,   -- JSON: name -> number, flat
  version           INTEGER,            -- the version of the model that it gave; null: none
  data_fingerprint  TEXT    NOT NULL,   -- SHA-256 of the training matrix and labels; empty where it did not get so far
  code_version      TEXT    NOT NULL,
  message           TEXT,               -- why it did not finish
  curves            TEXT,               -- JSON: points of ROC, precision and recall, calibration
  started_by        TEXT    NOT NULL,
  started_at        TEXT    NOT NULL,
  finished_at       TEXT    NOT NULL
);

-- What MLflow has of a run; no row: nothing was tried yet.
CREATE TABLE ml_run_sends (
  run_number            INTEGER PRIMARY KEY NOT NULL,
  mlflow_experiment_id  TEXT,
  mlflow_run_id         TEXT,
  mlflow_version        TEXT,               -- of the registered model
  sent_at               TEXT,               -- null: not all of it is there
  send_attempts         INTEGER NOT NULL DEFAULT 0,
  next_send_at          TEXT,               -- not before; null: at once
  send_error            TEXT,               -- why the last attempt failed
  is_champion_there     INTEGER NOT NULL DEFAULT 0   -- 0 or 1: MLflow was told that this version is the champion
);

-- Background work that one replica does at a time.
CREATE TABLE ops_leases (
  name        TEXT PRIMARY KEY NOT NULL,
  owner       TEXT NOT NULL,   -- the replica
  held_until  TEXT NOT NULL
);

-- What was trained before runs were written down. Nothing says how long it took.
INSERT INTO ml_runs (run_id, model_name, kind, status, algorithm, parameters, metrics, version, data_fingerprint, code_version, started_by, started_at, finished_at)
SELECT lower(hex(randomblob(16))), model_name, 'training', 'finished', algorithm, parameters, metrics, version, data_fingerprint, code_version, trained_by, trained_at, trained_at
FROM ml_model_versions
ORDER BY trained_at, model_name, version;
