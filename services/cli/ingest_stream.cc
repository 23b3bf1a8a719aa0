#include "services/cli/ingest_stream.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/status/grpc_status.h"
#include "common/status/macros.h"

namespace parallax::cli {
namespace {

namespace v1 = ingest::v1;

constexpr int kMostFruitlessTries = 5;

bool Passing(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsResourceExhausted(status) ||
         absl::IsAborted(status);
}

absl::Status FromRpc(const google::rpc::Status& error) {
  return absl::Status(static_cast<absl::StatusCode>(error.code()),
                      absl::string_view(error.message()));
}

}  // namespace

absl::Status StreamReports(Session& session,
                           const std::vector<ReportFile>& reports,
                           const ReportDone& done) {
  PARALLAX_ASSIGN_OR_RETURN(auto* stub, session.connection->Ingest());
  std::vector<size_t> open(reports.size());
  for (size_t i = 0; i < open.size(); ++i) open[i] = i;
  int fruitless = 0;
  while (!open.empty()) {
    grpc::ClientContext context;
    auto stream = stub->IngestDocuments(&context);
    std::vector<std::pair<size_t, absl::Status>> unreadable;
    std::thread writer([&] {
      for (const size_t index : open) {
        v1::IngestDocumentsRequest request;
        request.set_client_tag(absl::StrCat(index));
        *request.mutable_document() = reports[index].input;
        auto bytes = ReadReport(reports[index].path);
        if (!bytes.ok()) {
          unreadable.emplace_back(index, bytes.status());
          continue;
        }
        request.mutable_document()->set_content(*std::move(bytes));
        if (!stream->Write(request)) break;
      }
      stream->WritesDone();
    });
    std::vector<size_t> ended;
    absl::Status last_error;
    v1::IngestDocumentsResponse response;
    while (stream->Read(&response)) {
      size_t index = 0;
      if (!absl::SimpleAtoi(response.client_tag(), &index) ||
          index >= reports.size()) {
        continue;
      }
      if (response.has_error()) {
        last_error = FromRpc(response.error());
        if (Passing(last_error)) continue;
        done(reports[index], last_error);
      } else {
        done(reports[index], response.result());
      }
      ended.push_back(index);
    }
    writer.join();
    const absl::Status status = status::FromGrpc(stream->Finish());
    for (const auto& [index, error] : unreadable) {
      done(reports[index], error);
      ended.push_back(index);
    }
    std::sort(ended.begin(), ended.end());
    std::erase_if(open, [&](size_t index) {
      return std::binary_search(ended.begin(), ended.end(), index);
    });
    if (open.empty()) break;
    fruitless = ended.empty() ? fruitless + 1 : 0;
    const absl::Status error = status.ok() ? last_error : status;
    if (fruitless == kMostFruitlessTries || (!error.ok() && !Passing(error))) {
      for (const size_t index : open) done(reports[index], error);
      return error;
    }
    absl::SleepFor(absl::Milliseconds(200) * (1 << std::min(fruitless, 4)));
  }
  return absl::OkStatus();
}

}  // namespace parallax::cli
