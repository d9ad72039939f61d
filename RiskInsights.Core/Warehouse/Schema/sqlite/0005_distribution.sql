-- What is known of a client's facts carries the client, and what is known of a transaction its day too: on PostgreSQL
-- tables are spread by client and facts lie by month (Schema/postgres/distribute.sql), and the queries are the same here.

CREATE TABLE ml_anomaly_scores_by_client (
  version         INTEGER NOT NULL,
  transaction_id  INTEGER NOT NULL,
  date_key        INTEGER NOT NULL,
  score           REAL    NOT NULL,   -- 0 to 1, high = abnormal
  times_usual     REAL    NOT NULL,   -- |amount| divided by the client's usual amount
  main_reason     TEXT    NOT NULL,   -- a feature's name; empty where the score is not explained
  attributions    TEXT,               -- JSON: what each feature adds to the score, in the order of the model's features
  client_key      INTEGER NOT NULL,
  PRIMARY KEY (version, transaction_id, client_key)
) WITHOUT ROWID;
INSERT INTO ml_anomaly_scores_by_client (version, transaction_id, date_key, score, times_usual, main_reason, attributions, client_key)
SELECT s.version, s.transaction_id, s.date_key, s.score, s.times_usual, s.main_reason, s.attributions,
  (SELECT t.client_key FROM fact_transactions t WHERE t.transaction_id = s.transaction_id)
FROM ml_anomaly_scores s
ORDER BY s.version, s.transaction_id;
DROP TABLE ml_anomaly_scores;
ALTER TABLE ml_anomaly_scores_by_client RENAME TO ml_anomaly_scores;
CREATE INDEX ml_anomaly_scores_score ON ml_anomaly_scores (version, score);

-- Append-only: the newest row of a transaction is its verdict.
CREATE TABLE ml_verdicts_by_client (
  verdict_id      INTEGER PRIMARY KEY AUTOINCREMENT,
  transaction_id  INTEGER NOT NULL,
  verdict         TEXT    NOT NULL CHECK (verdict IN ('fraud', 'error', 'legitimate', 'unsure')),
  note            TEXT    NOT NULL,
  decided_by      TEXT    NOT NULL,
  decided_at      TEXT    NOT NULL,
  client_key      INTEGER NOT NULL,
  date_key        INTEGER NOT NULL
);
-- A subquery and not a join: a verdict whose transaction is missing stops the migration and is not left behind.
INSERT INTO ml_verdicts_by_client (verdict_id, transaction_id, verdict, note, decided_by, decided_at, client_key, date_key)
SELECT v.verdict_id, v.transaction_id, v.verdict, v.note, v.decided_by, v.decided_at,
  (SELECT t.client_key FROM fact_transactions t WHERE t.transaction_id = v.transaction_id),
  (SELECT t.date_key FROM fact_transactions t WHERE t.transaction_id = v.transaction_id)
FROM ml_verdicts v
ORDER BY v.verdict_id;
DROP TABLE ml_verdicts;
ALTER TABLE ml_verdicts_by_client RENAME TO ml_verdicts;
CREATE INDEX ml_verdicts_transaction ON ml_verdicts (client_key, transaction_id, verdict_id);
