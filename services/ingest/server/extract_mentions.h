// Reads one report and keeps nothing.
#ifndef PARALLAX_SERVICES_INGEST_SERVER_EXTRACT_MENTIONS_H_
#define PARALLAX_SERVICES_INGEST_SERVER_EXTRACT_MENTIONS_H_

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "services/ingest/domain/ingestor.h"

namespace parallax::ingest::v1 {
class ExtractMentionsRequest;
class ExtractMentionsResponse;
}  // namespace parallax::ingest::v1

namespace parallax::ingest::server {

// Thread safe. What it is given must outlive it.
class ExtractMentions {
 public:
  explicit ExtractMentions(domain::Ingestor* ingestor) : ingestor_(*ingestor) {}

  absl::Status Handle(const rpc::CallContext& call,
                      const v1::ExtractMentionsRequest& request,
                      v1::ExtractMentionsResponse* response);

 private:
  domain::Ingestor& ingestor_;
};

}  // namespace parallax::ingest::server

#endif  // PARALLAX_SERVICES_INGEST_SERVER_EXTRACT_MENTIONS_H_
