-- How large transactions are: exact percentiles without a pass over the facts. The sign is left out.
CREATE TABLE agg_amounts (
  amount_cents       INTEGER PRIMARY KEY,   -- |amount|
  transaction_count  INTEGER NOT NULL
);
INSERT INTO agg_amounts SELECT ABS(amount_cents), COUNT(*) FROM fact_transactions GROUP BY ABS(amount_cents);

-- Transactions that the watch rule names (large ones, and lesser ones with countries of high risk), by month and country.
CREATE TABLE agg_watched (
  year_month         INTEGER NOT NULL,
  country            TEXT    NOT NULL,   -- the counterparty's
  transaction_count  INTEGER NOT NULL,
  amount_cents       INTEGER NOT NULL,   -- sum of |amount|
  PRIMARY KEY (year_month, country)
) WITHOUT ROWID;
INSERT INTO agg_watched
SELECT date_key / 100, counterparty_country, COUNT(*), SUM(ABS(amount_cents))
FROM fact_transactions
WHERE ABS(amount_cents) >= 1000000 OR (ABS(amount_cents) >= 200000 AND counterparty_country IN ('IR', 'KP', 'MM'))
GROUP BY date_key / 100, counterparty_country;

-- No question uses it: jobs are listed by their numbers.
DROP INDEX ops_jobs_created;
