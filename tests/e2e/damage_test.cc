// What a damaged disk does to a running suite: clear errors, nothing lost in
// silence.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/grpc_status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/e2e/suite/ledger.h"
#include "tests/e2e/suite/reports.h"
#include "tests/e2e/suite/suite.h"
#include "tests/support/process.h"
#include "tests/support/small_disk.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/claims/random_reports.h"

namespace parallax::testing {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;

absl::Status Record(Suite* suite, const claims::testing::Report& report) {
  grpc::ClientContext context;
  Limit(&context);
  claims::v1::RecordMentionsResponse response;
  return status::FromGrpc(
      suite->claims().RecordMentions(&context, report.request(), &response));
}

std::string ContentOf(Suite* suite) {
  const auto ledger = ReadLedger(suite->claims());
  EXPECT_THAT(ledger, IsOk());
  return ledger.ok() ? ContentOf(*ledger) : "";
}

// Exit code of `parallax admin check` with these options, and what it said.
int Check(const Suite& suite, const std::vector<std::string>& options,
          std::string* said) {
  const TempDir folder;
  Process process;
  std::vector<std::string> arguments = {
      "--server",
      absl::StrCat("claims=", suite.Address(Service::kClaims),
                   ",ingest=", suite.Address(Service::kIngest),
                   ",geo=", suite.Address(Service::kGeo)),
      "admin", "check"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  if (!process.Start(absl::StrCat(PARALLAX_BINARY_DIR, "/bin/parallax"),
                     arguments, folder.File("said"))) {
    return -2;
  }
  const int code = process.Wait(absl::Seconds(60));
  *said = ReadFileOrDie(folder.File("said"));
  return code;
}

int Check(const Suite& suite, std::string* said) {
  return Check(suite, {"--service", "claims"}, said);
}

TEST(DamageTest, AFullDiskRefusesWritesAndLosesNone) {
  SmallDisk disk(64'000);
  if (!disk.Missing().empty()) GTEST_SKIP() << disk.Missing();
  Suite suite(absl::StrCat("sqlite:", disk.File("claims.db")),
              {Service::kClaims});
  ASSERT_THAT(suite.Start(), IsOk()) << suite.Logs();
  ASSERT_TRUE(disk.Resize(disk.UsedKilobytes() + 1'000));
  std::mt19937 random(3);
  const auto reports = claims::testing::RandomReports(&random, 2'000);
  std::size_t recorded = 0;
  absl::Status full;
  while (full.ok() && recorded < reports.size()) {
    full = Record(&suite, reports[recorded]);
    if (full.ok()) ++recorded;
  }
  EXPECT_THAT(full, HasStatus(absl::StatusCode::kResourceExhausted));
  EXPECT_THAT(std::string(full.message()), HasSubstr("disk is full"));
  EXPECT_GT(recorded, 0u);
  // It goes on reading, and says so again.
  const std::string held = ContentOf(&suite);
  EXPECT_FALSE(held.empty());
  EXPECT_THAT(Record(&suite, reports[recorded]),
              HasStatus(absl::StatusCode::kResourceExhausted));
  // A crash now loses nothing of what was acknowledged.
  suite.Kill(Service::kClaims);
  ASSERT_TRUE(disk.Resize(64'000));
  ASSERT_THAT(suite.Start(), IsOk()) << suite.Logs();
  EXPECT_EQ(ContentOf(&suite), held);
  EXPECT_THAT(Record(&suite, reports[recorded]), IsOk());
  std::string said;
  EXPECT_EQ(Check(suite, &said), 0) << said;
}

TEST(DamageTest, AReadOnlyDiskIsNamedAtTheStart) {
  SmallDisk disk(16'000);
  if (!disk.Missing().empty()) GTEST_SKIP() << disk.Missing();
  Suite suite(absl::StrCat("sqlite:", disk.File("claims.db")),
              {Service::kClaims});
  ASSERT_THAT(suite.Start(), IsOk()) << suite.Logs();
  ASSERT_EQ(suite.Terminate(Service::kClaims), 0);
  ASSERT_TRUE(disk.MakeReadOnly());
  EXPECT_THAT(suite.Start(), HasStatus(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(suite.Logs(), HasSubstr("cannot be opened or written"));
}

TEST(DamageTest, ALogCutShortStopsTheStart) {
  Suite suite("", {Service::kClaims});
  ASSERT_THAT(suite.Start(), IsOk()) << suite.Logs();
  std::mt19937 random(5);
  for (const auto& report : claims::testing::RandomReports(&random, 10)) {
    ASSERT_THAT(Record(&suite, report), IsOk());
  }
  suite.Kill(Service::kClaims);
  const std::string store = suite.StoreFile(Service::kClaims);
  const std::string log = absl::StrCat(store, "-wal");
  std::filesystem::resize_file(log, std::filesystem::file_size(log) / 2);
  EXPECT_THAT(suite.Start(), HasStatus(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(suite.Logs(), HasSubstr("the store has lost its last"));
  // By the operator's own hand.
  std::filesystem::remove(absl::StrCat(store, "-mark"));
  ASSERT_THAT(suite.Start(), IsOk()) << suite.Logs();
  std::string said;
  EXPECT_EQ(Check(suite, &said), 0) << said;
}

// Every place of the file where `word` stands.
std::vector<std::size_t> PlacesOf(const std::string& file,
                                  const std::string& word) {
  const std::string bytes = ReadFileOrDie(file);
  std::vector<std::size_t> places;
  for (std::size_t at = bytes.find(word); at != std::string::npos;
       at = bytes.find(word, at + 1)) {
    places.push_back(at);
  }
  return places;
}

void Put(const std::string& file, std::size_t at, char byte) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekp(static_cast<std::streamoff>(at));
  stream.put(byte);
}

TEST(DamageTest, AFlippedByteIsFoundByTheCheck) {
  Suite suite("", {Service::kClaims});
  ASSERT_THAT(suite.Start(), IsOk()) << suite.Logs();
  // A word that its row's bodies and columns hold, and no other row.
  const std::string word = "Zabukhmarker";
  ASSERT_THAT(
      Record(&suite, claims::testing::Report("doc", "2022-09-14 12:00", "Desk")
                         .Attack(word, "Armenia", "Azerbaijan")
                         .On("2022-09-13")),
      IsOk());
  std::string said;
  ASSERT_EQ(Check(suite, &said), 0) << said;
  ASSERT_EQ(suite.Terminate(Service::kClaims), 0);
  const std::string store = suite.StoreFile(Service::kClaims);
  const std::vector<std::size_t> places = PlacesOf(store, word);
  EXPECT_GE(places.size(), 4u);
  for (const std::size_t place : places) {
    Put(store, place, 'Y');
    ASSERT_THAT(suite.Start(), IsOk()) << suite.Logs();
    EXPECT_EQ(Check(suite, &said), 1) << place;
    EXPECT_THAT(said, HasSubstr("claims: "));
    EXPECT_THAT(said, HasSubstr("damaged"));
    suite.Kill(Service::kClaims);
    Put(store, place, word[0]);
  }
  ASSERT_THAT(suite.Start(), IsOk()) << suite.Logs();
  EXPECT_EQ(Check(suite, &said), 0) << said;
}

absl::Status WriteLayer(Suite* suite, const std::string& name) {
  geo::v1::CreateLayerRequest create;
  create.mutable_layer()->set_name(name);
  create.mutable_layer()->set_display_name("The front");
  geo::v1::Attribution& attribution =
      *create.mutable_layer()->mutable_attribution();
  attribution.set_according_to("Armenia's ministry of defence");
  attribution.set_basis(geo::v1::FEATURE_BASIS_CLAIMED);
  attribution.mutable_validity()->mutable_start_time()->set_seconds(1000);
  grpc::ClientContext context;
  Limit(&context);
  geo::v1::CreateLayerResponse created;
  return status::FromGrpc(suite->geo().CreateLayer(&context, create, &created));
}

TEST(DamageTest, TheCheckLooksAtEveryStore) {
  Suite suite;
  ASSERT_THAT(suite.Start(), IsOk()) << suite.Logs();
  ingest::v1::DocumentInput report;
  report.set_outlet("Zabukh Dispatch");
  report.set_content(
      "Shelling reported\n\n15 September 2022\n\nThe village of Sotk was "
      "shelled on Monday, Armenia's ministry of defence said.\n");
  ASSERT_THAT(suite.Ingest(report), IsOk());
  ASSERT_THAT(WriteLayer(&suite, "layers/zabukh-front"), IsOk());
  std::string said;
  ASSERT_EQ(Check(suite, {}, &said), 0) << said;
  EXPECT_THAT(said, HasSubstr("ingest: 1 documents, 1 revisions, 0 faults"));
  EXPECT_THAT(said, HasSubstr("geo: revision 1, 1 layers, 0 features, 0 "
                              "faults"));
  const struct {
    Service service;
    std::string word;
    std::string said;
  } cases[] = {
      {Service::kIngest, "Zabukh Dispatch",
       "ingest: 1 documents, 1 revisions, [1-9] faults"},
      {Service::kGeo, "layers/zabukh-front",
       "geo: revision 1, 1 layers, 0 features, [1-9] faults"},
  };
  for (const auto& damaged : cases) {
    SCOPED_TRACE(damaged.said);
    ASSERT_EQ(suite.Terminate(damaged.service), 0);
    const std::string store = suite.StoreFile(damaged.service);
    const std::vector<std::size_t> places = PlacesOf(store, damaged.word);
    EXPECT_GE(places.size(), 2u);
    for (const std::size_t place : places) {
      Put(store, place + 2, 'Y');
      ASSERT_THAT(suite.Start(), IsOk()) << suite.Logs();
      EXPECT_EQ(Check(suite, {}, &said), 1) << place;
      EXPECT_THAT(said, HasSubstr("claims: "));
      EXPECT_THAT(said, ContainsRegex(damaged.said));
      suite.Kill(damaged.service);
      Put(store, place + 2, damaged.word[2]);
    }
    ASSERT_THAT(suite.Start(), IsOk()) << suite.Logs();
    EXPECT_EQ(Check(suite, {}, &said), 0) << said;
  }
}

}  // namespace
}  // namespace parallax::testing
