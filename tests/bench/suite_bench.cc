// The three services as a caller meets them: how fast they start, take reports
// in and answer, and how much memory they hold, in one run, with an empty echo
// RPC of the same size as the yardstick of answers.
//
//   suite_bench [--json] [--quick]

#include <cstdio>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "common/status/grpc_status.h"
#include "echo.grpc.pb.h"
#include "grpcpp/create_channel.h"
#include "tests/bench/echo_server.h"
#include "tests/bench/figures.h"
#include "tests/bench/measures.h"
#include "tests/e2e/suite/reports.h"
#include "tests/e2e/suite/suite.h"
#include "tests/support/process.h"

namespace parallax::bench {
namespace {

using testing::Process;
using testing::Suite;

int Fail(const std::string& what) {
  std::fprintf(stderr, "suite_bench: %s\n", what.c_str());
  return 1;
}

// Ends the article with a line of its own, so that no two texts are the same.
std::string WithCredit(std::string content, int round) {
  const std::string credit =
      absl::StrCat("Compiled by the foreign desk, edition ", round, ".");
  const std::size_t end = content.rfind("</article>");
  if (end == std::string::npos) {
    return absl::StrCat(content, "\n\n", credit, "\n");
  }
  return content.insert(end, absl::StrCat("<p>", credit, "</p>\n"));
}

// The sample reports as `times` outlet families carry them in the course of
// the day: each under its own address, outlet and hour, with a text of its own.
// All tell of one incident, which grows with each of them: the hardest case.
std::vector<ingest::v1::DocumentInput> Reports(int times) {
  std::vector<ingest::v1::DocumentInput> reports;
  const auto samples = testing::SampleReports();
  for (int round = 0; round < times; ++round) {
    for (ingest::v1::DocumentInput report : samples) {
      if (round > 0) {
        report.set_uri(absl::StrCat(report.uri(), "?edition=", round));
        report.set_outlet(absl::StrCat(report.outlet(), " ", round));
        report.set_content(WithCredit(report.content(), round));
        report.mutable_publish_time()->set_seconds(
            report.publish_time().seconds() + 97 * round);
      }
      reports.push_back(std::move(report));
    }
  }
  return reports;
}

// What the three processes have had so far.
absl::Duration ProcessorTimeOf(const Suite& suite) {
  absl::Duration sum;
  for (const testing::Service service : testing::kServices) {
    sum += ProcessorTime(suite.PidOf(service));
  }
  return sum;
}

// Acknowledged reports a second over one stream.
double IngestRate(Suite& suite,
                  const std::vector<ingest::v1::DocumentInput>& reports) {
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
      if (response.has_result()) ++done;
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

// An echo server that answers with `bytes` bytes, and a stub for it.
class Echo {
 public:
  Echo(const std::string& self, std::size_t bytes, std::string name) {
    const std::string port_file = folder_.File("port");
    server_.Start(self, {"--echo-server", port_file, absl::StrCat(bytes)},
                  folder_.File("log"));
    int port = 0;
    for (int i = 0; i < 500 && port == 0; ++i) {
      absl::SleepFor(absl::Milliseconds(10));
      std::ifstream(port_file) >> port;
    }
    stub_ = EchoService::NewStub(grpc::CreateChannel(
        absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials()));
    request_.set_name(std::move(name));
  }

  absl::Status Call() {
    grpc::ClientContext context;
    return status::FromGrpc(stub_->Echo(&context, request_, &response_));
  }

 private:
  testing::TempDir folder_;
  Process server_;
  std::unique_ptr<EchoService::Stub> stub_;
  EchoRequest request_;
  EchoResponse response_;
};

// One read beside an echo of the same size. `read` leaves its response in
// `response`.
template <typename Response>
absl::Status CompareRead(const std::string& what, const std::string& self,
                         const std::string& name, const Response& response,
                         const std::function<absl::Status()>& read, int calls,
                         double most, std::vector<Figure>* figures) {
  absl::Status status = read();
  if (!status.ok()) return status;
  const std::size_t bytes = response.ByteSizeLong();
  Echo echo(self, bytes, name);
  const auto times = TimeInTurn({read, [&] { return echo.Call(); }}, calls);
  if (!times.ok()) return times.status();
  const double ratio = absl::FDivDuration((*times)[0].p50, (*times)[1].p50);
  figures->push_back({absl::StrCat(what, " p50, ", bytes, " bytes"),
                      DurationText((*times)[0].p50),
                      absl::StrFormat("echo %s, ratio %.2f",
                                      DurationText((*times)[1].p50), ratio),
                      absl::StrFormat("≤ %.1f x echo", most), ratio <= most});
  figures->push_back({absl::StrCat(what, " p99"), DurationText((*times)[0].p99),
                      absl::StrCat("echo ", DurationText((*times)[1].p99)),
                      ""});
  return absl::OkStatus();
}

// Reads the claim that most reports carry, and the tally that it is part of.
absl::Status CompareReads(Suite& suite, const std::string& self, int calls,
                          std::vector<Figure>* figures) {
  claims::v1::ListClaimsRequest list;
  list.set_filter("kind = CASUALTIES AND measure = KILLED");
  list.set_order_by("mention_count desc");
  list.set_page_size(1);
  claims::v1::ListClaimsResponse listed;
  grpc::ClientContext context;
  absl::Status status =
      status::FromGrpc(suite.claims().ListClaims(&context, list, &listed));
  if (!status.ok()) return status;
  if (listed.claims().empty()) return absl::InternalError("no claim was made");
  claims::v1::GetClaimRequest claim_request;
  claim_request.set_name(listed.claims(0).name());
  claims::v1::GetClaimResponse claim;
  status = CompareRead(
      "GetClaim", self, claim_request.name(), claim,
      [&] {
        grpc::ClientContext call;
        return status::FromGrpc(
            suite.claims().GetClaim(&call, claim_request, &claim));
      },
      calls, 1.3, figures);
  if (!status.ok()) return status;
  claims::v1::GetTallyRequest tally_request;
  tally_request.set_question(listed.claims(0).question());
  claims::v1::GetTallyResponse tally;
  return CompareRead(
      "GetTally", self, tally_request.question(), tally,
      [&] {
        grpc::ClientContext call;
        return status::FromGrpc(
            suite.claims().GetTally(&call, tally_request, &tally));
      },
      calls, 2, figures);
}

int Run(const std::string& self, bool quick, bool json) {
  std::vector<Figure> figures;
  absl::Status status = StartTimes(&figures);
  if (!status.ok()) return Fail(status.ToString());

  Suite suite;
  status = suite.Start();
  if (!status.ok()) return Fail(status.ToString());
  const auto reports = Reports(quick ? 2 : 40);
  const absl::Duration before = ProcessorTimeOf(suite);
  const double rate = IngestRate(suite, reports);
  const absl::Duration each =
      (ProcessorTimeOf(suite) - before) / static_cast<int>(reports.size());
  figures.push_back(
      {absl::StrCat("ingest, ", reports.size(), " reports of one incident"),
       absl::StrFormat("%.0f/s", rate),
       absl::StrCat("acknowledged once durable; ", DurationText(each),
                    " of processor each"),
       "≥ 100/s", rate >= 100});
  status = CompareReads(suite, self, quick ? 200 : 5000, &figures);
  if (!status.ok()) return Fail(status.ToString());
  for (const testing::Service service : testing::kServices) {
    const std::string name = testing::NameOf(service);
    const double mib = ResidentMiB(suite.PidOf(service));
    const double most = name == "geo" ? 200 : 100;
    figures.push_back({absl::StrCat("resident memory, ", name),
                       absl::StrFormat("%.0f MiB", mib), "",
                       absl::StrFormat("< %.0f MiB", most),
                       mib > 0 && mib < most});
  }

  PrintFigures(figures, json);
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
  bool quick = false;
  bool json = false;
  for (const std::string& argument : arguments) {
    if (argument == "--quick") {
      quick = true;
    } else if (argument == "--json") {
      json = true;
    } else {
      std::fprintf(stderr, "usage: suite_bench [--json] [--quick]\n");
      return 2;
    }
  }
  return parallax::bench::Run("/proc/self/exe", quick, json);
}
