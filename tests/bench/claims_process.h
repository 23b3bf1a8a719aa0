// The claims service as a process of its own, over a store of its own.
#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "parallax/claims/v1/claims_service.grpc.pb.h"
#include "tests/support/process.h"

namespace parallax::bench {

class ClaimsProcess {
 public:
  // `folder` exists; the store in it is kept. `database` is the URL of a store
  // elsewhere instead.
  explicit ClaimsProcess(std::string folder, std::string database = "")
      : folder_(std::move(folder)), database_(std::move(database)) {}

  // Starts it and waits until it serves; `took` is the time from fork to
  // SERVING.
  absl::Status Start(absl::Duration* took = nullptr);

  // SIGTERM, waits.
  void Stop() { process_.Terminate(); }

  // A connection of its own to the service, which has started.
  std::shared_ptr<grpc::Channel> Connect() const;

  std::string StorePath() const { return folder_ + "/ledger.db"; }
  claims::v1::ClaimsService::Stub& stub() { return *stub_; }
  pid_t pid() const { return process_.pid(); }

 private:
  const std::string folder_;
  const std::string database_;
  testing::Process process_;
  int port_ = 0;
  std::unique_ptr<claims::v1::ClaimsService::Stub> stub_;
};

}  // namespace parallax::bench
