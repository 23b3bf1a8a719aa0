// What looking after the documents asks of their store.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_STORE_CHECKER_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_STORE_CHECKER_H_

#include "absl/status/statusor.h"
#include "common/rpc/call_context.h"
#include "parallax/ingest/v1/admin_service.pb.h"

namespace parallax::ingest::domain {

// Thread safe.
class StoreChecker {
 public:
  virtual ~StoreChecker() = default;

  // Has the engine check its files, then reads every row, in one snapshot, a
  // document at a time. Damage is an answer; an error means that the store
  // could not be checked.
  virtual absl::StatusOr<v1::CheckStoreResponse> CheckStore(
      const rpc::CallContext& context) = 0;
};

}  // namespace parallax::ingest::domain

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_STORE_CHECKER_H_
