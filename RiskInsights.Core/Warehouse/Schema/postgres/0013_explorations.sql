-- What the training rows of a model look like, feature by feature, for the page that shows it. One row a model, which the next training replaces.
CREATE TABLE ml_explorations (
  model_name   TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  batch_id     BIGINT           NOT NULL,   -- the newest load that it has seen; 0 where there was none
  content      TEXT COLLATE "C" NOT NULL,   -- JSON: bins, histograms and means of every feature, and their correlations
  computed_at  TIMESTAMPTZ      NOT NULL
);
