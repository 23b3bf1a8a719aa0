// What several handlers check and answer alike.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/types/span.h"
#include "common/rpc/call_context.h"
#include "common/status/errors.h"
#include "common/storage/filter.h"
#include "common/storage/page_token.h"
#include "services/claims/domain/as_of.h"
#include "services/claims/domain/ledger_reader.h"
#include "services/claims/domain/ledger_store.h"

namespace parallax::claims::server {

// Holds a read back until the store has reached its `min_revision`. Thread
// safe.
class RevisionGate {
 public:
  explicit RevisionGate(const domain::LedgerStore* store) : store_(*store) {}

  // UNAVAILABLE (REVISION_NOT_REACHED) when the revision is not reached within
  // the deadline, or within a second where the deadline is further away.
  absl::Status Await(const rpc::CallContext& call, std::int64_t min_revision);

  // Call after each commit.
  void Wake();

 private:
  const domain::LedgerStore& store_;
  absl::Mutex mutex_;
  absl::CondVar changed_;
};

// Adds a violation unless `name` is `collection`/{id} with an id of 1 to 63
// lower-case letters, digits and hyphens.
void CheckName(absl::string_view collection, absl::string_view name,
               absl::string_view field, status::Violations* bad);

// Adds a violation when `as_of` is set and not a moment of the years 1 to 9998.
void CheckTime(const google::protobuf::Timestamp& time, absl::string_view field,
               status::Violations* bad);

// Adds violations of `as_of`, `recorded_as_of` and `view`, which `Request` has.
template <typename Request>
void CheckViewpoint(const Request& request, status::Violations* bad) {
  CheckTime(request.as_of(), "as_of", bad);
  CheckTime(request.recorded_as_of(), "recorded_as_of", bad);
  if (!domain::pb::LedgerView_IsValid(request.view())) {
    bad->Add("view", "is no view of the ledger");
  }
}

// The same as the domain has them.
template <typename Request>
domain::Viewpoint ViewpointOf(const Request& request) {
  domain::Viewpoint from;
  if (request.has_as_of()) from.as_of = domain::ToMicros(request.as_of());
  if (request.has_recorded_as_of()) {
    from.recorded_as_of = domain::ToMicros(request.recorded_as_of());
  }
  from.reviewed = request.view() == domain::pb::LEDGER_VIEW_REVIEWED;
  return from;
}

// True when the read asks for the machine's present ledger, of which no later
// revision than `committed`: then what is kept in memory can answer it.
template <typename Request>
bool IsOfPresent(const Request& request, std::int64_t committed) {
  return ViewpointOf(request).present() &&
         domain::pb::LedgerView_IsValid(request.view()) &&
         request.min_revision() >= 0 && request.min_revision() <= committed;
}

// What a list request asks for, in those of these fields that it has.
struct ListFields {
  std::int32_t page_size = 0;
  absl::string_view page_token;
  absl::string_view filter;
  absl::string_view order_by;
  absl::string_view parent;
  // What page tokens are bound to.
  std::string page_query;
};

// `request` must outlive the fields.
template <typename Request>
ListFields ListFieldsOf(const Request& request) {
  ListFields fields;
  fields.page_size = request.page_size();
  fields.page_token = request.page_token();
  if constexpr (requires { request.filter(); }) {
    fields.filter = request.filter();
  }
  if constexpr (requires { request.order_by(); }) {
    fields.order_by = request.order_by();
  }
  if constexpr (requires { request.parent(); }) {
    fields.parent = request.parent();
  }
  fields.page_query = storage::PageQuery(request);
  return fields;
}

// A list request's page, filter and order, checked.
struct ListPlan {
  storage::Filter filter;
  domain::ListQuery query;  // points at `filter` once Ready() was called
  std::string page_query;   // what page tokens are bound to

  domain::ListQuery& Ready() {
    query.filter = &filter;
    return query;
  }
};

// Checks what a list request asks for; collects every violation. `orders` are
// the fields that it may order by; the first is the default, and descending by
// default.
absl::StatusOr<ListPlan> PlanList(ListFields fields,
                                  const storage::FilterSchema& schema,
                                  absl::Span<const absl::string_view> orders,
                                  const storage::PageTokenCodec& codec,
                                  status::Violations bad = {});

}  // namespace parallax::claims::server
