// Cutting the days on which two parties fight into incidents.
//
// Days with reports chain into one incident as long as no more than a week of
// silence lies between them. A war without silence would chain for ever, so a
// chain is cut at fixed days of the calendar grid: where the four weeks before
// were never silent, and sooner where there is much to hold. Every cut follows
// from the activity of the four weeks before it alone. So the cuts are a
// function of the set of reports, never of their order, and a new report can
// move only cuts close to it: the cost of a report does not grow with the
// ledger.
#pragma once

#include <map>
#include <vector>

#include "services/claims/domain/values.h"

namespace parallax::claims::domain {

// What happened on one day between two parties.
struct DayActivity {
  // Documents that keep the day alive.
  int documents = 0;
  // Those of them for which it is the last day.
  int ending = 0;
};

using Activity = std::map<Day, DayActivity>;

// Adds one document's dated stretch.
void AddStretch(Day first, Day last, Activity* activity);

// Days of one incident, both inclusive, both active.
struct Segment {
  Day first;
  Day last;
  friend bool operator==(const Segment&, const Segment&) = default;
};

// Days of silence that a chain survives.
inline constexpr Day kLongestSilence = 7;
// No segment is longer, and no cut depends on more days before it.
inline constexpr Day kLongestSegment = 64;
// How far around a change the activity must be known.
inline constexpr Day kTimelineReach = 160;

// The segments of `activity`, in order. Within 64 days of the first day given,
// cuts may differ from those of a longer history.
std::vector<Segment> CutTimeline(const Activity& activity);

// The segment that holds `day`, else null.
const Segment* FindSegment(const std::vector<Segment>& segments, Day day);

// The days [first, last] outside which a change of activity within `changed`
// leaves every segment as it was.
Segment AffectedRange(const std::vector<Segment>& before,
                      const std::vector<Segment>& after, Segment changed);

// The segment that a loose mention of [first, last] joins: the one with the
// most documents ending within, the earlier of equals; null when there is none.
const Segment* BusiestSegment(const std::vector<Segment>& segments,
                              const Activity& activity, Day first, Day last);

}  // namespace parallax::claims::domain
