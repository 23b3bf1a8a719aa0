#include "services/ingest/domain/outlet_families.h"

#include <utility>

#include "services/ingest/domain/reader/characters.h"

namespace parallax::ingest::domain {

void OutletFamilies::Set(const claims::v1::ActorList& actors) {
  auto families = std::make_shared<Table>();
  for (const claims::v1::Actor& actor : actors.actors()) {
    if (actor.kind() != claims::v1::ACTOR_KIND_MEDIA || actor.family().empty())
      continue;
    (*families)[reader::Fold(actor.display_name())] = actor.family();
  }
  // A usual name wins over another medium's alias.
  for (const claims::v1::Actor& actor : actors.actors()) {
    if (actor.kind() != claims::v1::ACTOR_KIND_MEDIA || actor.family().empty())
      continue;
    for (const claims::v1::Alias& alias : actor.aliases()) {
      families->try_emplace(reader::Fold(alias.text()), actor.family());
    }
  }
  absl::MutexLock lock(&mutex_);
  families_ = std::move(families);
}

std::string OutletFamilies::Of(absl::string_view outlet) const {
  std::shared_ptr<const Table> families;
  {
    absl::MutexLock lock(&mutex_);
    families = families_;
  }
  const auto found = families->find(reader::Fold(outlet));
  return found == families->end() ? "" : found->second;
}

}  // namespace parallax::ingest::domain
