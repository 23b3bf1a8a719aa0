// Which countries sides and outlets belong to: the context for place names.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_ACTOR_COUNTRIES_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_ACTOR_COUNTRIES_H_

#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "parallax/claims/v1/actor.pb.h"

namespace parallax::ingest::domain {

// Thread safe.
class ActorCountries {
 public:
  // Takes over a new registry, whole.
  void Set(const claims::v1::ActorList& actors);

  // ISO 3166-1 alpha-2 of the country that a side is, or that its actors
  // belong to; "" when unknown.
  std::string OfSide(absl::string_view side) const;

  // The same for a medium by any of its names.
  std::string OfOutlet(absl::string_view outlet) const;

 private:
  struct Tables {
    absl::flat_hash_map<std::string, std::string> sides;
    absl::flat_hash_map<std::string, std::string> outlets;
  };
  std::shared_ptr<const Tables> tables() const;

  mutable absl::Mutex mutex_;
  std::shared_ptr<const Tables> tables_ ABSL_GUARDED_BY(mutex_) =
      std::make_shared<const Tables>();
};

}  // namespace parallax::ingest::domain

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_ACTOR_COUNTRIES_H_
