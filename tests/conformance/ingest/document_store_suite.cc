#include "tests/conformance/ingest/document_store_suite.h"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/storage/filter.h"
#include "services/ingest/domain/timestamps.h"
#include "tests/support/status_matchers.h"

namespace parallax::ingest::conformance {
namespace {

using ::testing::ElementsAre;
using testing::HasStatus;
using testing::IsOk;

rpc::CallContext Call() { return rpc::CallContext::Background(); }

domain::NewRevision Revision(const std::string& document,
                             const std::string& revision, int day,
                             const std::string& hash = "hash") {
  domain::NewRevision result;
  result.key = {document, revision};
  result.uri = absl::StrCat("https://a.example/", document);
  result.text_hash = hash;
  result.input.set_content(absl::StrCat("raw bytes of ", revision));
  result.input.set_outlet("Hinted outlet");
  result.revision.set_sha256("sha");
  result.revision.set_outlet("Outlet");
  result.revision.set_title(absl::StrCat("Title of ", revision));
  result.revision.set_text("“Text” with\nlines");
  v1::Block& block = *result.revision.add_blocks();
  block.set_end_byte(6);
  block.set_role(v1::BLOCK_ROLE_HEADLINE);
  *result.revision.mutable_publish_time() = domain::ToTimestamp(
      absl::UnixEpoch() + absl::Hours(24) * day + absl::Microseconds(7));
  *result.revision.mutable_fetch_time() = result.revision.publish_time();
  return result;
}

std::vector<std::string> Ids(const domain::DocumentPage& page) {
  std::vector<std::string> ids;
  for (const v1::Document& document : page.documents) {
    ids.push_back(document.name());
  }
  return ids;
}

TEST_P(DocumentStoreSuite, KeepsARevisionOnce) {
  auto first = store_->Keep(Call(), Revision("d", "r", 1));
  ASSERT_THAT(first, IsOk());
  EXPECT_TRUE(first->created);
  EXPECT_FALSE(first->recorded);
  auto second = store_->Keep(Call(), Revision("d", "r", 9));
  ASSERT_THAT(second, IsOk());
  EXPECT_FALSE(second->created);
  auto document = store_->GetDocument(Call(), "d", v1::DOCUMENT_VIEW_RAW);
  ASSERT_THAT(document, IsOk());
  EXPECT_EQ(document->revision_count(), 1);
  const v1::DocumentRevision& latest = document->latest_revision();
  EXPECT_EQ(latest.name(), "documents/d/revisions/r");
  EXPECT_EQ(latest.publish_time().seconds(), 86400);
  EXPECT_EQ(latest.publish_time().nanos(), 7000);
  EXPECT_EQ(latest.text(), "“Text” with\nlines");
  EXPECT_EQ(latest.raw(), "raw bytes of r");
  ASSERT_EQ(latest.blocks_size(), 1);
  EXPECT_EQ(latest.blocks(0).role(), v1::BLOCK_ROLE_HEADLINE);
}

TEST_P(DocumentStoreSuite, RemembersWhatWasRecorded) {
  ASSERT_THAT(store_->Keep(Call(), Revision("d", "r", 1)), IsOk());
  ASSERT_THAT(store_->MarkRecorded(Call(), {"d", "r"},
                                   {.mention_count = 3,
                                    .ledger_revision = 42,
                                    .claims = {"claims/a", "claims/b"}}),
              IsOk());
  Reopen();
  auto kept = store_->Keep(Call(), Revision("d", "r", 1));
  ASSERT_THAT(kept, IsOk());
  EXPECT_FALSE(kept->created);
  EXPECT_TRUE(kept->recorded);
  EXPECT_EQ(kept->outcome.mention_count, 3);
  EXPECT_EQ(kept->outcome.ledger_revision, 42);
  EXPECT_THAT(kept->outcome.claims, ElementsAre("claims/a", "claims/b"));
  EXPECT_THAT(store_->MarkRecorded(Call(), {"d", "x"}, {}),
              HasStatus(absl::StatusCode::kNotFound));
}

TEST_P(DocumentStoreSuite, ListsWhatIsPending) {
  ASSERT_THAT(store_->Keep(Call(), Revision("d", "a", 1)), IsOk());
  ASSERT_THAT(store_->Keep(Call(), Revision("d", "b", 2)), IsOk());
  ASSERT_THAT(store_->MarkRecorded(Call(), {"d", "a"}, {}), IsOk());
  Reopen();
  auto pending = store_->ListPending(Call(), absl::InfiniteFuture(), 10);
  ASSERT_THAT(pending, IsOk());
  ASSERT_EQ(pending->size(), 1u);
  EXPECT_EQ((*pending)[0].revision, "b");
  EXPECT_TRUE(
      store_->ListPending(Call(), absl::Now() - absl::Hours(1), 10)->empty());
  auto input = store_->LoadInput(Call(), {"d", "b"});
  ASSERT_THAT(input, IsOk());
  EXPECT_EQ(input->content(), "raw bytes of b");
  EXPECT_EQ(input->outlet(), "Hinted outlet");
  EXPECT_THAT(store_->LoadInput(Call(), {"d", "x"}),
              HasStatus(absl::StatusCode::kNotFound));
}

TEST_P(DocumentStoreSuite, TheLatestRevisionIsTheLatestPublished) {
  for (const auto& [revision, day] :
       {std::pair("b", 5), std::pair("c", 9), std::pair("a", 1)}) {
    ASSERT_THAT(store_->Keep(Call(), Revision("d", revision, day)), IsOk());
  }
  auto document = store_->GetDocument(Call(), "d", v1::DOCUMENT_VIEW_BASIC);
  ASSERT_THAT(document, IsOk());
  EXPECT_EQ(document->latest_revision().name(), "documents/d/revisions/c");
  EXPECT_EQ(document->latest_revision().ordinal(), 3);
  EXPECT_EQ(document->revision_count(), 3);
  EXPECT_TRUE(document->latest_revision().text().empty());

  domain::PageRequest page{.size = 2, .after = {}};
  auto first =
      store_->ListRevisions(Call(), "d", v1::DOCUMENT_VIEW_BASIC, page);
  ASSERT_THAT(first, IsOk());
  ASSERT_EQ(first->revisions.size(), 2u);
  EXPECT_EQ(first->revisions[0].name(), "documents/d/revisions/a");
  page.after = first->next;
  auto second =
      store_->ListRevisions(Call(), "d", v1::DOCUMENT_VIEW_FULL, page);
  ASSERT_THAT(second, IsOk());
  ASSERT_EQ(second->revisions.size(), 1u);
  EXPECT_EQ(second->revisions[0].ordinal(), 3);
  EXPECT_FALSE(second->revisions[0].text().empty());
  EXPECT_TRUE(second->next.empty());
}

TEST_P(DocumentStoreSuite, ListsTheLatestFirst) {
  for (int i = 0; i < 5; ++i) {
    ASSERT_THAT(
        store_->Keep(Call(), Revision(absl::StrCat("d", i), "r", i < 3 ? 2 : i,
                                      absl::StrCat("h", i))),
        IsOk());
  }
  domain::PageRequest page{.size = 2, .after = {}};
  std::vector<std::string> ids;
  while (true) {
    auto found = store_->ListDocuments(Call(), {}, page);
    ASSERT_THAT(found, IsOk());
    for (const std::string& id : Ids(*found)) ids.push_back(id);
    if (found->next.empty()) break;
    page.after = found->next;
  }
  EXPECT_THAT(ids, ElementsAre("documents/d4", "documents/d3", "documents/d0",
                               "documents/d1", "documents/d2"));
}

TEST_P(DocumentStoreSuite, CopiesAreNamedAfterTheEarliest) {
  ASSERT_THAT(store_->Keep(Call(), Revision("late", "r", 5, "same")), IsOk());
  auto alone = store_->GetDocument(Call(), "late", v1::DOCUMENT_VIEW_BASIC);
  EXPECT_EQ(alone->cluster(), "");
  ASSERT_THAT(store_->Keep(Call(), Revision("early", "r", 3, "same")), IsOk());
  ASSERT_THAT(store_->Keep(Call(), Revision("other", "r", 1, "else")), IsOk());
  for (const char* id : {"late", "early"}) {
    auto document = store_->GetDocument(Call(), id, v1::DOCUMENT_VIEW_BASIC);
    EXPECT_EQ(document->cluster(), "early") << id;
  }
  auto filter = parallax::storage::ParseFilter("cluster = \"early\"",
                                               domain::DocumentFilterSchema());
  ASSERT_THAT(filter, IsOk());
  auto found = store_->ListDocuments(Call(), *filter, {.size = 9, .after = {}});
  ASSERT_THAT(found, IsOk());
  EXPECT_THAT(Ids(*found), ElementsAre("documents/late", "documents/early"));
}

TEST_P(DocumentStoreSuite, EveryFilterFieldIsAnswered) {
  ASSERT_THAT(store_->Keep(Call(), Revision("d", "r", 2)), IsOk());
  const auto count = [&](const char* text) {
    auto filter =
        parallax::storage::ParseFilter(text, domain::DocumentFilterSchema());
    EXPECT_THAT(filter, IsOk()) << text;
    auto found =
        store_->ListDocuments(Call(), *filter, {.size = 9, .after = {}});
    EXPECT_THAT(found, IsOk()) << text;
    return found->documents.size();
  };
  for (const char* text :
       {"outlet = \"Outlet\"", "title:\"title\"", "outlet",
        "uri = \"https://a.example/*\"", "language = \"\" OR uri:\"example\"",
        "publish_time >= \"1970-01-03T00:00:00Z\"",
        "create_time > \"2000-01-01T00:00:00Z\"", "NOT cluster = \"x\""}) {
    EXPECT_EQ(count(text), 1u) << text;
  }
  for (const char* text :
       {"outlet = \"outlet\"", "publish_time > \"1970-01-04T00:00:00Z\"",
        "uri = \"x\""}) {
    EXPECT_EQ(count(text), 0u) << text;
  }
}

TEST_P(DocumentStoreSuite, UnknownDocumentsAreNotFound) {
  EXPECT_THAT(store_->GetDocument(Call(), "x", v1::DOCUMENT_VIEW_BASIC),
              HasStatus(absl::StatusCode::kNotFound));
  EXPECT_THAT(store_->ListRevisions(Call(), "x", v1::DOCUMENT_VIEW_BASIC,
                                    {.size = 1, .after = {}}),
              HasStatus(absl::StatusCode::kNotFound));
}

TEST_P(DocumentStoreSuite, WritersDoNotStepOnEachOther) {
  std::atomic<int> created = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 25; ++i) {
        auto kept = store_->Keep(Call(), Revision(absl::StrCat("d", i % 5),
                                                  absl::StrCat("r", i), i));
        ASSERT_THAT(kept, IsOk());
        created += kept->created ? 1 : 0;
        ASSERT_THAT(
            store_->MarkRecorded(
                Call(), {absl::StrCat("d", i % 5), absl::StrCat("r", i)}, {}),
            IsOk());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(created, 25);
  EXPECT_TRUE(store_->ListPending(Call(), absl::InfiniteFuture(), 99)->empty());
  EXPECT_EQ(store_->GetDocument(Call(), "d3", v1::DOCUMENT_VIEW_BASIC)
                ->revision_count(),
            5);
}

TEST_P(DocumentStoreSuite, SecretsStay) {
  const auto first = store_->Secret("page_token");
  ASSERT_THAT(first, IsOk());
  EXPECT_GE(first->size(), 32u);
  Reopen();
  EXPECT_EQ(*store_->Secret("page_token"), *first);
}

TEST_P(DocumentStoreSuite, CallsEndWithTheirDeadline) {
  const rpc::CallContext late(absl::InfinitePast(), "late");
  EXPECT_FALSE(store_->Keep(late, Revision("d", "r", 1)).ok());
  EXPECT_THAT(store_->GetDocument(Call(), "d", v1::DOCUMENT_VIEW_BASIC),
              HasStatus(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace parallax::ingest::conformance
