#include "common/storage/sqlite_mark.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <cstring>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "common/observability/log.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/storage/sqlite_errors.h"

namespace parallax::storage {
namespace {

constexpr std::size_t kDigits = 20;

// A number and a checksum of its digits, always of the same length, so that
// one overwrites the other.
std::string Text(std::int64_t number) {
  const std::string digits = absl::StrFormat("%020d", number);
  return absl::StrFormat(
      "%s %08x\n", digits,
      crc32_z(0, reinterpret_cast<const Bytef*>(digits.data()), kDigits));
}

std::int64_t ReadNumber(int descriptor) {
  char bytes[64];
  const ssize_t size = pread(descriptor, bytes, sizeof(bytes), 0);
  if (size <= 0) return 0;
  const absl::string_view text(bytes, static_cast<std::size_t>(size));
  std::int64_t number = 0;
  if (!absl::SimpleAtoi(text.substr(0, kDigits), &number) ||
      text != Text(number)) {
    observability::LogWarning("the mark beside the store cannot be read", {});
    return 0;
  }
  return number;
}

// 0 for a store that is older than marks, or has lost all that it held.
absl::StatusOr<std::int64_t> NumberOf(SqlConnection& connection) {
  {
    PARALLAX_ASSIGN_OR_RETURN(
        SqlStatement query,
        connection.Prepare(
            "SELECT 1 FROM sqlite_master WHERE name = 'parallax_commit'"));
    PARALLAX_ASSIGN_OR_RETURN(const bool there, query.Step());
    if (!there) return 0;
  }
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement query,
      connection.Prepare("SELECT number FROM parallax_commit"));
  PARALLAX_ASSIGN_OR_RETURN(const bool row, query.Step());
  return row ? query.ColumnInt(0) : 0;
}

}  // namespace

absl::StatusOr<std::unique_ptr<SqliteMark>> SqliteMark::Open(
    const std::string& path) {
  const std::string name = absl::StrCat(path, "-mark");
  const int descriptor = open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC,
                              S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH);
  if (descriptor < 0) {
    return SqliteError(errno == ENOSPC ? SQLITE_FULL : SQLITE_CANTOPEN,
                       absl::StrCat(name, ": ", std::strerror(errno)));
  }
  return std::unique_ptr<SqliteMark>(
      new SqliteMark(descriptor, ReadNumber(descriptor)));
}

SqliteMark::~SqliteMark() { close(descriptor_); }

absl::Status SqliteMark::Check(SqlConnection& connection) const {
  if (found_ == 0) return absl::OkStatus();
  PARALLAX_ASSIGN_OR_RETURN(const std::int64_t number, NumberOf(connection));
  if (number >= found_) return absl::OkStatus();
  return status::Error(
      absl::StatusCode::kDataLoss, type::v1::ERROR_REASON_STORE_FAILED,
      absl::StrCat(
          "the store has lost its last ", found_ - number, " commits of ",
          found_,
          ": its log (-wal) was cut short, damaged or removed, or an older "
          "file was put in its place. Restore a backup, or remove the file "
          "-mark beside the store to go on without them"));
}

absl::StatusOr<std::int64_t> SqliteMark::CountUp(SqlConnection& connection) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement update,
      connection.Prepare(
          "INSERT INTO parallax_commit (id, number) VALUES (1, 1) ON CONFLICT "
          "(id) DO UPDATE SET number = number + 1 RETURNING number"));
  PARALLAX_ASSIGN_OR_RETURN(const bool row, update.Step());
  const std::int64_t number = row ? update.ColumnInt(0) : 0;
  PARALLAX_RETURN_IF_ERROR(update.Run());
  return number;
}

void SqliteMark::Tell(std::int64_t number) {
  const std::string text = Text(number);
  const bool failing = pwrite(descriptor_, text.data(), text.size(), 0) !=
                       static_cast<ssize_t>(text.size());
  // The store itself is well: only a later loss would not be seen.
  if (failing && !failing_) {
    observability::LogWarning("the mark beside the store cannot be written",
                              {{"error", std::strerror(errno)}});
  }
  failing_ = failing;
}

}  // namespace parallax::storage
