-- A load asks only about identifiers up to this one.
INSERT INTO ops_properties (name, value)
SELECT 'highest_transaction_id', CAST(h.transaction_id AS TEXT) || ' after batch ' || CAST((SELECT COALESCE(MAX(batch_id), 0) FROM ops_batches) AS TEXT)
FROM (SELECT MAX(transaction_id) AS transaction_id FROM fact_transactions) h
WHERE h.transaction_id > 0;
