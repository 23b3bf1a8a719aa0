// A PostgreSQL server of a test program's own, in a folder that goes away.
#pragma once

#include <string>
#include <vector>

#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace parallax::testing {

// Not thread safe.
class PostgresServer {
 public:
  // The program's one server, started on first use; ends with the program. Ask
  // for it only when Missing() is empty.
  static PostgresServer& Shared();

  // Empty when there is a server to be had, else why tests must be skipped.
  static std::string Missing();

  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  // The URL of a new, empty database.
  std::string NewDatabase();

  // Runs a statement as the server's owner and gives the first value of its
  // first row.
  std::string Query(const std::string& url, const std::string& sql);

  // Ends the server as a crash would, and starts it again.
  void Crash();
  void Start();

 private:
  PostgresServer();
  void Run(const std::string& program,
           const std::vector<std::string>& arguments);
  std::string Url(const std::string& database) const;

  TempDir folder_;
  // Whom it runs as: a server refuses to run as root.
  std::string user_;
  Process process_;
  int databases_ = 0;
};

}  // namespace parallax::testing
