-- What a load appends carries nothing twice, and is checked once (docs/decisions/facts.md).

-- Which batch brought a row is what the load itself has just written: no check of it. (A spread warehouse has lost these keys already.)
ALTER TABLE dim_clients DROP CONSTRAINT IF EXISTS dim_clients_batch_id_fkey;
ALTER TABLE dim_accounts DROP CONSTRAINT IF EXISTS dim_accounts_batch_id_fkey;
ALTER TABLE fact_events DROP CONSTRAINT IF EXISTS fact_events_batch_id_fkey;

-- The first and the last day of an account's month are the lowest and the highest bit of active_days.
ALTER TABLE agg_account_month DROP COLUMN first_day, DROP COLUMN last_day;
