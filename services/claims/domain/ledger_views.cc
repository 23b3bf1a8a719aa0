#include "services/claims/domain/ledger_views.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace parallax::claims::domain {
namespace {

// Past ledgers kept for callers who page through one.
constexpr std::size_t kPastKept = 4;

// What the store adds to a claim: when it was first held, and its version.
absl::Status AddRecorded(LedgerSnapshot* snapshot, pb::Claim* claim) {
  PARALLAX_ASSIGN_OR_RETURN(const std::optional<pb::Claim> present,
                            snapshot->FindClaim(claim->name()));
  if (!present) return absl::OkStatus();
  *claim->mutable_record_time() = present->record_time();
  claim->set_revision(present->revision());
  claim->set_etag(present->etag());
  return absl::OkStatus();
}

// The present row of a question, by any of its names.
absl::StatusOr<std::optional<pb::Question>> PresentQuestion(
    LedgerSnapshot* snapshot, const std::string& name) {
  PARALLAX_ASSIGN_OR_RETURN(std::optional<pb::Question> found,
                            snapshot->FindQuestion(name));
  if (found) return found;
  PARALLAX_ASSIGN_OR_RETURN(const std::optional<std::string> target,
                            snapshot->ResolveAlias(name));
  if (!target) return std::nullopt;
  return snapshot->FindQuestion(*target);
}

absl::StatusOr<std::optional<pb::Incident>> PresentIncident(
    LedgerSnapshot* snapshot, const std::string& name) {
  PARALLAX_ASSIGN_OR_RETURN(std::optional<pb::Incident> found,
                            snapshot->FindIncident(name));
  if (found) return found;
  PARALLAX_ASSIGN_OR_RETURN(const std::optional<std::string> target,
                            snapshot->ResolveAlias(name));
  if (!target) return std::nullopt;
  return snapshot->FindIncident(*target);
}

// The present row of a claim, by its name or one that a mention proposes.
absl::StatusOr<std::optional<pb::Claim>> PresentClaim(LedgerSnapshot* snapshot,
                                                      const std::string& name) {
  PARALLAX_ASSIGN_OR_RETURN(std::optional<pb::Claim> found,
                            snapshot->FindClaim(name));
  if (found) return found;
  PARALLAX_ASSIGN_OR_RETURN(const std::vector<SourcedMention> proposers,
                            snapshot->Proposers(name));
  for (const SourcedMention& mention : proposers) {
    if (mention.claim.empty()) continue;
    return snapshot->FindClaim(mention.claim);
  }
  return std::nullopt;
}

std::string AliasIn(const EpisodeLedger& ledger, const std::string& name) {
  for (const auto& [from, to] : ledger.aliases) {
    if (from == name) return to;
  }
  return name;
}

// Index of the question in the ledger, by any of its names; -1 if none.
int QuestionIn(const EpisodeLedger& ledger, const std::string& name) {
  const std::string target = AliasIn(ledger, name);
  for (std::size_t i = 0; i < ledger.questions.size(); ++i) {
    if (ledger.questions[i].name() == target) return static_cast<int>(i);
  }
  return -1;
}

}  // namespace

absl::StatusOr<pb::Claim> LedgerViews::GetClaim(const rpc::CallContext& call,
                                                const std::string& name,
                                                Micros as_of) {
  pb::Claim claim;
  PARALLAX_RETURN_IF_ERROR(
      reader_.Read(call, [&](LedgerSnapshot& snapshot) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(std::optional<pb::Claim> present,
                                  PresentClaim(&snapshot, name));
        if (as_of == kForever) {
          if (!present) return status::NotFound("claim", name);
          claim = *std::move(present);
          return absl::OkStatus();
        }
        std::vector<PastEpisode> episodes;
        if (present) {
          PARALLAX_ASSIGN_OR_RETURN(const std::optional<IncidentPlace> place,
                                    snapshot.FindPlace(present->incident()));
          if (place) {
            PARALLAX_ASSIGN_OR_RETURN(
                episodes, ReadPastAround(&snapshot, place->key, as_of));
          }
        }
        PARALLAX_ASSIGN_OR_RETURN(const std::vector<SourcedMention> proposers,
                                  snapshot.Proposers(name));
        if (!present && !proposers.empty()) {
          PARALLAX_ASSIGN_OR_RETURN(
              episodes,
              ReadPastAround(&snapshot, proposers.front().anchor, as_of));
        }
        // Under its present name, or as what the mentions then carried that
        // propose the name asked for.
        absl::flat_hash_set<std::string> wanted = {name};
        if (present) wanted.insert(present->name());
        absl::flat_hash_set<std::string> carriers;
        for (const SourcedMention& mention : proposers) {
          carriers.insert(mention.mention->name());
        }
        for (const PastEpisode& episode : episodes) {
          for (const auto& [mention, carried] : episode.ledger.carriers) {
            if (carriers.contains(mention)) wanted.insert(carried);
          }
        }
        for (PastEpisode& episode : episodes) {
          for (pb::Claim& candidate : episode.ledger.claims) {
            if (!wanted.contains(candidate.name())) continue;
            claim = std::move(candidate);
            return AddRecorded(&snapshot, &claim);
          }
        }
        return status::NotFound("claim", name);
      }));
  return claim;
}

absl::StatusOr<LedgerViews::PastQuestion> LedgerViews::FindQuestionAsOf(
    LedgerSnapshot* snapshot, const std::string& name, Micros as_of) {
  PARALLAX_ASSIGN_OR_RETURN(const std::optional<pb::Question> present,
                            PresentQuestion(snapshot, name));
  if (as_of == kForever) {
    if (!present) return status::NotFound("question", name);
    PARALLAX_ASSIGN_OR_RETURN(std::optional<pb::Tally> tally,
                              snapshot->FindTally(present->name()));
    return PastQuestion{*present, tally.value_or(pb::Tally())};
  }
  if (present) {
    PARALLAX_ASSIGN_OR_RETURN(const std::optional<IncidentPlace> place,
                              snapshot->FindPlace(present->incident()));
    std::vector<PastEpisode> episodes;
    if (place) {
      PARALLAX_ASSIGN_OR_RETURN(episodes,
                                ReadPastAround(snapshot, place->key, as_of));
    }
    for (const std::string& wanted : {name, present->name()}) {
      for (PastEpisode& episode : episodes) {
        const int at = QuestionIn(episode.ledger, wanted);
        if (at < 0) continue;
        episode.ledger.questions[at].set_revision(present->revision());
        return PastQuestion{std::move(episode.ledger.questions[at]),
                            std::move(episode.ledger.tallies[at])};
      }
    }
  }
  // Asked only then: what has since been reported makes it another question.
  PARALLAX_ASSIGN_OR_RETURN(const std::shared_ptr<const PastLedger> past,
                            Past(snapshot, as_of));
  for (const PastEpisode& episode : past->episodes) {
    const int at = QuestionIn(episode.ledger, name);
    if (at < 0) continue;
    return PastQuestion{episode.ledger.questions[at],
                        episode.ledger.tallies[at]};
  }
  return status::NotFound("question", name);
}

absl::StatusOr<pb::Question> LedgerViews::GetQuestion(
    const rpc::CallContext& call, const std::string& name, Micros as_of) {
  pb::Question question;
  PARALLAX_RETURN_IF_ERROR(
      reader_.Read(call, [&](LedgerSnapshot& snapshot) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(PastQuestion found,
                                  FindQuestionAsOf(&snapshot, name, as_of));
        question = std::move(found.question);
        return absl::OkStatus();
      }));
  return question;
}

absl::StatusOr<pb::Tally> LedgerViews::GetTally(const rpc::CallContext& call,
                                                const std::string& question,
                                                Micros as_of) {
  pb::Tally tally;
  PARALLAX_RETURN_IF_ERROR(
      reader_.Read(call, [&](LedgerSnapshot& snapshot) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(PastQuestion found,
                                  FindQuestionAsOf(&snapshot, question, as_of));
        tally = std::move(found.tally);
        if (as_of != kForever) *tally.mutable_as_of() = ToTimestamp(as_of);
        PARALLAX_ASSIGN_OR_RETURN(const std::int64_t revision,
                                  snapshot.Revision());
        tally.set_revision(revision);
        return absl::OkStatus();
      }));
  return tally;
}

absl::StatusOr<pb::Incident> LedgerViews::GetIncident(
    const rpc::CallContext& call, const std::string& name, Micros as_of) {
  pb::Incident incident;
  PARALLAX_RETURN_IF_ERROR(
      reader_.Read(call, [&](LedgerSnapshot& snapshot) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(std::optional<pb::Incident> present,
                                  PresentIncident(&snapshot, name));
        if (as_of == kForever) {
          if (!present) return status::NotFound("incident", name);
          incident = *std::move(present);
          return absl::OkStatus();
        }
        if (present) {
          PARALLAX_ASSIGN_OR_RETURN(const std::optional<IncidentPlace> place,
                                    snapshot.FindPlace(present->name()));
          std::vector<PastEpisode> episodes;
          if (place) {
            PARALLAX_ASSIGN_OR_RETURN(
                episodes, ReadPastAround(&snapshot, place->key, as_of));
          }
          // Known then by this name, or by the days of a part of it.
          std::vector<std::string> wanted = {name, present->name()};
          wanted.insert(wanted.end(), present->former_names().begin(),
                        present->former_names().end());
          for (const std::string& known : wanted) {
            for (PastEpisode& episode : episodes) {
              if (AliasIn(episode.ledger, known) !=
                  episode.ledger.incident.name()) {
                continue;
              }
              incident = std::move(episode.ledger.incident);
              incident.set_revision(present->revision());
              return absl::OkStatus();
            }
          }
        }
        PARALLAX_ASSIGN_OR_RETURN(const std::shared_ptr<const PastLedger> past,
                                  Past(&snapshot, as_of));
        for (const PastEpisode& episode : past->episodes) {
          if (AliasIn(episode.ledger, name) == episode.ledger.incident.name()) {
            incident = episode.ledger.incident;
            return absl::OkStatus();
          }
        }
        return status::NotFound("incident", name);
      }));
  return incident;
}

absl::StatusOr<pb::GetMentionResponse> LedgerViews::GetMention(
    const rpc::CallContext& call, const std::string& name) {
  pb::GetMentionResponse response;
  PARALLAX_RETURN_IF_ERROR(
      reader_.Read(call, [&](LedgerSnapshot& snapshot) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(const std::optional<SourcedMention> mention,
                                  snapshot.FindMention(name));
        if (!mention) return status::NotFound("mention", name);
        *response.mutable_mention() = *mention->mention;
        *response.mutable_source() = *mention->source;
        response.set_claim(mention->claim);
        return absl::OkStatus();
      }));
  return response;
}

absl::StatusOr<std::shared_ptr<const PastLedger>> LedgerViews::Past(
    LedgerSnapshot* snapshot, Micros as_of) {
  PARALLAX_ASSIGN_OR_RETURN(const std::int64_t revision, snapshot->Revision());
  {
    absl::MutexLock lock(&mutex_);
    for (const auto& past : past_) {
      if (past->as_of == as_of && past->revision == revision) return past;
    }
  }
  PARALLAX_ASSIGN_OR_RETURN(PastLedger read, ReadPast(snapshot, as_of));
  auto past = std::make_shared<const PastLedger>(std::move(read));
  absl::MutexLock lock(&mutex_);
  past_.push_front(past);
  if (past_.size() > kPastKept) past_.pop_back();
  return past;
}

}  // namespace parallax::claims::domain
