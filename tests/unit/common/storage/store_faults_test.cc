#include "common/storage/store_faults.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "parallax/claims/v1/admin_service.pb.h"
#include "tests/support/status_matchers.h"

namespace parallax::storage {
namespace {

using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;

TEST(StoreFaultsTest, TheFirstHundredAreListedAndAllAreCounted) {
  StoreFaults faults;
  for (int i = 0; i < 130; ++i) faults.Add(absl::StrCat("r/", i), "is gone");
  claims::v1::CheckLedgerResponse response;
  faults.FillIn(&response);
  EXPECT_EQ(response.fault_count(), 130);
  ASSERT_EQ(response.faults_size(), 100);
  EXPECT_EQ(response.faults(99).name(), "r/99");
  EXPECT_EQ(response.faults(99).description(), "is gone");
}

TEST(StoreFaultsTest, LossIsAFaultOfTheStoreWithWhatTheEngineSays) {
  StoreFaults faults;
  EXPECT_THAT(faults.Note(absl::OkStatus()), IsOk());
  EXPECT_EQ(faults.count(), 0);
  EXPECT_THAT(faults.Note(status::WithInternalDetail(
                  absl::DataLossError("the store is damaged"), "page 7")),
              IsOk());
  EXPECT_THAT(faults.Note(absl::DataLossError(std::string(9, 'x'))), IsOk());
  claims::v1::CheckLedgerResponse response;
  faults.FillIn(&response);
  ASSERT_EQ(response.faults_size(), 2);
  EXPECT_EQ(response.faults(0).name(), "");
  EXPECT_EQ(response.faults(0).description(), "the store is damaged: page 7");
  EXPECT_EQ(response.faults(1).description(), "xxxxxxxxx");
}

TEST(StoreFaultsTest, OtherErrorsAreReturned) {
  StoreFaults faults;
  EXPECT_THAT(faults.Note(absl::CancelledError("stopped")),
              HasStatus(absl::StatusCode::kCancelled));
  EXPECT_EQ(faults.count(), 0);
}

}  // namespace
}  // namespace parallax::storage
