// A suite moves from SQLite to PostgreSQL, and back, by `parallax admin copy`.
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/grpc_status.h"
#include "common/status/macros.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/e2e/suite/ledger.h"
#include "tests/e2e/suite/reports.h"
#include "tests/e2e/suite/suite.h"
#include "tests/support/postgres_server.h"
#include "tests/support/process.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace parallax::testing {
namespace {

using ::testing::HasSubstr;

template <typename Message>
void AppendAll(const std::vector<Message>& messages, std::string* text) {
  for (const Message& message : messages) {
    absl::StrAppend(text, message.DebugString(), "\n");
  }
}

// All that the suite answers, to the letter: names, revisions, order.
absl::StatusOr<std::string> Answers(Suite* suite) {
  std::string text;
  PARALLAX_ASSIGN_OR_RETURN(Ledger ledger, ReadLedger(suite->claims()));
  // A tally without an as_of says at what moment it was read.
  for (claims::v1::Tally& tally : ledger.tallies) tally.clear_as_of();
  AppendAll(ledger.claims, &text);
  AppendAll(ledger.questions, &text);
  AppendAll(ledger.relations, &text);
  AppendAll(ledger.tallies, &text);
  {
    grpc::ClientContext context;
    Limit(&context);
    claims::v1::ListClaimsRequest request;
    request.set_filter("\"border\" OR \"troops\"");
    claims::v1::ListClaimsResponse found;
    PARALLAX_RETURN_IF_ERROR(status::FromGrpc(
        suite->claims().ListClaims(&context, request, &found)));
    if (found.claims_size() == 0) return absl::InternalError("no words");
    absl::StrAppend(&text, found.DebugString());
  }
  grpc::ClientContext documents_context;
  Limit(&documents_context);
  ingest::v1::ListDocumentsResponse documents;
  PARALLAX_RETURN_IF_ERROR(status::FromGrpc(
      suite->ingest().ListDocuments(&documents_context, {}, &documents)));
  grpc::ClientContext layers_context;
  Limit(&layers_context);
  geo::v1::ListLayersResponse layers;
  PARALLAX_RETURN_IF_ERROR(
      status::FromGrpc(suite->geo().ListLayers(&layers_context, {}, &layers)));
  absl::StrAppend(&text, documents.DebugString(), layers.DebugString());
  return text;
}

class StoreCopyTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const std::string missing = PostgresServer::Missing();
        !missing.empty()) {
      GTEST_SKIP() << missing;
    }
    url_ = PostgresServer::Shared().NewDatabase();
  }

  // Exit code of the command line.
  int Parallax(const std::vector<std::string>& arguments) {
    output_ = folder_.File("output");
    std::remove(output_.c_str());
    Process process;
    if (!process.Start(absl::StrCat(PARALLAX_BINARY_DIR, "/bin/parallax"),
                       arguments, output_)) {
      return -2;
    }
    return process.Wait(absl::Seconds(120));
  }
  std::string Output() const { return ReadFileOrDie(output_); }

  static std::vector<std::string> CopyArguments(Service service,
                                                const std::string& from,
                                                const std::string& to) {
    return {"--json", "admin", "copy", "--service", NameOf(service),
            "--from", from,    "--to", to};
  }

  int Copy(Service service, const std::string& from, const std::string& to) {
    return Parallax(CopyArguments(service, from, to));
  }

  const TempDir folder_;
  std::string url_;
  std::string output_;
};

TEST_F(StoreCopyTest, AnswersAreTheSameOnTheOtherEngine) {
  Suite suite;
  ASSERT_THAT(suite.Start(), IsOk()) << suite.Logs();
  for (const auto& report : SampleReports()) {
    ASSERT_THAT(suite.Ingest(report), IsOk());
  }
  ASSERT_EQ(
      Parallax({"--server", absl::StrCat("geo=", suite.Address(Service::kGeo)),
                "layers", "import",
                absl::StrCat(PARALLAX_SOURCE_DIR,
                             "/tests/data/layers/"
                             "shelling-in-azerbaijan.geojson")}),
      0)
      << Output();
  const auto before = Answers(&suite);
  ASSERT_THAT(before, IsOk());

  for (const Service service : kServices) {
    const std::string file = absl::StrCat("sqlite:", suite.StoreFile(service));
    ASSERT_EQ(suite.Terminate(service), 0);
    // One that is killed, wherever it is by then, and then one to the end.
    {
      Process killed;
      ASSERT_TRUE(killed.Start(
          absl::StrCat(PARALLAX_BINARY_DIR, "/bin/parallax"),
          CopyArguments(service, file, url_), folder_.File("killed")));
      killed.Wait(absl::Milliseconds(150));
    }
    ASSERT_EQ(Copy(service, file, url_), 0) << Output();
    std::istringstream lines(Output());
    int tables = 0;
    for (std::string line; std::getline(lines, line); ++tables) {
      const auto table = nlohmann::json::parse(line);
      EXPECT_TRUE(table.at("equal").get<bool>()) << line;
      EXPECT_EQ(table.at("source"), table.at("target"));
    }
    EXPECT_GE(tables, 4);
  }

  Suite moved(url_);
  ASSERT_THAT(moved.Start(), IsOk()) << moved.Logs();
  const auto after = Answers(&moved);
  ASSERT_THAT(after, IsOk());
  EXPECT_EQ(*after, *before);
  // It can be written to.
  auto report = SampleReports()[0];
  report.set_uri("https://desk.example/another");
  EXPECT_THAT(moved.Ingest(report), IsOk());
  const auto written = Answers(&moved);
  ASSERT_THAT(written, IsOk());

  // And back.
  Suite back;
  for (const Service service : kServices) {
    ASSERT_EQ(moved.Terminate(service), 0);
    ASSERT_EQ(
        Copy(service, url_, absl::StrCat("sqlite:", back.StoreFile(service))),
        0)
        << Output();
  }
  ASSERT_THAT(back.Start(), IsOk()) << back.Logs();
  const auto home = Answers(&back);
  ASSERT_THAT(home, IsOk());
  EXPECT_EQ(*home, *written);
}

TEST_F(StoreCopyTest, AHalfCopiedStoreIsNotServed) {
  Suite suite("", {Service::kClaims});
  ASSERT_THAT(suite.Start(), IsOk()) << suite.Logs();
  ASSERT_EQ(suite.Terminate(Service::kClaims), 0);
  const std::string file =
      absl::StrCat("sqlite:", suite.StoreFile(Service::kClaims));
  ASSERT_EQ(Copy(Service::kClaims, file, url_), 0) << Output();
  PostgresServer::Shared().Query(
      url_,
      "UPDATE parallax_claims.parallax_copy SET finished = 0 WHERE name = ''");

  Suite moved(url_, {Service::kClaims});
  EXPECT_THAT(moved.Start(), HasStatus(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(moved.Logs(), HasSubstr("run the same parallax admin copy"));
  ASSERT_EQ(Copy(Service::kClaims, file, url_), 0) << Output();
  EXPECT_THAT(moved.Start(), IsOk()) << moved.Logs();
}

TEST_F(StoreCopyTest, ErrorsSayWhatToDo) {
  const std::string file = absl::StrCat("sqlite:", folder_.File("none.db"));
  EXPECT_EQ(Copy(Service::kGeo, file, url_), 1);
  EXPECT_THAT(Output(), HasSubstr("there is no"));
  EXPECT_FALSE(std::filesystem::exists(folder_.File("none.db")));
  EXPECT_EQ(Copy(Service::kGeo, url_, file), 1);
  EXPECT_THAT(Output(), HasSubstr("there is no schema parallax_geo"));
  EXPECT_EQ(Copy(Service::kGeo, "mysql://x", file), 1);
  EXPECT_THAT(Output(), HasSubstr("--from: must be sqlite:PATH"));
  EXPECT_EQ(Copy(Service::kGeo, "postgresql://u:hunter2@127.0.0.1:1/x", file),
            1);
  EXPECT_THAT(Output(), ::testing::Not(HasSubstr("hunter2")));
}

}  // namespace
}  // namespace parallax::testing
