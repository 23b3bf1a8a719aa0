// Finds the phrases that name or stand for a person, body or group. Internal to
// coreference.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_MENTION_FINDER_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_MENTION_FINDER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/ingest/domain/extract/attribution/coreference.h"
#include "services/ingest/domain/extract/attribution/lexicon.h"
#include "services/ingest/domain/extract/attribution/syntax.h"

namespace parallax::ingest::domain::extract::attribution {

// A mention before it is tied to an entity.
struct RawMention {
  TokenRange tokens;  // without determiner
  TokenRange name;    // the proper name within, may be empty
  uint32_t head = 0;
  MentionKind kind = MentionKind::kName;
  EntityKind entity_kind = EntityKind::kUnknown;
  Gender gender = Gender::kUnknown;
  bool plural = false;
  bool definite = false;  // "the", "this", or a possessor
  bool modifier = false;  // a name before another noun: "Hamas fighters"
  // Whose body or office it is, lower case: "armenia" of "Armenia's ministry",
  // "the Armenian ministry" ("armenian"), "the ministry in Baku"; else "".
  std::string owner;
  std::string noun;  // lemma of the common noun, "" for a bare name
};

// In text order of their heads. Linear.
std::vector<RawMention> FindMentions(const Syntax& syntax,
                                     const AttributionLexicon& lexicon);

// Whether the word is the subject of a reporting verb, or what "according to"
// names.
bool IsSpeaker(const Syntax& syntax, const AttributionLexicon& lexicon,
               uint32_t head);

// The phrase of `head` without clauses, appositions and determiner.
TokenRange CorePhrase(const Syntax& syntax, uint32_t head);

}  // namespace parallax::ingest::domain::extract::attribution

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_MENTION_FINDER_H_
