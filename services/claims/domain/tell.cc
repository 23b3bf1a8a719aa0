#include "services/claims/domain/tell.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "common/status/macros.h"
#include "common/storage/ids.h"

namespace parallax::claims::domain {
namespace {

std::string HashOf(const google::protobuf::Message& message,
                   absl::string_view more = "") {
  std::string bytes = message.SerializeAsString();
  bytes.append(more.data(), more.size());
  return storage::Sha256(bytes).substr(0, 16);
}

class Teller {
 public:
  Teller(std::vector<ToldRow> told, Micros now, ComingMentions* coming,
         LedgerTransaction* transaction)
      : now_(now), coming_(*coming), transaction_(*transaction) {
    for (ToldRow& row : told) {
      std::string name = row.name;
      told_.emplace(std::move(name), std::move(row));
    }
  }

  absl::Status TellEpisode(const Episode& episode) {
    EpisodeLedger ledger = Reconcile(episode);
    const std::string incident = ledger.incident.name();
    PARALLAX_RETURN_IF_ERROR(TellIncident(episode, &ledger));
    for (std::size_t i = 0; i < ledger.questions.size(); ++i) {
      pb::Question& question = ledger.questions[i];
      const std::string hash =
          HashOf(question, ledger.tallies[i].SerializeAsString());
      if (Unchanged(question.name(), hash)) continue;
      PARALLAX_ASSIGN_OR_RETURN(const std::int64_t revision,
                                transaction_.Revision());
      question.set_revision(revision);
      PARALLAX_RETURN_IF_ERROR(
          transaction_.PutQuestion(question, ledger.tallies[i], hash));
      pb::Change change;
      change.set_subject(pb::CHANGE_SUBJECT_QUESTION);
      change.set_name(question.name());
      change.mutable_question()->Swap(&question);
      PARALLAX_RETURN_IF_ERROR(transaction_.LogChange(change, incident));
    }
    PARALLAX_RETURN_IF_ERROR(TellClaims(episode, &ledger));
    for (pb::Relation& relation : ledger.relations) {
      // Its row stands under the incident, whose name is not in its content.
      const std::string hash = HashOf(relation, incident);
      if (Unchanged(relation.name(), hash)) continue;
      PARALLAX_ASSIGN_OR_RETURN(const std::int64_t revision,
                                transaction_.Revision());
      relation.set_revision(revision);
      PARALLAX_RETURN_IF_ERROR(
          transaction_.PutRelation(relation, incident, hash));
      pb::Change change;
      change.set_subject(pb::CHANGE_SUBJECT_RELATION);
      change.set_name(relation.name());
      change.mutable_relation()->Swap(&relation);
      PARALLAX_RETURN_IF_ERROR(transaction_.LogChange(change, incident));
    }
    return absl::OkStatus();
  }

  // What nothing of the new telling took up is gone.
  absl::Status DeleteRest() {
    for (const auto& [name, row] : told_) {
      if (kept_.contains(name)) continue;
      PARALLAX_RETURN_IF_ERROR(transaction_.DeleteRow(row));
      pb::Change change;
      change.set_subject(row.subject);
      change.set_name(name);
      change.set_deleted(true);
      PARALLAX_RETURN_IF_ERROR(transaction_.LogChange(change, row.incident));
    }
    return absl::OkStatus();
  }

 private:
  bool Unchanged(const std::string& name, const std::string& hash) {
    kept_.insert(name);
    const auto at = told_.find(name);
    return at != told_.end() && at->second.hash == hash;
  }

  absl::Status TellIncident(const Episode& episode, EpisodeLedger* ledger) {
    pb::Incident& incident = ledger->incident;
    const EpisodeKey key = {episode.parties, episode.group, episode.first,
                            episode.last};
    std::string aliases;
    for (const auto& [from, to] : ledger->aliases) {
      aliases += from;
      aliases += to;
    }
    aliases += std::to_string(key.first) + "/" + std::to_string(key.last);
    const std::string hash = HashOf(incident, aliases);
    if (Unchanged(incident.name(), hash)) return absl::OkStatus();
    PARALLAX_ASSIGN_OR_RETURN(const std::int64_t revision,
                              transaction_.Revision());
    incident.set_revision(revision);
    PARALLAX_RETURN_IF_ERROR(transaction_.PutIncident(key, incident, hash));
    PARALLAX_RETURN_IF_ERROR(
        transaction_.PutAliases(incident.name(), ledger->aliases));
    pb::Change change;
    change.set_subject(pb::CHANGE_SUBJECT_INCIDENT);
    change.set_name(incident.name());
    *change.mutable_incident() = incident;
    return transaction_.LogChange(change, incident.name());
  }

  absl::Status TellClaims(const Episode& episode, EpisodeLedger* ledger) {
    absl::flat_hash_map<absl::string_view, const SourcedMention*> members;
    for (const SourcedMention& member : episode.members) {
      members.emplace(member.mention->name(), &member);
    }
    struct Carried {
      Micros recorded = kForever;
      std::set<std::string> outlets;
    };
    absl::flat_hash_map<std::string, Carried> carried;
    for (const auto& [mention, claim] : ledger->carriers) {
      const SourcedMention& member = *members[mention];
      Carried& facts = carried[claim];
      facts.outlets.insert(member.source->outlet());
      const auto old = told_.find(member.claim);
      if (old != told_.end()) {
        facts.recorded = std::min(facts.recorded, old->second.recorded);
      }
      if (!coming_.SetCarrier(mention, claim) && member.claim != claim) {
        PARALLAX_RETURN_IF_ERROR(transaction_.SetCarrier(mention, claim));
      }
    }
    for (pb::Claim& claim : ledger->claims) {
      const std::string hash = HashOf(claim);
      if (Unchanged(claim.name(), hash)) continue;
      Carried& facts = carried[claim.name()];
      const auto before = told_.find(claim.name());
      if (before != told_.end()) {
        facts.recorded = std::min(facts.recorded, before->second.recorded);
      }
      PARALLAX_ASSIGN_OR_RETURN(const std::int64_t revision,
                                transaction_.Revision());
      claim.set_revision(revision);
      claim.set_etag(storage::Base32(hash).substr(0, 16));
      *claim.mutable_record_time() =
          ToTimestamp(std::min(facts.recorded, now_));
      PARALLAX_RETURN_IF_ERROR(transaction_.PutClaim(
          claim, {facts.outlets.begin(), facts.outlets.end()}, hash));
      pb::Change change;
      change.set_subject(pb::CHANGE_SUBJECT_CLAIM);
      change.set_name(claim.name());
      const std::string incident = claim.incident();
      change.mutable_claim()->Swap(&claim);
      PARALLAX_RETURN_IF_ERROR(transaction_.LogChange(change, incident));
    }
    return absl::OkStatus();
  }

  const Micros now_;
  ComingMentions& coming_;
  LedgerTransaction& transaction_;
  std::map<std::string, ToldRow> told_;
  std::set<std::string> kept_;
};

}  // namespace

absl::Status Tell(const std::vector<Episode>& episodes,
                  std::vector<ToldRow> told, Micros now, ComingMentions* coming,
                  LedgerTransaction* transaction) {
  Teller teller(std::move(told), now, coming, transaction);
  for (const Episode& episode : episodes) {
    if (episode.members.empty()) continue;
    PARALLAX_RETURN_IF_ERROR(teller.TellEpisode(episode));
  }
  return teller.DeleteRest();
}

}  // namespace parallax::claims::domain
