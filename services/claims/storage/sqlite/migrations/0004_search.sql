-- Search by words and by area; the fields of lists that had no index.

-- Folded words, as the service folds them; it fills in what is here already.
ALTER TABLE claim ADD COLUMN quote_words TEXT NOT NULL DEFAULT '';
ALTER TABLE claim ADD COLUMN claimant_words TEXT NOT NULL DEFAULT '';

-- Follows from the words of claim, which it does not hold itself. Claims
-- without words are not in it. The words are in ASCII or not, parted by spaces
-- alone, so that the simplest tokenizer takes them as they are.
CREATE VIRTUAL TABLE claim_text USING fts5(quote_words, claimant_words,
  content='claim', content_rowid='id', tokenize='ascii', columnsize=0);
CREATE TRIGGER claim_text_comes AFTER INSERT ON claim
WHEN new.quote_words <> '' OR new.claimant_words <> '' BEGIN
  INSERT INTO claim_text (rowid, quote_words, claimant_words)
    VALUES (new.id, new.quote_words, new.claimant_words);
END;
CREATE TRIGGER claim_text_goes AFTER DELETE ON claim
WHEN old.quote_words <> '' OR old.claimant_words <> '' BEGIN
  INSERT INTO claim_text (claim_text, rowid, quote_words, claimant_words)
    VALUES ('delete', old.id, old.quote_words, old.claimant_words);
END;
CREATE TRIGGER claim_text_changes
AFTER UPDATE OF quote_words, claimant_words ON claim
WHEN old.quote_words <> new.quote_words
  OR old.claimant_words <> new.claimant_words BEGIN
  INSERT INTO claim_text (claim_text, rowid, quote_words, claimant_words)
    SELECT 'delete', old.id, old.quote_words, old.claimant_words
    WHERE old.quote_words <> '' OR old.claimant_words <> '';
  INSERT INTO claim_text (rowid, quote_words, claimant_words)
    SELECT new.id, new.quote_words, new.claimant_words
    WHERE new.quote_words <> '' OR new.claimant_words <> '';
END;

CREATE INDEX claim_by_stance ON claim (stance, publish_us, name);
CREATE INDEX claim_by_superseded ON claim (superseded, publish_us, name);
-- Claims of unknown time are not in it, unlike in claim_by_event.
CREATE INDEX claim_by_event_time ON claim (event_us)
  WHERE event_us IS NOT NULL;
