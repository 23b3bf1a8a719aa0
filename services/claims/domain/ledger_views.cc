#include "services/claims/domain/ledger_views.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/claims/domain/present.h"

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

std::string AliasIn(const EpisodeLedger& ledger, const std::string& name) {
  for (const auto& [from, to] : ledger.aliases) {
    if (from == name) return to;
  }
  return name;
}

// The claim of that name, or the one that it was merged into; else null.
const pb::Claim* ClaimIn(const EpisodeLedger& ledger, const std::string& name) {
  std::string target = name;
  for (const auto& [from, to] : ledger.merged) {
    if (from == name) target = to;
  }
  for (const pb::Claim& claim : ledger.claims) {
    if (claim.name() == target) return &claim;
  }
  return nullptr;
}

// Index of the question in the ledger, by any of its names; -1 if none.
int QuestionIn(const EpisodeLedger& ledger, const std::string& name) {
  const std::string target = AliasIn(ledger, name);
  for (std::size_t i = 0; i < ledger.questions.size(); ++i) {
    if (ledger.questions[i].name() == target) return static_cast<int>(i);
  }
  return -1;
}

void SetViewpoint(const Viewpoint& from, pb::Tally* tally) {
  if (from.as_of != kForever) {
    *tally->mutable_as_of() = ToTimestamp(from.as_of);
  }
  if (from.recorded_as_of != kForever) {
    *tally->mutable_recorded_as_of() = ToTimestamp(from.recorded_as_of);
  }
  tally->set_view(from.reviewed ? pb::LEDGER_VIEW_REVIEWED
                                : pb::LEDGER_VIEW_MACHINE);
}

}  // namespace

absl::StatusOr<pb::Claim> LedgerViews::GetClaim(const rpc::CallContext& call,
                                                const std::string& name,
                                                const Viewpoint& from) {
  pb::Claim claim;
  PARALLAX_RETURN_IF_ERROR(
      reader_.Read(call, [&](LedgerSnapshot& snapshot) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(std::optional<pb::Claim> present,
                                  PresentClaim(&snapshot, name));
        if (from.present()) {
          if (!present) return status::NotFound("claim", name);
          claim = *std::move(present);
          return absl::OkStatus();
        }
        PARALLAX_ASSIGN_OR_RETURN(
            claim, FindClaimAsOf(&snapshot, name, present, from));
        return AddRecorded(&snapshot, &claim);
      }));
  return claim;
}

absl::StatusOr<pb::Claim> LedgerViews::FindClaimAsOf(
    LedgerSnapshot* snapshot, const std::string& name,
    const std::optional<pb::Claim>& present, const Viewpoint& from) {
  std::vector<PastEpisode> episodes;
  if (present) {
    PARALLAX_ASSIGN_OR_RETURN(const std::optional<IncidentPlace> place,
                              snapshot->FindPlace(present->incident()));
    if (place) {
      PARALLAX_ASSIGN_OR_RETURN(episodes,
                                ReadPastAround(snapshot, place->key, from));
    }
  }
  PARALLAX_ASSIGN_OR_RETURN(const std::vector<SourcedMention> proposers,
                            snapshot->Proposers(name));
  if (!present && !proposers.empty()) {
    PARALLAX_ASSIGN_OR_RETURN(
        episodes, ReadPastAround(snapshot, proposers.front().anchor, from));
  }
  // Under the name asked for, or its present one, or as what the mentions then
  // carried that propose the name.
  std::vector<std::string> wanted = {name};
  if (present) wanted.push_back(present->name());
  absl::flat_hash_set<std::string> carriers;
  for (const SourcedMention& mention : proposers) {
    carriers.insert(mention.mention->name());
  }
  for (const PastEpisode& episode : episodes) {
    for (const auto& [mention, carried] : episode.ledger.carriers) {
      if (carriers.contains(mention)) wanted.push_back(carried);
    }
  }
  for (const std::string& candidate : wanted) {
    for (const PastEpisode& episode : episodes) {
      const pb::Claim* claim = ClaimIn(episode.ledger, candidate);
      if (claim != nullptr) return *claim;
    }
  }
  if (!from.reviewed) return status::NotFound("claim", name);
  // Asked only then: a claim that a review split off.
  PARALLAX_ASSIGN_OR_RETURN(const std::shared_ptr<const PastLedger> past,
                            Past(snapshot, from));
  for (const PastEpisode& episode : past->episodes) {
    const pb::Claim* claim = ClaimIn(episode.ledger, name);
    if (claim != nullptr) return *claim;
  }
  return status::NotFound("claim", name);
}

absl::StatusOr<LedgerViews::PastQuestion> LedgerViews::FindQuestionAsOf(
    LedgerSnapshot* snapshot, const std::string& name, const Viewpoint& from) {
  PARALLAX_ASSIGN_OR_RETURN(const std::optional<pb::Question> present,
                            PresentQuestion(snapshot, name));
  if (from.present()) {
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
                                ReadPastAround(snapshot, place->key, from));
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
                            Past(snapshot, from));
  for (const PastEpisode& episode : past->episodes) {
    const int at = QuestionIn(episode.ledger, name);
    if (at < 0) continue;
    return PastQuestion{episode.ledger.questions[at],
                        episode.ledger.tallies[at]};
  }
  return status::NotFound("question", name);
}

absl::StatusOr<pb::Question> LedgerViews::GetQuestion(
    const rpc::CallContext& call, const std::string& name,
    const Viewpoint& from) {
  pb::Question question;
  PARALLAX_RETURN_IF_ERROR(
      reader_.Read(call, [&](LedgerSnapshot& snapshot) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(PastQuestion found,
                                  FindQuestionAsOf(&snapshot, name, from));
        question = std::move(found.question);
        return absl::OkStatus();
      }));
  return question;
}

absl::StatusOr<pb::Tally> LedgerViews::GetTally(const rpc::CallContext& call,
                                                const std::string& question,
                                                const Viewpoint& from) {
  pb::Tally tally;
  PARALLAX_RETURN_IF_ERROR(
      reader_.Read(call, [&](LedgerSnapshot& snapshot) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(PastQuestion found,
                                  FindQuestionAsOf(&snapshot, question, from));
        tally = std::move(found.tally);
        SetViewpoint(from, &tally);
        PARALLAX_ASSIGN_OR_RETURN(const std::int64_t revision,
                                  snapshot.Revision());
        tally.set_revision(revision);
        return absl::OkStatus();
      }));
  return tally;
}

absl::StatusOr<pb::Incident> LedgerViews::GetIncident(
    const rpc::CallContext& call, const std::string& name,
    const Viewpoint& from) {
  pb::Incident incident;
  PARALLAX_RETURN_IF_ERROR(
      reader_.Read(call, [&](LedgerSnapshot& snapshot) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(std::optional<pb::Incident> present,
                                  PresentIncident(&snapshot, name));
        if (from.present()) {
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
                episodes, ReadPastAround(&snapshot, place->key, from));
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
                                  Past(&snapshot, from));
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
    LedgerSnapshot* snapshot, const Viewpoint& from) {
  PARALLAX_ASSIGN_OR_RETURN(const std::int64_t revision, snapshot->Revision());
  // What is no longer kept is not answered from memory either.
  PARALLAX_RETURN_IF_ERROR(HorizonOf(snapshot, from).status());
  {
    absl::MutexLock lock(&mutex_);
    for (const auto& past : past_) {
      if (past->from == from && past->revision == revision) return past;
    }
  }
  PARALLAX_ASSIGN_OR_RETURN(PastLedger read, ReadPast(snapshot, from));
  for (PastEpisode& episode : read.episodes) {
    for (pb::Claim& claim : episode.ledger.claims) {
      PARALLAX_RETURN_IF_ERROR(AddRecorded(snapshot, &claim));
    }
  }
  auto past = std::make_shared<const PastLedger>(std::move(read));
  absl::MutexLock lock(&mutex_);
  past_.push_front(past);
  if (past_.size() > kPastKept) past_.pop_back();
  return past;
}

}  // namespace parallax::claims::domain
