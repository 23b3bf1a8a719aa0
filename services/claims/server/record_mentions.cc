#include "services/claims/server/record_mentions.h"

#include <utility>

namespace parallax::claims::server {

void RecordMentions::Handle(const rpc::CallContext& call,
                            const domain::pb::RecordMentionsRequest& request,
                            domain::pb::RecordMentionsResponse* response,
                            std::function<void(absl::Status)> finish) {
  absl::Status status = CheckRecordMentions(request);
  if (status.ok()) status = call.Check();
  if (!status.ok()) {
    finish(std::move(status));
    return;
  }
  recorder_.RecordAsync(
      call, request,
      [response, finish = std::move(finish)](
          absl::StatusOr<domain::pb::RecordMentionsResponse> recorded) {
        if (recorded.ok()) *response = *std::move(recorded);
        finish(recorded.status());
      });
}

}  // namespace parallax::claims::server
