// One claim with the words on which each part of its reading stands.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_EXTRACTED_CLAIM_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_EXTRACTED_CLAIM_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "services/ingest/domain/extract/kinds/kind.h"
#include "services/ingest/domain/extract/quantity/quantity.h"
#include "services/ingest/domain/extract/time/time_expression.h"

namespace parallax::ingest::domain::extract {

// Bytes [begin, end) of Article::text; empty where nothing is said.
struct ByteRange {
  uint32_t begin = 0;
  uint32_t end = 0;
  bool empty() const { return begin >= end; }
};

struct ExtractedClaim {
  Kind kind = Kind::kAttack;
  Stance stance = Stance::kAsserts;
  std::string rule;
  ByteRange span;
  // The claimant's fullest name in the article, empty for the outlet itself.
  std::string claimant;
  std::string claimant_description;  // "Armenian prime minister"
  std::string claimant_side;
  std::string claimant_actor;  // resource name, when the registry knows
  std::vector<std::string> via;
  Measure measure = Measure::kKilled;
  Count count;
  std::string victims_side;
  VictimsType victims_type = VictimsType::kUnspecified;
  std::string perpetrator_side;
  std::string place;
  std::optional<absl::CivilDay> event_day;
  std::optional<TimeExpression> time;  // as written
  bool background = false;
  bool subset = false;
  bool superseded = false;
  bool additional = false;
  bool named_list = false;
  std::vector<std::string> conflict_sides;
  // Evidence.
  ByteRange claimant_span;
  ByteRange cue_span;
  ByteRange act_span;
  ByteRange count_span;
  ByteRange object_span;
  ByteRange perpetrator_span;
  ByteRange place_span;
  ByteRange time_span;
  std::vector<ByteRange> via_spans;
  // 0..1: that the words make this claim; that this claimant makes it.
  double extraction_score = 0.0;
  double attribution_score = 0.0;
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_EXTRACTED_CLAIM_H_
