// Documents that changed behind the service's back, on every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "common/storage/store_schema.h"
#include "services/ingest/domain/prepared_document.h"
#include "services/ingest/storage/postgres/open_documents.h"
#include "services/ingest/storage/sqlite/open_documents.h"
#include "services/ingest/storage/store_schema.h"
#include "tests/support/postgres_server.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace parallax::ingest::storage {
namespace {

using ::parallax::storage::OpenStore;
using ::parallax::storage::SqlBlob;
using ::parallax::storage::SqlConnection;
using ::parallax::storage::SqlDatabase;
using ::parallax::storage::SqlDialect;
using ::parallax::storage::SqlStatement;
using ::parallax::storage::StoreUrl;
using ::parallax::storage::StoreUse;
using ::parallax::testing::IsOk;
using ::parallax::testing::PostgresServer;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class DocumentCheckTest : public ::testing::TestWithParam<SqlDialect> {
 protected:
  void SetUp() override {
    if (GetParam() == SqlDialect::kPostgres) {
      if (const std::string missing = PostgresServer::Missing();
          !missing.empty()) {
        GTEST_SKIP() << missing;
      }
      url_ = {GetParam(), PostgresServer::Shared().NewDatabase()};
    } else {
      url_ = {GetParam(), folder_.File("ingest.db")};
    }
    auto store = GetParam() == SqlDialect::kSqlite
                     ? OpenSqliteDocuments(url_.location)
                     : OpenPostgresDocuments(url_.location);
    ASSERT_THAT(store, IsOk());
    store_ = *std::move(store);
    Keep("Five soldiers died, Armenia's ministry of defence said.",
         "https://example.org/one");
    Keep("Seven soldiers died, Armenia's ministry of defence said.",
         "https://example.org/one");
    Keep("A village was shelled on Monday, a resident told us.", "");
    auto database = OpenStore(url_, DocumentsSchema(), StoreUse::kServe);
    ASSERT_THAT(database, IsOk());
    database_ = *std::move(database);
  }

  // Adds to `names_` what it is kept as.
  void Keep(const std::string& sentence, const std::string& uri) {
    v1::DocumentInput input;
    input.set_content(
        absl::StrCat("News of the day\n\n15 September 2022\n\n", sentence));
    input.set_outlet("Desk");
    input.set_uri(uri);
    const auto prepared = domain::PrepareDocument(
        std::move(input), absl::FromUnixSeconds(1'700'000'000));
    ASSERT_THAT(prepared, IsOk());
    ASSERT_THAT(store_->Keep(call_, prepared->revision), IsOk());
    names_.push_back(prepared->revision.revision.name());
  }

  v1::CheckStoreResponse Check() {
    const auto found = store_->CheckStore(call_);
    EXPECT_THAT(found, IsOk());
    return found.value_or(v1::CheckStoreResponse());
  }
  // "name: description".
  std::vector<std::string> Faults() {
    std::vector<std::string> faults;
    const v1::CheckStoreResponse found = Check();
    for (const auto& fault : found.faults()) {
      faults.push_back(absl::StrCat(fault.name(), ": ", fault.description()));
    }
    return faults;
  }

  void Change(const std::string& sql) {
    const auto changed = database_->Write(
        call_,
        [&](SqlConnection& connection) { return connection.Execute(sql); });
    ASSERT_THAT(changed, IsOk()) << sql;
  }

  std::string Blob(const std::string& column, const std::string& from) {
    std::string blob;
    const auto read =
        database_->Read(call_, [&](SqlConnection& connection) -> absl::Status {
          PARALLAX_ASSIGN_OR_RETURN(SqlStatement row,
                                    connection.Prepare(absl::StrCat(
                                        "SELECT ", column, " FROM ", from)));
          PARALLAX_RETURN_IF_ERROR(row.Step().status());
          blob = std::string(row.ColumnBlob(0));
          return absl::OkStatus();
        });
    EXPECT_THAT(read, IsOk());
    return blob;
  }
  void PutBlob(const std::string& table, const std::string& column,
               const std::string& where, const std::string& blob) {
    const auto put = database_->Write(call_, [&](SqlConnection& connection) {
      return connection.Run(
          absl::StrCat("UPDATE ", table, " SET ", column, " = ? ", where),
          SqlBlob{blob});
    });
    ASSERT_THAT(put, IsOk());
  }

  // Every seventh byte of a blob from `first` on, one at a time.
  void ExpectEachByteGuarded(const std::string& table,
                             const std::string& column, const std::string& key,
                             std::size_t first) {
    const std::string where = absl::StrCat("WHERE ", key, " = 2");
    const std::string whole = Blob(column, absl::StrCat(table, " ", where));
    ASSERT_GT(whole.size(), first);
    for (std::size_t at = first; at < whole.size(); at += 7) {
      std::string damaged = whole;
      damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
      PutBlob(table, column, where, damaged);
      const auto found = Check();
      EXPECT_GE(found.fault_count(), 1) << column << " " << at;
      for (const auto& fault : found.faults()) {
        EXPECT_EQ(fault.name(), names_[1]) << column << " " << at;
      }
    }
    PutBlob(table, column, where, whole);
  }

  const parallax::testing::TempDir folder_;
  const rpc::CallContext call_ = rpc::CallContext::Background();
  StoreUrl url_;
  std::unique_ptr<SqlDocumentStore> store_;
  // Another way into the same store.
  std::unique_ptr<SqlDatabase> database_;
  std::vector<std::string> names_;
};

TEST_P(DocumentCheckTest, DocumentsAsTheyWereKeptAreSound) {
  EXPECT_THAT(Faults(), IsEmpty());
  const auto found = Check();
  EXPECT_EQ(found.document_count(), 2);
  EXPECT_EQ(found.revision_count(), 3);
  EXPECT_EQ(found.fault_count(), 0);
}

TEST_P(DocumentCheckTest, EveryByteOfARevisionIsGuarded) {
  ExpectEachByteGuarded("revisions", "facts", "id", 0);
  ExpectEachByteGuarded("contents", "input", "revision", 0);
  // The head of a compressed frame has bits that mean nothing.
  ExpectEachByteGuarded("contents", "raw", "revision", 6);
  ExpectEachByteGuarded("contents", "text", "revision", 6);
  EXPECT_THAT(Faults(), IsEmpty());
}

TEST_P(DocumentCheckTest, ColumnsThatSayOtherThanTheirRevisionAreFound) {
  for (const char* change :
       {"publish_time = publish_time + 1", "fetch_time = 0", "outlet = 'x'",
        "title = ''", "language = 'xx'"}) {
    SCOPED_TRACE(change);
    Change("CREATE TABLE kept AS SELECT * FROM revisions");
    Change(absl::StrCat("UPDATE revisions SET ", change, " WHERE id = 1"));
    EXPECT_THAT(Faults(), ::testing::Contains(
                              absl::StrCat(names_[0],
                                           ": is listed by what it does not "
                                           "say")));
    Change(
        "UPDATE revisions SET publish_time = (SELECT k.publish_time FROM kept "
        "k WHERE k.id = revisions.id), fetch_time = (SELECT k.fetch_time FROM "
        "kept k WHERE k.id = revisions.id), outlet = (SELECT k.outlet FROM "
        "kept k WHERE k.id = revisions.id), title = (SELECT k.title FROM kept "
        "k WHERE k.id = revisions.id), language = (SELECT k.language FROM kept "
        "k WHERE k.id = revisions.id)");
    Change("DROP TABLE kept");
    EXPECT_THAT(Faults(), IsEmpty());
  }
}

TEST_P(DocumentCheckTest, DocumentsThatSayOtherThanTheirRevisionsAreFound) {
  const std::string document = names_[0].substr(0, names_[0].find("/rev"));
  for (const char* change :
       {"revision_count = revision_count + 1", "latest = 3",
        "latest_publish_time = latest_publish_time + 1",
        "text_hash = text_hash || '0'"}) {
    SCOPED_TRACE(change);
    Change("CREATE TABLE kept AS SELECT * FROM documents");
    Change(absl::StrCat("UPDATE documents SET ", change, " WHERE uri <> ''"));
    EXPECT_THAT(Faults(),
                ElementsAre(absl::StrCat(
                    document, ": is listed by what its revisions do not say")));
    Change("DELETE FROM documents");
    Change("INSERT INTO documents SELECT * FROM kept");
    Change("DROP TABLE kept");
    EXPECT_THAT(Faults(), IsEmpty());
  }
  Change("UPDATE documents SET uri = uri || 'x' WHERE uri <> ''");
  EXPECT_THAT(
      Faults(),
      ElementsAre(absl::StrCat(
          document, ": has another address or text than it was named after")));
}

TEST_P(DocumentCheckTest, RowsThatAreGoneAreFound) {
  const std::string alone = names_[2].substr(0, names_[2].find("/rev"));
  Change("DELETE FROM contents WHERE revision = 1");
  EXPECT_THAT(Faults(),
              ElementsAre(absl::StrCat(names_[0], ": has lost its contents")));
  Change("DELETE FROM revisions WHERE id = 3");
  EXPECT_THAT(Faults(),
              ElementsAre(absl::StrCat(names_[0], ": has lost its contents"),
                          absl::StrCat(alone, ": has lost its revisions"),
                          ": 1 contents belong to no revision"));
  Change("DELETE FROM documents");
  const std::vector<std::string> faults = Faults();
  EXPECT_THAT(faults,
              ::testing::Contains(": 2 revisions belong to no document"));
}

TEST_P(DocumentCheckTest, NoMoreThanAHundredAreListed) {
  for (int i = 0; i < 120; ++i) {
    Keep(absl::StrCat("Report number ", i, " of the ministry."),
         absl::StrCat("https://example.org/", i));
  }
  Change("DELETE FROM contents");
  const auto found = Check();
  EXPECT_EQ(found.revision_count(), 123);
  EXPECT_EQ(found.fault_count(), 123);
  EXPECT_EQ(found.faults_size(), 100);
}

INSTANTIATE_TEST_SUITE_P(Engines, DocumentCheckTest,
                         ::testing::Values(SqlDialect::kSqlite,
                                           SqlDialect::kPostgres),
                         [](const auto& info) {
                           return info.param == SqlDialect::kSqlite
                                      ? "sqlite"
                                      : "postgres";
                         });

}  // namespace
}  // namespace parallax::ingest::storage
