// Moves what a store holds into another store, of the same engine or another.
//
//   auto from = OpenStore(url_a, schema, StoreUse::kCopyFrom);
//   auto to = OpenStore(url_b, schema, StoreUse::kCopyTo);
//   auto report = CopyStore(call, schema, **from, **to);
//
// Rows go table by table, in the order of the primary key, some thousand to a
// transaction of the target, which also moves the mark of how far the copy has
// come (copy_mark.h). So a copy that was ended, by whatever means, goes on
// where it stopped when it is run again. Until it is finished no service opens
// the target. What an engine derives from the rows (full text, indexes) the
// target's engine derives anew.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/rpc/call_context.h"
#include "common/storage/sql_database.h"
#include "common/storage/store_schema.h"
#include "common/storage/table_digest.h"

namespace parallax::storage {

struct CopyOptions {
  // A transaction takes rows until there are as many or as large ones.
  std::int64_t batch_rows = 2000;
  std::size_t batch_bytes = 4 * 1024 * 1024;
  // Called now and then, with rows of all tables ("copying", 4000, 120000).
  std::function<void(absl::string_view doing, std::int64_t done,
                     std::int64_t total)>
      progress;
};

struct ComparedTable {
  std::string name;
  TableDigest source;
  TableDigest target;
};

struct CopyReport {
  // A part of the copy, or all of it, was there before.
  bool resumed = false;
  // In the order of the copy.
  std::vector<ComparedTable> tables;

  // Both stores hold the same.
  bool equal() const;
};

// Both stores must be open as above. FAILED_PRECONDITION when their schemas
// differ, the target holds anything but a part of a copy of this source, or is
// no empty store; ABORTED when another copy writes to the target. The copy is
// finished, and the target may be served, when the report is equal(): it is
// not when the source was written to meanwhile.
absl::StatusOr<CopyReport> CopyStore(const rpc::CallContext& call,
                                     const StoreSchema& schema,
                                     SqlDatabase& source, SqlDatabase& target,
                                     const CopyOptions& options = {});

}  // namespace parallax::storage
