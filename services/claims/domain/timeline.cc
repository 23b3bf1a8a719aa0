#include "services/claims/domain/timeline.h"

#include <algorithm>

namespace parallax::claims::domain {
namespace {

// A chain is cut at multiples of `grid` days when it has been alive all the
// grid long and as many documents ended in it.
struct CutRule {
  Day grid;
  int documents;
};

constexpr CutRule kCutRules[] = {{1, 400}, {7, 700}, {28, 0}};

Day FloorTo(Day day, Day grid) {
  Day remainder = day % grid;
  if (remainder < 0) remainder += grid;
  return day - remainder;
}

// Whether [from, to) was never silent for longer than a chain survives, with
// `documents` or more ending in it.
bool AliveThroughout(const Activity& activity, Day from, Day to,
                     int documents) {
  int ended = 0;
  Day previous = from - 1;
  for (auto at = activity.lower_bound(from);
       at != activity.end() && at->first < to; ++at) {
    if (at->first - previous > kLongestSilence) return false;
    previous = at->first;
    ended += at->second.ending;
  }
  return to - previous <= kLongestSilence && ended >= documents;
}

bool CutBetween(const Activity& activity, Day previous, Day next) {
  for (const CutRule& rule : kCutRules) {
    const Day boundary = FloorTo(next, rule.grid);
    if (boundary > previous && AliveThroughout(activity, boundary - rule.grid,
                                               boundary, rule.documents)) {
      return true;
    }
  }
  return false;
}

// True when no segment spans the border between `at` - 1 and `at`.
bool CleanBorder(const std::vector<Segment>& segments, Day at) {
  for (const Segment& segment : segments) {
    if (segment.first < at && segment.last >= at) return false;
  }
  return true;
}

// The segments from `from` on.
std::vector<Segment> Tail(const std::vector<Segment>& segments, Day from) {
  std::vector<Segment> tail;
  for (const Segment& segment : segments) {
    if (segment.first >= from) tail.push_back(segment);
  }
  return tail;
}

}  // namespace

void AddStretch(Day first, Day last, Activity* activity) {
  for (Day day = first; day <= last; ++day) ++(*activity)[day].documents;
  ++(*activity)[last].ending;
}

std::vector<Segment> CutTimeline(const Activity& activity) {
  std::vector<Segment> segments;
  for (const auto& [day, what] : activity) {
    if (what.documents <= 0) continue;
    if (segments.empty() || day - segments.back().last > kLongestSilence ||
        CutBetween(activity, segments.back().last, day)) {
      segments.push_back({day, day});
    } else {
      segments.back().last = day;
    }
  }
  return segments;
}

const Segment* FindSegment(const std::vector<Segment>& segments, Day day) {
  for (const Segment& segment : segments) {
    if (segment.first <= day && day <= segment.last) return &segment;
  }
  return nullptr;
}

Segment AffectedRange(const std::vector<Segment>& before,
                      const std::vector<Segment>& after, Segment changed) {
  Day low = changed.first;
  while (!CleanBorder(before, low) || !CleanBorder(after, low)) --low;
  // Later cuts may hang on the four weeks before them.
  Day high = changed.last + 1;
  while (!CleanBorder(before, high) || !CleanBorder(after, high) ||
         Tail(before, high) != Tail(after, high)) {
    ++high;
  }
  return {low, high - 1};
}

const Segment* BusiestSegment(const std::vector<Segment>& segments,
                              const Activity& activity, Day first, Day last) {
  const Segment* busiest = nullptr;
  int most = 0;
  for (const Segment& segment : segments) {
    const Day from = std::max(first, segment.first);
    const Day to = std::min(last, segment.last);
    if (from > to) continue;
    // Days on which it is merely alive count when nothing ends within.
    int documents = 1;
    for (auto at = activity.lower_bound(from);
         at != activity.end() && at->first <= to; ++at) {
      documents += 2 * at->second.ending + (at->second.documents > 0 ? 1 : 0);
    }
    if (documents > most) {
      most = documents;
      busiest = &segment;
    }
  }
  return busiest;
}

}  // namespace parallax::claims::domain
