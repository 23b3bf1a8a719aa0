// CheckLedger: whether the stored ledger is what the recorded mentions say.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call_context.h"
#include "parallax/claims/v1/admin_service.pb.h"
#include "services/claims/domain/ledger_reader.h"
#include "services/claims/domain/store_admin.h"

namespace parallax::claims::domain {

// Has the engine check its files, then tells every incident anew from its
// mentions, in one snapshot, and compares it with the stored rows. Takes memory
// for a few incidents at a time. What the engine finds damaged is an answer,
// and then nothing is told anew.
absl::StatusOr<pb::CheckLedgerResponse> CheckLedger(
    const rpc::CallContext& call, LedgerReader* reader, StoreAdmin* admin);

}  // namespace parallax::claims::domain
