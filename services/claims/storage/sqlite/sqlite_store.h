// The ledger, its change log and the registry of actors in one SQLite file.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/storage/sqlite_database.h"
#include "services/claims/domain/actor_store.h"
#include "services/claims/domain/change_log.h"
#include "services/claims/domain/ledger_reader.h"
#include "services/claims/domain/ledger_store.h"

namespace parallax::claims::storage {

// Thread safe.
class SqliteStore final : public domain::LedgerStore,
                          public domain::LedgerReader,
                          public domain::ChangeLog,
                          public domain::ActorStore {
 public:
  // Opens or creates the file at `path`.
  static absl::StatusOr<std::unique_ptr<SqliteStore>> Open(
      const std::string& path, int readers);

  // LedgerStore.
  absl::Status Write(const rpc::CallContext& call, WriteBody body) override;
  std::int64_t CommittedRevision() const override {
    return committed_.load(std::memory_order_acquire);
  }

  // LedgerReader.
  absl::Status Read(const rpc::CallContext& call,
                    const ReadBody& body) override;

  // ChangeLog.
  absl::StatusOr<domain::ChangePage> ReadChanges(
      const rpc::CallContext& call, int limit,
      domain::ChangePosition* position) override;
  absl::Status CompactChanges(const rpc::CallContext& call,
                              std::int64_t keep) override;

  // ActorStore.
  absl::Status SeedActors(const rpc::CallContext& call,
                          const domain::pb::ActorList& shipped) override;
  absl::StatusOr<Written> UpsertActor(const rpc::CallContext& call,
                                      const domain::pb::Actor& actor) override;
  absl::StatusOr<std::optional<domain::pb::Actor>> FindActor(
      const rpc::CallContext& call, const std::string& name) override;
  absl::StatusOr<std::vector<domain::pb::Actor>> ListActors(
      const rpc::CallContext& call, const domain::ListQuery& query) override;

  // Called around each commit that changed something: `changed` with the names
  // of the rows before the revision becomes known, `committed` after. Must not
  // block. Set before the first write.
  void SetListeners(
      std::function<void(const std::vector<std::string>&)> changed,
      std::function<void(std::int64_t)> committed) {
    changed_ = std::move(changed);
    announce_ = std::move(committed);
  }

  // Key of page tokens, kept in the store.
  absl::StatusOr<std::string> PageTokenKey();

  void Close() { database_->Close(); }

 private:
  explicit SqliteStore(
      std::unique_ptr<::parallax::storage::SqliteDatabase> database)
      : database_(std::move(database)) {}
  void Committed(std::int64_t revision, const std::vector<std::string>& names);

  std::unique_ptr<::parallax::storage::SqliteDatabase> database_;
  std::function<void(const std::vector<std::string>&)> changed_;
  std::function<void(std::int64_t)> announce_;
  std::atomic<std::int64_t> committed_{0};
};

}  // namespace parallax::claims::storage
