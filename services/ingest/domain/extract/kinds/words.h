// Names and classes of words, as features of decisions.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_KINDS_WORDS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_KINDS_WORDS_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "services/ingest/domain/extract/document/doc_context.h"
#include "services/ingest/domain/extract/model/features.h"

namespace parallax::ingest::domain::extract {

absl::string_view PosFeature(Pos pos);
absl::string_view RelationName(Rel rel);
absl::string_view BlockName(BlockRole role);
absl::string_view AttributionStanceName(attribution::Stance stance);

// "past", "present", "participle", "gerund", "infinitive" or "other".
absl::string_view Tense(const Token& token);

// How the noun phrase of `head` is determined: "a", "the", "this", "no",
// "possessive", "number", "named" or "bare".
absl::string_view Determiner(const DocContext& doc, uint32_t head);

// What an argument is: "none", "person", "military", "civilian", "object
// class", "place", "side", "weapon", "pronoun" or "other".
absl::string_view ArgumentClass(const DocContext& doc, int32_t head);

// Head of the nearest noun phrase in the clause before (`step` -1) or after
// (+1) `from`; -1 when there is none.
int32_t Neighbour(const DocContext& doc, uint32_t from, int step);

// Adds as "around" the nouns, verbs and adjectives of the sentence up to ten
// words from `head`, names left out.
void AddWordsAround(const DocContext& doc, uint32_t head, FeatureSet& f);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_KINDS_WORDS_H_
