// Whether stored documents are as they were written: what an engine cannot
// tell.
#ifndef PARALLAX_SERVICES_INGEST_STORAGE_SQL_STORE_CHECK_H_
#define PARALLAX_SERVICES_INGEST_STORAGE_SQL_STORE_CHECK_H_

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "common/storage/sql_connection.h"
#include "common/storage/store_faults.h"
#include "parallax/ingest/v1/admin_service.pb.h"

namespace parallax::ingest::storage {

// Reads every row. Adds to `faults` those whose messages and bytes are not what
// was written, whose columns do not follow from them, or that others should
// stand beside; counts in `found` what it looked at.
absl::Status CheckRows(const rpc::CallContext& context,
                       parallax::storage::SqlConnection& connection,
                       parallax::storage::StoreFaults& faults,
                       v1::CheckStoreResponse& found);

}  // namespace parallax::ingest::storage

#endif  // PARALLAX_SERVICES_INGEST_STORAGE_SQL_STORE_CHECK_H_
