-- Search by words and by area; the fields of lists that had no index.

-- Folded words, as the service folds them; it fills in what is here already.
ALTER TABLE claim ADD COLUMN quote_words TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE claim
  ADD COLUMN claimant_words TEXT COLLATE "C" NOT NULL DEFAULT '';

-- The words are parted by spaces alone: no parser, no dictionary.
CREATE INDEX claim_by_quote_words ON claim USING gin
  (array_to_tsvector(string_to_array(btrim(quote_words), ' ')));
CREATE INDEX claim_by_claimant_words ON claim USING gin
  (array_to_tsvector(string_to_array(btrim(claimant_words), ' ')));

CREATE INDEX claim_by_stance ON claim (stance, publish_us, name);
CREATE INDEX claim_by_superseded ON claim (superseded, publish_us, name);
-- Claims of unknown time are not in it, unlike in claim_by_event.
CREATE INDEX claim_by_event_time ON claim (event_us)
  WHERE event_us IS NOT NULL;
