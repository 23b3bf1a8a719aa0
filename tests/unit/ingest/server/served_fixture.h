// The ingest service behind a real socket.
#pragma once

#include <memory>

#include "common/status/grpc_status.h"
#include "common/storage/page_token.h"
#include "services/ingest/server/ingest_service.h"
#include "tests/support/test_server.h"
#include "tests/unit/ingest/server/ingest_fixture.h"

namespace parallax::ingest {

class ServedFixture : public IngestFixture {
 protected:
  void SetUp() override {
    IngestFixture::SetUp();
    server_ = std::make_unique<testing::TestServer>();
    service_ = std::make_unique<server::IngestService>(
        server_->runtime(),
        server::IngestService::Parts{.ingestor = ingestor_.get(),
                                     .documents = store_.get(),
                                     .tokens = &tokens_,
                                     .stream_window = 4});
    ASSERT_TRUE(server_->Start({{service_.get(), server::kServiceName}}));
    grpc::ChannelArguments arguments;
    arguments.SetMaxSendMessageSize(-1);
    channel_ = grpc::CreateCustomChannel(
        server_->address(), grpc::InsecureChannelCredentials(), arguments);
    stub_ = v1::IngestService::NewStub(channel_);
  }
  void TearDown() override {
    server_.reset();
    service_.reset();
  }

  parallax::storage::PageTokenCodec tokens_{"a key for tests"};
  std::unique_ptr<testing::TestServer> server_;
  std::unique_ptr<server::IngestService> service_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::IngestService::Stub> stub_;
};

}  // namespace parallax::ingest
