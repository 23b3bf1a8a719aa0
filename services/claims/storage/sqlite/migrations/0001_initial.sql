-- Recorded mentions are the truth; incident, question, claim, relation and
-- alias are told from them. Times are microseconds since 1970, days are days
-- since 1970, enums their numbers, bodies serialized messages.

CREATE TABLE party (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE
);

-- One document revision.
CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  document TEXT NOT NULL,
  number INTEGER NOT NULL,
  publish_us INTEGER NOT NULL,
  hash BLOB NOT NULL,
  revision INTEGER NOT NULL,
  current INTEGER NOT NULL,
  body BLOB NOT NULL,
  UNIQUE (document, number)
);

-- Days that a source keeps alive between two parties.
CREATE TABLE stretch (
  source INTEGER NOT NULL REFERENCES source (id),
  party INTEGER NOT NULL,
  first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  publish_us INTEGER NOT NULL
);
CREATE INDEX stretch_by_source ON stretch (source);
CREATE INDEX stretch_by_day ON stretch (party, last_day);

-- The stretches of current sources, added up.
CREATE TABLE activity (
  party INTEGER NOT NULL,
  day INTEGER NOT NULL,
  documents INTEGER NOT NULL,
  ending INTEGER NOT NULL,
  PRIMARY KEY (party, day)
) WITHOUT ROWID;

CREATE TABLE mention (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  source INTEGER NOT NULL REFERENCES source (id),
  party INTEGER NOT NULL,
  mode INTEGER NOT NULL,
  first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  grp TEXT NOT NULL,
  publish_us INTEGER NOT NULL,
  current INTEGER NOT NULL,
  -- The id that it proposes for its claim, and the claim that it carries.
  proposal TEXT NOT NULL,
  claim TEXT NOT NULL DEFAULT '',
  body BLOB NOT NULL
);
CREATE INDEX mention_by_source ON mention (source);
CREATE INDEX mention_dated ON mention (party, last_day) WHERE mode = 0;
CREATE INDEX mention_loose ON mention (party, first_day) WHERE mode = 1;
CREATE INDEX mention_apart ON mention (party, grp) WHERE mode = 2;
CREATE INDEX mention_proposal ON mention (proposal);

CREATE TABLE incident (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  party INTEGER NOT NULL,
  grp TEXT NOT NULL,
  first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  start_us INTEGER NOT NULL,
  end_us INTEGER NOT NULL,
  first_publish_us INTEGER NOT NULL,
  last_publish_us INTEGER NOT NULL,
  claim_count INTEGER NOT NULL,
  hash BLOB NOT NULL,
  body BLOB NOT NULL
);
CREATE INDEX incident_by_day ON incident (party, first_day);
CREATE INDEX incident_by_group ON incident (party, grp);
CREATE INDEX incident_by_start ON incident (start_us, name);
CREATE INDEX incident_by_publish ON incident (last_publish_us, name);
CREATE INDEX incident_by_size ON incident (claim_count, name);

CREATE TABLE incident_party (
  incident TEXT NOT NULL,
  side TEXT NOT NULL,
  PRIMARY KEY (side, incident)
) WITHOUT ROWID;
CREATE INDEX incident_party_by_incident ON incident_party (incident);

CREATE TABLE question (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  incident TEXT NOT NULL,
  kind INTEGER NOT NULL,
  measure INTEGER NOT NULL,
  victims_side TEXT NOT NULL,
  victims_class INTEGER NOT NULL,
  perpetrator_side TEXT NOT NULL,
  status INTEGER NOT NULL,
  claim_count INTEGER NOT NULL,
  publish_us INTEGER NOT NULL,
  hash BLOB NOT NULL,
  body BLOB NOT NULL,
  tally BLOB NOT NULL
);
CREATE INDEX question_by_incident ON question (incident);
CREATE INDEX question_by_size ON question (claim_count, name);
CREATE INDEX question_by_publish ON question (publish_us, name);
CREATE INDEX question_by_victims ON question (victims_side, claim_count, name);
CREATE INDEX question_by_status ON question (status, claim_count, name);

CREATE TABLE claim (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  incident TEXT NOT NULL,
  question TEXT NOT NULL,
  kind INTEGER NOT NULL,
  stance INTEGER NOT NULL,
  claimant TEXT NOT NULL,
  claimant_actor TEXT NOT NULL,
  claimant_side TEXT NOT NULL,
  authority INTEGER NOT NULL,
  victims_side TEXT NOT NULL,
  victims_class INTEGER NOT NULL,
  measure INTEGER NOT NULL,
  perpetrator_side TEXT NOT NULL,
  count_min INTEGER,
  count_max INTEGER,
  event_us INTEGER,
  -- event_us, 0 where it is unknown: what lists are ordered by.
  event_order INTEGER NOT NULL,
  publish_us INTEGER NOT NULL,
  record_us INTEGER NOT NULL,
  superseded INTEGER NOT NULL,
  background INTEGER NOT NULL,
  mention_count INTEGER NOT NULL,
  quote TEXT NOT NULL,
  hash BLOB NOT NULL,
  body BLOB NOT NULL
);
CREATE INDEX claim_by_incident ON claim (incident, publish_us, name);
CREATE INDEX claim_by_question ON claim (question, publish_us, name);
CREATE INDEX claim_by_publish ON claim (publish_us, name);
CREATE INDEX claim_by_event ON claim (event_order, name);
CREATE INDEX claim_by_record ON claim (record_us, name);
CREATE INDEX claim_by_mentions ON claim (mention_count, name);
CREATE INDEX claim_by_kind ON claim (kind, publish_us, name);
CREATE INDEX claim_by_side ON claim (claimant_side, publish_us, name);
CREATE INDEX claim_by_actor ON claim (claimant_actor, publish_us, name);
CREATE INDEX claim_by_claimant ON claim (claimant, publish_us, name);
CREATE INDEX claim_by_victims ON claim (victims_side, publish_us, name);
CREATE INDEX claim_by_perpetrator ON claim (perpetrator_side, publish_us, name);

-- What a claim can be found by: places as written and resolved, the areas that
-- hold them, countries, outlets.
CREATE TABLE claim_tag (
  tag TEXT NOT NULL,
  claim TEXT NOT NULL,
  PRIMARY KEY (tag, claim)
) WITHOUT ROWID;
CREATE INDEX claim_tag_by_claim ON claim_tag (claim);

CREATE TABLE relation (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  incident TEXT NOT NULL,
  type INTEGER NOT NULL,
  from_claim TEXT NOT NULL,
  to_claim TEXT NOT NULL,
  publish_us INTEGER NOT NULL,
  stale INTEGER NOT NULL,
  hash BLOB NOT NULL,
  body BLOB NOT NULL
);
CREATE INDEX relation_by_incident ON relation (incident, publish_us, name);
CREATE INDEX relation_by_from ON relation (from_claim);
CREATE INDEX relation_by_to ON relation (to_claim);
CREATE INDEX relation_by_publish ON relation (publish_us, name);

-- Other names of incidents and questions.
CREATE TABLE alias (
  name TEXT NOT NULL PRIMARY KEY,
  target TEXT NOT NULL,
  incident TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX alias_by_incident ON alias (incident);

CREATE TABLE ledger (
  revision INTEGER PRIMARY KEY,
  commit_us INTEGER NOT NULL
);

CREATE TABLE change (
  revision INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  subject INTEGER NOT NULL,
  incident TEXT NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (revision, seq)
) WITHOUT ROWID;

CREATE TABLE actor (
  name TEXT NOT NULL PRIMARY KEY,
  kind INTEGER NOT NULL,
  side TEXT NOT NULL,
  country TEXT NOT NULL,
  family TEXT NOT NULL,
  -- Hash of the record that shipped with the service; empty for one that a
  -- caller wrote, which the shipped registry never overwrites.
  shipped BLOB NOT NULL,
  body BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE setting (
  key TEXT NOT NULL PRIMARY KEY,
  value BLOB NOT NULL
) WITHOUT ROWID;
