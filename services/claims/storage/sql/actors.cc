// The registry of actors in SQL.
#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/storage/filter_sql.h"
#include "common/storage/ids.h"
#include "common/storage/sealed.h"
#include "services/claims/domain/claim_fields.h"
#include "services/claims/storage/sql/decode.h"
#include "services/claims/storage/sql/ledger_store.h"
#include "services/claims/storage/sql/snapshot.h"
#include "services/claims/storage/sql/transaction.h"

namespace parallax::claims::storage {

using domain::pb::Actor;
using ::parallax::storage::Sealed;
using ::parallax::storage::SqlBlob;
using ::parallax::storage::SqlConnection;
using ::parallax::storage::SqlStatement;
using ::parallax::storage::SqlValue;

namespace {

// What an actor says, without what the store adds.
std::string ContentHash(Actor actor) {
  actor.clear_etag();
  actor.clear_update_time();
  return ::parallax::storage::Sha256(actor.SerializeAsString()).substr(0, 16);
}

absl::Status PutActor(SqlConnection& connection, SqlTransaction& transaction,
                      domain::Micros now, bool shipped, Actor* actor) {
  const std::string hash = ContentHash(*actor);
  actor->set_etag(::parallax::storage::Base32(hash).substr(0, 16));
  *actor->mutable_update_time() = domain::ToTimestamp(now);
  PARALLAX_RETURN_IF_ERROR(connection.Run(
      "INSERT INTO actor (name, kind, side, country, family, shipped, body) "
      "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET kind = "
      "excluded.kind, side = excluded.side, country = excluded.country, family "
      "= excluded.family, shipped = excluded.shipped, body = excluded.body",
      actor->name(), static_cast<int>(actor->kind()), actor->side(),
      actor->country_code(), actor->family(),
      SqlBlob{shipped ? hash : std::string()}, Sealed(*actor)));
  domain::pb::Change change;
  change.set_subject(domain::pb::CHANGE_SUBJECT_ACTOR);
  change.set_name(actor->name());
  *change.mutable_actor() = *actor;
  return transaction.LogChange(change, "");
}

}  // namespace

absl::Status SqlLedgerStore::SeedActors(const rpc::CallContext& call,
                                        const domain::pb::ActorList& shipped) {
  std::string all;
  for (const Actor& actor : shipped.actors()) all += ContentHash(actor);
  const std::string version = ::parallax::storage::Sha256(all);
  bool current = false;
  const auto look = [&](SqlConnection& connection) -> absl::Status {
    PARALLAX_ASSIGN_OR_RETURN(
        SqlStatement select,
        connection.Prepare("SELECT value FROM setting WHERE key = 'actors'"));
    PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
    current = row && select.ColumnBlob(0) == version;
    return absl::OkStatus();
  };
  // A look first: starting again must not write.
  PARALLAX_RETURN_IF_ERROR(database_->Read(call, look));
  if (current) return absl::OkStatus();
  return WriteLedger(
      call,
      [&](SqlConnection& connection,
          SqlTransaction& transaction) -> absl::Status {
        // Another process may have been quicker.
        PARALLAX_RETURN_IF_ERROR(look(connection));
        if (current) return absl::OkStatus();
        const domain::Micros now = absl::ToUnixMicros(call.Now());
        std::map<std::string, std::string> stored;
        {
          PARALLAX_ASSIGN_OR_RETURN(
              SqlStatement select,
              connection.Prepare("SELECT name, shipped FROM actor"));
          while (true) {
            PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
            if (!row) break;
            stored.emplace(select.ColumnText(0), select.ColumnBlob(1));
          }
        }
        for (Actor actor : shipped.actors()) {
          const auto at = stored.find(actor.name());
          if (at != stored.end()) {
            // Empty: written by a caller.
            const bool keep =
                at->second.empty() || at->second == ContentHash(actor);
            stored.erase(at);
            if (keep) continue;
          }
          PARALLAX_RETURN_IF_ERROR(PutActor(connection, transaction, now,
                                            /*shipped=*/true, &actor));
        }
        for (const auto& [name, hash] : stored) {
          if (hash.empty()) continue;
          PARALLAX_RETURN_IF_ERROR(
              connection.Run("DELETE FROM actor WHERE name = ?", name));
          domain::pb::Change change;
          change.set_subject(domain::pb::CHANGE_SUBJECT_ACTOR);
          change.set_name(name);
          change.set_deleted(true);
          PARALLAX_RETURN_IF_ERROR(transaction.LogChange(change, ""));
        }
        return connection.Run(
            "INSERT INTO setting (key, value) VALUES ('actors', ?) ON CONFLICT "
            "(key) DO UPDATE SET value = excluded.value",
            SqlBlob{version});
      });
}

absl::StatusOr<domain::ActorStore::Written> SqlLedgerStore::UpsertActor(
    const rpc::CallContext& call, const Actor& actor) {
  Written written;
  PARALLAX_RETURN_IF_ERROR(WriteLedger(
      call,
      [&](SqlConnection& connection,
          SqlTransaction& transaction) -> absl::Status {
        written = {};
        Actor stored;
        bool known = false;
        {
          PARALLAX_ASSIGN_OR_RETURN(
              SqlStatement select,
              connection.Prepare("SELECT body FROM actor WHERE name = ?"));
          select.BindText(1, actor.name());
          PARALLAX_ASSIGN_OR_RETURN(known, select.Step());
          if (known) {
            PARALLAX_RETURN_IF_ERROR(Decode(select.ColumnBlob(0), &stored));
          }
        }
        if (known && ContentHash(stored) == ContentHash(actor)) {
          written.actor = stored;
          return absl::OkStatus();
        }
        if (!actor.etag().empty() && actor.etag() != stored.etag()) {
          return status::Error(absl::StatusCode::kAborted,
                               type::v1::ERROR_REASON_CONFLICT,
                               "the actor has changed since its etag was read",
                               {{"actor", actor.name()}});
        }
        written.actor = actor;
        PARALLAX_RETURN_IF_ERROR(PutActor(connection, transaction,
                                          absl::ToUnixMicros(call.Now()),
                                          /*shipped=*/false, &written.actor));
        PARALLAX_ASSIGN_OR_RETURN(written.revision, transaction.Revision());
        return absl::OkStatus();
      }));
  if (written.revision == 0) written.revision = CommittedRevision();
  return written;
}

absl::StatusOr<std::optional<Actor>> SqlLedgerStore::FindActor(
    const rpc::CallContext& call, const std::string& name) {
  std::optional<Actor> found;
  PARALLAX_RETURN_IF_ERROR(
      database_->Read(call, [&](SqlConnection& connection) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(
            SqlStatement select,
            connection.Prepare("SELECT body FROM actor WHERE name = ?"));
        select.BindText(1, name);
        PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
        if (!row) return absl::OkStatus();
        return Decode(select.ColumnBlob(0), &found.emplace());
      }));
  return found;
}

absl::StatusOr<std::vector<Actor>> SqlLedgerStore::ListActors(
    const rpc::CallContext& call, const domain::ListQuery& query) {
  ::parallax::storage::SqlMapping mapping;
  for (const char* field : {"kind", "side", "country", "name", "family"}) {
    mapping.columns[field].expression = absl::StrCat("t.", field);
  }
  std::vector<Actor> actors;
  PARALLAX_RETURN_IF_ERROR(
      database_->Read(call, [&](SqlConnection& connection) -> absl::Status {
        actors.clear();
        const auto lowered = ::parallax::storage::LowerFilter(
            *query.filter, domain::ActorFilterSchema(), mapping,
            connection.dialect());
        PARALLAX_ASSIGN_OR_RETURN(
            SqlStatement select,
            connection.PrepareScan(absl::StrCat(
                "SELECT t.body FROM actor t WHERE t.name > ? AND (",
                lowered.where, ") ORDER BY t.name")));
        std::vector<SqlValue> values = {
            query.after.empty() ? SqlValue("") : query.after.front()};
        values.insert(values.end(), lowered.values.begin(),
                      lowered.values.end());
        select.BindAll(values);
        while (static_cast<int>(actors.size()) < query.limit) {
          PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
          if (!row) break;
          Actor actor;
          PARALLAX_RETURN_IF_ERROR(Decode(select.ColumnBlob(0), &actor));
          if (!lowered.complete &&
              !domain::ActorMatches(*query.filter, actor)) {
            continue;
          }
          actors.push_back(std::move(actor));
        }
        return absl::OkStatus();
      }));
  return actors;
}

}  // namespace parallax::claims::storage
