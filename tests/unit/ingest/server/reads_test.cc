// GetDocument, ListDocuments and ListDocumentRevisions.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/ingest/domain/timestamps.h"
#include "tests/unit/ingest/server/served_fixture.h"

namespace parallax::ingest {
namespace {

class ReadsTest : public ServedFixture {
 protected:
  std::string Add(const std::string& uri, int day,
                  const std::string& text = kReport) {
    v1::DocumentInput input = Input(text, uri);
    *input.mutable_publish_time() = domain::ToTimestamp(
        absl::FromCivil(absl::CivilSecond(2022, 9, day), absl::UTCTimeZone()));
    auto response = ingestor_->Ingest(Call(), input);
    EXPECT_THAT(response, testing::IsOk());
    return response->document().name();
  }

  absl::StatusOr<v1::ListDocumentsResponse> List(
      const v1::ListDocumentsRequest& request) {
    grpc::ClientContext context;
    v1::ListDocumentsResponse response;
    const absl::Status status =
        status::FromGrpc(stub_->ListDocuments(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }
};

TEST_F(ReadsTest, GetsADocumentInEachView) {
  const std::string name = Add("https://a.example/1", 15);
  v1::GetDocumentRequest request;
  request.set_name(name);
  for (const auto view : {v1::DOCUMENT_VIEW_UNSPECIFIED, v1::DOCUMENT_VIEW_FULL,
                          v1::DOCUMENT_VIEW_RAW}) {
    grpc::ClientContext context;
    v1::GetDocumentResponse response;
    request.set_view(view);
    ASSERT_TRUE(stub_->GetDocument(&context, request, &response).ok());
    const v1::DocumentRevision& latest = response.document().latest_revision();
    EXPECT_EQ(response.document().uri(), "https://a.example/1");
    EXPECT_EQ(response.document().revision_count(), 1);
    EXPECT_EQ(latest.ordinal(), 1);
    EXPECT_EQ(latest.mention_count(), 2);
    EXPECT_EQ(latest.sha256().size(), 64u);
    EXPECT_EQ(latest.text(),
              view == v1::DOCUMENT_VIEW_UNSPECIFIED ? "" : kReport);
    EXPECT_EQ(latest.blocks_size() > 0, view != v1::DOCUMENT_VIEW_UNSPECIFIED);
    EXPECT_EQ(latest.raw(), view == v1::DOCUMENT_VIEW_RAW ? kReport : "");
  }
}

TEST_F(ReadsTest, UnknownAndMalformedNamesDiffer) {
  const auto get = [&](const std::string& name) {
    grpc::ClientContext context;
    v1::GetDocumentRequest request;
    request.set_name(name);
    v1::GetDocumentResponse response;
    return status::FromGrpc(stub_->GetDocument(&context, request, &response));
  };
  EXPECT_THAT(get("documents/nothing"),
              testing::HasReason(type::v1::ERROR_REASON_NOT_FOUND));
  EXPECT_THAT(get("nothing"),
              testing::HasReason(type::v1::ERROR_REASON_INVALID_FIELD));
}

TEST_F(ReadsTest, PagesThroughDocumentsLatestFirst) {
  for (int i = 1; i <= 7; ++i) {
    Add(absl::StrCat("https://a.example/", i), i,
        absl::StrCat(kReport, "\nReport number ", i, " of this week's set.\n"));
  }
  v1::ListDocumentsRequest request;
  request.set_page_size(3);
  std::vector<std::string> uris;
  do {
    auto page = List(request);
    ASSERT_THAT(page, testing::IsOk());
    EXPECT_LE(page->documents_size(), 3);
    for (const v1::Document& document : page->documents()) {
      uris.push_back(document.uri());
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  ASSERT_EQ(uris.size(), 7u);
  EXPECT_EQ(uris.front(), "https://a.example/7");
  EXPECT_EQ(uris.back(), "https://a.example/1");
}

TEST_F(ReadsTest, FiltersAndClusters) {
  const std::string first = Add("https://a.example/copy", 10);
  Add("https://b.example/copy", 11);
  Add("https://c.example/other", 12,
      absl::StrCat(kReport, "\nAnother report altogether was added here.\n"));
  v1::ListDocumentsRequest request;
  const auto count = [&](const std::string& filter) {
    request.set_filter(filter);
    auto page = List(request);
    EXPECT_THAT(page, testing::IsOk()) << filter;
    return page.ok() ? page->documents_size() : -1;
  };
  EXPECT_EQ(count("outlet = \"Border Post\""), 3);
  EXPECT_EQ(count("uri = \"https://b*\""), 1);
  EXPECT_EQ(count("title:sotk AND publish_time > \"2022-09-10T12:00:00Z\""), 2);
  EXPECT_EQ(
      count(absl::StrCat("cluster = \"",
                         first.substr(std::string("documents/").size()), "\"")),
      2);
  EXPECT_EQ(count("language = \"hy\""), 0);
}

TEST_F(ReadsTest, RefusesBadFiltersAndForeignTokens) {
  Add("https://a.example/1", 1);
  Add("https://a.example/2", 2);
  v1::ListDocumentsRequest request;
  request.set_filter("outlet = = x");
  EXPECT_THAT(List(request),
              testing::HasReason(type::v1::ERROR_REASON_INVALID_FILTER));
  request.set_filter("colour = \"red\"");
  EXPECT_THAT(List(request),
              testing::HasReason(type::v1::ERROR_REASON_INVALID_FILTER));
  request.clear_filter();
  request.set_page_size(1);
  auto page = List(request);
  ASSERT_THAT(page, testing::IsOk());
  request.set_page_token(page->next_page_token());
  request.set_filter("outlet = \"x\"");
  EXPECT_THAT(List(request),
              testing::HasReason(type::v1::ERROR_REASON_INVALID_PAGE_TOKEN));
  request.set_page_size(-1);
  request.clear_page_token();
  EXPECT_THAT(List(request),
              testing::HasReason(type::v1::ERROR_REASON_INVALID_FIELD));
}

TEST_F(ReadsTest, RevisionsComeInOrderOfPublication) {
  const std::string uri = "https://a.example/1";
  Add(uri, 14, absl::StrCat(kReport, "\nThe second version of this text.\n"));
  Add(uri, 16, absl::StrCat(kReport, "\nThe third version of this text.\n"));
  const std::string name = Add(uri, 12);
  v1::ListDocumentRevisionsRequest request;
  request.set_parent(name);
  request.set_page_size(2);
  request.set_view(v1::DOCUMENT_VIEW_FULL);
  std::vector<std::string> texts;
  int ordinal = 0;
  do {
    grpc::ClientContext context;
    v1::ListDocumentRevisionsResponse response;
    ASSERT_TRUE(
        stub_->ListDocumentRevisions(&context, request, &response).ok());
    for (const v1::DocumentRevision& revision : response.revisions()) {
      EXPECT_EQ(revision.ordinal(), ++ordinal);
      texts.push_back(revision.text());
    }
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  ASSERT_EQ(texts.size(), 3u);
  EXPECT_EQ(texts[0], kReport);
  EXPECT_NE(texts[2].find("third"), std::string::npos);

  grpc::ClientContext context;
  v1::GetDocumentRequest get;
  get.set_name(name);
  v1::GetDocumentResponse document;
  ASSERT_TRUE(stub_->GetDocument(&context, get, &document).ok());
  EXPECT_EQ(document.document().latest_revision().ordinal(), 3);
  EXPECT_EQ(document.document().revision_count(), 3);

  grpc::ClientContext missing;
  request.set_parent("documents/nothing");
  request.clear_page_token();
  v1::ListDocumentRevisionsResponse response;
  EXPECT_EQ(
      stub_->ListDocumentRevisions(&missing, request, &response).error_code(),
      grpc::StatusCode::NOT_FOUND);
}

}  // namespace
}  // namespace parallax::ingest
