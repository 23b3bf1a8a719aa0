// ClaimsService.ListReviewQueue.
#pragma once

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "services/claims/server/list_handler.h"

namespace parallax::claims::server {

class ListReviewQueue : public ListHandler {
 public:
  using ListHandler::ListHandler;

  absl::Status Handle(const rpc::CallContext& call,
                      const domain::pb::ListReviewQueueRequest& request,
                      domain::pb::ListReviewQueueResponse* response);
};

}  // namespace parallax::claims::server
