#include "common/storage/store_faults.h"

#include <cstddef>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"

namespace parallax::storage {
namespace {

constexpr std::size_t kMostListed = 100;
// Bytes: an engine tells of every page that it cannot read.
constexpr std::size_t kLongestDetail = 2000;

}  // namespace

void StoreFaults::Add(absl::string_view name, absl::string_view description) {
  ++count_;
  if (first_.size() >= kMostListed) return;
  first_.emplace_back(name, description);
}

absl::Status StoreFaults::Note(const absl::Status& status) {
  if (!absl::IsDataLoss(status)) return status;
  const std::string detail =
      status::InternalDetail(status).substr(0, kLongestDetail);
  Add("", absl::StrCat(status.message(), detail.empty() ? "" : ": ", detail));
  return absl::OkStatus();
}

}  // namespace parallax::storage
