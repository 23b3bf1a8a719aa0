// A claim while it is being read: token indices and side ids instead of words.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_KINDS_DRAFT_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_KINDS_DRAFT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "services/ingest/domain/extract/document/doc_context.h"
#include "services/ingest/domain/extract/document/roles.h"
#include "services/ingest/domain/extract/kinds/kind.h"
#include "services/ingest/domain/extract/quantity/quantity.h"

namespace parallax::ingest::domain::extract {

// An annotated claim, while weights are trained. Offsets are bytes.
struct GoldClaim {
  Kind kind = Kind::kAttack;
  Stance stance = Stance::kAsserts;
  uint32_t begin = 0;
  uint32_t end = 0;
  std::string claimant;
  std::string claimant_side;  // as the catalogue names it
  std::optional<Measure> measure;
  Count count;
  std::string victims_side;
  std::string victims_type;
  std::string perpetrator_side;
  bool has_perpetrator = false;
  std::string place;
  std::string event_date;
};

struct Draft {
  Kind kind = Kind::kAttack;
  Stance stance = Stance::kAsserts;
  Measure measure = Measure::kKilled;
  Count count;
  uint32_t head = 0;      // the word that carries the act
  int32_t trigger = -1;   // index into DocContext::triggers
  int32_t quantity = -1;  // index into DocContext::quantities
  int32_t object = -1;    // head of what is counted or suffers
  uint32_t first = 0;     // tokens of the span
  uint32_t last = 0;
  uint32_t sentence = 0;
  Roles roles;
  int32_t attribution = -1;  // index of the attribution; -1: the outlet
  // Head of a claimant that no attribution names: "the ministry put the dead
  // at ten"; -1 when there is none.
  int32_t speaker = -1;
  // One of two that speak as one: "both sides blame the other".
  SideId voice = kNoSide;
  int32_t voice_token = -1;  // where that one is named, if not as the doer
  int32_t antecedent = -1;   // for "denied that": index of the draft meant
  SideId claimant = kNoSide;
  SideId victims = kNoSide;
  SideId perpetrator = kNoSide;
  VictimsType victims_type = VictimsType::kUnspecified;
  int32_t place = -1;
  int32_t time = -1;
  std::optional<absl::CivilDay> day;
  absl::string_view rule;           // a literal
  float score = 0.0f;               // log odds of the choice
  const GoldClaim* gold = nullptr;  // while training
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_KINDS_DRAFT_H_
