-- Facts without foreign keys: the loader takes its keys from the dimensions themselves, and asking for each of them again
-- costs a load more than the rows (docs/decisions/facts.md). Account-months lose their second index and carry the client
-- in their key, as PostgreSQL's distribution needs.

CREATE TABLE anomaly_scores_new (
  version         INTEGER NOT NULL,
  transaction_id  INTEGER NOT NULL,
  date_key        INTEGER NOT NULL,
  score           REAL    NOT NULL,   -- 0 to 1, high = abnormal
  times_usual     REAL    NOT NULL,   -- |amount| divided by the client's usual amount
  main_reason     TEXT    NOT NULL,   -- a feature's name; empty where the score is not explained
  attributions    TEXT,               -- JSON: what each feature adds to the score, in the order of the model's features
  PRIMARY KEY (version, transaction_id)
) WITHOUT ROWID;
INSERT INTO anomaly_scores_new SELECT * FROM ml_anomaly_scores;
DROP TABLE ml_anomaly_scores;
ALTER TABLE anomaly_scores_new RENAME TO ml_anomaly_scores;
CREATE INDEX ml_anomaly_scores_score ON ml_anomaly_scores (version, score);

-- Append-only: the newest row of a transaction is its verdict.
CREATE TABLE verdicts_new (
  verdict_id      INTEGER PRIMARY KEY AUTOINCREMENT,
  transaction_id  INTEGER NOT NULL,
  verdict         TEXT    NOT NULL CHECK (verdict IN ('fraud', 'error', 'legitimate', 'unsure')),
  note            TEXT    NOT NULL,
  decided_by      TEXT    NOT NULL,
  decided_at      TEXT    NOT NULL
);
INSERT INTO verdicts_new SELECT * FROM ml_verdicts;
DROP TABLE ml_verdicts;
ALTER TABLE verdicts_new RENAME TO ml_verdicts;
CREATE INDEX ml_verdicts_transaction ON ml_verdicts (transaction_id, verdict_id);

CREATE TABLE transactions_new (
  transaction_id        INTEGER PRIMARY KEY,
  account_key           INTEGER NOT NULL,
  client_key            INTEGER NOT NULL,
  date_key              INTEGER NOT NULL,
  booked_at             TEXT    NOT NULL,   -- yyyy-mm-ddThh:mm:ss, the bank's local time
  amount_cents          INTEGER NOT NULL,   -- credit > 0, debit < 0
  type                  TEXT    NOT NULL,
  channel               TEXT    NOT NULL,
  counterparty_country  TEXT    NOT NULL,
  merchant_category     TEXT,
  balance_after_cents   INTEGER,
  batch_id              INTEGER NOT NULL
);
INSERT INTO transactions_new SELECT * FROM fact_transactions;
DROP TABLE fact_transactions;
ALTER TABLE transactions_new RENAME TO fact_transactions;
CREATE INDEX fact_transactions_date ON fact_transactions (date_key);

-- Account × month. Every column merges row by row (sum, minimum, maximum, bitwise or), so a late row costs one upsert.
CREATE TABLE account_month_new (
  account_key            INTEGER NOT NULL,
  year_month             INTEGER NOT NULL,
  client_key             INTEGER NOT NULL,
  transaction_count      INTEGER NOT NULL,
  debit_count            INTEGER NOT NULL,
  debit_cents            INTEGER NOT NULL,
  credit_cents           INTEGER NOT NULL,
  sum_squares            INTEGER NOT NULL,   -- sum of (whole currency units)², exact in any order
  cash_debit_cents       INTEGER NOT NULL,
  foreign_debit_cents    INTEGER NOT NULL,   -- counterparty country differs from the client's
  salary_cents           INTEGER NOT NULL,
  loan_payment_cents     INTEGER NOT NULL,
  fee_cents              INTEGER NOT NULL,
  digital_count          INTEGER NOT NULL,   -- mobile or online
  active_days            INTEGER NOT NULL,   -- bit d−1 is set when day d has a transaction
  overdrawn_count        INTEGER NOT NULL,   -- transactions that left the balance below zero
  first_date_key         INTEGER NOT NULL,
  last_date_key          INTEGER NOT NULL,
  closing_booked_at      TEXT    NOT NULL,   -- the transaction that the closing balance comes from
  closing_transaction_id INTEGER NOT NULL,
  closing_balance_cents  INTEGER,
  minimum_balance_cents  INTEGER,
  PRIMARY KEY (year_month, account_key, client_key)   -- loads come month by month: they append
) WITHOUT ROWID;
INSERT INTO account_month_new SELECT * FROM agg_account_month ORDER BY year_month, account_key;
DROP TABLE agg_account_month;
ALTER TABLE account_month_new RENAME TO agg_account_month;
