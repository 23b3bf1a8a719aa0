-- One report. What its latest revision says is kept beside it for lists.
CREATE TABLE documents (
  id TEXT NOT NULL PRIMARY KEY,
  uri TEXT NOT NULL,
  create_time INTEGER NOT NULL,          -- microseconds since 1970, as all times
  revision_count INTEGER NOT NULL,
  latest INTEGER NOT NULL,               -- revisions.id
  latest_publish_time INTEGER NOT NULL,
  text_hash TEXT NOT NULL                -- of the latest revision
) WITHOUT ROWID;
CREATE INDEX documents_by_time ON documents(latest_publish_time DESC, id);
CREATE INDEX documents_by_text ON documents(text_hash, latest_publish_time, id);

-- One version of a report. Rows are never changed but for the recorded part.
CREATE TABLE revisions (
  id INTEGER PRIMARY KEY,
  document TEXT NOT NULL,
  revision TEXT NOT NULL,
  text_hash TEXT NOT NULL,
  publish_time INTEGER NOT NULL,
  fetch_time INTEGER NOT NULL,
  keep_time INTEGER NOT NULL,            -- when this store first held it
  outlet TEXT NOT NULL,
  title TEXT NOT NULL,
  language TEXT NOT NULL,
  facts BLOB NOT NULL,                   -- DocumentRevision without contents
  recorded INTEGER NOT NULL DEFAULT 0,   -- 1: its mentions are in the ledger
  mention_count INTEGER NOT NULL DEFAULT 0,
  ledger_revision INTEGER NOT NULL DEFAULT 0,
  claims TEXT NOT NULL DEFAULT '',       -- names, one a line
  UNIQUE (document, revision)
);
CREATE INDEX revisions_in_order ON revisions(document, publish_time, revision);
CREATE INDEX revisions_pending ON revisions(keep_time) WHERE recorded = 0;

-- What is large, apart from what is listed. Blobs are compressed by zstd.
CREATE TABLE contents (
  revision INTEGER PRIMARY KEY,          -- revisions.id
  input BLOB NOT NULL,                   -- DocumentInput without content
  raw BLOB NOT NULL,                     -- the bytes as they came
  text BLOB NOT NULL                     -- DocumentRevision's text and blocks
);
