#include "common/storage/sqlite_backup.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include <fstream>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "common/storage/sqlite_connection.h"

namespace parallax::storage {
namespace {

constexpr std::size_t kPiece = 64 * 1024;

// An empty file beside `path` under a name of its own.
absl::StatusOr<std::string> NewFileBeside(const std::string& path) {
  std::string name = absl::StrCat(path, ".copy-XXXXXX");
  const int descriptor = mkstemp(name.data());
  if (descriptor < 0) {
    return absl::ErrnoToStatus(errno, "no file can be made beside the store");
  }
  close(descriptor);
  return name;
}

}  // namespace

absl::Status CopySqlite(
    const rpc::CallContext& context, const std::string& path,
    const std::function<absl::Status(absl::string_view)>& sink) {
  PARALLAX_ASSIGN_OR_RETURN(const std::string copy, NewFileBeside(path));
  const absl::Cleanup remove = [&copy] { unlink(copy.c_str()); };
  {
    PARALLAX_ASSIGN_OR_RETURN(
        const auto connection,
        OpenSqlite(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX));
    PARALLAX_RETURN_IF_ERROR(connection->Execute("PRAGMA busy_timeout = 5000"));
    connection->SetInterrupt(&context);
    PARALLAX_RETURN_IF_ERROR(connection->Run("VACUUM INTO ?", copy));
  }
  std::ifstream file(copy, std::ios::binary);
  std::vector<char> piece(kPiece);
  while (file) {
    file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    const auto size = static_cast<std::size_t>(file.gcount());
    if (size == 0) break;
    PARALLAX_RETURN_IF_ERROR(context.Check());
    PARALLAX_RETURN_IF_ERROR(sink(absl::string_view(piece.data(), size)));
  }
  if (file.bad()) return absl::DataLossError("the copy cannot be read");
  return absl::OkStatus();
}

}  // namespace parallax::storage
