// A claims service on a free port, over a fresh store.
#pragma once

#include <memory>
#include <string>

#include "common/status/grpc_status.h"
#include "grpcpp/client_context.h"
#include "gtest/gtest.h"
#include "services/claims/server/admin_service.h"
#include "services/claims/server/claims_service.h"
#include "services/claims/server/export_service.h"
#include "services/claims/storage/sqlite/open_ledger.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_server.h"
#include "tests/unit/claims/fake_area_source.h"
#include "tests/unit/claims/report.h"

namespace parallax::claims::testing {

class ClaimsServer {
 public:
  explicit ClaimsServer(server::ClaimsServiceOptions options = {}) {
    auto opened = storage::OpenSqliteLedger(directory_.File("ledger.db"), 4);
    EXPECT_TRUE(opened.ok()) << opened.status();
    store_ = *std::move(opened);
    server_ = std::make_unique<parallax::testing::TestServer>();
    service_ = std::make_unique<server::ClaimsServiceImpl>(
        &server_->runtime(),
        server::ClaimsStores{store_.get(), store_.get(), store_.get(),
                             store_.get(), &areas_, *store_->PageTokenKey()},
        options);
    store_->SetListeners(
        {.changed =
             [this](const std::vector<std::string>& names) {
               service_->Changed(names);
             },
         .all_changed = [this] { service_->AllChanged(); },
         .committed =
             [this](std::int64_t revision) { service_->Committed(revision); }});
    exports_ = std::make_unique<server::ExportServiceImpl>(
        &server_->runtime(), store_.get(), store_.get(), store_.get(), &areas_);
    admin_ = std::make_unique<server::AdminServiceImpl>(
        &server_->runtime(), store_.get(), store_.get());
    EXPECT_TRUE(
        server_->Start({{service_.get(), server::ClaimsServiceImpl::kName},
                        {exports_.get(), server::ExportServiceImpl::kName},
                        {admin_.get(), server::AdminServiceImpl::kName}}));
    stub_ = pb::ClaimsService::NewStub(server_->channel());
  }

  // The server goes first: calls use the service and the store.
  ~ClaimsServer() {
    server_.reset();
    service_->Stop();
    store_->Close();
  }

  // Calls an RPC and gives what it says.
  template <typename Response, typename Request, typename Method>
  absl::StatusOr<Response> Call(Method method, const Request& request) {
    return CallOn<Response>(stub_.get(), method, request);
  }
  // The same on the stub of a service beside it.
  template <typename Response, typename Stub, typename Request, typename Method>
  absl::StatusOr<Response> CallOn(Stub* stub, Method method,
                                  const Request& request) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() +
                         std::chrono::seconds(20));
    Response response;
    const absl::Status status =
        status::FromGrpc((stub->*method)(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }

  absl::StatusOr<pb::RecordMentionsResponse> Record(const Report& report) {
    return Record(report.request());
  }
  absl::StatusOr<pb::RecordMentionsResponse> Record(
      const pb::RecordMentionsRequest& request) {
    return Call<pb::RecordMentionsResponse>(
        &pb::ClaimsService::Stub::RecordMentions, request);
  }

  pb::ClaimsService::Stub& stub() { return *stub_; }
  storage::SqlLedgerStore& store() { return *store_; }
  parallax::testing::TestServer& server() { return *server_; }
  FakeAreaSource& areas() { return areas_; }

 private:
  parallax::testing::TempDir directory_;
  FakeAreaSource areas_;
  std::unique_ptr<storage::SqlLedgerStore> store_;
  std::unique_ptr<parallax::testing::TestServer> server_;
  std::unique_ptr<server::ClaimsServiceImpl> service_;
  std::unique_ptr<server::ExportServiceImpl> exports_;
  std::unique_ptr<server::AdminServiceImpl> admin_;
  std::unique_ptr<pb::ClaimsService::Stub> stub_;
};

}  // namespace parallax::claims::testing
