#include "services/claims/domain/claimant.h"

#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/claims/domain/text.h"

namespace parallax::claims::domain {

void ReadClaimant(Item* item) {
  const pb::Claimant& claimant = item->assertion().claimant();
  item->side = claimant.side();
  item->own_voice =
      claimant.authority() == pb::AUTHORITY_OUTLET ||
      (claimant.actor().empty() && claimant.display_name().empty() &&
       claimant.side().empty());
  if (item->own_voice) {
    const pb::DocumentSource& source = *item->source->source;
    item->claimant = absl::StrCat(
        "outlet:",
        Fold(source.origin().empty() ? source.outlet() : source.origin()));
    item->side.clear();
    return;
  }
  const std::string name = Fold(claimant.display_name());
  const std::string side = Fold(claimant.side());
  item->generic = name.empty() || name == side ||
                  claimant.authority() == pb::AUTHORITY_UNNAMED_OFFICIAL;
  if (item->generic) {
    item->claimant = absl::StrCat(kSideClaimant, side.empty() ? name : side);
  } else if (!claimant.actor().empty()) {
    item->claimant = claimant.actor();
  } else {
    item->claimant = absl::StrCat("name:", name, "@", side);
  }
}

void UnifyClaimants(std::vector<Item>* items) {
  // Folded name and side -> the key that stands for it.
  using NameAndSide = std::pair<std::string, std::string>;
  std::map<NameAndSide, std::string> known;
  for (const Item& item : *items) {
    if (item.own_voice || item.generic) continue;
    const NameAndSide who = {Fold(item.assertion().claimant().display_name()),
                             item.side};
    auto [at, fresh] = known.emplace(who, item.claimant);
    // An actor's key wins over a bare name, the lesser of two actors' keys
    // over the greater.
    const bool actor = item.claimant.rfind("actors/", 0) == 0;
    const bool was_actor = at->second.rfind("actors/", 0) == 0;
    if (!fresh && actor && (!was_actor || item.claimant < at->second)) {
      at->second = item.claimant;
    }
  }
  std::map<NameAndSide, std::string> unified;
  for (const auto& [who, key] : known) {
    std::set<std::string> fuller;
    if (key.rfind("actors/", 0) != 0) {
      for (const auto& [other, other_key] : known) {
        if (other.second == who.second &&
            IsTrailingName(who.first, other.first)) {
          fuller.insert(other_key);
        }
      }
    }
    unified[who] = fuller.size() == 1 ? *fuller.begin() : key;
  }
  for (Item& item : *items) {
    if (item.own_voice || item.generic) continue;
    item.claimant =
        unified[{Fold(item.assertion().claimant().display_name()), item.side}];
  }
}

std::string ClaimantText(const ClaimDraft& claim) {
  const pb::Claimant& claimant = claim.claim.assertion().claimant();
  if (claim.own_voice) {
    const std::string& outlet = claim.mentions.front()->source->outlet();
    return outlet.empty() ? "an outlet in its own voice"
                          : absl::StrCat(outlet, " in its own voice");
  }
  const std::string& name = claimant.display_name();
  if (name.empty()) return claimant.side();
  if (claimant.side().empty() || Fold(name) == Fold(claimant.side())) {
    return name;
  }
  return absl::StrCat(name, " (", claimant.side(), ")");
}

}  // namespace parallax::claims::domain
