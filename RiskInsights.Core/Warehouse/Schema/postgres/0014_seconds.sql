-- When a transaction was booked is the second of its day (0 to 86399, local; 0 where the file gave no time), beside the day that it has
-- anyway, as in SQLite. The first and last day of an account's month are days of it, 1 to 31.
ALTER TABLE fact_transactions ALTER COLUMN booked_at TYPE INTEGER USING
  CAST(EXTRACT(HOUR FROM booked_at) AS INTEGER) * 3600 + CAST(EXTRACT(MINUTE FROM booked_at) AS INTEGER) * 60 + CAST(EXTRACT(SECOND FROM booked_at) AS INTEGER);
ALTER TABLE fact_transactions RENAME COLUMN booked_at TO second_of_day;

ALTER TABLE agg_account_month
  ALTER COLUMN first_date_key TYPE INTEGER USING first_date_key % 100,
  ALTER COLUMN last_date_key TYPE INTEGER USING last_date_key % 100;
ALTER TABLE agg_account_month RENAME COLUMN first_date_key TO first_day;
ALTER TABLE agg_account_month RENAME COLUMN last_date_key TO last_day;
