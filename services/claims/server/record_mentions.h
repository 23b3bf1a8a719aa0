// ClaimsService.RecordMentions.
#pragma once

#include <functional>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/rpc/call_context.h"
#include "common/status/errors.h"
#include "services/claims/domain/recorder.h"

namespace parallax::claims::server {

// `documents/{document}/revisions/{revision}`.
bool IsRevisionName(absl::string_view name);
// The same with `/mentions/{mention}`.
bool IsMentionName(absl::string_view name);

// Adds what is wrong with an assertion at `path` of a request.
void CheckAssertion(const domain::pb::Assertion& assertion,
                    absl::string_view path, status::Violations* bad);

// Every violation of the request at once.
absl::Status CheckRecordMentions(
    const domain::pb::RecordMentionsRequest& request);

// Thread safe. `recorder` must outlive it.
class RecordMentions {
 public:
  explicit RecordMentions(domain::Recorder* recorder) : recorder_(*recorder) {}

  // `finish` is called once the mentions are durable, or with what is wrong.
  void Handle(const rpc::CallContext& call,
              const domain::pb::RecordMentionsRequest& request,
              domain::pb::RecordMentionsResponse* response,
              std::function<void(absl::Status)> finish);

 private:
  domain::Recorder& recorder_;
};

}  // namespace parallax::claims::server
