-- Account-months are two million rows of a load of five million transactions: the sum of squares, which nothing read, goes, and
-- the closing moment is a number of three bytes instead of a text of nineteen.

-- Account × month. Every column merges row by row (sum, minimum, maximum, bitwise or), so a late row costs one upsert.
CREATE TABLE account_month_new (
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
  overdrawn_count        INTEGER NOT NULL,   -- transactions that left the balance below zero
  first_date_key         INTEGER NOT NULL,
  last_date_key          INTEGER NOT NULL,
  closing_second         INTEGER NOT NULL,   -- of the month: when the transaction was booked that the closing balance comes from
  closing_transaction_id INTEGER NOT NULL,
  closing_balance_cents  INTEGER,
  minimum_balance_cents  INTEGER,
  PRIMARY KEY (year_month, account_key, client_key)   -- loads come month by month: they append
) WITHOUT ROWID;
INSERT INTO account_month_new (year_month, account_key, client_key, transaction_count, debit_count, debit_cents, credit_cents,
  cash_debit_cents, foreign_debit_cents, salary_cents, loan_payment_cents, fee_cents, digital_count, active_days, overdrawn_count,
  first_date_key, last_date_key, closing_second, closing_transaction_id, closing_balance_cents, minimum_balance_cents)
SELECT year_month, account_key, client_key, transaction_count, debit_count, debit_cents, credit_cents,
  cash_debit_cents, foreign_debit_cents, salary_cents, loan_payment_cents, fee_cents, digital_count, active_days, overdrawn_count,
  first_date_key, last_date_key,
  (CAST(SUBSTR(closing_booked_at, 9, 2) AS INTEGER) - 1) * 86400 + CAST(SUBSTR(closing_booked_at, 12, 2) AS INTEGER) * 3600
    + CAST(SUBSTR(closing_booked_at, 15, 2) AS INTEGER) * 60 + CAST(SUBSTR(closing_booked_at, 18, 2) AS INTEGER),
  closing_transaction_id, closing_balance_cents, minimum_balance_cents
FROM agg_account_month
ORDER BY year_month, account_key, client_key;
DROP TABLE agg_account_month;
ALTER TABLE account_month_new RENAME TO agg_account_month;
