-- Days on which the client did something by itself: who does nothing for long is about to leave.
ALTER TABLE agg_account_month ADD COLUMN initiated_days INTEGER NOT NULL DEFAULT 0;   -- bit d−1 is set when the client paid by card, moved cash or sent money on day d
UPDATE agg_account_month SET initiated_days = i.days
FROM (
  SELECT client_key, account_key, date_key / 100 AS year_month, SUM(DISTINCT 1 << (date_key % 100 - 1)) AS days
  FROM fact_transactions
  WHERE channel <> 'system' AND (type IN ('card_payment', 'cash') OR (amount_cents < 0 AND type IN ('transfer', 'other')))
  GROUP BY client_key, account_key, date_key / 100
) AS i
WHERE i.year_month = agg_account_month.year_month AND i.account_key = agg_account_month.account_key AND i.client_key = agg_account_month.client_key;

-- What a version was tested on, client by client, so that any two versions can be compared on the same rows; what its inputs
-- looked like, so that drift is seen; and who signed the artefact. Evaluations of format 1 are those of older programs.
ALTER TABLE ml_model_versions ADD COLUMN evaluation_format INTEGER NOT NULL DEFAULT 1;
ALTER TABLE ml_model_versions ADD COLUMN test_scores BLOB;      -- Brotli: client, as-of date, label and probability of every test row
ALTER TABLE ml_model_versions ADD COLUMN input_profile TEXT;    -- JSON: bins of every input over the training rows
ALTER TABLE ml_model_versions ADD COLUMN signature TEXT;        -- HMAC-SHA-256 of name, version, algorithm, features and artefact

-- Who put which version into service, and why. Append-only.
CREATE TABLE ml_promotions (
  promotion_id      INTEGER PRIMARY KEY AUTOINCREMENT,
  model_name        TEXT    NOT NULL,
  version           INTEGER NOT NULL,   -- champion from then on
  replaced_version  INTEGER,            -- champion until then; null for the first
  kind              TEXT    NOT NULL CHECK (kind IN ('first', 'promotion', 'rollback')),
  reason            TEXT    NOT NULL,
  checks            TEXT    NOT NULL,   -- JSON: the checks as they stood, passed or not
  decided_by        TEXT    NOT NULL,
  decided_at        TEXT    NOT NULL
);

-- Reasons follow from the inputs and the model and are worked out when somebody asks.
CREATE TABLE ml_scores_new (
  model_name      TEXT    NOT NULL,
  version         INTEGER NOT NULL,
  as_of_date_key  INTEGER NOT NULL,
  client_key      INTEGER NOT NULL,
  probability     REAL    NOT NULL,   -- 0 to 1
  score_rank      INTEGER NOT NULL,   -- 1 = riskiest
  inputs          BLOB,               -- 32-bit floats in the order of the version's features, NaN = unknown; null in rows of older programs
  PRIMARY KEY (model_name, version, as_of_date_key, client_key)
) WITHOUT ROWID;
INSERT INTO ml_scores_new (model_name, version, as_of_date_key, client_key, probability, score_rank)
SELECT model_name, version, as_of_date_key, client_key, probability, score_rank FROM ml_scores
ORDER BY model_name, version, as_of_date_key, client_key;
DROP TABLE ml_scores;
ALTER TABLE ml_scores_new RENAME TO ml_scores;
CREATE INDEX ml_scores_rank ON ml_scores (model_name, version, as_of_date_key, score_rank);
CREATE INDEX ml_scores_client ON ml_scores (client_key, model_name, as_of_date_key);

-- How far the inputs of a batch of scores have moved from those that the version learned from.
CREATE TABLE ml_input_drift (
  model_name      TEXT    NOT NULL,
  version         INTEGER NOT NULL,
  as_of_date_key  INTEGER NOT NULL,
  feature         TEXT    NOT NULL,
  psi             REAL    NOT NULL,   -- population stability index, at least 0; under 0.1 is stable, over 0.25 has changed
  missing_before  REAL    NOT NULL,   -- share of unknown values in training, 0 to 1
  missing_now     REAL    NOT NULL,
  PRIMARY KEY (model_name, version, as_of_date_key, feature)
) WITHOUT ROWID;
