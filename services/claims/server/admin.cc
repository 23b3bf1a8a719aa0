#include "services/claims/server/admin.h"

#include <string>

#include "common/config/version.h"
#include "common/status/macros.h"
#include "services/claims/domain/checker.h"

namespace parallax::claims::server {

absl::Status GetServerInfo::Handle(
    const rpc::CallContext& call, const domain::pb::GetServerInfoRequest&,
    domain::pb::GetServerInfoResponse* response) {
  response->set_version(std::string(config::Version()));
  response->set_engine(admin_.engine());
  response->set_schema_version(admin_.schema_version());
  *response->mutable_start_time() =
      domain::ToTimestamp(absl::ToUnixMicros(started_));
  return reader_.Read(call,
                      [&](domain::LedgerSnapshot& snapshot) -> absl::Status {
                        PARALLAX_ASSIGN_OR_RETURN(const std::int64_t revision,
                                                  snapshot.Revision());
                        PARALLAX_ASSIGN_OR_RETURN(const std::int64_t oldest,
                                                  snapshot.OldestRevision());
                        PARALLAX_ASSIGN_OR_RETURN(const std::int64_t compacted,
                                                  snapshot.CompactedTo());
                        response->set_revision(revision);
                        response->set_oldest_revision(oldest);
                        response->set_compact_revision(compacted);
                        return absl::OkStatus();
                      });
}

absl::Status CheckLedger::Handle(const rpc::CallContext& call,
                                 const domain::pb::CheckLedgerRequest&,
                                 domain::pb::CheckLedgerResponse* response) {
  PARALLAX_ASSIGN_OR_RETURN(*response,
                            domain::CheckLedger(call, &reader_, &admin_));
  return absl::OkStatus();
}

absl::Status BackUpLedger::Handle(BackUpStream* stream) {
  return admin_.BackUp(stream->context(), [&](absl::string_view piece) {
    domain::pb::BackUpLedgerResponse response;
    response.set_data(std::string(piece));
    return stream->Write(std::move(response));
  });
}

}  // namespace parallax::claims::server
