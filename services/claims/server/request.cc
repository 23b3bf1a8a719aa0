#include "services/claims/server/request.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/status/macros.h"
#include "common/storage/order_by.h"

namespace parallax::claims::server {
namespace {

constexpr absl::Duration kLongestWait = absl::Seconds(1);
constexpr int kStandardPage = 100;
constexpr int kLargestPage = 1000;
// 0001-01-01 and 9999-01-01, in seconds since 1970.
constexpr std::int64_t kFirstSecond = -62135596800;
constexpr std::int64_t kLastSecond = 253370764800;

}  // namespace

absl::Status RevisionGate::Await(const rpc::CallContext& call,
                                 std::int64_t min_revision) {
  if (store_.CommittedRevision() >= min_revision) return absl::OkStatus();
  if (min_revision < 0) {
    return status::InvalidField("min_revision", "must not be negative");
  }
  const absl::Time until =
      std::min(absl::Now() + kLongestWait, call.deadline());
  absl::MutexLock lock(&mutex_);
  while (store_.CommittedRevision() < min_revision) {
    PARALLAX_RETURN_IF_ERROR(call.Check());
    if (absl::Now() >= until) {
      return status::Unavailable(
          type::v1::ERROR_REASON_REVISION_NOT_REACHED,
          absl::StrCat("revision ", min_revision, " has not been reached here"),
          absl::Milliseconds(200));
    }
    changed_.WaitWithDeadline(
        &mutex_, std::min(until, absl::Now() + absl::Milliseconds(50)));
  }
  return absl::OkStatus();
}

void RevisionGate::Wake() {
  absl::MutexLock lock(&mutex_);
  changed_.SignalAll();
}

void CheckName(absl::string_view collection, absl::string_view name,
               absl::string_view field, status::Violations* bad) {
  const std::string prefix = absl::StrCat(collection, "/");
  absl::string_view id = name;
  if (name.empty()) {
    bad->Add(field, "is required");
    return;
  }
  const bool fits =
      absl::ConsumePrefix(&id, prefix) && !id.empty() && id.size() <= 63 &&
      std::all_of(id.begin(), id.end(), [](char c) {
        return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
      });
  if (!fits) {
    bad->Add(field,
             absl::StrCat("must be ", prefix,
                          "{id} with 1 to 63 lower-case letters, digits and "
                          "hyphens"));
  }
}

void CheckTime(const google::protobuf::Timestamp& time, absl::string_view field,
               status::Violations* bad) {
  if (time.seconds() < kFirstSecond || time.seconds() >= kLastSecond ||
      time.nanos() < 0 || time.nanos() > 999'999'999) {
    bad->Add(field, "must be a moment of the years 1 to 9998");
  }
}

absl::StatusOr<ListPlan> PlanList(ListFields fields,
                                  const storage::FilterSchema& schema,
                                  absl::Span<const absl::string_view> orders,
                                  const storage::PageTokenCodec& codec,
                                  status::Violations bad) {
  ListPlan plan;
  plan.page_query = std::move(fields.page_query);
  plan.query.parent = std::string(fields.parent);
  const absl::StatusOr<int> size =
      storage::ClampPageSize(fields.page_size, kStandardPage, kLargestPage);
  bad.AddStatus("", size.status());
  absl::StatusOr<storage::Filter> parsed =
      storage::ParseFilter(fields.filter, schema);
  bad.AddStatus("", parsed.status());
  const absl::StatusOr<std::vector<storage::OrderTerm>> terms =
      storage::ParseOrderBy(fields.order_by, orders);
  bad.AddStatus("", terms.status());
  if (terms.ok() && terms->size() > 1) {
    bad.Add("order_by", "takes one field",
            type::v1::ERROR_REASON_INVALID_ORDER);
  }
  absl::StatusOr<storage::PageCursor> cursor =
      codec.Decode(plan.page_query, fields.page_token);
  bad.AddStatus("", cursor.status());
  PARALLAX_RETURN_IF_ERROR(bad.ToStatus());
  plan.filter = *std::move(parsed);
  plan.query.limit = *size;
  plan.query.after = *std::move(cursor);
  plan.query.descending = true;
  if (!orders.empty()) plan.query.order_by = std::string(orders.front());
  if (!terms->empty()) {
    plan.query.order_by = terms->front().field;
    plan.query.descending = terms->front().descending;
  }
  return plan;
}

}  // namespace parallax::claims::server
