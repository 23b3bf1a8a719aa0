// Document-level coreference of everything that can speak or be spoken of:
// persons, bodies, states by their capitals, groups.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_COREFERENCE_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_COREFERENCE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/ingest/domain/article.h"
#include "services/ingest/domain/extract/analysis/analyzed_text.h"
#include "services/ingest/domain/extract/attribution/attribution.h"

namespace parallax::ingest::domain::extract::attribution {

class AttributionLexicon;

enum class EntityKind : uint8_t {
  kUnknown,
  kPerson,
  kBody,   // ministry, army, group, party, agency, company
  kPlace,  // a state or city, which may speak by metonymy
  kGroup,  // several persons: "officials", "residents"
};

enum class Gender : uint8_t { kUnknown, kFemale, kMale };

enum class MentionKind : uint8_t { kName, kNominal, kPronoun };

struct EntityMention {
  TokenRange tokens;  // the whole noun phrase without clauses
  uint32_t head = 0;
  MentionKind kind = MentionKind::kName;
  int32_t entity = -1;
  // Whether it is the subject of a reporting verb, or what "according to"
  // names.
  bool speaks = false;
};

// One person, body or group of the document.
struct Entity {
  // The fullest mention, without determiner: "Prime Minister Nikol Pashinyan".
  std::string text;
  // Its proper name alone where it has one: "Nikol Pashinyan", else "".
  std::string name;
  // What the text says it is, joined by "; ": "Armenian prime minister".
  std::string description;
  TokenRange fullest;
  EntityKind kind = EntityKind::kUnknown;
  Gender gender = Gender::kUnknown;
  bool plural = false;
  std::vector<uint32_t> mentions;  // indices into Coreference::mentions
  // "both sides", "the two countries": the entities meant, in order of their
  // last mention before; else empty.
  std::vector<int32_t> members;
};

// The entities of one document. Immutable once built.
struct Coreference {
  std::vector<Entity> entities;
  std::vector<EntityMention> mentions;  // in text order of their heads
  // For each token the mention it heads, -1 for most.
  std::vector<int32_t> mention_of_head;

  // Entity of the mention that `token` heads, -1 when none.
  int32_t EntityAt(uint32_t token) const;
};

// Linear in the length of the text. `article` gives the blocks' roles.
Coreference ResolveCoreference(const Article& article, const AnalyzedText& text,
                               const AttributionLexicon& lexicon);

}  // namespace parallax::ingest::domain::extract::attribution

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_COREFERENCE_H_
