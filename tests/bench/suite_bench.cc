// The three services as a caller meets them: how fast they start, take reports
// in and answer, and how much memory they hold, in one run, with an empty echo
// RPC of the same size as the yardstick of answers.
//
//   suite_bench [--quick]

#include <cstdio>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "echo.grpc.pb.h"
#include "grpcpp/create_channel.h"
#include "services/cli/output/table.h"
#include "tests/bench/echo_server.h"
#include "tests/bench/measures.h"
#include "tests/e2e/suite/process.h"
#include "tests/e2e/suite/reports.h"
#include "tests/e2e/suite/suite.h"

namespace parallax::bench {
namespace {

using testing::Process;
using testing::Suite;

struct Figure {
  std::string what;
  std::string value;
  std::string yardstick;
  std::string aim;
  bool met;
};

int Fail(const std::string& what) {
  std::fprintf(stderr, "suite_bench: %s\n", what.c_str());
  return 1;
}

// Every sample report `times` times, each time under an address of its own.
std::vector<ingest::v1::DocumentInput> Reports(int times) {
  std::vector<ingest::v1::DocumentInput> reports;
  const auto samples = testing::SampleReports();
  for (int round = 0; round < times; ++round) {
    for (ingest::v1::DocumentInput report : samples) {
      if (round > 0) {
        report.set_uri(absl::StrCat(report.uri(), "?copy=", round));
        report.set_outlet(absl::StrCat(report.outlet(), " ", round));
      }
      reports.push_back(std::move(report));
    }
  }
  return reports;
}

// Acknowledged reports a second over one stream.
double IngestRate(Suite& suite,
                  const std::vector<ingest::v1::DocumentInput>& reports,
                  std::vector<std::string>* claims) {
  grpc::ClientContext context;
  auto stream = suite.ingest().IngestDocuments(&context);
  size_t done = 0;
  const absl::Duration took = TimeOf([&] {
    std::thread writer([&] {
      for (size_t i = 0; i < reports.size(); ++i) {
        ingest::v1::IngestDocumentsRequest request;
        request.set_client_tag(absl::StrCat(i));
        *request.mutable_document() = reports[i];
        if (!stream->Write(request)) break;
      }
      stream->WritesDone();
    });
    ingest::v1::IngestDocumentsResponse response;
    while (stream->Read(&response)) {
      if (!response.has_result()) continue;
      ++done;
      for (const std::string& claim : response.result().claims()) {
        if (claims->size() < 64) claims->push_back(claim);
      }
    }
    writer.join();
  });
  stream->Finish();
  return static_cast<double>(done) / absl::ToDoubleSeconds(took);
}

// Starts the services one after another; each from fork to SERVING.
absl::Status StartTimes(std::vector<Figure>* figures) {
  Suite suite;
  // The suite starts what does not run and waits for it: kill one and start
  // again, with its store already made, as after a crash.
  absl::Status status = suite.Start();
  if (!status.ok()) return status;
  for (const testing::Service service : testing::kServices) {
    std::vector<absl::Duration> times;
    for (int i = 0; i < 5; ++i) {
      suite.Kill(service);
      times.push_back(TimeOf([&] { status = suite.Start(); }));
      if (!status.ok()) return status;
    }
    const double seconds = absl::ToDoubleSeconds(QuantilesOf(times).p50);
    figures->push_back(
        {absl::StrCat("start to SERVING, ", testing::NameOf(service)),
         absl::StrFormat("%.0f ms", seconds * 1000), "", "< 1,000 ms",
         seconds < 1});
  }
  return absl::OkStatus();
}

absl::Status CompareReads(Suite& suite, const std::string& self,
                          const std::vector<std::string>& claims, int calls,
                          std::vector<Figure>* figures) {
  claims::v1::GetClaimResponse response;
  claims::v1::GetClaimRequest request;
  request.set_name(claims.front());
  {
    grpc::ClientContext context;
    if (!suite.claims().GetClaim(&context, request, &response).ok()) {
      return absl::InternalError("GetClaim failed");
    }
  }
  const int bytes = static_cast<int>(response.ByteSizeLong());

  testing::TempDir folder;
  const std::string port_file = folder.File("port");
  Process server;
  server.Start(self, {"--echo-server", port_file, absl::StrCat(bytes)},
               folder.File("log"));
  int port = 0;
  for (int i = 0; i < 500 && port == 0; ++i) {
    absl::SleepFor(absl::Milliseconds(10));
    std::ifstream(port_file) >> port;
  }
  auto echo = EchoService::NewStub(grpc::CreateChannel(
      absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials()));
  EchoRequest echo_request;
  echo_request.set_name(request.name());
  EchoResponse echo_response;

  std::vector<absl::Duration> read_times;
  std::vector<absl::Duration> echo_times;
  bool ok = true;
  for (int i = 0; i < calls; ++i) {
    const absl::Duration read = TimeOf([&] {
      grpc::ClientContext context;
      ok = ok && suite.claims().GetClaim(&context, request, &response).ok();
    });
    const absl::Duration empty = TimeOf([&] {
      grpc::ClientContext context;
      ok = ok && echo->Echo(&context, echo_request, &echo_response).ok();
    });
    if (i < calls / 10) continue;  // warm-up
    read_times.push_back(read);
    echo_times.push_back(empty);
  }
  if (!ok) return absl::InternalError("a call failed");
  const Quantiles read = QuantilesOf(read_times);
  const Quantiles empty = QuantilesOf(echo_times);
  const double ratio = absl::FDivDuration(read.p50, empty.p50);
  figures->push_back(
      {absl::StrCat("GetClaim p50, ", bytes, " bytes"),
       absl::StrFormat("%.0f µs", absl::ToDoubleMicroseconds(read.p50)),
       absl::StrFormat("echo %.0f µs, ratio %.2f",
                       absl::ToDoubleMicroseconds(empty.p50), ratio),
       "≤ 1.5 x echo", ratio <= 1.5});
  figures->push_back(
      {"GetClaim p99",
       absl::StrFormat("%.0f µs", absl::ToDoubleMicroseconds(read.p99)),
       absl::StrFormat("echo %.0f µs", absl::ToDoubleMicroseconds(empty.p99)),
       "", true});
  return absl::OkStatus();
}

int Run(const std::string& self, bool quick) {
  std::vector<Figure> figures;
  absl::Status status = StartTimes(&figures);
  if (!status.ok()) return Fail(status.ToString());

  Suite suite;
  status = suite.Start();
  if (!status.ok()) return Fail(status.ToString());
  const auto reports = Reports(quick ? 2 : 40);
  std::vector<std::string> claims;
  const double rate = IngestRate(suite, reports, &claims);
  figures.push_back({absl::StrCat("ingest, ", reports.size(), " reports"),
                     absl::StrFormat("%.0f/s", rate), "", "≥ 100/s",
                     rate >= 100});
  if (claims.empty()) return Fail("the sample reports made no claim");
  status = CompareReads(suite, self, claims, quick ? 200 : 5000, &figures);
  if (!status.ok()) return Fail(status.ToString());
  for (const testing::Service service : testing::kServices) {
    const std::string name = testing::NameOf(service);
    const double mib =
        ResidentMiB(ChildNamed(absl::StrCat("parallax-", name).c_str()));
    const double most = name == "geo" ? 200 : 100;
    figures.push_back({absl::StrCat("resident memory, ", name),
                       absl::StrFormat("%.0f MiB", mib), "",
                       absl::StrFormat("< %.0f MiB", most),
                       mib > 0 && mib < most});
  }

  cli::Table table({{"FIGURE"},
                    {"VALUE", cli::Table::Align::kRight},
                    {"YARDSTICK"},
                    {"AIM"},
                    {"MET"}});
  for (const Figure& figure : figures) {
    table.AddRow({figure.what, figure.value, figure.yardstick, figure.aim,
                  figure.aim.empty() ? ""
                  : figure.met       ? "yes"
                                     : "no"});
  }
  const cli::Terminal out(1);
  out.Write(table.Render(out));
  return 0;
}

}  // namespace
}  // namespace parallax::bench

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() == 3 && arguments[0] == "--echo-server") {
    int bytes = 0;
    if (!absl::SimpleAtoi(arguments[2], &bytes)) return 2;
    return parallax::bench::RunEchoServer(arguments[1], bytes);
  }
  const bool quick = arguments == std::vector<std::string>{"--quick"};
  if (!arguments.empty() && !quick) {
    std::fprintf(stderr, "usage: suite_bench [--quick]\n");
    return 2;
  }
  return parallax::bench::Run("/proc/self/exe", quick);
}
