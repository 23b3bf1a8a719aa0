#include "services/claims/storage/sql/ledger_store.h"

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/observability/log.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/claims/storage/sql/decode.h"
#include "services/claims/storage/sql/search_fill.h"
#include "services/claims/storage/sql/snapshot.h"
#include "services/claims/storage/sql/transaction.h"

namespace parallax::claims::storage {

using ::parallax::storage::SqlBlob;
using ::parallax::storage::SqlConnection;
using ::parallax::storage::SqlDatabase;
using ::parallax::storage::SqlStatement;

namespace {

// The ends of the change log.
struct Marks {
  std::int64_t revision = 0;
  std::int64_t compacted_to = 0;
};

absl::StatusOr<Marks> ReadMarks(SqlConnection& connection) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection.Prepare("SELECT (SELECT COALESCE(MAX(revision), 0) FROM "
                         "ledger), (SELECT value FROM setting WHERE key = "
                         "'compacted_to')"));
  PARALLAX_RETURN_IF_ERROR(select.Step().status());
  Marks marks;
  marks.revision = select.ColumnInt(0);
  // Kept as digits.
  if (!select.ColumnIsNull(1) &&
      !absl::SimpleAtoi(select.ColumnBlob(1), &marks.compacted_to)) {
    return absl::DataLossError("the mark of the change log cannot be read");
  }
  return marks;
}

}  // namespace

// Commits that have not been made known yet.
struct SqlLedgerStore::News {
  std::int64_t revision = 0;
  // Nothing when it is not known which.
  std::optional<std::vector<std::string>> names;
};

absl::StatusOr<std::unique_ptr<SqlLedgerStore>> SqlLedgerStore::Over(
    std::unique_ptr<SqlDatabase> database) {
  PARALLAX_RETURN_IF_ERROR(FillSearch(*database));
  auto store =
      std::unique_ptr<SqlLedgerStore>(new SqlLedgerStore(std::move(database)));
  PARALLAX_RETURN_IF_ERROR(
      store->Read(rpc::CallContext::Background(),
                  [&](domain::LedgerSnapshot& snapshot) -> absl::Status {
                    PARALLAX_ASSIGN_OR_RETURN(const std::int64_t revision,
                                              snapshot.Revision());
                    store->committed_ = revision;
                    return absl::OkStatus();
                  }));
  return store;
}

void SqlLedgerStore::SetListeners(LedgerListeners listeners) {
  absl::MutexLock lock(&mutex_);
  listeners_ = std::move(listeners);
}

void SqlLedgerStore::FollowOthers() {
  database_->SetCommitListener([this] { CatchUp(); });
}

absl::StatusOr<SqlLedgerStore::News> SqlLedgerStore::ReadNews(
    std::int64_t since, bool without_own) {
  News news;
  PARALLAX_RETURN_IF_ERROR(database_->Read(
      rpc::CallContext::Background(),
      [&](SqlConnection& connection) -> absl::Status {
        news = {};
        PARALLAX_ASSIGN_OR_RETURN(const Marks marks, ReadMarks(connection));
        news.revision = since;
        if (without_own && AreAllTaken(since, marks.revision)) {
          return absl::OkStatus();
        }
        news.revision = marks.revision;
        if (marks.compacted_to > since) return absl::OkStatus();
        news.names.emplace();
        PARALLAX_ASSIGN_OR_RETURN(
            SqlStatement select,
            connection.Prepare("SELECT name FROM change WHERE revision > ?"));
        select.BindInt(1, since);
        while (true) {
          PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
          if (!row) return absl::OkStatus();
          news.names->emplace_back(select.ColumnText(0));
        }
      }));
  return news;
}

bool SqlLedgerStore::AreAllTaken(std::int64_t since, std::int64_t upto) {
  absl::MutexLock lock(&taken_mutex_);
  for (std::int64_t revision = since + 1; revision <= upto; ++revision) {
    if (!taken_.contains(revision)) return false;
  }
  return true;
}

void SqlLedgerStore::Announce(const News& news) {
  // First what readers must no longer see, then that there is news.
  if (news.names) {
    if (listeners_.changed) listeners_.changed(*news.names);
  } else if (listeners_.all_changed) {
    listeners_.all_changed();
  }
  committed_.store(news.revision, std::memory_order_release);
  if (listeners_.committed) listeners_.committed(news.revision);
}

void SqlLedgerStore::CatchUp() {
  absl::MutexLock lock(&mutex_);
  const absl::StatusOr<News> news =
      ReadNews(CommittedRevision(), /*without_own=*/true);
  if (!news.ok()) {
    observability::LogWarning(
        "commits of other processes are not seen",
        {{"error", news.status().message()},
         {"detail", status::InternalDetail(news.status())}});
    return;
  }
  if (news->revision > CommittedRevision()) Announce(*news);
}

void SqlLedgerStore::Committed(std::int64_t revision,
                               const std::vector<std::string>& names) {
  absl::MutexLock lock(&mutex_);
  if (revision <= CommittedRevision()) return;
  News news = {revision, names};
  if (revision != CommittedRevision() + 1) {
    // Another process, or another call here, committed in between.
    absl::StatusOr<News> read =
        ReadNews(CommittedRevision(), /*without_own=*/false);
    news = read.ok() ? *std::move(read) : News{revision, std::nullopt};
  }
  Announce(news);
}

absl::Status SqlLedgerStore::WriteLedger(const rpc::CallContext& call,
                                         const LedgerBody& body) {
  std::int64_t revision = 0;
  std::vector<std::string> names;
  const auto give_back = [&] {
    absl::MutexLock lock(&taken_mutex_);
    taken_.erase(revision);
  };
  absl::Status written =
      database_->Write(call, [&](SqlConnection& connection) -> absl::Status {
        give_back();
        revision = 0;
        names.clear();
        PARALLAX_RETURN_IF_ERROR(connection.Serialize(kLedgerLock));
        SqlTransaction transaction(&connection, absl::ToUnixMicros(call.Now()));
        PARALLAX_RETURN_IF_ERROR(body(connection, transaction));
        PARALLAX_RETURN_IF_ERROR(transaction.Flush());
        if (!transaction.began_revision()) return absl::OkStatus();
        PARALLAX_ASSIGN_OR_RETURN(revision, transaction.Revision());
        for (const auto& [name, seq] : transaction.changed()) {
          names.push_back(name);
        }
        absl::MutexLock lock(&taken_mutex_);
        taken_.insert(revision);
        return absl::OkStatus();
      });
  if (written.ok() && revision != 0) Committed(revision, names);
  give_back();
  return written;
}

absl::Status SqlLedgerStore::Write(const rpc::CallContext& call,
                                   WriteBody body) {
  return WriteLedger(call, [&](SqlConnection&, SqlTransaction& transaction) {
    return body(transaction);
  });
}

absl::Status SqlLedgerStore::Read(const rpc::CallContext& call,
                                  const ReadBody& body) {
  return database_->Read(call, [&](SqlConnection& connection) {
    SqlSnapshot snapshot(&connection);
    return body(snapshot);
  });
}

absl::StatusOr<std::string> SqlLedgerStore::PageTokenKey() {
  return database_->Secret("page_token");
}

absl::StatusOr<domain::ChangePage> SqlLedgerStore::ReadChanges(
    const rpc::CallContext& call, int limit, domain::ChangePosition* position) {
  domain::ChangePage page;
  domain::ChangePosition at = *position;
  PARALLAX_RETURN_IF_ERROR(
      database_->Read(call, [&](SqlConnection& connection) -> absl::Status {
        page = {};
        at = *position;
        PARALLAX_ASSIGN_OR_RETURN(const Marks marks, ReadMarks(connection));
        page.complete_to = marks.revision;
        page.compacted_to = marks.compacted_to;
        PARALLAX_ASSIGN_OR_RETURN(
            SqlStatement select,
            connection.Prepare(
                "SELECT c.revision, c.seq, l.commit_us, c.incident, c.body, "
                "CASE WHEN EXISTS (SELECT 1 FROM change n WHERE n.revision = "
                "c.revision AND n.seq > c.seq) THEN 0 ELSE 1 END FROM change c "
                "JOIN ledger l ON "
                "l.revision = c.revision WHERE (c.revision, c.seq) > (?, ?) "
                "ORDER BY c.revision, c.seq LIMIT ?"));
        select.BindInt(1, at.revision).BindInt(2, at.seq).BindInt(3, limit);
        while (true) {
          PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
          if (!row) return absl::OkStatus();
          domain::LoggedChange& change = page.changes.emplace_back();
          change.revision = at.revision = select.ColumnInt(0);
          at.seq = select.ColumnInt(1);
          change.committed = select.ColumnInt(2);
          change.incident = std::string(select.ColumnText(3));
          PARALLAX_RETURN_IF_ERROR(
              Decode(select.ColumnBlob(4), &change.change));
          change.last = select.ColumnInt(5) != 0;
        }
      }));
  *position = at;
  return page;
}

absl::Status SqlLedgerStore::CompactChanges(const rpc::CallContext& call,
                                            std::int64_t keep) {
  return database_->Write(call, [&](SqlConnection& connection) -> absl::Status {
    PARALLAX_RETURN_IF_ERROR(connection.Serialize(kLedgerLock));
    std::int64_t upto = 0;
    {
      // The revision of the first change beyond those kept.
      PARALLAX_ASSIGN_OR_RETURN(
          SqlStatement select,
          connection.Prepare("SELECT revision FROM change ORDER BY "
                             "revision DESC, seq DESC LIMIT 1 OFFSET ?"));
      select.BindInt(1, keep);
      PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
      if (!row) return absl::OkStatus();
      upto = select.ColumnInt(0);
    }
    PARALLAX_RETURN_IF_ERROR(
        connection.Run("DELETE FROM change WHERE revision <= ?", upto));
    return connection.Run(
        "INSERT INTO setting (key, value) VALUES ('compacted_to', ?) ON "
        "CONFLICT (key) DO UPDATE SET value = excluded.value",
        SqlBlob{absl::StrCat(upto)});
  });
}

}  // namespace parallax::claims::storage
