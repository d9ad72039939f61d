-- When a transaction was booked is the second of its day, beside the day that its key begins with: three bytes instead of a text
-- of nineteen that named the day again. A load writes a fifth less (docs/decisions/facts.md).

CREATE TABLE transactions_by_second (
  date_key              INTEGER NOT NULL,   -- yyyymmdd
  transaction_id        INTEGER NOT NULL,
  account_key           INTEGER NOT NULL,
  client_key            INTEGER NOT NULL,
  second_of_day         INTEGER NOT NULL,   -- 0 to 86399 of the bank's local day; 0 where the file gave no time
  amount_cents          INTEGER NOT NULL,   -- credit > 0, debit < 0
  type                  TEXT    NOT NULL,
  channel               TEXT    NOT NULL,
  counterparty_country  TEXT    NOT NULL,
  merchant_category     TEXT,
  balance_after_cents   INTEGER,
  batch_id              INTEGER NOT NULL,
  PRIMARY KEY (date_key, transaction_id)
) WITHOUT ROWID;
INSERT INTO transactions_by_second (date_key, transaction_id, account_key, client_key, second_of_day, amount_cents, type, channel,
  counterparty_country, merchant_category, balance_after_cents, batch_id)
SELECT date_key, transaction_id, account_key, client_key,
  CAST(SUBSTR(booked_at, 12, 2) AS INTEGER) * 3600 + CAST(SUBSTR(booked_at, 15, 2) AS INTEGER) * 60 + CAST(SUBSTR(booked_at, 18, 2) AS INTEGER),
  amount_cents, type, channel, counterparty_country, merchant_category, balance_after_cents, batch_id
FROM fact_transactions
ORDER BY date_key, transaction_id;
DROP TABLE fact_transactions;
ALTER TABLE transactions_by_second RENAME TO fact_transactions;

-- Account × month. Every column merges row by row (sum, minimum, maximum, bitwise or), so a late row costs one upsert.
CREATE TABLE account_month_by_day (
  year_month             INTEGER NOT NULL,
  account_key            INTEGER NOT NULL,
  client_key             INTEGER NOT NULL,
  transaction_count      INTEGER NOT NULL,
  debit_count            INTEGER NOT NULL,
  debit_cents            INTEGER NOT NULL,
  credit_cents           INTEGER NOT NULL,
  cash_debit_cents       INTEGER NOT NULL,
  foreign_debit_cents    INTEGER NOT NULL,   -- counterparty country differs from the client's
  salary_cents           INTEGER NOT NULL,
  loan_payment_cents     INTEGER NOT NULL,
  fee_cents              INTEGER NOT NULL,
  digital_count          INTEGER NOT NULL,   -- mobile or online
  active_days            INTEGER NOT NULL,   -- bit d−1 is set when day d has a transaction
  initiated_days         INTEGER NOT NULL,   -- the same of transactions that the client set going
  overdrawn_count        INTEGER NOT NULL,   -- transactions that left the balance below zero
  first_day              INTEGER NOT NULL,   -- 1 to 31: of the first transaction
  last_day               INTEGER NOT NULL,   -- 1 to 31: of the last transaction
  closing_second         INTEGER NOT NULL,   -- of the month: when the transaction was booked that the closing balance comes from
  closing_transaction_id INTEGER NOT NULL,
  closing_balance_cents  INTEGER,
  minimum_balance_cents  INTEGER,
  PRIMARY KEY (year_month, account_key, client_key)   -- loads come month by month: they append
) WITHOUT ROWID;
INSERT INTO account_month_by_day (year_month, account_key, client_key, transaction_count, debit_count, debit_cents, credit_cents,
  cash_debit_cents, foreign_debit_cents, salary_cents, loan_payment_cents, fee_cents, digital_count, active_days, initiated_days,
  overdrawn_count, first_day, last_day, closing_second, closing_transaction_id, closing_balance_cents, minimum_balance_cents)
SELECT year_month, account_key, client_key, transaction_count, debit_count, debit_cents, credit_cents,
  cash_debit_cents, foreign_debit_cents, salary_cents, loan_payment_cents, fee_cents, digital_count, active_days, initiated_days,
  overdrawn_count, first_date_key % 100, last_date_key % 100, closing_second, closing_transaction_id, closing_balance_cents,
  minimum_balance_cents
FROM agg_account_month
ORDER BY year_month, account_key, client_key;
DROP TABLE agg_account_month;
ALTER TABLE account_month_by_day RENAME TO agg_account_month;
