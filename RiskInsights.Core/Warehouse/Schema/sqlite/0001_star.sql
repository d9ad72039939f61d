-- The star schema. Names are stable: exports and Power BI depend on them (docs/data-dictionary.md).

CREATE TABLE dim_time (
  date_key      INTEGER PRIMARY KEY,      -- yyyymmdd
  date          TEXT    NOT NULL UNIQUE,  -- ISO 8601
  year          INTEGER NOT NULL,
  quarter       INTEGER NOT NULL,
  month         INTEGER NOT NULL,
  year_month    INTEGER NOT NULL,         -- yyyymm
  week          INTEGER NOT NULL,         -- ISO 8601 week number
  day           INTEGER NOT NULL,
  weekday       INTEGER NOT NULL,         -- 1 = Monday … 7 = Sunday
  day_number    INTEGER NOT NULL,         -- days since 0001-01-01: differences are days
  is_weekend    INTEGER NOT NULL,
  is_month_end  INTEGER NOT NULL
);

CREATE TABLE dim_clients (
  client_key       INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id        TEXT    NOT NULL UNIQUE,   -- keyed pseudonym, never the bank's own identifier
  segment          TEXT    NOT NULL,
  country          TEXT    NOT NULL,
  region           TEXT,
  birth_year       INTEGER,
  kyc_status       TEXT    NOT NULL,
  kyc_risk_rating  TEXT    NOT NULL,
  joined_on        TEXT,
  left_on          TEXT,
  batch_id         INTEGER NOT NULL REFERENCES ops_batches (batch_id)
);

CREATE TABLE dim_accounts (
  account_key         INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id          TEXT    NOT NULL UNIQUE,
  client_key          INTEGER NOT NULL REFERENCES dim_clients (client_key),
  account_type        TEXT    NOT NULL,
  currency            TEXT    NOT NULL,
  opened_on           TEXT    NOT NULL,
  closed_on           TEXT,
  credit_limit_cents  INTEGER,
  batch_id            INTEGER NOT NULL REFERENCES ops_batches (batch_id)
);
CREATE INDEX dim_accounts_client ON dim_accounts (client_key);

CREATE TABLE fact_transactions (
  transaction_id        INTEGER PRIMARY KEY,
  account_key           INTEGER NOT NULL REFERENCES dim_accounts (account_key),
  client_key            INTEGER NOT NULL REFERENCES dim_clients (client_key),
  date_key              INTEGER NOT NULL REFERENCES dim_time (date_key),
  booked_at             TEXT    NOT NULL,   -- yyyy-mm-ddThh:mm:ss, the bank's local time
  amount_cents          INTEGER NOT NULL,   -- credit > 0, debit < 0
  type                  TEXT    NOT NULL,
  channel               TEXT    NOT NULL,
  counterparty_country  TEXT    NOT NULL,
  merchant_category     TEXT,
  balance_after_cents   INTEGER,
  batch_id              INTEGER NOT NULL REFERENCES ops_batches (batch_id)
);
CREATE INDEX fact_transactions_date ON fact_transactions (date_key);

CREATE TABLE fact_events (
  event_id      TEXT    PRIMARY KEY NOT NULL,
  client_key    INTEGER NOT NULL REFERENCES dim_clients (client_key),
  account_key   INTEGER REFERENCES dim_accounts (account_key),
  date_key      INTEGER NOT NULL REFERENCES dim_time (date_key),
  event_type    TEXT    NOT NULL,
  amount_cents  INTEGER,
  batch_id      INTEGER NOT NULL REFERENCES ops_batches (batch_id)
);
CREATE INDEX fact_events_type_date ON fact_events (event_type, date_key);
CREATE INDEX fact_events_client ON fact_events (client_key, date_key);

-- Day × the client's segment × counterparty country × channel × type.
CREATE TABLE agg_daily (
  date_key           INTEGER NOT NULL,
  segment            TEXT    NOT NULL,
  country            TEXT    NOT NULL,
  channel            TEXT    NOT NULL,
  type               TEXT    NOT NULL,
  transaction_count  INTEGER NOT NULL,
  debit_cents        INTEGER NOT NULL,   -- sum of |debits|, never negative
  credit_cents       INTEGER NOT NULL,
  PRIMARY KEY (date_key, segment, country, channel, type)
) WITHOUT ROWID;

-- Account × month. Every column merges row by row (sum, minimum, maximum, bitwise or), so a late row costs one upsert.
CREATE TABLE agg_account_month (
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
  PRIMARY KEY (year_month, account_key)   -- loads come month by month: they append
) WITHOUT ROWID;
CREATE INDEX agg_account_month_account ON agg_account_month (account_key, year_month);
