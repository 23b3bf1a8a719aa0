-- Layers, their features, and the cells that cover each feature.
CREATE TABLE store_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  revision INTEGER NOT NULL  -- of the last change
);
INSERT INTO store_state (id, revision) VALUES (1, 0);

CREATE TABLE layer (
  name TEXT PRIMARY KEY,
  content BLOB NOT NULL,  -- parallax.geo.v1.Layer without its output fields
  etag TEXT NOT NULL,
  revision INTEGER NOT NULL,
  create_time_us INTEGER NOT NULL,
  update_time_us INTEGER NOT NULL,
  feature_count INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE feature (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  layer TEXT NOT NULL REFERENCES layer (name),
  content BLOB NOT NULL,  -- parallax.geo.v1.Feature without its revision
  etag TEXT NOT NULL,
  revision INTEGER NOT NULL,
  valid_from_us INTEGER,  -- null: open
  valid_to_us INTEGER     -- exclusive; null: open
);
CREATE INDEX feature_by_layer ON feature (layer, name);

-- S2 cell ids with the top bit flipped, so that they sort as signed integers.
CREATE TABLE feature_cell (
  cell INTEGER NOT NULL,
  feature INTEGER NOT NULL REFERENCES feature (id),
  PRIMARY KEY (cell, feature)
) WITHOUT ROWID;
CREATE INDEX feature_cell_by_feature ON feature_cell (feature);
