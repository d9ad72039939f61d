-- What is known of a client's facts carries the client, so that tables can be spread by client (distribute.sql) and joined
-- where they lie; what is known of a transaction carries its day too, so that a join reads only the months it needs.
-- A key of a distributed table holds the client. That an event or a transaction is there only once is held by the loads,
-- which look it up by its identifier, one load at a time.

ALTER TABLE fact_events DROP CONSTRAINT fact_events_pkey;
ALTER TABLE fact_events ADD PRIMARY KEY (event_id, client_key);

ALTER TABLE ml_anomaly_scores DROP CONSTRAINT IF EXISTS ml_anomaly_scores_transaction_id_fkey;
ALTER TABLE ml_anomaly_scores ADD COLUMN client_key INTEGER;
UPDATE ml_anomaly_scores s SET client_key = t.client_key
FROM fact_transactions t WHERE t.date_key = s.date_key AND t.transaction_id = s.transaction_id;
ALTER TABLE ml_anomaly_scores ALTER COLUMN client_key SET NOT NULL;
ALTER TABLE ml_anomaly_scores DROP CONSTRAINT ml_anomaly_scores_pkey;
ALTER TABLE ml_anomaly_scores ADD PRIMARY KEY (version, transaction_id, client_key);

ALTER TABLE ml_verdicts DROP CONSTRAINT IF EXISTS ml_verdicts_transaction_id_fkey;
ALTER TABLE ml_verdicts ADD COLUMN client_key INTEGER;
ALTER TABLE ml_verdicts ADD COLUMN date_key INTEGER;
UPDATE ml_verdicts v SET client_key = t.client_key, date_key = t.date_key
FROM fact_transactions t WHERE t.transaction_id = v.transaction_id;
ALTER TABLE ml_verdicts ALTER COLUMN client_key SET NOT NULL;
ALTER TABLE ml_verdicts ALTER COLUMN date_key SET NOT NULL;
ALTER TABLE ml_verdicts DROP CONSTRAINT ml_verdicts_pkey;
ALTER TABLE ml_verdicts ADD PRIMARY KEY (verdict_id, client_key);
DROP INDEX ml_verdicts_transaction;
CREATE INDEX ml_verdicts_transaction ON ml_verdicts (client_key, transaction_id, verdict_id);
