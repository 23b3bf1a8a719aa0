// What the services say to input that is no good, through the real binaries:
// each fault has its own clear error, and nothing of it is kept.

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/grpc_status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/e2e/suite/ledger.h"
#include "tests/e2e/suite/suite.h"
#include "tests/support/status_matchers.h"

namespace parallax::testing {
namespace {

namespace type = parallax::type::v1;

class BadInputTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    suite_ = new Suite;
    ASSERT_THAT(suite_->Start(), IsOk()) << suite_->Logs();
  }
  static void TearDownTestSuite() {
    delete suite_;
    suite_ = nullptr;
  }

  // Nothing is left behind by any test of this file.
  void TearDown() override {
    grpc::ClientContext context;
    Limit(&context);
    ingest::v1::ListDocumentsResponse documents;
    ASSERT_TRUE(suite_->ingest().ListDocuments(&context, {}, &documents).ok());
    EXPECT_EQ(documents.documents_size(), 0);
    const auto ledger = ReadLedger(suite_->claims());
    ASSERT_THAT(ledger, IsOk());
    EXPECT_TRUE(ledger->claims.empty());
    grpc::ClientContext layers_context;
    Limit(&layers_context);
    geo::v1::ListLayersResponse layers;
    ASSERT_TRUE(suite_->geo().ListLayers(&layers_context, {}, &layers).ok());
    EXPECT_EQ(layers.layers_size(), 0);
  }

  static ingest::v1::DocumentInput Report(std::string content) {
    ingest::v1::DocumentInput report;
    report.set_content(std::move(content));
    report.set_outlet("Test Desk");
    report.mutable_publish_time()->set_seconds(1663243200);
    return report;
  }

  static absl::Status Ingest(const ingest::v1::DocumentInput& report) {
    return suite_->Ingest(report).status();
  }

  template <typename Stub, typename Request, typename Response>
  static absl::Status Call(Stub& stub,
                           grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                        const Request&,
                                                        Response*),
                           const Request& request) {
    grpc::ClientContext context;
    Limit(&context);
    Response response;
    return status::FromGrpc((stub.*method)(&context, request, &response));
  }

  static geo::v1::Layer SampleLayer() {
    geo::v1::Layer layer;
    layer.set_name("layers/test");
    layer.set_display_name("Test");
    layer.mutable_attribution()->set_according_to("Test Desk");
    layer.mutable_attribution()->set_basis(geo::v1::FEATURE_BASIS_CLAIMED);
    layer.mutable_attribution()
        ->mutable_validity()
        ->mutable_start_time()
        ->set_seconds(1663200000);
    return layer;
  }

  static Suite* suite_;
};

Suite* BadInputTest::suite_ = nullptr;

MATCHER_P(NamesField, prefix, "") {
  *result_listener << arg;
  for (const auto& violation : status::ViolationsOf(arg)) {
    if (absl::StartsWith(violation.field, prefix)) return true;
  }
  return false;
}

TEST_F(BadInputTest, AnEmptyBody) {
  const absl::Status status = Ingest(Report(""));
  EXPECT_THAT(status, HasReason(type::ERROR_REASON_INVALID_FIELD));
  EXPECT_THAT(status, NamesField("document.content"));
  EXPECT_FALSE(Ingest(Report(" \n \n")).ok());
}

TEST_F(BadInputTest, ABodyOfTwentyMegabytes) {
  const absl::Status status = Ingest(Report(std::string(20u << 20, 'a')));
  EXPECT_THAT(status, HasReason(type::ERROR_REASON_DOCUMENT_TOO_LARGE));
}

TEST_F(BadInputTest, InvalidUtf8) {
  EXPECT_THAT(Ingest(Report("Armenia said \xff\xfe\xc3\x28 five died.\n")),
              HasReason(type::ERROR_REASON_INVALID_ENCODING));
}

TEST_F(BadInputTest, HtmlTenThousandLevelsDeep) {
  std::string html = "<html><body>";
  for (int i = 0; i < 10'000; ++i) html += "<div>";
  html += "<p>Armenia said that 105 of its soldiers had been killed.</p>";
  EXPECT_THAT(Ingest(Report(html)),
              HasReason(type::ERROR_REASON_NESTED_TOO_DEEP));
}

TEST_F(BadInputTest, FilesOfAnotherKind) {
  EXPECT_THAT(Ingest(Report(std::string("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", 15))),
              HasReason(type::ERROR_REASON_UNSUPPORTED_FORMAT));
  EXPECT_THAT(Ingest(Report(std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16))),
              HasReason(type::ERROR_REASON_UNSUPPORTED_FORMAT));
  EXPECT_THAT(Ingest(Report(std::string("PK\x03\x04\x14\0\0\0", 8))),
              HasReason(type::ERROR_REASON_UNSUPPORTED_FORMAT));
}

TEST_F(BadInputTest, PublicationInYearZeroOr9999) {
  for (const int64_t seconds : {-62167219200LL, 253370764800LL}) {
    ingest::v1::DocumentInput report = Report("Armenia said five died.\n");
    report.mutable_publish_time()->set_seconds(seconds);
    const absl::Status status = Ingest(report);
    EXPECT_THAT(status, HasReason(type::ERROR_REASON_INVALID_FIELD));
    EXPECT_THAT(status, NamesField("document.publish_time"));
  }
}

TEST_F(BadInputTest, ACountOfTenToTheThirty) {
  ingest::v1::ExtractMentionsRequest request;
  *request.mutable_document() = Report(
      "Armenia's defence ministry said that "
      "1000000000000000000000000000000 soldiers had been killed.\n");
  grpc::ClientContext context;
  Limit(&context);
  ingest::v1::ExtractMentionsResponse response;
  ASSERT_TRUE(
      suite_->ingest().ExtractMentions(&context, request, &response).ok());
  for (const auto& mention : response.mentions()) {
    const auto& count = mention.assertion().casualties().count();
    EXPECT_LE(count.min(), 1'000'000'000'000) << mention.DebugString();
    EXPECT_LE(count.max(), 1'000'000'000'000) << mention.DebugString();
  }

  claims::v1::RecordMentionsRequest record;
  record.mutable_source()->set_document_revision("documents/d/revisions/1");
  record.mutable_source()->mutable_publish_time()->set_seconds(1663243200);
  claims::v1::Mention* mention = record.add_mentions();
  mention->mutable_span()->set_end_byte(5);
  mention->mutable_span()->set_text("words");
  claims::v1::Assertion* assertion = mention->mutable_assertion();
  assertion->set_kind(claims::v1::CLAIM_KIND_CASUALTIES);
  assertion->set_stance(claims::v1::STANCE_ASSERTS);
  assertion->mutable_casualties()->set_measure(
      claims::v1::CASUALTY_MEASURE_KILLED);
  assertion->mutable_casualties()->mutable_count()->set_min(
      2'000'000'000'000'000);
  const absl::Status status =
      Call(suite_->claims(), &claims::v1::ClaimsService::Stub::RecordMentions,
           record);
  EXPECT_THAT(status, HasReason(type::ERROR_REASON_INVALID_FIELD));
  EXPECT_THAT(status, NamesField("mentions[0].assertion.casualties.count"));
}

TEST_F(BadInputTest, AFilterWithASyntaxError) {
  claims::v1::ListClaimsRequest request;
  request.set_filter("kind = CASUALTIES AND (");
  absl::Status status = Call(
      suite_->claims(), &claims::v1::ClaimsService::Stub::ListClaims, request);
  EXPECT_THAT(status, HasReason(type::ERROR_REASON_INVALID_FILTER));
  EXPECT_THAT(status, NamesField("filter"));
  request.set_filter("colour = \"red\"");
  status = Call(suite_->claims(), &claims::v1::ClaimsService::Stub::ListClaims,
                request);
  EXPECT_THAT(status, HasReason(type::ERROR_REASON_INVALID_FILTER));
}

TEST_F(BadInputTest, APageTokenOfAnotherQuery) {
  claims::v1::ListActorsRequest first;
  first.set_page_size(1);
  grpc::ClientContext context;
  Limit(&context);
  claims::v1::ListActorsResponse page;
  ASSERT_TRUE(suite_->claims().ListActors(&context, first, &page).ok());
  ASSERT_FALSE(page.next_page_token().empty());
  claims::v1::ListActorsRequest other;
  other.set_page_size(1);
  other.set_filter("kind = MEDIA");
  other.set_page_token(page.next_page_token());
  EXPECT_THAT(Call(suite_->claims(),
                   &claims::v1::ClaimsService::Stub::ListActors, other),
              HasReason(type::ERROR_REASON_INVALID_PAGE_TOKEN));
  first.set_page_token("nonsense");
  EXPECT_THAT(Call(suite_->claims(),
                   &claims::v1::ClaimsService::Stub::ListActors, first),
              HasReason(type::ERROR_REASON_INVALID_PAGE_TOKEN));
}

TEST_F(BadInputTest, ALayerThatDoesNotSayAccordingToWhom) {
  geo::v1::CreateLayerRequest request;
  *request.mutable_layer() = SampleLayer();
  request.mutable_layer()->mutable_attribution()->clear_according_to();
  const absl::Status status =
      Call(suite_->geo(), &geo::v1::GeoService::Stub::CreateLayer, request);
  EXPECT_THAT(status, HasReason(type::ERROR_REASON_ATTRIBUTION_REQUIRED));
  EXPECT_THAT(status, NamesField("layer.attribution"));
}

TEST_F(BadInputTest, AnAreaThatCrossesItselfAndLatitude91) {
  geo::v1::QueryFeaturesRequest request;
  auto* ring = request.mutable_polygon()->add_rings();
  // A bow tie.
  for (const auto& [latitude, longitude] : {std::pair{40.0, 45.0},
                                            {41.0, 46.0},
                                            {40.0, 46.0},
                                            {41.0, 45.0},
                                            {40.0, 45.0}}) {
    auto* point = ring->add_points();
    point->set_latitude(latitude);
    point->set_longitude(longitude);
  }
  absl::Status status =
      Call(suite_->geo(), &geo::v1::GeoService::Stub::QueryFeatures, request);
  EXPECT_THAT(status, HasReason(type::ERROR_REASON_INVALID_GEOMETRY));
  EXPECT_THAT(status, NamesField("polygon"));

  geo::v1::LocatePointRequest locate;
  locate.mutable_point()->set_latitude(91);
  status = Call(suite_->geo(), &geo::v1::GeoService::Stub::LocatePoint, locate);
  EXPECT_THAT(status, HasStatus(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(status, NamesField("point.latitude"));
}

TEST_F(BadInputTest, UnknownAndMalformedNames) {
  claims::v1::GetClaimRequest claim;
  claim.set_name("claims/nosuchclaim");
  EXPECT_THAT(
      Call(suite_->claims(), &claims::v1::ClaimsService::Stub::GetClaim, claim),
      HasReason(type::ERROR_REASON_NOT_FOUND));
  claim.set_name("claim/../x");
  EXPECT_THAT(
      Call(suite_->claims(), &claims::v1::ClaimsService::Stub::GetClaim, claim),
      HasReason(type::ERROR_REASON_INVALID_FIELD));
  ingest::v1::GetDocumentRequest document;
  document.set_name("documents/nosuchdocument");
  EXPECT_THAT(Call(suite_->ingest(),
                   &ingest::v1::IngestService::Stub::GetDocument, document),
              HasReason(type::ERROR_REASON_NOT_FOUND));
}

}  // namespace
}  // namespace parallax::testing
