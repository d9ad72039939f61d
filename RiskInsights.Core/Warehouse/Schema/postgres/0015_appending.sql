-- The first and the last day of an account's month are the lowest and the highest bit of active_days.
ALTER TABLE agg_account_month DROP COLUMN first_day, DROP COLUMN last_day;
