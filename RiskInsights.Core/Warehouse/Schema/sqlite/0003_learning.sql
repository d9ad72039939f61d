-- Models, what they said, and what analysts answered.

CREATE TABLE ml_model_versions (
  model_name        TEXT    NOT NULL,   -- default, anomalies
  version           INTEGER NOT NULL,
  stage             TEXT    NOT NULL,   -- candidate, challenger, champion, archived
  algorithm         TEXT    NOT NULL,
  parameters        TEXT    NOT NULL,   -- JSON
  features          TEXT    NOT NULL,   -- JSON: the names in order
  data_fingerprint  TEXT    NOT NULL,   -- SHA-256 of the training matrix and labels
  code_version      TEXT    NOT NULL,
  metrics           TEXT    NOT NULL,   -- JSON
  evaluation        TEXT    NOT NULL,   -- JSON: curves, test scores, warnings
  artefact          BLOB    NOT NULL,
  artefact_sha256   TEXT    NOT NULL,
  trained_by        TEXT    NOT NULL,
  trained_at        TEXT    NOT NULL,
  PRIMARY KEY (model_name, version)
);
CREATE UNIQUE INDEX ml_model_versions_champion ON ml_model_versions (model_name) WHERE stage = 'champion';

CREATE TABLE ml_scores (
  model_name      TEXT    NOT NULL,
  version         INTEGER NOT NULL,
  as_of_date_key  INTEGER NOT NULL,
  client_key      INTEGER NOT NULL REFERENCES dim_clients (client_key),
  probability     REAL    NOT NULL,   -- 0 to 1
  score_rank      INTEGER NOT NULL,   -- 1 = riskiest
  reasons         TEXT    NOT NULL,   -- JSON: [{feature, value, contribution}], largest first
  PRIMARY KEY (model_name, version, as_of_date_key, client_key)
);
CREATE INDEX ml_scores_rank ON ml_scores (model_name, version, as_of_date_key, score_rank);

CREATE TABLE ml_anomaly_scores (
  version         INTEGER NOT NULL,
  transaction_id  INTEGER NOT NULL REFERENCES fact_transactions (transaction_id),
  date_key        INTEGER NOT NULL,
  score           REAL    NOT NULL,   -- 0 to 1, high = abnormal
  times_usual     REAL    NOT NULL,   -- |amount| divided by the client's usual amount
  main_reason     TEXT    NOT NULL,   -- a feature's name; empty where the score is not explained
  attributions    TEXT,               -- JSON: what each feature adds to the score, in the order of the model's features
  PRIMARY KEY (version, transaction_id)
) WITHOUT ROWID;
CREATE INDEX ml_anomaly_scores_score ON ml_anomaly_scores (version, score);

-- Append-only: the newest row of a transaction is its verdict.
CREATE TABLE ml_verdicts (
  verdict_id      INTEGER PRIMARY KEY AUTOINCREMENT,
  transaction_id  INTEGER NOT NULL REFERENCES fact_transactions (transaction_id),
  verdict         TEXT    NOT NULL CHECK (verdict IN ('fraud', 'error', 'legitimate', 'unsure')),
  note            TEXT    NOT NULL,
  decided_by      TEXT    NOT NULL,
  decided_at      TEXT    NOT NULL
);
CREATE INDEX ml_verdicts_transaction ON ml_verdicts (transaction_id, verdict_id);
