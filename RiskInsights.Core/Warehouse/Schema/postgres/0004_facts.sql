-- Facts without foreign keys, one partition a month, and with the client in every key (docs/decisions/facts.md).

ALTER TABLE ml_anomaly_scores DROP CONSTRAINT IF EXISTS ml_anomaly_scores_transaction_id_fkey;
ALTER TABLE ml_verdicts DROP CONSTRAINT IF EXISTS ml_verdicts_transaction_id_fkey;

ALTER TABLE fact_transactions RENAME TO fact_transactions_whole;
ALTER TABLE fact_transactions_whole RENAME CONSTRAINT fact_transactions_pkey TO fact_transactions_whole_pkey;
DROP INDEX fact_transactions_date;

CREATE TABLE fact_transactions (
  transaction_id        BIGINT           NOT NULL,
  account_key           INTEGER          NOT NULL,
  client_key            INTEGER          NOT NULL,
  date_key              INTEGER          NOT NULL,
  booked_at             TIMESTAMP        NOT NULL,   -- yyyy-mm-ddThh:mm:ss, the bank's local time
  amount_cents          BIGINT           NOT NULL,   -- credit > 0, debit < 0
  type                  TEXT COLLATE "C" NOT NULL,
  channel               TEXT COLLATE "C" NOT NULL,
  counterparty_country  TEXT COLLATE "C" NOT NULL,
  merchant_category     TEXT COLLATE "C",
  balance_after_cents   BIGINT,
  batch_id              BIGINT           NOT NULL,
  PRIMARY KEY (transaction_id, date_key, client_key)
) PARTITION BY RANGE (date_key);
-- By blocks of pages and not by rows: within its month a day lies together as it was loaded, and such an index costs nothing.
CREATE INDEX fact_transactions_date ON fact_transactions USING brin (date_key) WITH (pages_per_range = 16);

-- A month of the calendar has its partition. ATTACH, unlike CREATE … PARTITION OF, leaves readers alone.
CREATE FUNCTION partition_month(month INTEGER) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
  part TEXT := 'fact_transactions_' || month;
BEGIN
  IF to_regclass(part) IS NULL THEN
    EXECUTE format('CREATE TABLE %I (LIKE fact_transactions INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', part);
    EXECUTE format('ALTER TABLE fact_transactions ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)', part, month * 100, month * 100 + 100);
  END IF;
END $$;

CREATE FUNCTION partition_new_months() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM partition_month(m.year_month) FROM (SELECT DISTINCT year_month FROM days ORDER BY year_month) m;
  RETURN NULL;
END $$;
CREATE TRIGGER dim_time_partitions AFTER INSERT ON dim_time REFERENCING NEW TABLE AS days FOR EACH STATEMENT EXECUTE FUNCTION partition_new_months();

SELECT partition_month(m.year_month) FROM (SELECT DISTINCT year_month FROM dim_time ORDER BY year_month) m;
INSERT INTO fact_transactions SELECT * FROM fact_transactions_whole ORDER BY date_key, transaction_id;
DROP TABLE fact_transactions_whole;

DROP INDEX agg_account_month_account;
ALTER TABLE agg_account_month DROP CONSTRAINT agg_account_month_pkey;
ALTER TABLE agg_account_month ADD PRIMARY KEY (year_month, account_key, client_key);   -- loads come month by month: they append
