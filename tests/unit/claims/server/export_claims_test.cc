#include "services/claims/server/export_claims.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/claims/server/claims_server.h"
#include "tests/unit/claims/week_story.h"

namespace parallax::claims::testing {
namespace {

using parallax::testing::HasReason;
using parallax::testing::HasStatus;
using parallax::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;
using Stub = pb::ClaimsService::Stub;

class ExportClaimsTest : public ::testing::Test {
 protected:
  explicit ExportClaimsTest(server::ClaimsServiceOptions options = {})
      : server_(options) {
    for (const Report& report : WeekStory()) {
      EXPECT_THAT(server_.Record(report), IsOk());
    }
  }

  // The whole file.
  absl::StatusOr<std::string> Export(const pb::ExportClaimsRequest& request) {
    grpc::ClientContext context;
    auto stub = pb::ExportService::NewStub(server_.server().channel());
    auto reader = stub->ExportClaims(&context, request);
    pb::ExportClaimsResponse piece;
    std::string file;
    while (reader->Read(&piece)) file += piece.data();
    const absl::Status status = status::FromGrpc(reader->Finish());
    if (!status.ok()) return status;
    return file;
  }
  absl::StatusOr<std::string> Export(pb::ExportFormat format) {
    pb::ExportClaimsRequest request;
    request.set_format(format);
    return Export(request);
  }
  std::vector<std::string> Lines(const absl::StatusOr<std::string>& file) {
    EXPECT_THAT(file, IsOk());
    if (!file.ok()) return {};
    std::vector<std::string> lines = absl::StrSplit(*file, '\n');
    if (!lines.empty() && lines.back().empty()) lines.pop_back();
    return lines;
  }
  std::vector<std::string> BadFields(const pb::ExportClaimsRequest& request) {
    std::vector<std::string> fields;
    for (const auto& violation :
         status::ViolationsOf(Export(request).status())) {
      fields.push_back(violation.field);
    }
    return fields;
  }
  int ClaimCount() {
    return server_
        .Call<pb::ListClaimsResponse>(&Stub::ListClaims,
                                      pb::ListClaimsRequest())
        ->claims_size();
  }

  ClaimsServer server_;
};

TEST_F(ExportClaimsTest, NativeRowsAreVersionsWithTheTimesOfTheLedger) {
  const auto lines = Lines(Export(pb::EXPORT_FORMAT_NATIVE_CSV));
  // Some claims have been superseded, and so have a second version.
  EXPECT_GT(lines.size(), static_cast<std::size_t>(ClaimCount()) + 1);
  EXPECT_THAT(lines[0], HasSubstr("claim,revision,record_time,replace_time"));
  for (const std::string& line : lines) EXPECT_EQ(line.back(), '\r');
  // From elsewhere each claim has one row.
  pb::ExportClaimsRequest request;
  request.set_format(pb::EXPORT_FORMAT_NATIVE_CSV);
  request.set_view(pb::LEDGER_VIEW_REVIEWED);
  EXPECT_EQ(Lines(Export(request)).size(),
            static_cast<std::size_t>(ClaimCount()) + 1);
  request.set_filter("kind = TRUCE");
  EXPECT_LT(Lines(Export(request)).size(),
            static_cast<std::size_t>(ClaimCount()) + 1);
}

TEST_F(ExportClaimsTest, EventRowsTakeTheNumbersOfThePolicy) {
  pb::ExportClaimsRequest request;
  request.set_format(pb::EXPORT_FORMAT_ACLED_CSV);
  request.set_claimant_policy(pb::CLAIMANT_POLICY_OWN_LOSS);
  const auto own = Lines(Export(request));
  const auto clash = std::find_if(own.begin(), own.end(), [](const auto& row) {
    return absl::StrContains(row, "12-19 September 2022") ||
           absl::StrContains(row, "September 2022");
  });
  ASSERT_NE(clash, own.end());
  // 135 and 79.
  EXPECT_THAT(*clash, HasSubstr(",214,claimant_policy=OWN_LOSS,"));
  request.set_claimant_policy(pb::CLAIMANT_POLICY_HIGHEST);
  // 135 and 430.
  EXPECT_THAT(*Export(request), HasSubstr(",565,claimant_policy=HIGHEST,"));
  request.set_format(pb::EXPORT_FORMAT_UCDP_CSV);
  EXPECT_THAT(*Export(request), HasSubstr(",135,430,,,565,565,565,"));
}

TEST_F(ExportClaimsTest, MapsAndLinkedDataHoldEveryClaim) {
  const auto map = Export(pb::EXPORT_FORMAT_GEOJSON);
  ASSERT_THAT(map, IsOk());
  const Json features = Json::parse(*map)["features"];
  EXPECT_EQ(features.size(), static_cast<std::size_t>(ClaimCount()));
  for (const Json& feature : features) {
    EXPECT_TRUE(feature["properties"].contains("according_to"));
  }
  const auto linked = Export(pb::EXPORT_FORMAT_CLAIM_JSONLD);
  ASSERT_THAT(linked, IsOk());
  const Json graph = Json::parse(*linked)["@graph"];
  for (const Json& claim : graph) {
    EXPECT_EQ(claim["@type"], "Claim");
    EXPECT_TRUE(claim.contains("firstAppearance"));
  }
}

TEST_F(ExportClaimsTest, TheChangeFeedResumesAndKeepsTombstones) {
  const auto all = Lines(Export(pb::EXPORT_FORMAT_CHANGES_NDJSON));
  ASSERT_GT(all.size(), 1u);
  const Json mark = Json::parse(all.back());
  EXPECT_FALSE(mark.contains("changes"));
  const std::int64_t revision = std::stoll(mark["revision"].get<std::string>());
  EXPECT_EQ(revision, server_.store().CommittedRevision());
  ASSERT_THAT(server_.Record(Report("truce-15", "2022-09-15 06:00", "Radio")),
              IsOk());
  pb::ExportClaimsRequest request;
  request.set_format(pb::EXPORT_FORMAT_CHANGES_NDJSON);
  request.set_after_revision(revision);
  const auto rest = Lines(Export(request));
  ASSERT_EQ(rest.size(), 2u);
  EXPECT_THAT(rest[0], HasSubstr("\"deleted\":true"));
}

TEST_F(ExportClaimsTest, TheViewDecidesWhatCounts) {
  pb::ListClaimsRequest list;
  list.set_filter("count_min = 135");
  const auto found =
      server_.Call<pb::ListClaimsResponse>(&Stub::ListClaims, list);
  ASSERT_EQ(found->claims_size(), 1);
  pb::ReviewClaimRequest review;
  review.set_claim(found->claims(0).name());
  review.set_request_id("r-1");
  review.mutable_review()->mutable_reject();
  review.mutable_review()->set_reviewer("ada");
  review.mutable_review()->set_reason("not his words");
  ASSERT_THAT(server_.Call<pb::ReviewClaimResponse>(&Stub::ReviewClaim, review),
              IsOk());
  pb::ExportClaimsRequest request;
  request.set_format(pb::EXPORT_FORMAT_ACLED_CSV);
  request.set_claimant_policy(pb::CLAIMANT_POLICY_OWN_LOSS);
  request.set_view(pb::LEDGER_VIEW_REVIEWED);
  // 105 and 79.
  EXPECT_THAT(*Export(request), HasSubstr(",184,claimant_policy=OWN_LOSS,"));
}

TEST_F(ExportClaimsTest, EveryFaultIsNamed) {
  pb::ExportClaimsRequest request;
  EXPECT_THAT(BadFields(request), ElementsAre("format"));
  request.set_format(pb::EXPORT_FORMAT_ACLED_CSV);
  EXPECT_THAT(BadFields(request), ElementsAre("claimant_policy"));
  request.set_claimant_policy(pb::CLAIMANT_POLICY_SIDE);
  EXPECT_THAT(BadFields(request), ElementsAre("claimant_side"));
  request.set_claimant_side("Armenia");
  request.set_filter("kind = TRUCE");  // a field of claims, not of incidents
  EXPECT_THAT(Export(request),
              HasReason(type::v1::ERROR_REASON_INVALID_FILTER));
  request.Clear();
  request.set_format(pb::EXPORT_FORMAT_GEOJSON);
  request.set_after_revision(1);
  EXPECT_THAT(BadFields(request), ElementsAre("after_revision"));
  request.set_format(pb::EXPORT_FORMAT_CHANGES_NDJSON);
  request.set_view(pb::LEDGER_VIEW_REVIEWED);
  request.set_filter("kind = TRUCE");
  EXPECT_THAT(BadFields(request), ElementsAre("filter", "view"));
}

TEST_F(ExportClaimsTest, ChangesThatAreNoLongerKeptAreSaidToBeSo) {
  ASSERT_THAT(server_.store().CompactChanges(rpc::CallContext::Background(), 5),
              IsOk());
  pb::ExportClaimsRequest request;
  request.set_format(pb::EXPORT_FORMAT_CHANGES_NDJSON);
  request.set_after_revision(1);
  EXPECT_THAT(Export(request), HasStatus(absl::StatusCode::kOutOfRange));
  request.set_after_revision(0);
  EXPECT_THAT(Export(request), IsOk());
  // Claims whose versions are gone still have a row.
  const auto native = Lines(Export(pb::EXPORT_FORMAT_NATIVE_CSV));
  EXPECT_GE(native.size(), static_cast<std::size_t>(ClaimCount()) + 1);
}

}  // namespace
}  // namespace parallax::claims::testing
