#include "tests/support/postgres_server.h"

#include <libpq-fe.h>
#include <pwd.h>
#include <unistd.h>

#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace parallax::testing {
namespace {

constexpr char kPrograms[] = "/usr/lib/postgresql/15/bin/";
// Other than every default, so that a server of the machine is never meant.
constexpr int kPort = 15432;
constexpr absl::Duration kStartLimit = absl::Seconds(60);

}  // namespace

std::string PostgresServer::Missing() {
  if (access(absl::StrCat(kPrograms, "initdb").c_str(), X_OK) == 0) return "";
  return absl::StrCat(
      "PostgreSQL is not installed (package postgresql-15): no ", kPrograms,
      "initdb");
}

PostgresServer& PostgresServer::Shared() {
  static PostgresServer server;
  return server;
}

PostgresServer::PostgresServer() {
  if (geteuid() == 0) {
    user_ = "postgres";
    const passwd* const owner = getpwnam(user_.c_str());
    if (owner == nullptr ||
        chown(folder_.path().c_str(), owner->pw_uid, owner->pw_gid) != 0) {
      throw std::runtime_error("no user to run PostgreSQL as");
    }
  }
  // Texts sort by the rules of a language here, as in many databases: stores
  // must not depend on it.
  Run("initdb",
      {"--pgdata", folder_.File("data"), "--username", "parallax", "--auth",
       "trust", "--encoding", "UTF8", "--locale", "C.UTF-8",
       "--locale-provider", "icu", "--icu-locale", "en-US", "--no-sync"});
  Start();
}

PostgresServer::~PostgresServer() {
  process_.Terminate(absl::Seconds(10), SIGINT);
}

void PostgresServer::Run(const std::string& program,
                         const std::vector<std::string>& arguments) {
  Process process;
  if (!process.Start(absl::StrCat(kPrograms, program), arguments,
                     folder_.File("log"), user_) ||
      process.Wait() != 0) {
    throw std::runtime_error(absl::StrCat(program, " failed"));
  }
}

void PostgresServer::Start() {
  // A crash of this server is a crash of the process, never of the machine.
  const bool started = process_.Start(
      absl::StrCat(kPrograms, "postgres"),
      {"-D", folder_.File("data"), "-p", absl::StrCat(kPort), "-c",
       "listen_addresses=", "-c",
       absl::StrCat("unix_socket_directories=", folder_.path().string()), "-c",
       "fsync=off", "-c", "max_connections=100", "-c", "shared_buffers=32MB"},
      folder_.File("log"), user_);
  const std::string url = Url("postgres");
  const absl::Time end = absl::Now() + kStartLimit;
  while (started && absl::Now() < end && process_.running()) {
    if (PQping(url.c_str()) == PQPING_OK) return;
    absl::SleepFor(absl::Milliseconds(20));
  }
  throw std::runtime_error("PostgreSQL does not start");
}

void PostgresServer::Crash() { process_.Terminate(absl::Seconds(10), SIGQUIT); }

std::string PostgresServer::Url(const std::string& database) const {
  return absl::StrCat("postgresql:///", database,
                      "?host=", folder_.path().string(), "&port=", kPort,
                      "&user=parallax");
}

std::string PostgresServer::NewDatabase() {
  const std::string name = absl::StrCat("test", ++databases_);
  Query(Url("postgres"), absl::StrCat("CREATE DATABASE ", name));
  return Url(name);
}

std::string PostgresServer::Query(const std::string& url,
                                  const std::string& sql) {
  PGconn* const connection = PQconnectdb(url.c_str());
  PGresult* const result = PQexec(connection, sql.c_str());
  const ExecStatusType status = PQresultStatus(result);
  std::string value;
  if (PQntuples(result) > 0) value = PQgetvalue(result, 0, 0);
  const std::string error = PQresultErrorMessage(result);
  PQclear(result);
  PQfinish(connection);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
    throw std::runtime_error(absl::StrCat(sql, ": ", error));
  }
  return value;
}

}  // namespace parallax::testing
