-- What a load appends carries nothing twice, and is checked once (docs/decisions/facts.md).

-- Which batch brought a row is what the load itself has just written: no check of it. Other foreign keys are checked at the commit;
-- checked at once, a statement of several rows would keep a copy of every page that it touches.
-- The rows stay as they are: only the text that declares the tables changes, and dropping a column below has everybody read it anew.
PRAGMA writable_schema = ON;
UPDATE sqlite_master SET sql = REPLACE(sql, ' REFERENCES ops_batches (batch_id)', '')
WHERE type = 'table' AND name IN ('dim_clients', 'dim_accounts', 'fact_events');
UPDATE sqlite_master
SET sql = REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(sql,
  'REFERENCES ops_batches (batch_id)', 'REFERENCES ops_batches (batch_id) DEFERRABLE INITIALLY DEFERRED'),
  'REFERENCES ops_pipeline_runs (run_id)', 'REFERENCES ops_pipeline_runs (run_id) DEFERRABLE INITIALLY DEFERRED'),
  'REFERENCES dim_clients (client_key)', 'REFERENCES dim_clients (client_key) DEFERRABLE INITIALLY DEFERRED'),
  'REFERENCES dim_accounts (account_key)', 'REFERENCES dim_accounts (account_key) DEFERRABLE INITIALLY DEFERRED'),
  'REFERENCES dim_time (date_key)', 'REFERENCES dim_time (date_key) DEFERRABLE INITIALLY DEFERRED')
WHERE type = 'table' AND name IN ('dim_accounts', 'fact_events', 'ops_quarantine', 'ops_pipeline_steps', 'ops_reports');
PRAGMA writable_schema = OFF;

-- The first and the last day of an account's month are the lowest and the highest bit of active_days.
ALTER TABLE agg_account_month DROP COLUMN first_day;
ALTER TABLE agg_account_month DROP COLUMN last_day;
