-- Transactions lie by day: the rows themselves serve the questions of a period, in place of an index that every load paid for
-- (docs/decisions/facts.md). Where identifiers do not grow, a load adds an index on them by itself.

-- The columns of the key stand first: SQLite 3.40 takes others for missing when it checks a table without row numbers.
CREATE TABLE transactions_by_day (
  date_key              INTEGER NOT NULL,
  transaction_id        INTEGER NOT NULL,
  account_key           INTEGER NOT NULL,
  client_key            INTEGER NOT NULL,
  booked_at             TEXT    NOT NULL,   -- yyyy-mm-ddThh:mm:ss, the bank's local time
  amount_cents          INTEGER NOT NULL,   -- credit > 0, debit < 0
  type                  TEXT    NOT NULL,
  channel               TEXT    NOT NULL,
  counterparty_country  TEXT    NOT NULL,
  merchant_category     TEXT,
  balance_after_cents   INTEGER,
  batch_id              INTEGER NOT NULL,
  PRIMARY KEY (date_key, transaction_id)
) WITHOUT ROWID;
INSERT INTO transactions_by_day (date_key, transaction_id, account_key, client_key, booked_at, amount_cents, type, channel,
  counterparty_country, merchant_category, balance_after_cents, batch_id)
SELECT date_key, transaction_id, account_key, client_key, booked_at, amount_cents, type, channel,
  counterparty_country, merchant_category, balance_after_cents, batch_id
FROM fact_transactions
ORDER BY date_key, transaction_id;
DROP TABLE fact_transactions;
ALTER TABLE transactions_by_day RENAME TO fact_transactions;

CREATE TABLE anomaly_scores_new (
  version         INTEGER NOT NULL,
  transaction_id  INTEGER NOT NULL,
  client_key      INTEGER NOT NULL,
  date_key        INTEGER NOT NULL,
  score           REAL    NOT NULL,   -- 0 to 1, high = abnormal
  times_usual     REAL    NOT NULL,   -- |amount| divided by the client's usual amount
  main_reason     TEXT    NOT NULL,   -- a feature's name; empty where the score is not explained
  attributions    TEXT,               -- JSON: what each feature adds to the score, in the order of the model's features
  PRIMARY KEY (version, transaction_id, client_key)
) WITHOUT ROWID;
INSERT INTO anomaly_scores_new (version, transaction_id, client_key, date_key, score, times_usual, main_reason, attributions)
SELECT version, transaction_id, client_key, date_key, score, times_usual, main_reason, attributions
FROM ml_anomaly_scores
ORDER BY version, transaction_id, client_key;
DROP TABLE ml_anomaly_scores;
ALTER TABLE anomaly_scores_new RENAME TO ml_anomaly_scores;
CREATE INDEX ml_anomaly_scores_score ON ml_anomaly_scores (version, score);

-- A load asks only about identifiers up to this one.
INSERT INTO ops_properties (name, value)
SELECT 'highest_transaction_id', CAST(h.transaction_id AS TEXT) || ' after batch ' || CAST((SELECT COALESCE(MAX(batch_id), 0) FROM ops_batches) AS TEXT)
FROM (SELECT MAX(transaction_id) AS transaction_id FROM fact_transactions) h
WHERE h.transaction_id > 0;
