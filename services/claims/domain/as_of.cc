#include "services/claims/domain/as_of.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/claims/domain/naming.h"

namespace parallax::claims::domain {
namespace {

// Reports about days further away than this cannot change how an episode is
// cut or which loose mentions join it.
constexpr Day kInfluence = 2 * kLongestSegment;

PastEpisode TellPast(const Episode& episode,
                     const std::vector<pb::Review>& reviews) {
  PastEpisode past;
  past.ledger = Reconcile(episode, reviews);
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

// Tells the episodes of one pair of parties.
absl::Status TellAll(LedgerSnapshot* snapshot, const Horizon& horizon,
                     bool reviewed, const std::vector<Episode>& episodes,
                     std::vector<PastEpisode>* told) {
  std::vector<pb::Review> reviews;
  if (reviewed && !episodes.empty()) {
    PARALLAX_ASSIGN_OR_RETURN(
        reviews,
        snapshot->ReviewsOf(episodes.front().parties, horizon.recorded));
  }
  for (const Episode& episode : episodes) {
    if (!episode.members.empty()) told->push_back(TellPast(episode, reviews));
  }
  return absl::OkStatus();
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

using UnsettledParties = std::map<std::string, Unsettled>;

// `reach` is how far beyond its days the anchor's mention has an influence.
void Unsettle(const Anchor& anchor, Day reach, UnsettledParties* unsettled) {
  Unsettled& of = (*unsettled)[anchor.parties];
  if (anchor.mode == AnchorMode::kApart) {
    of.groups.insert(anchor.group);
  } else {
    of.days.push_back({anchor.first - reach, anchor.last + reach});
  }
}

// What has to be told anew from there.
absl::StatusOr<UnsettledParties> FindUnsettled(LedgerSnapshot* snapshot,
                                               const Horizon& horizon,
                                               bool reviewed) {
  UnsettledParties unsettled;
  if (horizon.published != kForever) {
    PARALLAX_ASSIGN_OR_RETURN(
        const std::vector<IncidentPlace> changed,
        snapshot->ChangedSince(horizon.published,
                               DayOf(horizon.published) + kInfluence + 2));
    for (const IncidentPlace& place : changed) {
      Unsettled& of = unsettled[place.key.parties];
      if (StandsApart(place.key.group)) {
        of.groups.insert(place.key.group);
      } else {
        of.days.push_back(
            {place.key.first - kInfluence, place.key.last + kInfluence});
      }
    }
  }
  if (!horizon.present()) {
    PARALLAX_ASSIGN_OR_RETURN(const std::vector<SourcedMention> mentions,
                              snapshot->ReplacedSince(horizon));
    for (const SourcedMention& mention : mentions) {
      Unsettle(mention.anchor, kInfluence, &unsettled);
    }
  }
  if (horizon.recorded != kLatest) {
    PARALLAX_ASSIGN_OR_RETURN(const std::vector<Anchor> anchors,
                              snapshot->RecordedSince(horizon.recorded));
    for (const Anchor& anchor : anchors) {
      Unsettle(anchor, kInfluence, &unsettled);
    }
  }
  if (reviewed) {
    PARALLAX_ASSIGN_OR_RETURN(const std::vector<Anchor> anchors,
                              snapshot->ReviewedPlaces(horizon.recorded));
    for (const Anchor& anchor : anchors) Unsettle(anchor, 0, &unsettled);
  }
  return unsettled;
}

}  // namespace

absl::StatusOr<Horizon> HorizonOf(LedgerSnapshot* snapshot,
                                  const Viewpoint& from) {
  Horizon horizon;
  horizon.published = from.as_of;
  if (from.recorded_as_of == kForever) return horizon;
  PARALLAX_ASSIGN_OR_RETURN(horizon.recorded,
                            snapshot->RevisionAt(from.recorded_as_of));
  PARALLAX_ASSIGN_OR_RETURN(const std::int64_t oldest,
                            snapshot->OldestRevision());
  if (horizon.recorded < oldest) {
    return status::Error(
        absl::StatusCode::kOutOfRange, type::ERROR_REASON_REVISION_TOO_OLD,
        "what the ledger held at recorded_as_of is no longer kept",
        {{"oldest_revision", absl::StrCat(oldest)}});
  }
  return horizon;
}

absl::StatusOr<PastLedger> ReadPast(LedgerSnapshot* snapshot,
                                    const Viewpoint& from) {
  PastLedger past;
  past.from = from;
  PARALLAX_ASSIGN_OR_RETURN(past.revision, snapshot->Revision());
  PARALLAX_ASSIGN_OR_RETURN(const Horizon horizon, HorizonOf(snapshot, from));
  PARALLAX_ASSIGN_OR_RETURN(UnsettledParties unsettled,
                            FindUnsettled(snapshot, horizon, from.reviewed));
  for (auto& [parties, of] : unsettled) {
    for (Segment days : Joined(std::move(of.days))) {
      PARALLAX_ASSIGN_OR_RETURN(
          const std::vector<Episode> episodes,
          EpisodesWithin(snapshot, parties, days, horizon));
      for (const Episode& episode : episodes) {
        days.first = std::min(days.first, episode.first);
        days.last = std::max(days.last, episode.last);
      }
      PARALLAX_ASSIGN_OR_RETURN(const std::vector<IncidentPlace> present,
                                snapshot->IncidentsWithin(parties, days));
      for (const IncidentPlace& place : present) {
        if (!StandsApart(place.key.group)) past.replaced.insert(place.name);
      }
      PARALLAX_RETURN_IF_ERROR(
          TellAll(snapshot, horizon, from.reviewed, episodes, &past.episodes));
    }
    for (const std::string& group : of.groups) {
      past.replaced.insert(IncidentName(parties, group));
      PARALLAX_ASSIGN_OR_RETURN(
          Episode episode, EpisodeApart(snapshot, parties, group, horizon));
      PARALLAX_RETURN_IF_ERROR(TellAll(snapshot, horizon, from.reviewed,
                                       {std::move(episode)}, &past.episodes));
    }
  }
  return past;
}

absl::StatusOr<std::vector<PastEpisode>> ReadPastAround(
    LedgerSnapshot* snapshot, const EpisodeKey& key, const Viewpoint& from) {
  std::vector<PastEpisode> told;
  PARALLAX_ASSIGN_OR_RETURN(const Horizon horizon, HorizonOf(snapshot, from));
  std::vector<Episode> episodes;
  if (StandsApart(key.group)) {
    PARALLAX_ASSIGN_OR_RETURN(
        Episode episode,
        EpisodeApart(snapshot, key.parties, key.group, horizon));
    episodes.push_back(std::move(episode));
  } else {
    // Loose mentions may then have belonged to an episode within their reach.
    PARALLAX_ASSIGN_OR_RETURN(episodes, EpisodesWithin(snapshot, key.parties,
                                                       {key.first - kLooseDays,
                                                        key.last + kLooseDays},
                                                       horizon));
  }
  PARALLAX_RETURN_IF_ERROR(
      TellAll(snapshot, horizon, from.reviewed, episodes, &told));
  return told;
}

absl::StatusOr<std::vector<PastEpisode>> ReadPastAround(
    LedgerSnapshot* snapshot, const Anchor& anchor, const Viewpoint& from) {
  const std::string group =
      anchor.mode == AnchorMode::kApart ? anchor.group : std::string();
  return ReadPastAround(
      snapshot, EpisodeKey{anchor.parties, group, anchor.first, anchor.last},
      from);
}

}  // namespace parallax::claims::domain
