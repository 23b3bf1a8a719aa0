#include "services/claims/domain/checker.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "common/storage/store_faults.h"
#include "services/claims/domain/as_of.h"
#include "services/claims/domain/claim_fields.h"
#include "services/claims/domain/episodes.h"
#include "services/claims/domain/naming.h"

namespace parallax::claims::domain {
namespace {

// Rows of one incident; more are not compared one by one.
constexpr int kMostRows = 1'000'000;

// A row's content without what arrival decides.
std::string Content(pb::Claim claim) {
  claim.clear_revision();
  claim.clear_etag();
  claim.clear_record_time();
  return claim.SerializeAsString();
}

template <typename Message>
std::string Content(Message row) {
  row.clear_revision();
  return row.SerializeAsString();
}

using Rows = std::map<std::string, std::string>;  // name to content

template <typename Message>
void Put(const std::vector<Message>& messages, Rows* rows) {
  for (const Message& message : messages) {
    (*rows)[message.name()] = Content(message);
  }
}

template <typename Message>
void Put(const std::vector<Listed<Message>>& listed, Rows* rows) {
  for (const auto& row : listed) (*rows)[row.value.name()] = Content(row.value);
}

class Checker {
 public:
  Checker(const rpc::CallContext& call, LedgerSnapshot* snapshot,
          storage::StoreFaults* faults)
      : call_(call), snapshot_(*snapshot), faults_(*faults) {}

  absl::StatusOr<pb::CheckLedgerResponse> Check() {
    PARALLAX_ASSIGN_OR_RETURN(const std::int64_t revision,
                              snapshot_.Revision());
    result_.set_revision(revision);
    // Where any mention belongs.
    PARALLAX_ASSIGN_OR_RETURN(const std::vector<Anchor> anchors,
                              snapshot_.RecordedSince(0));
    std::map<std::string, std::set<std::string>> groups;
    std::map<std::string, std::set<Day>> windows;
    for (const Anchor& anchor : anchors) {
      if (anchor.mode == AnchorMode::kApart) {
        groups[anchor.parties].insert(anchor.group);
        continue;
      }
      for (Day day = anchor.first; day <= anchor.last; ++day) {
        windows[anchor.parties].insert(day / kLongestSegment);
      }
    }
    for (const auto& [parties, starts] : windows) {
      for (Day window : starts) {
        PARALLAX_RETURN_IF_ERROR(call_.Check());
        const Day first = window * kLongestSegment;
        PARALLAX_ASSIGN_OR_RETURN(
            const std::vector<Episode> episodes,
            EpisodesWithin(&snapshot_, parties,
                           {first - kLongestSegment, first + kLongestSegment},
                           Horizon()));
        for (const Episode& episode : episodes) {
          PARALLAX_RETURN_IF_ERROR(CheckEpisode(episode));
        }
      }
    }
    for (const auto& [parties, names] : groups) {
      for (const std::string& group : names) {
        PARALLAX_RETURN_IF_ERROR(call_.Check());
        PARALLAX_ASSIGN_OR_RETURN(
            const Episode episode,
            EpisodeApart(&snapshot_, parties, group, Horizon()));
        if (episode.members.empty()) continue;
        PARALLAX_RETURN_IF_ERROR(CheckEpisode(episode));
      }
    }
    PARALLAX_RETURN_IF_ERROR(FindStrays());
    return std::move(result_);
  }

 private:
  void Compare(const Rows& told, const Rows& stored) {
    for (const auto& [name, content] : told) {
      result_.set_row_count(result_.row_count() + 1);
      const auto at = stored.find(name);
      if (at == stored.end()) {
        faults_.Add(name, "is told by the mentions and not stored");
      } else if (at->second != content) {
        faults_.Add(name, "differs from what the mentions say");
      }
    }
    for (const auto& [name, content] : stored) {
      if (!told.contains(name)) {
        faults_.Add(name, "is stored and not told by any mention");
      }
    }
  }

  absl::Status CheckEpisode(const Episode& episode) {
    const EpisodeLedger ledger = Reconcile(episode);
    const std::string& incident = ledger.incident.name();
    if (!seen_.insert(incident).second) return absl::OkStatus();
    result_.set_incident_count(result_.incident_count() + 1);
    Rows told;
    told[incident] = Content(ledger.incident);
    Put(ledger.claims, &told);
    Put(ledger.questions, &told);
    Put(ledger.relations, &told);
    for (std::size_t i = 0; i < ledger.questions.size(); ++i) {
      told[absl::StrCat("tally of ", ledger.questions[i].name())] =
          Content(ledger.tallies[i]);
    }
    Rows stored;
    PARALLAX_RETURN_IF_ERROR(ReadStored(incident, &stored));
    Compare(told, stored);
    return absl::OkStatus();
  }

  absl::Status ReadStored(const std::string& incident, Rows* stored) {
    PARALLAX_ASSIGN_OR_RETURN(const auto row, snapshot_.FindIncident(incident));
    if (row) (*stored)[incident] = Content(*row);
    const std::string text = absl::StrCat("incident = \"", incident, "\"");
    ListQuery query;
    query.limit = kMostRows;
    PARALLAX_ASSIGN_OR_RETURN(const storage::Filter of_claims,
                              storage::ParseFilter(text, ClaimFilterSchema()));
    query.filter = &of_claims;
    PARALLAX_ASSIGN_OR_RETURN(const auto claims, snapshot_.ListClaims(query));
    Put(claims, stored);
    PARALLAX_ASSIGN_OR_RETURN(
        const storage::Filter of_questions,
        storage::ParseFilter(text, QuestionFilterSchema()));
    query.filter = &of_questions;
    PARALLAX_ASSIGN_OR_RETURN(const auto questions,
                              snapshot_.ListQuestions(query));
    Put(questions, stored);
    for (const auto& question : questions) {
      PARALLAX_ASSIGN_OR_RETURN(const auto tally,
                                snapshot_.FindTally(question.value.name()));
      (*stored)[absl::StrCat("tally of ", question.value.name())] =
          Content(tally.value_or(pb::Tally()));
    }
    query.filter = nullptr;
    query.parent = incident;
    PARALLAX_ASSIGN_OR_RETURN(const auto relations,
                              snapshot_.ListRelations(query));
    Put(relations, stored);
    return absl::OkStatus();
  }

  // Stored incidents that no mention tells.
  absl::Status FindStrays() {
    ListQuery query;
    query.order_by = "start_time";
    query.descending = false;
    query.limit = 1000;
    while (true) {
      PARALLAX_ASSIGN_OR_RETURN(const auto rows,
                                snapshot_.ListIncidents(query));
      for (const auto& row : rows) {
        if (!seen_.contains(row.value.name())) {
          faults_.Add(row.value.name(),
                      "is stored and not told by any mention");
        }
      }
      if (static_cast<int>(rows.size()) < query.limit) return absl::OkStatus();
      query.after = {rows.back().order, rows.back().value.name()};
    }
  }

  const rpc::CallContext& call_;
  LedgerSnapshot& snapshot_;
  storage::StoreFaults& faults_;
  pb::CheckLedgerResponse result_;
  std::set<std::string> seen_;
};

}  // namespace

absl::StatusOr<pb::CheckLedgerResponse> CheckLedger(
    const rpc::CallContext& call, LedgerReader* reader, StoreAdmin* admin) {
  pb::CheckLedgerResponse response;
  storage::StoreFaults faults;
  PARALLAX_RETURN_IF_ERROR(faults.Note(admin->CheckIntegrity(call)));
  // From damaged rows nothing can be told anew.
  if (faults.count() == 0) {
    PARALLAX_RETURN_IF_ERROR(faults.Note(
        reader->Read(call, [&](LedgerSnapshot& snapshot) -> absl::Status {
          PARALLAX_ASSIGN_OR_RETURN(response,
                                    Checker(call, &snapshot, &faults).Check());
          return absl::OkStatus();
        })));
  }
  faults.FillIn(&response);
  return response;
}

}  // namespace parallax::claims::domain
