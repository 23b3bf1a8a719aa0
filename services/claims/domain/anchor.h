// Where a mention belongs before anything is known of other documents: between
// which parties, and on which days.
//
// Everything here follows from one document alone, so that it can be computed
// when the document arrives and never changes after. Grouping documents into
// incidents (timeline.h) then needs only these few numbers.
//
// Worked example. A report of 15 September says "105 killed since Monday", "71
// killed", "the 2020 war killed 5,000". The first is dated 12 to 15 September;
// the second takes the document's own days, 12 to 15; the third is background
// and stands apart among the events of 2020 that September 2022 recalls.
#pragma once

#include <string>
#include <vector>

#include "google/protobuf/repeated_field.h"
#include "services/claims/domain/values.h"

namespace parallax::claims::domain {

// How a mention finds its incident. The numbers are stored.
enum class AnchorMode : int {
  // Its days are known: it belongs where they fall, and keeps the incident
  // alive on each of them.
  kDated = 0,
  // Only a wide interval is known ("in September"): it joins the busiest
  // incident of the parties within it.
  kLoose = 1,
  // An event outside the reported conflict: it keeps company only with
  // mentions of the same group.
  kApart = 2,
};

struct Anchor {
  // Sides in alphabetical order joined by "|"; "@AM" for a country when no
  // side is named; empty when nothing is.
  std::string parties;
  AnchorMode mode = AnchorMode::kDated;
  // Both inclusive. kDated: the days it keeps alive, at most 16; `last` decides
  // which incident holds it. kLoose: the interval searched, at most 57 days.
  Day first = 0;
  Day last = 0;
  // kApart: what keeps company. Else empty.
  std::string group;

  friend bool operator==(const Anchor&, const Anchor&) = default;
};

// How long before publication an event counts as what the report is about.
inline constexpr Day kRecentDays = 14;
// Longest interval that a loose mention searches.
inline constexpr Day kLooseDays = 56;
// An event further back than this is recalled, not reported: its mentions stand
// apart by the month that recalls it, so that no incident of old grows with
// every report that comes back to it.
inline constexpr Day kRecallDays = 366;
// Longest stretch that one dated mention keeps alive.
inline constexpr Day kLongestDated = 16;

// One anchor for each mention, in order. `mentions` are those of one document
// revision.
std::vector<Anchor> AnchorMentions(
    const pb::DocumentSource& source,
    const google::protobuf::RepeatedPtrField<pb::Mention>& mentions);

// The day since when a stretch has lasted that goes on when it is reported and
// began long before, "since February"; else 0. Such a mention is about the days
// of its report: it counts up to now.
Day LongSince(const type::TimeInterval& time, Day published);

// The sides of a parties key, in alphabetical order; none for "@AM" and "".
std::vector<std::string> SidesOf(const std::string& parties);

// Sides that an assertion's body and claimant name, in no special order, each
// once.
std::vector<std::string> InvolvedSides(const pb::Assertion& assertion);

}  // namespace parallax::claims::domain
