#include "services/ingest/server/ingest_documents.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "tests/unit/ingest/server/served_fixture.h"

namespace parallax::ingest {
namespace {

using IngestDocumentsTest = ServedFixture;

TEST_F(IngestDocumentsTest, AnswersEachItemOnceItIsDurable) {
  grpc::ClientContext context;
  auto stream = stub_->IngestDocuments(&context);
  constexpr int kItems = 40;
  std::thread writer([&] {
    for (int i = 0; i < kItems; ++i) {
      v1::IngestDocumentsRequest request;
      request.set_client_tag(absl::StrCat("tag-", i));
      *request.mutable_document() =
          i % 10 == 7 ? Input("%PDF-1.4")
                      : Input(kReport, absl::StrCat("https://a.example/", i));
      ASSERT_TRUE(stream->Write(request));
    }
    stream->WritesDone();
  });
  std::set<std::string> good;
  std::set<std::string> bad;
  v1::IngestDocumentsResponse response;
  while (stream->Read(&response)) {
    if (response.has_result()) {
      good.insert(response.client_tag());
      EXPECT_EQ(response.result().mention_count(), 2);
      EXPECT_EQ(response.result().document().latest_revision().mention_count(),
                2);
      continue;
    }
    bad.insert(response.client_tag());
    EXPECT_EQ(response.error().code(), grpc::StatusCode::INVALID_ARGUMENT);
    google::rpc::ErrorInfo info;
    bool found = false;
    for (const auto& detail : response.error().details()) {
      found = found || detail.UnpackTo(&info);
    }
    EXPECT_TRUE(found);
    EXPECT_EQ(info.reason(), "UNSUPPORTED_FORMAT");
  }
  writer.join();
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_EQ(good.size(), 36u);
  EXPECT_EQ(bad.size(), 4u);
  EXPECT_EQ(DocumentCount(), 36);
  EXPECT_EQ(PendingCount(), 0);
}

TEST_F(IngestDocumentsTest, ALargeBodyGetsItsOwnError) {
  grpc::ClientContext context;
  v1::IngestDocumentRequest request;
  *request.mutable_document() = Input(std::string(20 << 20, 'x'));
  v1::IngestDocumentResponse response;
  const absl::Status status =
      status::FromGrpc(stub_->IngestDocument(&context, request, &response));
  EXPECT_THAT(status,
              testing::HasReason(type::v1::ERROR_REASON_DOCUMENT_TOO_LARGE));
}

TEST_F(IngestDocumentsTest, AMissingDocumentIsNamed) {
  grpc::ClientContext context;
  v1::IngestDocumentResponse response;
  const absl::Status status =
      status::FromGrpc(stub_->IngestDocument(&context, {}, &response));
  ASSERT_EQ(status::ViolationsOf(status).size(), 1u);
  EXPECT_EQ(status::ViolationsOf(status)[0].field, "document");
}

TEST_F(IngestDocumentsTest, ExtractsOverTheWire) {
  grpc::ClientContext context;
  v1::ExtractMentionsRequest request;
  *request.mutable_document() = Input();
  v1::ExtractMentionsResponse response;
  ASSERT_TRUE(stub_->ExtractMentions(&context, request, &response).ok());
  EXPECT_EQ(response.mentions_size(), 2);
  EXPECT_EQ(DocumentCount(), 0);
}

}  // namespace
}  // namespace parallax::ingest
