// The three services as real processes, on free ports of loopback, with their
// stores in one folder or in one database.
//
//   Suite suite;
//   ASSERT_THAT(suite.Start(), IsOk());
//   ASSERT_THAT(suite.Ingest(report), IsOk());
//   suite.Kill(Service::kClaims);
//   ASSERT_THAT(suite.Start(), IsOk());  // starts what does not run
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "parallax/claims/v1/claims_service.grpc.pb.h"
#include "parallax/geo/v1/geo_service.grpc.pb.h"
#include "parallax/ingest/v1/ingest_service.grpc.pb.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace parallax::testing {

enum class Service { kGeo, kClaims, kIngest };
inline constexpr std::array<Service, 3> kServices = {
    Service::kGeo, Service::kClaims, Service::kIngest};

// "geo", "claims", "ingest".
const char* NameOf(Service service);

// Start() and Kill() from one thread; the stubs and Ingest() from any.
class Suite {
 public:
  // Keeps its stores where `store` says, "postgresql://..."; by default each
  // service has a SQLite file of its own. Only `services` are started.
  explicit Suite(std::string store = "",
                 std::vector<Service> services = {kServices.begin(),
                                                  kServices.end()});

  // Starts the services that do not run and waits until all serve. A service
  // that was started before comes back at its old port, with its old store.
  absl::Status Start();

  // kill -9.
  void Kill(Service service);

  // SIGTERM; the exit code.
  int Terminate(Service service);

  // Hands one report in; a service that is down fails the call.
  absl::StatusOr<ingest::v1::IngestDocumentResponse> Ingest(
      const ingest::v1::DocumentInput& report);

  // Of services that were started.
  ingest::v1::IngestService::Stub& ingest() { return *ingest_; }
  claims::v1::ClaimsService::Stub& claims() { return *claims_; }
  geo::v1::GeoService::Stub& geo() { return *geo_; }

  std::shared_ptr<grpc::Channel> ChannelOf(Service service) const {
    return channels_[static_cast<std::size_t>(service)];
  }

  // Process id of a service that runs; 0 for one that does not.
  pid_t PidOf(Service service) const { return At(service).process.pid(); }

  // host:port of a service that was started.
  std::string Address(Service service) const;

  // A service's SQLite file.
  std::string StoreFile(Service service) const {
    return folder_.File(absl::StrCat(NameOf(service), ".db"));
  }

  // The end of each service's log, for messages of failure.
  std::string Logs() const;

  static absl::Duration Deadline() { return absl::Seconds(60); }

 private:
  struct Running {
    Process process;
    int port = 0;
  };

  absl::Status StartOne(Service service);
  absl::Status AwaitServing(Service service);
  Running& At(Service service) {
    return running_[static_cast<std::size_t>(service)];
  }
  const Running& At(Service service) const {
    return running_[static_cast<std::size_t>(service)];
  }

  const std::string store_;
  const std::vector<Service> services_;
  TempDir folder_;
  std::array<Running, 3> running_;
  std::array<std::shared_ptr<grpc::Channel>, 3> channels_;
  std::unique_ptr<ingest::v1::IngestService::Stub> ingest_;
  std::unique_ptr<claims::v1::ClaimsService::Stub> claims_;
  std::unique_ptr<geo::v1::GeoService::Stub> geo_;
};

// Sets the suite's deadline on a call.
void Limit(grpc::ClientContext* context);

}  // namespace parallax::testing
