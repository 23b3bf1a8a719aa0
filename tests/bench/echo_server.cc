#include "tests/bench/echo_server.h"

#include <cstdio>
#include <fstream>

#include "echo.grpc.pb.h"
#include "grpcpp/server_builder.h"

namespace parallax::bench {
namespace {

class EchoServer final : public parallax::bench::EchoService::CallbackService {
 public:
  explicit EchoServer(int bytes) : payload_(static_cast<size_t>(bytes), 'x') {}

  grpc::ServerUnaryReactor* Echo(grpc::CallbackServerContext* context,
                                 const EchoRequest* /*request*/,
                                 EchoResponse* response) override {
    response->set_payload(payload_);
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

 private:
  std::string payload_;
};

}  // namespace

int RunEchoServer(const std::string& port_file, int payload_bytes) {
  EchoServer service(payload_bytes);
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                           &port);
  builder.RegisterService(&service);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr) return 1;
  const std::string part = port_file + ".part";
  std::ofstream(part) << port;
  std::rename(part.c_str(), port_file.c_str());
  server->Wait();
  return 0;
}

}  // namespace parallax::bench
