#include "tests/bench/recording.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <functional>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/status/macros.h"
#include "tests/bench/bare_copy.h"
#include "tests/bench/bare_insert.h"
#include "tests/bench/claims_process.h"
#include "tests/bench/ledger_fill.h"
#include "tests/bench/measures.h"
#include "tests/support/postgres_server.h"

namespace parallax::bench {
namespace {

using testing::PostgresServer;

struct Round {
  absl::Duration recording;
  BareWrite bare;
};

absl::StatusOr<absl::Duration> Record(std::int64_t reports,
                                      ClaimsProcess* process) {
  PARALLAX_RETURN_IF_ERROR(process->Start());
  Fill fill;
  const absl::Status status = FillLedger(process->stub(), reports, &fill);
  process->Stop();
  PARALLAX_RETURN_IF_ERROR(status);
  return fill.took;
}

absl::StatusOr<Round> RoundOnSqlite(std::int64_t reports,
                                    const std::string& folder) {
  ClaimsProcess process(folder);
  Round round;
  PARALLAX_ASSIGN_OR_RETURN(round.recording, Record(reports, &process));
  PARALLAX_ASSIGN_OR_RETURN(
      round.bare, InsertRowsOf(process.StorePath(), folder + "/bare.db"));
  return round;
}

absl::StatusOr<Round> RoundOnPostgres(std::int64_t reports,
                                      const std::string& folder) {
  PostgresServer& server = PostgresServer::Shared();
  const std::string database = server.NewDatabase();
  ClaimsProcess process(folder, database);
  Round round;
  PARALLAX_ASSIGN_OR_RETURN(round.recording, Record(reports, &process));
  PARALLAX_ASSIGN_OR_RETURN(round.bare,
                            CopyRowsOf(database, server.NewDatabase()));
  return round;
}

absl::Status Compare(
    const RecordingPlan& plan, const std::string& folder,
    const std::string& yardstick,
    const std::function<absl::StatusOr<Round>(const std::string&)>& run,
    std::vector<Figure>* figures) {
  std::vector<double> ratios;
  std::string last;
  for (int i = 0; i < plan.rounds; ++i) {
    const std::string home = absl::StrCat(folder, "/recording");
    std::filesystem::create_directories(home);
    PARALLAX_ASSIGN_OR_RETURN(const Round round, run(home));
    std::filesystem::remove_all(home);
    ratios.push_back(absl::FDivDuration(round.bare.took, round.recording));
    last = absl::StrFormat("%d rows in %d commits: %s, recorded in %s",
                           round.bare.rows, round.bare.transactions,
                           DurationText(round.bare.took),
                           DurationText(round.recording));
  }
  std::sort(ratios.begin(), ratios.end());
  const double ratio = ratios[ratios.size() / 2];
  figures->push_back({absl::StrCat("RecordMentions of ", plan.reports,
                                   " reports, of bare ", yardstick),
                      absl::StrFormat("%.2f", ratio), last, "≥ 0.4",
                      ratio >= 0.4});
  return absl::OkStatus();
}

}  // namespace

absl::Status CompareRecording(const RecordingPlan& plan,
                              const std::string& folder,
                              std::vector<Figure>* figures) {
  PARALLAX_RETURN_IF_ERROR(Compare(
      plan, folder, "INSERT (SQLite)",
      [&](const std::string& home) {
        return RoundOnSqlite(plan.reports, home);
      },
      figures));
  if (const std::string missing = PostgresServer::Missing(); !missing.empty()) {
    std::fprintf(stderr, "growth_bench: no COPY: %s\n", missing.c_str());
    return absl::OkStatus();
  }
  return Compare(
      plan, folder, "COPY (PostgreSQL)",
      [&](const std::string& home) {
        return RoundOnPostgres(plan.reports, home);
      },
      figures);
}

}  // namespace parallax::bench
