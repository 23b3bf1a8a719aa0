// Has the store checked.
#ifndef PARALLAX_SERVICES_INGEST_SERVER_CHECK_STORE_H_
#define PARALLAX_SERVICES_INGEST_SERVER_CHECK_STORE_H_

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "parallax/ingest/v1/admin_service.pb.h"
#include "services/ingest/domain/store_checker.h"

namespace parallax::ingest::server {

// Thread safe. What it is given must outlive it.
class CheckStore {
 public:
  explicit CheckStore(domain::StoreChecker* checker) : checker_(*checker) {}

  absl::Status Handle(const rpc::CallContext& call,
                      const v1::CheckStoreRequest& request,
                      v1::CheckStoreResponse* response);

 private:
  domain::StoreChecker& checker_;
};

}  // namespace parallax::ingest::server

#endif  // PARALLAX_SERVICES_INGEST_SERVER_CHECK_STORE_H_
