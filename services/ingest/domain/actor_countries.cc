#include "services/ingest/domain/actor_countries.h"

#include <utility>

#include "absl/strings/ascii.h"

namespace parallax::ingest::domain {
namespace {

using claims::v1::Actor;

// Parents are few and shallow; this bounds a circle of them.
constexpr int kDeepestParents = 8;

}  // namespace

void ActorCountries::Set(const claims::v1::ActorList& actors) {
  absl::flat_hash_map<std::string, const Actor*> by_name;
  for (const Actor& actor : actors.actors()) by_name[actor.name()] = &actor;
  const auto country_of = [&](const Actor& start) -> std::string {
    const Actor* actor = &start;
    for (int depth = 0; depth < kDeepestParents && actor != nullptr; ++depth) {
      if (!actor->country_code().empty()) return actor->country_code();
      const Actor* next = nullptr;
      for (const std::string& parent : actor->parents()) {
        const auto found = by_name.find(parent);
        if (found == by_name.end()) continue;
        if (!found->second->country_code().empty()) {
          return found->second->country_code();
        }
        if (next == nullptr) next = found->second;
      }
      actor = next;
    }
    return "";
  };
  auto tables = std::make_shared<Tables>();
  for (const Actor& actor : actors.actors()) {
    const std::string country = country_of(actor);
    if (country.empty()) continue;
    const bool state = actor.kind() == claims::v1::ACTOR_KIND_STATE;
    if (!actor.side().empty()) {
      // A state's own code wins over that of those who speak for it.
      if (state) {
        tables->sides[actor.side()] = country;
      } else {
        tables->sides.try_emplace(actor.side(), country);
      }
    }
    if (actor.kind() == claims::v1::ACTOR_KIND_MEDIA) {
      tables->outlets[absl::AsciiStrToLower(actor.display_name())] = country;
      for (const claims::v1::Alias& alias : actor.aliases()) {
        tables->outlets.try_emplace(absl::AsciiStrToLower(alias.text()),
                                    country);
      }
    }
  }
  absl::MutexLock lock(&mutex_);
  tables_ = std::move(tables);
}

std::shared_ptr<const ActorCountries::Tables> ActorCountries::tables() const {
  absl::MutexLock lock(&mutex_);
  return tables_;
}

std::string ActorCountries::OfSide(absl::string_view side) const {
  const auto tables = this->tables();
  const auto found = tables->sides.find(side);
  return found == tables->sides.end() ? "" : found->second;
}

std::string ActorCountries::OfOutlet(absl::string_view outlet) const {
  const auto tables = this->tables();
  const auto found = tables->outlets.find(absl::AsciiStrToLower(outlet));
  return found == tables->outlets.end() ? "" : found->second;
}

}  // namespace parallax::ingest::domain
