// The ledger, its change log and the registry of actors in an SQL database.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/storage/sql_database.h"
#include "services/claims/domain/actor_store.h"
#include "services/claims/domain/change_log.h"
#include "services/claims/domain/ledger_reader.h"
#include "services/claims/domain/ledger_store.h"
#include "services/claims/domain/store_admin.h"

namespace parallax::claims::storage {

class SqlTransaction;

// What writers of a ledger hold while they write.
inline constexpr char kLedgerLock[] = "ledger";

// Who wants to know of commits. Called in the order of revisions, one at a
// time; must not block.
struct LedgerListeners {
  // Names of rows that changed, before the revision becomes known.
  std::function<void(const std::vector<std::string>&)> changed;
  // Any row may have changed: which ones is not known any more.
  std::function<void()> all_changed;
  // The revision that reads see from now on.
  std::function<void(std::int64_t)> committed;
};

// Any number of processes may hold one open over the same database, where its
// engine allows it.
//
// Writers of a ledger follow each other, across processes too: the ledger is
// told from all mentions of an incident, so that two that touch one must not
// overlap, and most do touch the same. Each holds the ledger from its first
// statement to its commit, and takes its revision while it does. Revisions are
// thus numbered in the order in which they become visible, without a gap: who
// sees one sees all before it, and a watcher never passes one that commits
// late. Thread safe.
class SqlLedgerStore final : public domain::LedgerStore,
                             public domain::LedgerReader,
                             public domain::ChangeLog,
                             public domain::ActorStore,
                             public domain::StoreAdmin {
 public:
  static absl::StatusOr<std::unique_ptr<SqlLedgerStore>> Over(
      std::unique_ptr<::parallax::storage::SqlDatabase> database);

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

  // StoreAdmin.
  std::string engine() const override;
  int schema_version() const override;
  absl::Status CheckIntegrity(const rpc::CallContext& call) override;
  absl::Status BackUp(const rpc::CallContext& call, const Sink& sink) override;
  absl::Status CompactReplaced(const rpc::CallContext& call,
                               domain::Micros before) override;

  // Set before the first write.
  void SetListeners(LedgerListeners listeners);

  // From now on also learns of revisions that other processes commit.
  void FollowOthers();

  // Key of page tokens, kept in the database.
  absl::StatusOr<std::string> PageTokenKey();

  void Close() { database_->Close(); }

 private:
  using LedgerBody = std::function<absl::Status(
      ::parallax::storage::SqlConnection&, SqlTransaction&)>;
  struct News;

  explicit SqlLedgerStore(
      std::unique_ptr<::parallax::storage::SqlDatabase> database)
      : database_(std::move(database)) {}

  // The one way to change the ledger; see above.
  absl::Status WriteLedger(const rpc::CallContext& call,
                           const LedgerBody& body);
  // `revision` was committed by this process and changed `names`.
  void Committed(std::int64_t revision, const std::vector<std::string>& names);
  // Reads what was committed since the last known revision.
  void CatchUp() ABSL_LOCKS_EXCLUDED(mutex_);
  // `without_own`: nothing while there are only commits of writes that are
  // under way here, and will make them known themselves.
  absl::StatusOr<News> ReadNews(std::int64_t since, bool without_own);
  // Whether such writes have taken all revisions after `since` up to `upto`.
  bool AreAllTaken(std::int64_t since, std::int64_t upto);
  void Announce(const News& news) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::unique_ptr<::parallax::storage::SqlDatabase> database_;
  // Held while a revision is made known, so that none overtakes another.
  absl::Mutex mutex_;
  LedgerListeners listeners_ ABSL_GUARDED_BY(mutex_);
  std::atomic<std::int64_t> committed_{0};
  absl::Mutex taken_mutex_;
  // Revisions of writes that are under way.
  std::set<std::int64_t> taken_ ABSL_GUARDED_BY(taken_mutex_);
};

}  // namespace parallax::claims::storage
