// AdminService.GetServerInfo, CheckLedger and BackUpLedger.
#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/rpc/call_context.h"
#include "common/rpc/server_stream.h"
#include "parallax/claims/v1/admin_service.pb.h"
#include "services/claims/domain/ledger_reader.h"
#include "services/claims/domain/store_admin.h"

namespace parallax::claims::server {

using BackUpStream = rpc::ServerStream<domain::pb::BackUpLedgerResponse>;

// Thread safe. What they are made of must outlive them.
class GetServerInfo {
 public:
  GetServerInfo(domain::LedgerReader* reader, domain::StoreAdmin* admin,
                absl::Time started)
      : reader_(*reader), admin_(*admin), started_(started) {}
  absl::Status Handle(const rpc::CallContext& call,
                      const domain::pb::GetServerInfoRequest& request,
                      domain::pb::GetServerInfoResponse* response);

 private:
  domain::LedgerReader& reader_;
  domain::StoreAdmin& admin_;
  const absl::Time started_;
};

class CheckLedger {
 public:
  CheckLedger(domain::LedgerReader* reader, domain::StoreAdmin* admin)
      : reader_(*reader), admin_(*admin) {}
  absl::Status Handle(const rpc::CallContext& call,
                      const domain::pb::CheckLedgerRequest& request,
                      domain::pb::CheckLedgerResponse* response);

 private:
  domain::LedgerReader& reader_;
  domain::StoreAdmin& admin_;
};

class BackUpLedger {
 public:
  explicit BackUpLedger(domain::StoreAdmin* admin) : admin_(*admin) {}
  // Writes the copy to the stream, at the reader's pace.
  absl::Status Handle(BackUpStream* stream);

 private:
  domain::StoreAdmin& admin_;
};

}  // namespace parallax::claims::server
