// Copying a SQLite file that is being written.
#pragma once

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/rpc/call_context.h"

namespace parallax::storage {

// Sends `sink` a consistent copy of the database at `path`, as of now, in
// pieces of at most 64 KiB. Writers and readers go on meanwhile. Needs room for
// one more copy beside the file, which is removed again. The first error ends
// it: of the sink, of the disk, or the call's deadline.
absl::Status CopySqlite(
    const rpc::CallContext& context, const std::string& path,
    const std::function<absl::Status(absl::string_view)>& sink);

}  // namespace parallax::storage
