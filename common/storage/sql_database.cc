#include "common/storage/sql_database.h"

#include <openssl/rand.h>

#include "common/status/macros.h"

namespace parallax::storage {
namespace {

constexpr int kSecretBytes = 32;

}  // namespace

absl::StatusOr<std::string> SqlDatabase::Secret(absl::string_view name) {
  std::string secret;
  // Looked for and made in one write, so that two callers get the same one.
  PARALLAX_RETURN_IF_ERROR(
      Write(rpc::CallContext::Background(),
            [&](SqlConnection& connection) -> absl::Status {
              PARALLAX_RETURN_IF_ERROR(connection.Serialize("secret"));
              {
                PARALLAX_ASSIGN_OR_RETURN(
                    SqlStatement query,
                    connection.Prepare(
                        "SELECT value FROM parallax_secret WHERE name = ?"));
                query.BindText(1, name);
                PARALLAX_ASSIGN_OR_RETURN(const bool row, query.Step());
                if (row) {
                  secret = std::string(query.ColumnBlob(0));
                  return absl::OkStatus();
                }
              }
              secret.resize(kSecretBytes);
              if (RAND_bytes(reinterpret_cast<unsigned char*>(secret.data()),
                             kSecretBytes) != 1) {
                return absl::InternalError("no random bytes");
              }
              return connection.Run(
                  "INSERT INTO parallax_secret(name, value) VALUES(?, ?)", name,
                  SqlBlob{secret});
            }));
  return secret;
}

}  // namespace parallax::storage
