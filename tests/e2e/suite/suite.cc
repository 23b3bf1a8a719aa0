#include "tests/e2e/suite/suite.h"

#include <grpc/health/v1/health.grpc.pb.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/status/grpc_status.h"
#include "common/status/macros.h"
#include "grpcpp/create_channel.h"

namespace parallax::testing {
namespace {

constexpr absl::Duration kStartLimit = absl::Seconds(60);

std::string ReadAll(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

std::shared_ptr<grpc::Channel> ChannelTo(const std::string& address) {
  grpc::ChannelArguments arguments;
  // A service that comes back is found again at once.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 50);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 50);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 500);
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetMaxReceiveMessageSize(-1);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(),
                                   arguments);
}

}  // namespace

const char* NameOf(Service service) {
  switch (service) {
    case Service::kGeo:
      return "geo";
    case Service::kClaims:
      return "claims";
    case Service::kIngest:
      return "ingest";
  }
  return "";
}

void Limit(grpc::ClientContext* context) {
  context->set_deadline(absl::ToChronoTime(absl::Now() + Suite::Deadline()));
}

Suite::Suite(std::string store, std::vector<Service> services)
    : store_(std::move(store)), services_(std::move(services)) {}

std::string Suite::Address(Service service) const {
  return absl::StrCat("127.0.0.1:", At(service).port);
}

absl::Status Suite::StartOne(Service service) {
  Running& running = At(service);
  if (running.process.running()) return absl::OkStatus();
  const std::string name = NameOf(service);
  const std::string port_file = folder_.File(name + ".port");
  std::remove(port_file.c_str());
  std::vector<std::string> arguments = {
      "--listen",
      Address(service),
      "--port-file",
      port_file,
      "--store",
      store_.empty() ? absl::StrCat("sqlite:", StoreFile(service)) : store_};
  if (service == Service::kClaims && At(Service::kGeo).port != 0) {
    arguments.insert(arguments.end(), {"--geo", Address(Service::kGeo)});
  }
  if (service == Service::kIngest) {
    arguments.insert(arguments.end(), {"--claims", Address(Service::kClaims),
                                       "--geo", Address(Service::kGeo)});
  }
  const std::string program =
      absl::StrCat(PARALLAX_BINARY_DIR, "/bin/parallax-", name);
  if (!running.process.Start(program, arguments, folder_.File(name + ".log"))) {
    return absl::InternalError(absl::StrCat("cannot start ", program));
  }
  const absl::Time end = absl::Now() + kStartLimit;
  int port = 0;
  while (!absl::SimpleAtoi(ReadAll(port_file), &port) || port == 0) {
    if (!running.process.running()) {
      return absl::FailedPreconditionError(
          absl::StrCat(name, " does not start\n", Logs()));
    }
    if (absl::Now() >= end) {
      return absl::DeadlineExceededError(
          absl::StrCat(name, " does not listen\n", Logs()));
    }
    absl::SleepFor(absl::Milliseconds(5));
  }
  running.port = port;
  return absl::OkStatus();
}

absl::Status Suite::AwaitServing(Service service) {
  const auto& channel = channels_[static_cast<std::size_t>(service)];
  const auto health = grpc::health::v1::Health::NewStub(channel);
  const absl::Time end = absl::Now() + kStartLimit;
  for (;;) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(2)));
    context.set_wait_for_ready(true);
    grpc::health::v1::HealthCheckResponse response;
    if (health->Check(&context, {}, &response).ok() &&
        response.status() == grpc::health::v1::HealthCheckResponse::SERVING) {
      return absl::OkStatus();
    }
    if (!At(service).process.running() || absl::Now() >= end) {
      return absl::DeadlineExceededError(
          absl::StrCat(NameOf(service), " does not serve\n", Logs()));
    }
    absl::SleepFor(absl::Milliseconds(10));
  }
}

absl::Status Suite::Start() {
  for (const Service service : services_) {
    const bool first = At(service).port == 0;
    PARALLAX_RETURN_IF_ERROR(StartOne(service));
    if (first) {
      channels_[static_cast<std::size_t>(service)] =
          ChannelTo(Address(service));
    }
  }
  if (geo_ == nullptr && channels_[0] != nullptr) {
    geo_ = geo::v1::GeoService::NewStub(channels_[0]);
  }
  if (claims_ == nullptr && channels_[1] != nullptr) {
    claims_ = claims::v1::ClaimsService::NewStub(channels_[1]);
  }
  if (ingest_ == nullptr && channels_[2] != nullptr) {
    ingest_ = ingest::v1::IngestService::NewStub(channels_[2]);
  }
  for (const Service service : services_) {
    PARALLAX_RETURN_IF_ERROR(AwaitServing(service));
  }
  return absl::OkStatus();
}

void Suite::Kill(Service service) { At(service).process.Kill(); }

int Suite::Terminate(Service service) {
  return At(service).process.Terminate();
}

absl::StatusOr<ingest::v1::IngestDocumentResponse> Suite::Ingest(
    const ingest::v1::DocumentInput& report) {
  grpc::ClientContext context;
  Limit(&context);
  ingest::v1::IngestDocumentRequest request;
  *request.mutable_document() = report;
  ingest::v1::IngestDocumentResponse response;
  PARALLAX_RETURN_IF_ERROR(
      status::FromGrpc(ingest_->IngestDocument(&context, request, &response)));
  return response;
}

std::string Suite::Logs() const {
  std::string logs;
  for (const Service service : kServices) {
    std::string log =
        ReadAll(folder_.File(absl::StrCat(NameOf(service), ".log")));
    if (log.size() > 2000) log = log.substr(log.size() - 2000);
    absl::StrAppend(&logs, "--- ", NameOf(service), "\n", log);
  }
  return logs;
}

}  // namespace parallax::testing
