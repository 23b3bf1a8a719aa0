#include "services/claims/domain/coming_mentions.h"

#include <set>
#include <tuple>
#include <utility>

#include "common/status/macros.h"

namespace parallax::claims::domain {
namespace {

template <typename Wanted>
void Append(const std::vector<SourcedMention>& coming, const Wanted& wanted,
            std::vector<SourcedMention>* mentions) {
  for (const SourcedMention& mention : coming) {
    if (wanted(mention.anchor)) mentions->push_back(mention);
  }
}

}  // namespace

void ComingMentions::Add(const std::vector<SourcedMention>& mentions) {
  // A document keeps a stretch of days alive once, however often it names it.
  std::set<std::tuple<std::string, Day, Day>> stretches;
  for (const SourcedMention& mention : mentions) {
    const Anchor& anchor = mention.anchor;
    OfParties& of = coming_[anchor.parties];
    SourcedMention& added = of.mentions.emplace_back(mention);
    added.claim.clear();
    claims_.emplace(mention.mention->name(), "");
    if (anchor.mode == AnchorMode::kDated &&
        stretches.insert({anchor.parties, anchor.first, anchor.last}).second) {
      AddStretch(anchor.first, anchor.last, &of.activity);
    }
  }
}

bool ComingMentions::SetCarrier(const std::string& mention,
                                const std::string& claim) {
  const auto at = claims_.find(mention);
  if (at == claims_.end()) return false;
  at->second = claim;
  return true;
}

std::string ComingMentions::CarriedBy(const std::string& mention) const {
  const auto at = claims_.find(mention);
  return at == claims_.end() ? "" : at->second;
}

absl::StatusOr<Activity> ComingMentions::ReadActivity(
    const std::string& parties, Segment days, const Horizon& horizon) {
  PARALLAX_ASSIGN_OR_RETURN(Activity activity,
                            recorded_.ReadActivity(parties, days, horizon));
  const auto at = coming_.find(parties);
  if (at == coming_.end()) return activity;
  const Activity& coming = at->second.activity;
  for (auto day = coming.lower_bound(days.first);
       day != coming.end() && day->first <= days.last; ++day) {
    DayActivity& sum = activity[day->first];
    sum.documents += day->second.documents;
    sum.ending += day->second.ending;
  }
  return activity;
}

absl::StatusOr<std::vector<SourcedMention>> ComingMentions::ReadDated(
    const std::string& parties, Segment days, const Horizon& horizon) {
  PARALLAX_ASSIGN_OR_RETURN(std::vector<SourcedMention> mentions,
                            recorded_.ReadDated(parties, days, horizon));
  if (const auto at = coming_.find(parties); at != coming_.end()) {
    Append(
        at->second.mentions,
        [&](const Anchor& anchor) {
          return anchor.mode == AnchorMode::kDated &&
                 anchor.last >= days.first && anchor.last <= days.last;
        },
        &mentions);
  }
  return mentions;
}

absl::StatusOr<std::vector<SourcedMention>> ComingMentions::ReadLoose(
    const std::string& parties, Segment days, const Horizon& horizon) {
  PARALLAX_ASSIGN_OR_RETURN(std::vector<SourcedMention> mentions,
                            recorded_.ReadLoose(parties, days, horizon));
  if (const auto at = coming_.find(parties); at != coming_.end()) {
    Append(
        at->second.mentions,
        [&](const Anchor& anchor) {
          return anchor.mode == AnchorMode::kLoose &&
                 anchor.first <= days.last && anchor.last >= days.first;
        },
        &mentions);
  }
  return mentions;
}

absl::StatusOr<std::vector<SourcedMention>> ComingMentions::ReadApart(
    const std::string& parties, const std::string& group,
    const Horizon& horizon) {
  PARALLAX_ASSIGN_OR_RETURN(std::vector<SourcedMention> mentions,
                            recorded_.ReadApart(parties, group, horizon));
  if (const auto at = coming_.find(parties); at != coming_.end()) {
    Append(
        at->second.mentions,
        [&](const Anchor& anchor) {
          return anchor.mode == AnchorMode::kApart && anchor.group == group;
        },
        &mentions);
  }
  return mentions;
}

}  // namespace parallax::claims::domain
