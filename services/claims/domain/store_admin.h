// What running a ledger asks of its store.
#pragma once

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/rpc/call_context.h"
#include "services/claims/domain/values.h"

namespace parallax::claims::domain {

// Thread safe.
class StoreAdmin {
 public:
  // An error ends the copying.
  using Sink = std::function<absl::Status(absl::string_view piece)>;

  virtual ~StoreAdmin() = default;

  // "sqlite".
  virtual std::string engine() const = 0;
  virtual int schema_version() const = 0;

  // The engine's own check of all that it keeps; DATA_LOSS with what it found.
  virtual absl::Status CheckIntegrity(const rpc::CallContext& call) = 0;

  // A consistent copy of the whole store, from which a server can be started,
  // while writes go on. UNIMPLEMENTED for an engine with tools of its own.
  virtual absl::Status BackUp(const rpc::CallContext& call,
                              const Sink& sink) = 0;

  // Drops what was replaced before that moment: reads of what the ledger held
  // earlier are no longer possible.
  virtual absl::Status CompactReplaced(const rpc::CallContext& call,
                                       Micros before) = 0;
};

}  // namespace parallax::claims::domain
