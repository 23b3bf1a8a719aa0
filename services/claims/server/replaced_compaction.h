// Dropping what was replaced long ago.
#pragma once

#include <cstdint>

#include "common/rpc/call_runtime.h"
#include "services/claims/domain/store_admin.h"

namespace parallax::claims::server {

// Keeps what the ledger held earlier for a number of days. Thread safe.
class ReplacedCompaction {
 public:
  // Both must outlive it. `days` of 0 keep everything.
  ReplacedCompaction(rpc::CallRuntime* runtime, domain::StoreAdmin* admin,
                     int days)
      : runtime_(*runtime), admin_(*admin), days_(days) {}

  // Call after each commit; does not block.
  void Committed(std::int64_t revision);

 private:
  rpc::CallRuntime& runtime_;
  domain::StoreAdmin& admin_;
  const int days_;
};

}  // namespace parallax::claims::server
