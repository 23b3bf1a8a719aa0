-- Tags stand in the order of the lists, so that a page of the claims under a
-- tag is read off the index, however many they are and however old.

CREATE TABLE claim_tag_in_order (
  tag TEXT COLLATE "C" NOT NULL,
  -- As in claim.
  publish_us BIGINT NOT NULL,
  claim TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (tag, publish_us, claim)
);
INSERT INTO claim_tag_in_order
  SELECT g.tag, c.publish_us, g.claim
  FROM claim_tag g JOIN claim c ON c.name = g.claim;
DROP TABLE claim_tag;
ALTER TABLE claim_tag_in_order RENAME TO claim_tag;
CREATE INDEX claim_tag_by_claim ON claim_tag (claim);
