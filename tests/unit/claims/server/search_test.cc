// Words and areas in every call that takes a filter over claims or incidents.
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/claims/server/claims_server.h"

namespace parallax::claims::testing {
namespace {

using parallax::testing::HasReason;
using parallax::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Stub = pb::ClaimsService::Stub;

class SearchTest : public ::testing::Test {
 protected:
  SearchTest() {
    server_.areas().features["layers/a/features/box"] = Box(39, 45, 41, 47);
    Record("goris", "Goris was shelled", 39.5083, 46.3419);
    Record("agdam", "Border guards saw nothing", 39.9934, 47.5);
  }

  void Record(const std::string& place, const std::string& quote,
              double latitude, double longitude) {
    ASSERT_THAT(
        server_.Record(Report(place, "2022-09-14 12:00", "Desk")
                           .Attack(absl::StrCat("Mayor of ", place), "Armenia",
                                   "Azerbaijan", place)
                           .On("2022-09-13")
                           .Quote(quote)
                           .Place(place, absl::StrCat("places/", place), "AM")
                           .Point(latitude, longitude)),
        IsOk());
  }

  absl::StatusOr<std::vector<std::string>> Listed(const std::string& filter) {
    pb::ListClaimsRequest request;
    request.set_filter(filter);
    return Quotes(
        server_.Call<pb::ListClaimsResponse>(&Stub::ListClaims, request));
  }

  absl::StatusOr<std::vector<std::string>> Queued(const std::string& filter) {
    pb::ListReviewQueueRequest request;
    request.set_filter(filter);
    return Quotes(server_.Call<pb::ListReviewQueueResponse>(
        &Stub::ListReviewQueue, request));
  }

  absl::StatusOr<std::string> Exported(pb::ExportFormat format,
                                       const std::string& filter) {
    grpc::ClientContext context;
    auto stub = pb::ExportService::NewStub(server_.server().channel());
    pb::ExportClaimsRequest request;
    request.set_format(format);
    request.set_filter(filter);
    if (format == pb::EXPORT_FORMAT_ACLED_CSV) {
      request.set_claimant_policy(pb::CLAIMANT_POLICY_OWN_LOSS);
    }
    auto reader = stub->ExportClaims(&context, request);
    pb::ExportClaimsResponse piece;
    std::string file;
    while (reader->Read(&piece)) file += piece.data();
    const absl::Status status = status::FromGrpc(reader->Finish());
    if (!status.ok()) return status;
    return file;
  }

  absl::StatusOr<int> Incidents(const std::string& filter) {
    pb::ListIncidentsRequest request;
    request.set_filter(filter);
    const auto response =
        server_.Call<pb::ListIncidentsResponse>(&Stub::ListIncidents, request);
    if (!response.ok()) return response.status();
    return response->incidents_size();
  }

  ClaimsServer server_;

 private:
  template <typename Response>
  static absl::StatusOr<std::vector<std::string>> Quotes(
      const absl::StatusOr<Response>& response) {
    if (!response.ok()) return response.status();
    std::vector<std::string> quotes;
    for (const pb::Claim& claim : response->claims()) {
      quotes.push_back(claim.quote());
    }
    return quotes;
  }
};

TEST_F(SearchTest, EveryCallFindsByWordsAndByArea) {
  for (const char* filter :
       {"shell*", "claimant:goris", "within(39.5, 46.3, 10)",
        "inside(\"layers/a/features/box\")", "inside(\"places/goris\")"}) {
    const auto listed = Listed(filter);
    ASSERT_THAT(listed, IsOk());
    EXPECT_THAT(*listed, ElementsAre("Goris was shelled")) << filter;
    const auto queued = Queued(filter);
    ASSERT_THAT(queued, IsOk());
    EXPECT_THAT(*queued, ElementsAre("Goris was shelled")) << filter;
    const auto file = Exported(pb::EXPORT_FORMAT_NATIVE_CSV, filter);
    ASSERT_THAT(file, IsOk());
    EXPECT_TRUE(absl::StrContains(*file, "Goris was shelled")) << filter;
    EXPECT_FALSE(absl::StrContains(*file, "Border guards")) << filter;
  }
  EXPECT_THAT(*Listed("\"guards border\""), IsEmpty());
  EXPECT_EQ(*Incidents("within(39.5, 46.3, 10)"), 1);
  EXPECT_EQ(*Incidents("within(10, 10, 10)"), 0);
  EXPECT_THAT(Exported(pb::EXPORT_FORMAT_ACLED_CSV,
                       "inside(\"layers/a/features/box\")"),
              IsOk());
}

// A past ledger is searched by the filter's predicate, not by an index.
TEST_F(SearchTest, APastLedgerIsSearchedAlike) {
  pb::ListClaimsRequest request;
  *request.mutable_as_of() = domain::ToTimestamp(At("2022-09-14 13:00"));
  Record("sotk", "Sotk was shelled", 40.2, 45.9);
  ASSERT_THAT(server_.Record(Report("later", "2022-09-15 12:00", "Desk")
                                 .Attack("Mayor", "Armenia", "Azerbaijan")
                                 .On("2022-09-13")
                                 .Quote("All was shelled")),
              IsOk());
  for (const auto& [filter, count] :
       {std::pair("shelled", 2), std::pair("within(40, 46, 80)", 2),
        std::pair("party:Azerbaijan \"was shelled\" -sotk", 1)}) {
    request.set_filter(filter);
    const auto response =
        server_.Call<pb::ListClaimsResponse>(&Stub::ListClaims, request);
    ASSERT_THAT(response, IsOk());
    EXPECT_EQ(response->claims_size(), count) << filter;
  }
}

TEST_F(SearchTest, BadArgumentsAreRefusedByEveryCall) {
  for (const char* filter : {"within(91, 0, 1)", "within(0, 0, -1)",
                             "inside(\"layers/a/features/none\")"}) {
    const auto bad = HasReason(type::v1::ERROR_REASON_INVALID_FILTER);
    EXPECT_THAT(Listed(filter), bad) << filter;
    EXPECT_THAT(Queued(filter), bad) << filter;
    EXPECT_THAT(Incidents(filter), bad) << filter;
    EXPECT_THAT(Exported(pb::EXPORT_FORMAT_NATIVE_CSV, filter), bad) << filter;
  }
}

// And none says that there is nothing of the kind.
TEST_F(SearchTest, HalfAPhraseIsRefusedByEveryCall) {
  for (const char* filter :
       {"quote:\"no end", "\"no end", R"("\"unbalanced")",
        R"(quote:"shelled\" Goris")", R"(claimant:"\"mayor")"}) {
    for (const absl::Status& status :
         {Listed(filter).status(), Queued(filter).status(),
          Exported(pb::EXPORT_FORMAT_NATIVE_CSV, filter).status()}) {
      EXPECT_THAT(status, HasReason(type::v1::ERROR_REASON_INVALID_FILTER))
          << filter;
      EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << filter;
      EXPECT_TRUE(absl::StrContains(status.ToString(), "filter")) << filter;
    }
  }
  EXPECT_THAT(*Listed(R"("\"Goris\" was")"), ElementsAre("Goris was shelled"));
}

TEST_F(SearchTest, WithoutGeoFeaturesAreUnavailable) {
  server_.areas().away = true;
  const char kFilter[] = "inside(\"layers/a/features/box\")";
  const auto away = HasReason(type::v1::ERROR_REASON_NEIGHBOUR_UNAVAILABLE);
  EXPECT_THAT(Listed(kFilter), away);
  EXPECT_THAT(Queued(kFilter), away);
  EXPECT_THAT(Incidents(kFilter), away);
  EXPECT_THAT(Exported(pb::EXPORT_FORMAT_NATIVE_CSV, kFilter), away);
  EXPECT_THAT(Listed("within(39.5, 46.3, 10)"), IsOk());
}

}  // namespace
}  // namespace parallax::claims::testing
