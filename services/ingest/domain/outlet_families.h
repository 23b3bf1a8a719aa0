// Which family an outlet belongs to: outlets of one house or one government are
// not independent of each other.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_OUTLET_FAMILIES_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_OUTLET_FAMILIES_H_

#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "parallax/claims/v1/actor.pb.h"

namespace parallax::ingest::domain {

// Thread safe.
class OutletFamilies {
 public:
  // Takes over a new registry, whole.
  void Set(const claims::v1::ActorList& actors);

  // The family of a medium by any of its names; "" when unknown.
  std::string Of(absl::string_view outlet) const;

 private:
  using Table = absl::flat_hash_map<std::string, std::string>;

  mutable absl::Mutex mutex_;
  std::shared_ptr<const Table> families_ ABSL_GUARDED_BY(mutex_) =
      std::make_shared<const Table>();
};

}  // namespace parallax::ingest::domain

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_OUTLET_FAMILIES_H_
