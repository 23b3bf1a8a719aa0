#include "services/claims/domain/as_of.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "common/status/macros.h"
#include "services/claims/domain/naming.h"

namespace parallax::claims::domain {
namespace {

// Reports about days further away than this cannot change how an episode is
// cut or which loose mentions join it.
constexpr Day kInfluence = 2 * kLongestSegment;

PastEpisode TellPast(const Episode& episode) {
  PastEpisode past;
  past.ledger = Reconcile(episode);
  absl::flat_hash_map<std::string, std::string> outlet_of;
  for (const SourcedMention& member : episode.members) {
    outlet_of[member.mention->name()] = member.source->outlet();
  }
  absl::flat_hash_map<std::string, std::set<std::string>> outlets;
  for (const auto& [mention, claim] : past.ledger.carriers) {
    outlets[claim].insert(outlet_of[mention]);
  }
  for (const pb::Claim& claim : past.ledger.claims) {
    const auto& of = outlets[claim.name()];
    past.outlets.emplace_back(of.begin(), of.end());
  }
  return past;
}

void TellAll(const std::vector<Episode>& episodes,
             std::vector<PastEpisode>* told) {
  for (const Episode& episode : episodes) {
    if (!episode.members.empty()) told->push_back(TellPast(episode));
  }
}

bool StandsApart(const std::string& group) {
  return !group.empty() && !absl::StartsWith(group, "from-");
}

// Days and groups to be told anew.
struct Unsettled {
  std::vector<Segment> days;
  std::set<std::string> groups;
};

std::vector<Segment> Joined(std::vector<Segment> days) {
  std::sort(days.begin(), days.end(), [](Segment a, Segment b) {
    return std::tie(a.first, a.last) < std::tie(b.first, b.last);
  });
  std::vector<Segment> joined;
  for (const Segment& segment : days) {
    // Far enough apart that rounding to whole episodes keeps them apart.
    if (!joined.empty() &&
        segment.first - joined.back().last <= 2 * kLongestSegment) {
      joined.back().last = std::max(joined.back().last, segment.last);
    } else {
      joined.push_back(segment);
    }
  }
  return joined;
}

}  // namespace

absl::StatusOr<PastLedger> ReadPast(LedgerSnapshot* snapshot, Micros as_of) {
  PastLedger past;
  past.as_of = as_of;
  PARALLAX_ASSIGN_OR_RETURN(past.revision, snapshot->Revision());
  std::map<std::string, Unsettled> unsettled;
  PARALLAX_ASSIGN_OR_RETURN(
      const std::vector<IncidentPlace> changed,
      snapshot->ChangedSince(as_of, DayOf(as_of) + kInfluence + 2));
  for (const IncidentPlace& place : changed) {
    Unsettled& of = unsettled[place.key.parties];
    if (StandsApart(place.key.group)) {
      of.groups.insert(place.key.group);
    } else {
      of.days.push_back(
          {place.key.first - kInfluence, place.key.last + kInfluence});
    }
  }
  PARALLAX_ASSIGN_OR_RETURN(const std::vector<SourcedMention> mentions,
                            snapshot->ReplacedSince(as_of));
  for (const SourcedMention& mention : mentions) {
    const Anchor& anchor = mention.anchor;
    Unsettled& of = unsettled[anchor.parties];
    if (anchor.mode == AnchorMode::kApart) {
      of.groups.insert(anchor.group);
    } else {
      of.days.push_back({anchor.first - kInfluence, anchor.last + kInfluence});
    }
  }
  for (auto& [parties, of] : unsettled) {
    for (Segment days : Joined(std::move(of.days))) {
      PARALLAX_ASSIGN_OR_RETURN(const std::vector<Episode> episodes,
                                EpisodesWithin(snapshot, parties, days, as_of));
      for (const Episode& episode : episodes) {
        days.first = std::min(days.first, episode.first);
        days.last = std::max(days.last, episode.last);
      }
      PARALLAX_ASSIGN_OR_RETURN(const std::vector<IncidentPlace> present,
                                snapshot->IncidentsWithin(parties, days));
      for (const IncidentPlace& place : present) {
        if (!StandsApart(place.key.group)) past.replaced.insert(place.name);
      }
      TellAll(episodes, &past.episodes);
    }
    for (const std::string& group : of.groups) {
      past.replaced.insert(IncidentName(parties, group));
      PARALLAX_ASSIGN_OR_RETURN(Episode episode,
                                EpisodeApart(snapshot, parties, group, as_of));
      TellAll({std::move(episode)}, &past.episodes);
    }
  }
  return past;
}

absl::StatusOr<std::vector<PastEpisode>> ReadPastAround(
    LedgerSnapshot* snapshot, const EpisodeKey& key, Micros as_of) {
  std::vector<PastEpisode> told;
  if (StandsApart(key.group)) {
    PARALLAX_ASSIGN_OR_RETURN(
        Episode episode, EpisodeApart(snapshot, key.parties, key.group, as_of));
    TellAll({std::move(episode)}, &told);
    return told;
  }
  // Loose mentions may then have belonged to an episode within their reach.
  PARALLAX_ASSIGN_OR_RETURN(
      const std::vector<Episode> episodes,
      EpisodesWithin(snapshot, key.parties,
                     {key.first - kLooseDays, key.last + kLooseDays}, as_of));
  TellAll(episodes, &told);
  return told;
}

absl::StatusOr<std::vector<PastEpisode>> ReadPastAround(
    LedgerSnapshot* snapshot, const Anchor& anchor, Micros as_of) {
  const std::string group =
      anchor.mode == AnchorMode::kApart ? anchor.group : std::string();
  return ReadPastAround(
      snapshot, EpisodeKey{anchor.parties, group, anchor.first, anchor.last},
      as_of);
}

}  // namespace parallax::claims::domain
