#include "services/claims/domain/grouping.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "services/claims/domain/claimant.h"
#include "services/claims/domain/figure.h"

namespace parallax::claims::domain {
namespace {

// How long after a figure a looser wording elsewhere can mean it.
constexpr Micros kSameNews = kMicrosPerDay + kMicrosPerDay / 2;

struct Key {
  Scope scope;
  pb::Stance stance;
  std::string claimant;
  std::string content;
  friend auto operator<=>(const Key&, const Key&) = default;
};

Key KeyOf(const Item& item) {
  return {item.scope, item.assertion().stance(), item.claimant, item.content};
}

bool SameDocument(const Item& a, const Item& b) {
  return a.source->source->document_revision() ==
         b.source->source->document_revision();
}

// Items of one scope and stance.
using Bucket = std::vector<Item*>;

// Looser wordings and bare mentions take the content of the figure they mean.
void SettleWordings(const Bucket& bucket) {
  std::vector<std::pair<Item*, const Item*>> settled;
  for (Item* item : bucket) {
    const type::Count* count = CountOf(item->assertion());
    if (count != nullptr && IsPrecise(*count) &&
        count->bound() == type::BOUND_EXACT) {
      continue;
    }
    if (count == nullptr && item->scope.kind != pb::CLAIM_KIND_CASUALTIES) {
      continue;
    }
    const Item* meant = nullptr;
    std::tuple<int, Micros> meant_rank;
    for (const Item* other : bucket) {
      if (other == item || other->side != item->side) continue;
      const type::Count* figure = CountOf(other->assertion());
      if (figure == nullptr || !IsPrecise(*figure)) continue;
      const bool together = SameDocument(*item, *other);
      const bool speaker =
          item->claimant == other->claimant || item->generic || other->generic;
      if (count == nullptr) {
        if (!together || !speaker) continue;
      } else if (!IsLooserWording(*count, *figure)) {
        continue;
      }
      const Micros apart =
          std::llabs(other->source->published - item->source->published);
      if (!together && (!speaker || apart > kSameNews)) continue;
      // Nearest: the same report, the same speaker, the closest in time.
      const std::tuple<int, Micros> rank = {
          (together ? 0 : 2) + (item->claimant == other->claimant ? 0 : 1),
          apart};
      if (meant == nullptr || rank < meant_rank) {
        meant = other;
        meant_rank = rank;
      }
    }
    if (meant != nullptr) settled.emplace_back(item, meant);
  }
  std::vector<std::pair<Item*, std::pair<std::string, std::string>>> writes;
  for (const auto& [item, meant] : settled) {
    writes.push_back(
        {item,
         {meant->content, item->generic ? meant->claimant : item->claimant}});
  }
  for (auto& [item, write] : writes) {
    item->content = write.first;
    item->claimant = write.second;
  }
}

// A side without a speaker's name, and the outlet's own voice beside an
// attributed statement of the same report, take the speaker of that content.
void SettleSpeakers(const Bucket& bucket) {
  std::map<std::string, std::vector<const Item*>> by_content;
  for (const Item* item : bucket) {
    if (!item->generic && !item->own_voice) {
      by_content[item->content].push_back(item);
    }
  }
  std::vector<std::pair<Item*, const Item*>> settled;
  for (Item* item : bucket) {
    if (!item->generic) continue;
    const Item* speaker = nullptr;
    for (const Item* other : by_content[item->content]) {
      if (other->side != item->side) continue;
      // The same report's speaker, else the first of all.
      if (SameDocument(*item, *other)) {
        speaker = other;
        break;
      }
      if (speaker == nullptr) speaker = other;
    }
    if (speaker != nullptr) settled.emplace_back(item, speaker);
  }
  std::vector<std::pair<Item*, std::string>> writes;
  for (const auto& [item, speaker] : settled) {
    writes.emplace_back(item, speaker->claimant);
  }
  for (auto& [item, claimant] : writes) item->claimant = std::move(claimant);
  // Own voice: after the sides have their speakers.
  writes.clear();
  std::vector<std::pair<Item*, const Item*>> voices;
  for (Item* item : bucket) {
    if (!item->own_voice) continue;
    for (const Item* other : bucket) {
      if (!other->own_voice && other->content == item->content &&
          SameDocument(*item, *other)) {
        voices.emplace_back(item, other);
        break;
      }
    }
  }
  for (auto& [item, other] : voices) {
    item->claimant = other->claimant;
    item->side = other->side;
    item->own_voice = false;
    item->generic = true;
  }
}

// The day on which the report says that it was said, else 0.
Day UtteredDay(const SourcedMention& mention) {
  const pb::Assertion& assertion = mention.mention->assertion();
  const auto& time = assertion.uttered_time();
  if (!time.has_start_time() || time.precision() == type::TIME_PRECISION_WEEK ||
      time.precision() == type::TIME_PRECISION_MONTH ||
      time.precision() == type::TIME_PRECISION_YEAR) {
    return 0;
  }
  return DayOf(time.start_time());
}

// Splits one group by the days on which the words were said, where reports
// say: the same words more than a day later are said again.
std::vector<std::vector<const Item*>> SplitByUtterance(
    const std::vector<const Item*>& group) {
  std::vector<Day> days;
  for (const Item* item : group) {
    const Day day = UtteredDay(*item->source);
    if (day != 0) days.push_back(day);
  }
  std::sort(days.begin(), days.end());
  std::vector<Day> starts;
  for (Day day : days) {
    if (starts.empty() || day > starts.back() + 1) starts.push_back(day);
  }
  if (starts.size() < 2) return {group};
  std::vector<std::vector<const Item*>> parts(starts.size());
  for (const Item* item : group) {
    Day at = UtteredDay(*item->source);
    if (at == 0) at = DayOf(item->source->published);
    std::size_t part = 0;
    for (std::size_t i = 0; i < starts.size(); ++i) {
      if (starts[i] <= at) part = i;
    }
    parts[part].push_back(item);
  }
  parts.erase(std::remove_if(parts.begin(), parts.end(),
                             [](const auto& part) { return part.empty(); }),
              parts.end());
  return parts;
}

ClaimDraft MakeClaim(const std::vector<const Item*>& part) {
  ClaimDraft claim;
  const Item* speaker = part.front();
  for (const Item* item : part) claim.mentions.push_back(item->source);
  claim.scope = speaker->scope;
  claim.content = speaker->content;
  claim.claimant = speaker->claimant;
  claim.side = speaker->side;
  claim.own_voice = speaker->own_voice;
  claim.generic = absl::StartsWith(speaker->claimant, kSideClaimant);
  ReckonTimes(&claim);
  return claim;
}

}  // namespace

void ReckonTimes(ClaimDraft* claim) {
  claim->published = claim->mentions.front()->published;
  claim->last_published = 0;
  claim->as_of = 0;
  claim->uttered = 0;
  // A later report's "up from 49" knows less of when 49 was said than a report
  // of the day does.
  Micros recalled = 0;
  for (const SourcedMention* mention : claim->mentions) {
    claim->last_published = std::max(claim->last_published, mention->published);
    const Micros as_of = AsOfMention(*mention);
    Micros& least = mention->mention->assertion().casualties().superseded()
                        ? recalled
                        : claim->as_of;
    if (least == 0 || as_of < least) least = as_of;
    const Day day = UtteredDay(*mention);
    if (day != 0 && (claim->uttered == 0 || day < claim->uttered)) {
      claim->uttered = day;
    }
  }
  if (claim->as_of == 0) claim->as_of = recalled;
}

Micros AsOfMention(const SourcedMention& mention) {
  const pb::Assertion& assertion = mention.mention->assertion();
  // A figure that its own sentence calls outdated counts up to some day before.
  if (assertion.casualties().superseded()) {
    return mention.published - kMicrosPerDay;
  }
  if (assertion.has_as_of_time()) {
    return std::min(ToMicros(assertion.as_of_time()), mention.published);
  }
  const auto& uttered = assertion.uttered_time();
  if (uttered.has_end_time()) {
    return std::min(ToMicros(uttered.end_time()), mention.published);
  }
  if (uttered.has_start_time()) {
    return std::min(ToMicros(uttered.start_time()), mention.published);
  }
  return mention.published;
}

std::vector<ClaimDraft> GroupIntoClaims(std::vector<Item> items) {
  std::map<std::pair<Scope, pb::Stance>, Bucket> buckets;
  for (Item& item : items) {
    buckets[{item.scope, item.assertion().stance()}].push_back(&item);
  }
  for (auto& [key, bucket] : buckets) {
    SettleWordings(bucket);
    SettleSpeakers(bucket);
  }
  std::map<Key, std::vector<const Item*>> groups;
  for (const Item& item : items) groups[KeyOf(item)].push_back(&item);
  std::vector<ClaimDraft> claims;
  for (const auto& [key, group] : groups) {
    for (const auto& part : SplitByUtterance(group)) {
      claims.push_back(MakeClaim(part));
    }
  }
  std::sort(claims.begin(), claims.end(),
            [](const ClaimDraft& a, const ClaimDraft& b) {
              return CanonicalLess(*a.mentions.front(), *b.mentions.front());
            });
  return claims;
}

}  // namespace parallax::claims::domain
