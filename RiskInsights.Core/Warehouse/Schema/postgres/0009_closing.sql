-- Account-months are two million rows of a load of five million transactions: the sum of squares, which nothing read, goes, and
-- the closing moment is the second of its month.
ALTER TABLE agg_account_month
  DROP COLUMN sum_squares,
  ALTER COLUMN closing_booked_at TYPE INTEGER USING
    (CAST(EXTRACT(DAY FROM closing_booked_at) AS INTEGER) - 1) * 86400 + CAST(EXTRACT(HOUR FROM closing_booked_at) AS INTEGER) * 3600
      + CAST(EXTRACT(MINUTE FROM closing_booked_at) AS INTEGER) * 60 + CAST(EXTRACT(SECOND FROM closing_booked_at) AS INTEGER);
ALTER TABLE agg_account_month RENAME COLUMN closing_booked_at TO closing_second;
