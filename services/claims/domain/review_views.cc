// Reads of reviews and of the life of a claim.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/claims/domain/ledger_pages.h"
#include "services/claims/domain/ledger_views.h"
#include "services/claims/domain/naming.h"
#include "services/claims/domain/present.h"
#include "services/claims/domain/reviews.h"

namespace parallax::claims::domain {
namespace {

// More reviews of one claim are not looked at.
constexpr int kMostReviews = 10'000;

// The reviews of the claim of those names that the ledger held then, oldest
// first, undone ones marked.
absl::StatusOr<std::vector<pb::Review>> ReviewsOfClaim(
    LedgerSnapshot* snapshot, const std::vector<std::string>& names,
    std::int64_t recorded_by) {
  ListQuery query;
  query.recorded_by = recorded_by;
  query.limit = kMostReviews;
  query.descending = false;
  PARALLAX_ASSIGN_OR_RETURN(Rows<pb::Review> rows,
                            snapshot->ListReviews(query, names));
  std::vector<pb::Review> reviews;
  for (auto& row : rows) reviews.push_back(std::move(row.value));
  std::sort(reviews.begin(), reviews.end(),
            [](const pb::Review& a, const pb::Review& b) {
              return a.revision() < b.revision();
            });
  MarkUndone(&reviews);
  return reviews;
}

absl::Status MarkUndoneOnPage(LedgerSnapshot* snapshot,
                              std::int64_t recorded_by,
                              Rows<pb::Review>* rows) {
  std::map<std::string, std::string> undone_by;
  std::set<std::string> known;
  for (auto& row : *rows) {
    const std::string& claim = row.value.claim_names(0);
    if (known.insert(claim).second) {
      PARALLAX_ASSIGN_OR_RETURN(const std::vector<pb::Review> reviews,
                                ReviewsOfClaim(snapshot,
                                               {row.value.claim_names().begin(),
                                                row.value.claim_names().end()},
                                               recorded_by));
      for (const pb::Review& review : reviews) {
        undone_by[review.name()] = review.undone_by();
      }
    }
    row.value.set_undone_by(undone_by[row.value.name()]);
  }
  return absl::OkStatus();
}

pb::ClaimVersion StepOf(LoggedChange change) {
  pb::ClaimVersion step;
  step.set_revision(change.revision);
  *step.mutable_record_time() = ToTimestamp(change.committed);
  if (change.change.deleted()) {
    step.set_ended_claim(change.change.name());
  } else {
    *step.mutable_claim() = std::move(*change.change.mutable_claim());
  }
  return step;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> LedgerViews::NamesOf(
    LedgerSnapshot* snapshot, const std::string& name) {
  PARALLAX_ASSIGN_OR_RETURN(std::optional<pb::Claim> claim,
                            PresentClaim(snapshot, name));
  if (!claim) {
    // Split off by a review, or told no more.
    Viewpoint reviewed;
    reviewed.reviewed = true;
    absl::StatusOr<pb::Claim> found =
        FindClaimAsOf(snapshot, name, std::nullopt, reviewed);
    if (found.ok()) {
      claim = *std::move(found);
    } else if (!absl::IsNotFound(found.status())) {
      return found.status();
    }
  }
  std::vector<std::string> names;
  const auto add = [&](std::string more) {
    if (std::find(names.begin(), names.end(), more) == names.end()) {
      names.push_back(std::move(more));
    }
  };
  if (claim) {
    add(claim->name());
    for (const std::string& mention_name : claim->mentions()) {
      PARALLAX_ASSIGN_OR_RETURN(const auto mention,
                                snapshot->FindMention(mention_name));
      if (mention) add(absl::StrCat("claims/", ProposedClaimId(*mention)));
    }
  }
  add(name);
  return names;
}

absl::StatusOr<Page<pb::Review>> LedgerViews::ListReviews(
    const rpc::CallContext& call, ListQuery query, Micros recorded_as_of) {
  Page<pb::Review> page;
  const int limit = query.limit++;
  PARALLAX_RETURN_IF_ERROR(
      reader_.Read(call, [&](LedgerSnapshot& snapshot) -> absl::Status {
        Viewpoint from;
        from.recorded_as_of = recorded_as_of;
        PARALLAX_ASSIGN_OR_RETURN(const Horizon horizon,
                                  HorizonOf(&snapshot, from));
        query.recorded_by = horizon.recorded;
        std::vector<std::string> names;
        if (!query.parent.empty()) {
          PARALLAX_ASSIGN_OR_RETURN(names, NamesOf(&snapshot, query.parent));
        }
        PARALLAX_ASSIGN_OR_RETURN(Rows<pb::Review> rows,
                                  snapshot.ListReviews(query, names));
        if (rows.empty() && names.size() == 1) {
          // Nothing was ever known under that name.
          PARALLAX_ASSIGN_OR_RETURN(const auto claim,
                                    PresentClaim(&snapshot, names[0]));
          if (!claim) return status::NotFound("claim", names[0]);
        }
        PARALLAX_RETURN_IF_ERROR(
            MarkUndoneOnPage(&snapshot, query.recorded_by, &rows));
        PARALLAX_ASSIGN_OR_RETURN(const std::int64_t revision,
                                  snapshot.Revision());
        page = Cut(std::move(rows), query, limit, revision);
        return absl::OkStatus();
      }));
  return page;
}

absl::StatusOr<Page<pb::Claim>> LedgerViews::ListReviewQueue(
    const rpc::CallContext& call, ListQuery query) {
  Page<pb::Claim> page;
  const int limit = query.limit++;
  query.order_by = "tally_impact";
  PARALLAX_RETURN_IF_ERROR(
      reader_.Read(call, [&](LedgerSnapshot& snapshot) -> absl::Status {
        Viewpoint from;
        from.reviewed = true;
        PARALLAX_ASSIGN_OR_RETURN(const std::shared_ptr<const PastLedger> past,
                                  Past(&snapshot, from));
        absl::flat_hash_set<std::string> reviewed;
        for (const PastEpisode& episode : past->episodes) {
          for (const pb::Claim& claim : episode.ledger.claims) {
            if (!claim.reviews().empty()) reviewed.insert(claim.name());
          }
          for (const auto& [name, into] : episode.ledger.merged) {
            reviewed.insert(name);
          }
        }
        PARALLAX_ASSIGN_OR_RETURN(
            Rows<pb::Claim> rows,
            RowsWithout<pb::Claim>(
                query,
                [&](const ListQuery& q) { return snapshot.ListClaims(q); },
                [&](const pb::Claim& claim) {
                  return reviewed.contains(claim.name());
                }));
        PARALLAX_ASSIGN_OR_RETURN(const std::int64_t revision,
                                  snapshot.Revision());
        page = Cut(std::move(rows), query, limit, revision);
        return absl::OkStatus();
      }));
  return page;
}

absl::StatusOr<LedgerViews::History> LedgerViews::ListClaimHistory(
    const rpc::CallContext& call, const std::string& name,
    const ListQuery& query) {
  History history;
  PARALLAX_RETURN_IF_ERROR(
      reader_.Read(call, [&](LedgerSnapshot& snapshot) -> absl::Status {
        history = {};
        PARALLAX_ASSIGN_OR_RETURN(history.revision, snapshot.Revision());
        PARALLAX_ASSIGN_OR_RETURN(history.compacted_to, snapshot.CompactedTo());
        PARALLAX_ASSIGN_OR_RETURN(const std::vector<std::string> names,
                                  NamesOf(&snapshot, name));
        std::pair<std::int64_t, std::string> after;
        if (query.after.size() == 2) {
          const auto* revision =
              std::get_if<std::int64_t>(&query.after[0].variant());
          const auto* last =
              std::get_if<std::string>(&query.after[1].variant());
          if (revision != nullptr && last != nullptr) {
            after = {*revision, *last};
          }
        }
        PARALLAX_ASSIGN_OR_RETURN(
            std::vector<LoggedChange> changes,
            snapshot.ChangesOf(names, after.first, after.second,
                               query.limit + 1));
        for (LoggedChange& change : changes) {
          std::string touched = change.change.name();
          history.steps.emplace_back(std::move(touched),
                                     StepOf(std::move(change)));
        }
        PARALLAX_ASSIGN_OR_RETURN(const std::vector<pb::Review> reviews,
                                  ReviewsOfClaim(&snapshot, names, kLatest));
        for (const pb::Review& review : reviews) {
          if (std::make_pair(review.revision(), review.name()) <= after) {
            continue;
          }
          auto& [touched, step] = history.steps.emplace_back();
          touched = review.name();
          step.set_revision(review.revision());
          *step.mutable_record_time() = review.review_time();
          *step.mutable_review() = review;
        }
        if (history.steps.empty() && query.after.empty()) {
          return status::NotFound("claim", name);
        }
        std::sort(history.steps.begin(), history.steps.end(),
                  [](const auto& a, const auto& b) {
                    return std::make_pair(a.second.revision(), a.first) <
                           std::make_pair(b.second.revision(), b.first);
                  });
        history.more = static_cast<int>(history.steps.size()) > query.limit;
        if (history.more) history.steps.resize(query.limit);
        return absl::OkStatus();
      }));
  return history;
}

}  // namespace parallax::claims::domain
