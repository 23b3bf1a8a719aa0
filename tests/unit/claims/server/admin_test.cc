// GetServerInfo, CheckLedger and BackUpLedger as a caller sees them.
#include "services/claims/server/admin.h"

#include <fstream>

#include "gtest/gtest.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/claims/server/claims_server.h"
#include "tests/unit/claims/week_story.h"

namespace parallax::claims::testing {
namespace {

using parallax::testing::HasReason;
using parallax::testing::HasStatus;
using parallax::testing::IsOk;
using Stub = pb::ClaimsService::Stub;

class AdminTest : public ::testing::Test {
 protected:
  AdminTest() {
    for (const Report& report : WeekStory()) {
      EXPECT_THAT(server_.Record(report), IsOk());
    }
  }
  pb::GetServerInfoResponse Info() {
    const auto info = server_.CallOn<pb::GetServerInfoResponse>(
        admin_.get(), &pb::AdminService::Stub::GetServerInfo,
        pb::GetServerInfoRequest());
    EXPECT_THAT(info, IsOk());
    return info.value_or(pb::GetServerInfoResponse());
  }

  ClaimsServer server_;
  const std::unique_ptr<pb::AdminService::Stub> admin_ =
      pb::AdminService::NewStub(server_.server().channel());
};

TEST_F(AdminTest, InfoTellsStoreAndRevisions) {
  const pb::GetServerInfoResponse info = Info();
  EXPECT_EQ(info.engine(), "sqlite");
  EXPECT_GE(info.schema_version(), 2);
  EXPECT_EQ(info.revision(), server_.store().CommittedRevision());
  EXPECT_EQ(info.oldest_revision(), 0);
  EXPECT_EQ(info.compact_revision(), 0);
  EXPECT_FALSE(info.version().empty());
}

TEST_F(AdminTest, ACheckOfASoundLedgerFindsNothing) {
  const auto found = server_.CallOn<pb::CheckLedgerResponse>(
      admin_.get(), &pb::AdminService::Stub::CheckLedger,
      pb::CheckLedgerRequest());
  ASSERT_THAT(found, IsOk());
  EXPECT_EQ(found->fault_count(), 0);
  EXPECT_GT(found->row_count(), 0);
}

TEST_F(AdminTest, ABackupIsAStoreWithTheSameLedger) {
  const parallax::testing::TempDir folder;
  const std::string path = folder.File("backup.db");
  {
    std::ofstream file(path, std::ios::binary);
    grpc::ClientContext context;
    auto reader = admin_->BackUpLedger(&context, pb::BackUpLedgerRequest());
    pb::BackUpLedgerResponse piece;
    while (reader->Read(&piece)) file << piece.data();
    ASSERT_THAT(status::FromGrpc(reader->Finish()), IsOk());
  }
  auto copy = storage::OpenSqliteLedger(path, 1);
  ASSERT_THAT(copy, IsOk());
  EXPECT_EQ((*copy)->CommittedRevision(), server_.store().CommittedRevision());
  domain::LedgerViews views(copy->get());
  domain::ListQuery query;
  query.order_by = "publish_time";
  query.limit = 1000;
  const auto page =
      views.ListClaims(rpc::CallContext::Background(), query, domain::kForever);
  ASSERT_THAT(page, IsOk());
  const auto listed = server_.Call<pb::ListClaimsResponse>(
      &Stub::ListClaims, pb::ListClaimsRequest());
  ASSERT_EQ(static_cast<int>(page->rows.size()), listed->claims_size());
  for (int i = 0; i < listed->claims_size(); ++i) {
    EXPECT_EQ(page->rows[i].value.SerializeAsString(),
              listed->claims(i).SerializeAsString());
  }
  (*copy)->Close();
}

TEST_F(AdminTest, WhatIsCompactedCannotBeReadAndTheRestCan) {
  const auto call = rpc::CallContext::Background();
  const absl::Time before = absl::Now();
  // Replaces what was recorded.
  ASSERT_THAT(server_.Record(Report("rt-13", "2022-09-13 15:00", "RT")
                                 .Killed(kPremier, "Armenia", 48)
                                 .OfMilitary("Armenia")),
              IsOk());
  pb::ListClaimsRequest list;
  list.set_filter("count_min = 49");
  *list.mutable_recorded_as_of() =
      domain::ToTimestamp(absl::ToUnixMicros(before));
  const auto kept =
      server_.Call<pb::ListClaimsResponse>(&Stub::ListClaims, list);
  ASSERT_THAT(kept, IsOk());
  EXPECT_EQ(kept->claims_size(), 1);
  ASSERT_THAT(
      server_.store().CompactReplaced(call, absl::ToUnixMicros(absl::Now())),
      IsOk());
  EXPECT_EQ(Info().oldest_revision(), server_.store().CommittedRevision());
  const auto gone =
      server_.Call<pb::ListClaimsResponse>(&Stub::ListClaims, list);
  EXPECT_THAT(gone, HasStatus(absl::StatusCode::kOutOfRange));
  EXPECT_THAT(gone, HasReason(type::v1::ERROR_REASON_REVISION_TOO_OLD));
  // The present, and what had been published by then, are as they were.
  list.clear_recorded_as_of();
  *list.mutable_as_of() = domain::ToTimestamp(At("2022-09-14"));
  list.set_filter("count_min = 48");
  EXPECT_EQ(server_.Call<pb::ListClaimsResponse>(&Stub::ListClaims, list)
                ->claims_size(),
            1);
}

}  // namespace
}  // namespace parallax::claims::testing
