// Incidents as single events with single numbers, the way event data sets have
// them.
//
// Such a row cannot say who claims what, so the caller states whose number
// counts (the claimant policy), and the file repeats it on every row.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "parallax/claims/v1/export_service.pb.h"
#include "services/claims/domain/as_of.h"
#include "services/claims/domain/exports/csv.h"
#include "services/claims/domain/values.h"

namespace parallax::claims::domain {

// Whose number is taken for a loss.
struct NumberPolicy {
  pb::ClaimantPolicy policy = pb::CLAIMANT_POLICY_UNSPECIFIED;
  std::string side;  // for CLAIMANT_POLICY_SIDE
};

// The position whose number counts; null when nobody's does. Of two that fit
// equally the first counts.
const pb::TallyPosition* ChoosePosition(const pb::Tally& tally,
                                        const NumberPolicy& policy);

// Deaths by one reckoning; nothing where no claimant of the policy speaks.
struct Deaths {
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> best;
  std::optional<std::int64_t> high;

  void Add(const type::Count& count);
  void Add(const Deaths& other);
};

// One incident as an event.
struct Event {
  pb::Incident incident;
  // The first two parties; empty for fewer.
  std::string side_a;
  std::string side_b;
  // Killed soldiers of each side, killed civilians, killed of whom more is not
  // said. Parts that the counts give apart are not added to a whole that holds
  // them.
  Deaths deaths_a;
  Deaths deaths_b;
  Deaths civilians;
  Deaths unknown;
  Deaths all;
  // The claims whose numbers were taken.
  std::vector<pb::TallyPoint> points;
  // Where the first of them is from.
  pb::DocumentSource source;
};

// A question that counts the killed, with its tally.
struct Toll {
  pb::Question question;
  pb::Tally tally;
};

// `tolls` are all of the incident.
Event MakeEvent(const pb::Incident& incident, const std::vector<Toll>& tolls,
                const NumberPolicy& policy);

// What stands behind the data set's own columns, on every row.
struct EventStamp {
  NumberPolicy policy;
  Viewpoint from;
  std::int64_t revision = 0;
};

void WriteAcledHeader(CsvWriter* csv);
void WriteAcledRow(const Event& event, const EventStamp& stamp, CsvWriter* csv);

void WriteUcdpHeader(CsvWriter* csv);
void WriteUcdpRow(const Event& event, const EventStamp& stamp, CsvWriter* csv);

}  // namespace parallax::claims::domain
