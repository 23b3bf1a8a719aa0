-- Reviews; what the ledger held at earlier revisions; the life of one claim.

-- A document revision recorded again with other content replaces what was
-- recorded before, which stays for reads of earlier ledger revisions. So rows
-- are unique only while nothing has replaced them: `replaced` is the ledger
-- revision that did, the greatest integer where none has. The tables are made
-- anew, as a unique constraint cannot be taken off.
CREATE TABLE source2 (
  id INTEGER PRIMARY KEY,
  document TEXT NOT NULL,
  number INTEGER NOT NULL,
  publish_us INTEGER NOT NULL,
  hash BLOB NOT NULL,
  revision INTEGER NOT NULL,
  replaced INTEGER NOT NULL DEFAULT 9223372036854775807,
  current INTEGER NOT NULL,
  body BLOB NOT NULL
);
INSERT INTO source2 (id, document, number, publish_us, hash, revision, current,
  body)
  SELECT id, document, number, publish_us, hash, revision, current, body
  FROM source;

CREATE TABLE stretch2 (
  source INTEGER NOT NULL REFERENCES source2 (id),
  party INTEGER NOT NULL,
  first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  publish_us INTEGER NOT NULL
);
INSERT INTO stretch2 (source, party, first_day, last_day, publish_us)
  SELECT source, party, first_day, last_day, publish_us FROM stretch;

CREATE TABLE mention2 (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  source INTEGER NOT NULL REFERENCES source2 (id),
  party INTEGER NOT NULL,
  mode INTEGER NOT NULL,
  first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  grp TEXT NOT NULL,
  publish_us INTEGER NOT NULL,
  -- 0 once the source is replaced.
  live INTEGER NOT NULL DEFAULT 1,
  current INTEGER NOT NULL,
  -- The id that it proposes for its claim, and the claim that it carries.
  proposal TEXT NOT NULL,
  claim TEXT NOT NULL DEFAULT '',
  body BLOB NOT NULL
);
INSERT INTO mention2 (id, name, source, party, mode, first_day, last_day, grp,
  publish_us, current, proposal, claim, body)
  SELECT id, name, source, party, mode, first_day, last_day, grp, publish_us,
    current, proposal, claim, body
  FROM mention;

DROP TABLE mention;
DROP TABLE stretch;
DROP TABLE source;
ALTER TABLE source2 RENAME TO source;
ALTER TABLE stretch2 RENAME TO stretch;
ALTER TABLE mention2 RENAME TO mention;

CREATE UNIQUE INDEX source_unique ON source (document, number)
  WHERE replaced = 9223372036854775807;
CREATE INDEX source_by_document ON source (document, number);
CREATE INDEX source_by_revision ON source (revision);
CREATE INDEX source_replaced ON source (replaced)
  WHERE replaced < 9223372036854775807;
CREATE INDEX stretch_by_source ON stretch (source);
CREATE INDEX stretch_by_day ON stretch (party, last_day);
CREATE UNIQUE INDEX mention_unique ON mention (name) WHERE live = 1;
CREATE INDEX mention_by_source ON mention (source);
CREATE INDEX mention_dated ON mention (party, last_day) WHERE mode = 0;
CREATE INDEX mention_loose ON mention (party, first_day) WHERE mode = 1;
CREATE INDEX mention_apart ON mention (party, grp) WHERE mode = 2;
CREATE INDEX mention_proposal ON mention (proposal);
CREATE INDEX mention_past ON mention (source) WHERE current = 0;

CREATE INDEX ledger_by_commit ON ledger (commit_us, revision);

-- The name in each logged change, out of its body: the bytes 08, subject, 12,
-- length, name.
ALTER TABLE change ADD COLUMN name TEXT NOT NULL DEFAULT '';
UPDATE change SET name = CAST(substr(body, 5,
  (instr('0123456789ABCDEF', substr(hex(substr(body, 4, 1)), 1, 1)) - 1) * 16 +
  instr('0123456789ABCDEF', substr(hex(substr(body, 4, 1)), 2, 1)) - 1) AS TEXT);
CREATE INDEX change_by_name ON change (name, revision);

-- By how much a tally moves without the claim.
ALTER TABLE claim ADD COLUMN tally_impact INTEGER NOT NULL DEFAULT 0;
CREATE INDEX claim_by_impact ON claim (tally_impact, name);

-- One review, never changed. `id` follows from the caller's request id. The
-- party and the days are those of the reviewed claim.
CREATE TABLE review (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  party INTEGER NOT NULL,
  mode INTEGER NOT NULL,
  first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  grp TEXT NOT NULL,
  action TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  reason TEXT NOT NULL,
  review_us INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  body BLOB NOT NULL
);
CREATE INDEX review_by_party ON review (party, revision);
CREATE INDEX review_by_time ON review (review_us, name);

-- Names to which a reviewed claim answered.
CREATE TABLE review_claim (
  claim TEXT NOT NULL,
  review TEXT NOT NULL,
  PRIMARY KEY (claim, review)
) WITHOUT ROWID;
