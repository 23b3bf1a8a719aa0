// What every command works with: the services, the terminal, the form of
// output asked for.
#pragma once

#include <google/protobuf/timestamp.pb.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/cli/connection.h"
#include "services/cli/output/terminal.h"

namespace CLI {
class App;
}

namespace parallax::cli {

struct Session {
  Terminal out{1};
  Terminal err{2};
  bool json = false;
  std::string server = "127.0.0.1";
  double timeout_s = 30;
  std::unique_ptr<Connection> connection;
};

// What main() runs once the command line is parsed.
using Work = std::function<absl::Status(Session&)>;

// Each adds one command to `app`; when the user names it, parsing sets `work`.
// `app` and `work` must outlive the parse.
void AddIngest(CLI::App& app, Work* work);
void AddExtract(CLI::App& app, Work* work);
void AddClaims(CLI::App& app, Work* work);
void AddTally(CLI::App& app, Work* work);
void AddIncidents(CLI::App& app, Work* work);
void AddRelations(CLI::App& app, Work* work);
void AddWatch(CLI::App& app, Work* work);
void AddPlaces(CLI::App& app, Work* work);
void AddLayers(CLI::App& app, Work* work);
void AddAdmin(CLI::App& app, Work* work);
void AddExport(CLI::App& app, Work* work);
void AddHealth(CLI::App& app, Work* work);
void AddHistory(CLI::App& app, Work* work);
void AddReview(CLI::App& app, Work* work);

// Calls `method` of a stub with the session's deadline.
//   PARALLAX_ASSIGN_OR_RETURN(auto response,
//       Call(session, *stub, &Stub::GetClaim, request));
template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> Call(const Session& session, Stub& stub,
                              grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                           const Request&,
                                                           Response*),
                              const Request& request);

// "2022-09-15", "2022-09-15T09:00", "2022-09-15T09:00Z": a day alone means its
// end where `end_of_day`, its start otherwise. INVALID_ARGUMENT names `flag`.
absl::StatusOr<google::protobuf::Timestamp> ParseTime(absl::string_view flag,
                                                      absl::string_view text,
                                                      bool end_of_day);

// "questions/ab12" of "ab12" or "questions/ab12".
std::string FullName(absl::string_view collection, absl::string_view name);

// A value as an AIP-160 string: quoted, with quotes and backslashes escaped.
std::string FilterString(absl::string_view value);

// The value of an option that takes `count` numbers: "40.2,45.9".
// INVALID_ARGUMENT naming the option.
absl::StatusOr<std::vector<double>> Numbers(absl::string_view option,
                                            absl::string_view text,
                                            std::size_t count);

// The error of a call in words: what went wrong, which field, what to do.
std::string Explain(const absl::Status& status, const Addresses& addresses);

}  // namespace parallax::cli

#include "common/status/grpc_status.h"

namespace parallax::cli {

template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> Call(const Session& session, Stub& stub,
                              grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                           const Request&,
                                                           Response*),
                              const Request& request) {
  grpc::ClientContext context;
  session.connection->Limit(&context);
  Response response;
  const absl::Status status =
      status::FromGrpc((stub.*method)(&context, request, &response));
  if (!status.ok()) return status;
  return response;
}

}  // namespace parallax::cli
