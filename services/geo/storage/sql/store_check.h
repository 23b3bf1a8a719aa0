// Whether stored layers and features are as they were written: what an engine
// cannot tell.
#pragma once

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "common/storage/sql_connection.h"
#include "common/storage/store_faults.h"
#include "parallax/geo/v1/admin_service.pb.h"

namespace parallax::geo::storage {

// Reads every row. Adds to `faults` those whose message is not what was
// written, whose columns and cells do not follow from it, or that others should
// stand beside; counts in `found` what it looked at.
absl::Status CheckRows(const rpc::CallContext& call,
                       parallax::storage::SqlConnection& connection,
                       parallax::storage::StoreFaults& faults,
                       v1::CheckStoreResponse& found);

}  // namespace parallax::geo::storage
