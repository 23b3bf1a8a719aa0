#include "services/claims/domain/episodes.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"

namespace parallax::claims::domain {
namespace {

Segment Widen(Segment days, Day by) {
  return {days.first - by, days.last + by};
}

bool Contains(Segment outer, Segment inner) {
  return outer.first <= inner.first && inner.last <= outer.last;
}

// The least range around `days` that no segment crosses.
Segment ToCleanBorders(Segment days, const std::vector<Segment>& segments) {
  for (const Segment& segment : segments) {
    if (segment.first <= days.last && days.first <= segment.last) {
      days.first = std::min(days.first, segment.first);
      days.last = std::max(days.last, segment.last);
    }
  }
  return days;
}

// Makes the episodes of the segments within `days`, whose borders are clean.
// `loose` are the loose mentions that look into these days.
absl::StatusOr<std::vector<Episode>> Gather(
    MentionReader* reader, const std::string& parties, Segment days,
    const std::vector<Segment>& segments, const Activity& activity,
    std::vector<SourcedMention> loose, const Horizon& horizon) {
  std::map<Day, Episode> dated;
  std::map<Day, Episode> adrift;
  for (const Segment& segment : segments) {
    if (!Contains(days, segment)) continue;
    Episode& episode = dated[segment.first];
    episode.parties = parties;
    episode.first = segment.first;
    episode.last = segment.last;
  }
  PARALLAX_ASSIGN_OR_RETURN(std::vector<SourcedMention> mentions,
                            reader->ReadDated(parties, days, horizon));
  for (SourcedMention& mention : mentions) {
    const Segment* segment = FindSegment(segments, mention.anchor.last);
    if (segment == nullptr || !Contains(days, *segment)) continue;
    dated[segment->first].members.push_back(std::move(mention));
  }
  for (SourcedMention& mention : loose) {
    const Segment* segment = BusiestSegment(
        segments, activity, mention.anchor.first, mention.anchor.last);
    if (segment != nullptr) {
      if (Contains(days, *segment)) {
        dated[segment->first].members.push_back(std::move(mention));
      }
      continue;
    }
    const Day first = mention.anchor.first;
    if (first < days.first || first > days.last) continue;
    Episode& episode = adrift[first];
    episode.parties = parties;
    episode.group = LooseGroup(first);
    episode.first = episode.last = first;
    episode.members.push_back(std::move(mention));
  }
  std::vector<Episode> episodes;
  for (auto* kind : {&dated, &adrift}) {
    for (auto& [day, episode] : *kind) {
      // A segment may be kept alive by documents whose last day lies in the
      // next one.
      if (!episode.members.empty()) episodes.push_back(std::move(episode));
    }
  }
  return episodes;
}

}  // namespace

std::string LooseGroup(Day first) { return absl::StrCat("from-", first); }

absl::StatusOr<std::vector<Segment>> ReadTimeline(MentionReader* reader,
                                                  const std::string& parties,
                                                  Segment days,
                                                  const Horizon& horizon) {
  PARALLAX_ASSIGN_OR_RETURN(
      Activity activity,
      reader->ReadActivity(parties, Widen(days, 2 * kTimelineReach), horizon));
  return CutTimeline(activity);
}

absl::StatusOr<Retelling> PlanRetelling(MentionReader* reader,
                                        const std::string& parties,
                                        Segment changed,
                                        const std::vector<Segment>& before,
                                        const Horizon& horizon) {
  PARALLAX_ASSIGN_OR_RETURN(
      const Activity activity,
      reader->ReadActivity(parties, Widen(changed, 2 * kTimelineReach),
                           horizon));
  const std::vector<Segment> after = CutTimeline(activity);
  Retelling retelling;
  retelling.parties = parties;
  Segment days = AffectedRange(before, after, changed);
  // Loose mentions that look into these days may move to or from others.
  PARALLAX_ASSIGN_OR_RETURN(std::vector<SourcedMention> loose,
                            reader->ReadLoose(parties, days, horizon));
  Segment reach = days;
  for (const SourcedMention& mention : loose) {
    reach.first = std::min(reach.first, mention.anchor.first);
    reach.last = std::max(reach.last, mention.anchor.last);
  }
  if (reach != days) {
    days = ToCleanBorders(reach, after);
    PARALLAX_ASSIGN_OR_RETURN(loose, reader->ReadLoose(parties, days, horizon));
  }
  retelling.days = days;
  PARALLAX_ASSIGN_OR_RETURN(retelling.episodes,
                            Gather(reader, parties, days, after, activity,
                                   std::move(loose), horizon));
  return retelling;
}

absl::StatusOr<std::vector<Episode>> EpisodesWithin(MentionReader* reader,
                                                    const std::string& parties,
                                                    Segment days,
                                                    const Horizon& horizon) {
  PARALLAX_ASSIGN_OR_RETURN(
      const Activity activity,
      reader->ReadActivity(parties, Widen(days, 2 * kTimelineReach), horizon));
  const std::vector<Segment> segments = CutTimeline(activity);
  days = ToCleanBorders(days, segments);
  PARALLAX_ASSIGN_OR_RETURN(std::vector<SourcedMention> loose,
                            reader->ReadLoose(parties, days, horizon));
  return Gather(reader, parties, days, segments, activity, std::move(loose),
                horizon);
}

absl::StatusOr<Episode> EpisodeApart(MentionReader* reader,
                                     const std::string& parties,
                                     const std::string& group,
                                     const Horizon& horizon) {
  Episode episode;
  episode.parties = parties;
  episode.group = group;
  PARALLAX_ASSIGN_OR_RETURN(episode.members,
                            reader->ReadApart(parties, group, horizon));
  return episode;
}

}  // namespace parallax::claims::domain
