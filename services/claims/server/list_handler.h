// What the calls that list rows of the ledger do alike.
#pragma once

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "common/rpc/call_context.h"
#include "common/status/macros.h"
#include "common/storage/page_token.h"
#include "google/protobuf/repeated_field.h"
#include "services/claims/domain/area_filter.h"
#include "services/claims/domain/ledger_views.h"
#include "services/claims/server/request.h"

namespace parallax::claims::server {

// Thread safe. What it is made of must outlive it.
class ListHandler {
 public:
  ListHandler(domain::LedgerViews* views, domain::AreaSource* areas,
              RevisionGate* gate, const storage::PageTokenCodec* codec)
      : views_(*views), areas_(*areas), gate_(*gate), codec_(*codec) {}

 protected:
  domain::LedgerViews& views() const { return views_; }

  // Checks the request, with `bad` found wrong in it so far, waits for its
  // revision, reads a page by `read` and puts it into `rows` of `response`,
  // with the token of the next. `orders` are as for PlanList().
  template <typename Request, typename Read, typename Row, typename Response>
  absl::Status AnswerPage(const rpc::CallContext& call, const Request& request,
                          const storage::FilterSchema& schema,
                          absl::Span<const absl::string_view> orders,
                          status::Violations bad, const Read& read,
                          google::protobuf::RepeatedPtrField<Row>* rows,
                          Response* response) {
    PARALLAX_ASSIGN_OR_RETURN(
        ListPlan plan, PlanList(ListFieldsOf(request), schema, orders, codec_,
                                std::move(bad)));
    PARALLAX_RETURN_IF_ERROR(domain::BindAreas(call, &areas_, &plan.filter));
    PARALLAX_RETURN_IF_ERROR(gate_.Await(call, request.min_revision()));
    PARALLAX_ASSIGN_OR_RETURN(domain::Page<Row> page, read(plan.Ready()));
    if (page.more) {
      const auto& last = page.rows.back();
      response->set_next_page_token(
          codec_.Encode(plan.page_query, {last.order, last.value.name()}));
    }
    for (auto& row : page.rows) *rows->Add() = std::move(row.value);
    response->set_revision(page.revision);
    return absl::OkStatus();
  }

 private:
  domain::LedgerViews& views_;
  domain::AreaSource& areas_;
  RevisionGate& gate_;
  const storage::PageTokenCodec& codec_;
};

}  // namespace parallax::claims::server
