// How far a SQLite store has come, told beside it.
//
// SQLite takes the log of a store (its file "-wal") as far as the checksums in
// it hold, and drops the rest without a word: a log that was cut short, or one
// byte of it that changed, takes acknowledged commits along. So every commit
// counts up a number within the store, and before it is acknowledged the number
// is written to the store's file "-mark". A store that is behind its mark has
// lost commits.
//
// The mark is written without a sync, so that it costs a commit next to
// nothing. It outlives the process, however that ends. After a power cut it may
// be old or gone, and then misses a loss; it is never ahead of the store, which
// was on the disk before.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/sql_connection.h"

namespace parallax::storage {

// Used by one thread at a time.
class SqliteMark {
 public:
  // Of the store whose file is `path`. The mark is made when it is not there.
  static absl::StatusOr<std::unique_ptr<SqliteMark>> Open(
      const std::string& path);

  ~SqliteMark();
  SqliteMark(const SqliteMark&) = delete;
  SqliteMark& operator=(const SqliteMark&) = delete;

  // DATA_LOSS when the store is behind the mark that was found.
  absl::Status Check(SqlConnection& connection) const;

  // Within a transaction that is about to be committed: the number that it
  // gives the store.
  static absl::StatusOr<std::int64_t> CountUp(SqlConnection& connection);

  // That transaction is committed.
  void Tell(std::int64_t number);

 private:
  SqliteMark(int descriptor, std::int64_t found)
      : descriptor_(descriptor), found_(found) {}

  const int descriptor_;
  // 0 when there was no mark, or none that can be read.
  const std::int64_t found_;
  bool failing_ = false;
};

}  // namespace parallax::storage
