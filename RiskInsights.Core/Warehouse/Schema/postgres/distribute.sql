-- Spreads the warehouse over a Citus cluster (docs/how-to/scale-out.md). Run at every start, after the numbered files, in
-- their transaction and under their lock; does nothing in a database without the extension, and leaves alone what an
-- earlier start has spread.
--
-- distributed  by client: all rows of a client lie on one node, beside each other, and are joined there
-- reference    whole on every node: what facts are joined to
-- local        whole on the coordinator, in plain PostgreSQL: what is never joined to facts row by row. dim_time is among
--              them because a new day makes its month's partition by a trigger, which a reference table may not have;
--              date_key / 100 is the month, so facts need no join to know it
--
-- A test reads this list: every table of the schema stands in it once, and every query of the program is held to it.
DO $distribute$
DECLARE
  citus TEXT := (SELECT extversion FROM pg_extension WHERE extname = 'citus');
  placed RECORD;
  bound RECORD;
BEGIN
  IF citus IS NULL THEN
    RETURN;
  END IF;
  -- Keys that the server gives and that are integers can be distributed from this version on.
  IF string_to_array(regexp_replace(citus, '[^0-9.].*$', ''), '.')::INT[] < ARRAY[12, 1] THEN
    RAISE EXCEPTION 'Citus % is too old for this warehouse: 12.1 is needed.', citus;
  END IF;

  CREATE TEMPORARY TABLE placement (place INTEGER, name TEXT, kind TEXT) ON COMMIT DROP;
  INSERT INTO placement (place, name, kind) VALUES
    (1, 'dim_clients', 'reference'),
    (2, 'dim_accounts', 'reference'),
    (3, 'ml_model_versions', 'reference'),
    (4, 'fact_transactions', 'distributed'),
    (5, 'fact_events', 'distributed'),
    (6, 'agg_account_month', 'distributed'),
    (7, 'ml_scores', 'distributed'),
    (8, 'ml_anomaly_scores', 'distributed'),
    (9, 'ml_verdicts', 'distributed'),
    (10, 'dim_time', 'local'),
    (11, 'agg_daily', 'local'),
    (12, 'ops_batches', 'local'),
    (13, 'ops_quarantine', 'local'),
    (14, 'ops_jobs', 'local'),
    (15, 'ops_exports', 'local'),
    (16, 'ops_properties', 'local'),
    (17, 'ops_migrations', 'local'),
    (18, 'agg_amounts', 'local'),
    (19, 'agg_watched', 'local'),
    (20, 'ops_keys', 'local'),
    (21, 'ml_runs', 'local'),
    (22, 'ml_run_sends', 'local'),
    (23, 'ops_leases', 'local'),
    (24, 'ml_promotions', 'local'),
    (25, 'ml_input_drift', 'local'),
    (26, 'ops_pipeline_runs', 'local'),
    (27, 'ops_pipeline_steps', 'local'),
    (28, 'ops_reports', 'local'),
    (29, 'ml_explorations', 'local');

  -- What an earlier start has spread stays as it is.
  DELETE FROM placement p
  WHERE p.kind <> 'local' AND EXISTS (SELECT 1 FROM pg_dist_partition d WHERE d.logicalrelid = to_regclass(p.name));

  -- A key that leads from one kind of table to another is checked by the loads, which look every client, account and day
  -- up before they name it. With such keys a load could not add a day after it has looked at facts.
  FOR bound IN
    SELECT k.conrelid::regclass AS relation, k.conname AS name
    FROM pg_constraint k
    JOIN placement f ON to_regclass(f.name) = k.conrelid
    WHERE k.contype = 'f' AND f.kind <> 'local'
  LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', bound.relation, bound.name);
  END LOOP;

  FOR placed IN SELECT name, kind FROM placement WHERE kind <> 'local' ORDER BY place LOOP
    IF placed.kind = 'reference' THEN
      PERFORM create_reference_table(placed.name::regclass);
    ELSIF placed.name = 'fact_transactions' THEN
      PERFORM create_distributed_table(placed.name::regclass, 'client_key', colocate_with => 'none');
    ELSE
      PERFORM create_distributed_table(placed.name::regclass, 'client_key', colocate_with => 'fact_transactions');
    END IF;
  END LOOP;

  DROP TABLE placement;
END
$distribute$;
