// The ledger as it grows: the same reads of ledgers of ten thousand, a hundred
// thousand and a million claims, each in a claims process of its own, called in
// turn; how fast it fills; how soon watchers hear.
//
//   growth_bench [--json] [--quick] [--recording | --watching] [--upto CLAIMS]
//
// With --recording only what recording has of the speed of bare writes, with
// --watching only how soon watchers hear.

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/status/macros.h"
#include "tests/bench/archive.h"
#include "tests/bench/claims_process.h"
#include "tests/bench/figures.h"
#include "tests/bench/ledger_fill.h"
#include "tests/bench/ledger_reads.h"
#include "tests/bench/measures.h"
#include "tests/bench/recording.h"
#include "tests/bench/watch_latency.h"
#include "tests/support/temp_dir.h"

namespace parallax::bench {
namespace {

namespace fs = std::filesystem;

struct Size {
  std::string text;
  std::int64_t claims;
};

struct Plan {
  std::vector<Size> sizes = {{"10 thousand", 10'000},
                             {"100 thousand", 100'000},
                             {"1 million", 1'000'000}};
  int get_rounds = 1000;
  int list_rounds = 15;
  int commits = 60;
  int watchers = 100;
  RecordingPlan recording;
  // Nothing but that.
  bool only_recording = false;
  bool only_watching = false;
};

// Of a campaign's 300 mentions 201 are claims of their own.
constexpr double kClaimsOfReport = 6.7;

constexpr std::int64_t ReportsFor(std::int64_t claims) {
  const auto reports =
      static_cast<std::int64_t>(static_cast<double>(claims) / kClaimsOfReport);
  return (reports / kReportsOfCampaign + 1) * kReportsOfCampaign;
}

std::string Folder(const testing::TempDir& temporary, const std::string& name) {
  const fs::path folder = temporary.path() / name;
  fs::create_directories(folder);
  return folder.string();
}

void Note(const std::string& what) {
  std::fprintf(stderr, "growth_bench: %s\n", what.c_str());
}

// Fills one ledger and leaves a copy of it at each size.
absl::Status FillAll(const Plan& plan, const testing::TempDir& temporary,
                     std::vector<std::vector<std::string>>* claims,
                     std::vector<Figure>* figures) {
  ClaimsProcess process(Folder(temporary, "growing"));
  Fill fill;
  absl::Duration whole;
  for (const Size& size : plan.sizes) {
    const std::int64_t before = fill.reports;
    PARALLAX_RETURN_IF_ERROR(process.Start());
    PARALLAX_RETURN_IF_ERROR(
        FillLedger(process.stub(), ReportsFor(size.claims), &fill));
    const absl::Duration each =
        ProcessorTime(process.pid()) / static_cast<int>(fill.reports - before);
    process.Stop();
    whole += fill.took;
    const double rate = static_cast<double>(fill.reports - before) /
                        absl::ToDoubleSeconds(fill.took);
    Note(absl::StrFormat("%s claims after %s, %.0f reports/s", size.text,
                         DurationText(whole), rate));
    figures->push_back(
        {absl::StrCat("RecordMentions, up to ", size.text),
         absl::StrFormat("%.0f reports/s", rate),
         absl::StrFormat("%.0f mentions/s; %s of processor a report",
                         rate * kMentionsOfReport, DurationText(each)),
         ""});
    std::error_code error;
    fs::copy_file(process.StorePath(),
                  Folder(temporary, size.text) + "/ledger.db", error);
    if (error) return absl::InternalError(error.message());
    std::vector<std::string> names = fill.claims;
    std::shuffle(names.begin(), names.end(), std::mt19937_64(7));
    claims->push_back(std::move(names));
  }
  figures->push_back({absl::StrCat("fill of ", plan.sizes.back().text),
                      DurationText(whole), "", ""});
  fs::remove_all(Folder(temporary, "growing"));
  return absl::OkStatus();
}

// The ledger that was copied last is in memory and the others may not be; the
// reads are to differ by the ledgers' size alone.
void BringIntoMemory(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::vector<char> part(std::size_t{1} << 20);
  while (file.read(part.data(), static_cast<std::streamsize>(part.size()))) {
  }
}

absl::Status CompareStarts(
    const Plan& plan,
    const std::vector<std::unique_ptr<ClaimsProcess>>& processes,
    std::vector<Figure>* figures) {
  for (std::size_t i = 0; i < processes.size(); ++i) {
    std::vector<absl::Duration> times;
    for (int round = 0; round < 3; ++round) {
      processes[i]->Stop();
      PARALLAX_RETURN_IF_ERROR(processes[i]->Start(&times.emplace_back()));
    }
    const absl::Duration p50 = QuantilesOf(times).p50;
    figures->push_back({absl::StrCat("start to SERVING, ", plan.sizes[i].text),
                        DurationText(p50), "", "≤ 2 s",
                        p50 <= absl::Seconds(2)});
  }
  return absl::OkStatus();
}

absl::Status CompareWatching(
    const Plan& plan,
    const std::vector<std::unique_ptr<ClaimsProcess>>& processes,
    std::vector<Figure>* figures) {
  for (std::size_t i = 0; i < processes.size();
       i += std::max<std::size_t>(1, processes.size() - 1)) {
    PARALLAX_ASSIGN_OR_RETURN(
        const HearingTimes times,
        WatchLatency(*processes[i], ReportsFor(plan.sizes[i].claims),
                     plan.commits, plan.watchers));
    figures->push_back(
        {absl::StrCat("commit to ", plan.watchers, " watchers p99, ",
                      plan.sizes[i].text),
         DurationText(times.since_commit.p99),
         absl::StrFormat("p50 %s; since the transaction began p50 %s, p99 %s; "
                         "after the answer p50 %s, p99 %s",
                         DurationText(times.since_commit.p50),
                         DurationText(times.since_begin.p50),
                         DurationText(times.since_begin.p99),
                         DurationText(times.since_answer.p50),
                         DurationText(times.since_answer.p99)),
         "≤ 20 ms", times.since_commit.p99 <= absl::Milliseconds(20)});
  }
  return absl::OkStatus();
}

absl::Status Run(const Plan& plan, std::vector<Figure>* figures) {
  testing::TempDir temporary;
  if (!plan.only_watching) {
    PARALLAX_RETURN_IF_ERROR(
        CompareRecording(plan.recording, temporary.path().string(), figures));
    Note("compared recording with bare writes");
  }
  if (plan.only_recording) return absl::OkStatus();
  std::vector<std::vector<std::string>> claims;
  PARALLAX_RETURN_IF_ERROR(FillAll(plan, temporary, &claims, figures));
  std::vector<std::unique_ptr<ClaimsProcess>> processes;
  for (const Size& size : plan.sizes) {
    processes.push_back(
        std::make_unique<ClaimsProcess>(Folder(temporary, size.text)));
    PARALLAX_RETURN_IF_ERROR(processes.back()->Start());
  }
  if (plan.only_watching) return CompareWatching(plan, processes, figures);
  PARALLAX_RETURN_IF_ERROR(CompareStarts(plan, processes, figures));
  std::vector<SizedLedger> ledgers;
  for (std::size_t i = 0; i < processes.size(); ++i) {
    BringIntoMemory(processes[i]->StorePath());
    ledgers.push_back(
        {plan.sizes[i].text, &processes[i]->stub(), std::move(claims[i])});
  }
  PARALLAX_RETURN_IF_ERROR(CompareGets(ledgers, plan.get_rounds, figures));
  Note("compared single reads");
  PARALLAX_RETURN_IF_ERROR(CompareLists(ledgers, plan.list_rounds, figures));
  Note("compared lists");
  PARALLAX_RETURN_IF_ERROR(CompareWatching(plan, processes, figures));
  const double mib = ResidentMiB(processes.back()->pid());
  figures->push_back({absl::StrCat("resident memory, ", plan.sizes.back().text),
                      absl::StrFormat("%.0f MiB", mib),
                      "after all of the above", "≤ 300 MiB",
                      mib > 0 && mib <= 300});
  return absl::OkStatus();
}

int Main(const std::vector<std::string>& arguments) {
  Plan plan;
  bool json = false;
  std::int64_t upto = plan.sizes.back().claims;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    if (argument == "--json") {
      json = true;
    } else if (argument == "--quick") {
      plan = {.sizes = {{"300", 300}, {"600", 600}},
              .get_rounds = 20,
              .list_rounds = 2,
              .commits = 3,
              .watchers = 5,
              .recording = {.rounds = 1, .reports = 60}};
    } else if (argument == "--recording") {
      plan.only_recording = true;
    } else if (argument == "--watching") {
      plan.only_watching = true;
    } else if (argument == "--upto" && i + 1 < arguments.size() &&
               absl::SimpleAtoi(arguments[i + 1], &upto) && upto >= 10'000) {
      ++i;
    } else {
      std::fprintf(stderr,
                   "usage: growth_bench [--json] [--quick] "
                   "[--recording | --watching] [--upto CLAIMS]\n");
      return 2;
    }
  }
  while (plan.sizes.back().claims > upto) plan.sizes.pop_back();
  std::vector<Figure> figures;
  const absl::Status status = Run(plan, &figures);
  // What was found before an error is worth seeing too.
  PrintFigures(figures, json);
  if (status.ok()) return 0;
  Note(status.ToString());
  return 1;
}

}  // namespace
}  // namespace parallax::bench

int main(int argc, char** argv) {
  return parallax::bench::Main({argv + 1, argv + argc});
}
