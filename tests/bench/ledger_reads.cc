#include "tests/bench/ledger_reads.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <iterator>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "common/status/grpc_status.h"
#include "common/status/macros.h"
#include "tests/bench/archive.h"
#include "tests/bench/measures.h"

namespace parallax::bench {
namespace {

namespace pb = claims::v1;
using Subject = std::function<absl::Status()>;

constexpr double kMostOfGets = 1.3;
constexpr double kMostOfLists = 1.5;
constexpr int kPage = 50;

absl::StatusOr<pb::Claim> GetClaim(pb::ClaimsService::Stub& stub,
                                   const std::string& name) {
  grpc::ClientContext context;
  pb::GetClaimRequest request;
  request.set_name(name);
  pb::GetClaimResponse response;
  PARALLAX_RETURN_IF_ERROR(
      status::FromGrpc(stub.GetClaim(&context, request, &response)));
  return response.claim();
}

absl::Status GetTally(pb::ClaimsService::Stub& stub,
                      const std::string& question) {
  grpc::ClientContext context;
  pb::GetTallyRequest request;
  request.set_question(question);
  pb::GetTallyResponse response;
  return status::FromGrpc(stub.GetTally(&context, request, &response));
}

void AddFigures(const std::string& what, double most,
                const std::vector<SizedLedger>& ledgers,
                const std::vector<Quantiles>& times,
                std::vector<Figure>* figures) {
  for (std::size_t i = 1; i < ledgers.size(); ++i) {
    const double ratio = absl::FDivDuration(times[i].p50, times[0].p50);
    figures->push_back(
        {absl::StrCat(what, ", ", ledgers[i].size), DurationText(times[i].p50),
         absl::StrFormat("%s at %s, ratio %.2f", DurationText(times[0].p50),
                         ledgers[0].size, ratio),
         absl::StrFormat("≤ %.1f x", most), ratio <= most});
  }
}

// Runs `call` on each ledger in turn with the next of the ledger's `names`.
absl::Status CompareNamed(
    const std::string& what, const std::vector<SizedLedger>& ledgers,
    const std::vector<std::vector<std::string>>& names, int rounds,
    const std::function<absl::Status(pb::ClaimsService::Stub&,
                                     const std::string&)>& call,
    std::vector<Figure>* figures) {
  std::vector<std::size_t> next(ledgers.size(), 0);
  std::vector<Subject> subjects;
  for (std::size_t i = 0; i < ledgers.size(); ++i) {
    rounds = std::min(rounds, static_cast<int>(names[i].size()) * 10 / 11);
    subjects.push_back([&, i] {
      return call(*ledgers[i].stub, names[i][next[i]++ % names[i].size()]);
    });
  }
  if (rounds < 1) return absl::InternalError("too little to read");
  PARALLAX_ASSIGN_OR_RETURN(const std::vector<Quantiles> times,
                            TimeInTurn(subjects, rounds));
  AddFigures(what, kMostOfGets, ledgers, times, figures);
  return absl::OkStatus();
}

// Questions of `ledger` that a number answers.
absl::StatusOr<std::vector<std::string>> Questions(const SizedLedger& ledger,
                                                   std::size_t count) {
  absl::flat_hash_set<std::string> questions;
  // From the end: the claims at the front are kept for the reads that are
  // timed.
  for (auto name = ledger.claims.rbegin();
       name != ledger.claims.rend() && questions.size() < count; ++name) {
    PARALLAX_ASSIGN_OR_RETURN(const pb::Claim claim,
                              GetClaim(*ledger.stub, *name));
    if (claim.assertion().has_casualties()) questions.insert(claim.question());
  }
  return std::vector<std::string>(questions.begin(), questions.end());
}

// Lists a page of the claims that pass `filter`; `length` is how many came.
// `ledger` must outlive it.
Subject Listing(const SizedLedger& ledger, std::string filter,
                int* length = nullptr) {
  pb::ListClaimsRequest request;
  request.set_page_size(kPage);
  request.set_filter(std::move(filter));
  return [&ledger, length, request = std::move(request)] {
    grpc::ClientContext context;
    pb::ListClaimsResponse response;
    absl::Status status =
        status::FromGrpc(ledger.stub->ListClaims(&context, request, &response));
    if (length != nullptr) *length = response.claims_size();
    return status;
  };
}

// Appends to `what` how long the pages are, where they are not alike: longer
// ones take longer, whatever the size of the ledger.
std::string WithLengths(const std::string& what,
                        const std::vector<int>& lengths) {
  if (std::count(lengths.begin(), lengths.end(), lengths.front()) ==
      static_cast<std::ptrdiff_t>(lengths.size())) {
    return what;
  }
  return absl::StrCat(what, " (pages of ", absl::StrJoin(lengths, ", "), ")");
}

// What no index finds: every claim is looked at.
absl::Status TimeScans(const std::vector<SizedLedger>& ledgers, int rounds,
                       std::vector<Figure>* figures) {
  for (const SizedLedger& ledger : ledgers) {
    PARALLAX_ASSIGN_OR_RETURN(
        const std::vector<Quantiles> times,
        TimeInTurn({Listing(ledger, "quote = \"*ever writte*\"")}, rounds));
    figures->push_back(
        {absl::StrCat("ListClaims p50, a pattern of no claim, ", ledger.size),
         DurationText(times[0].p50), "looks at every claim", ""});
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CompareGets(const std::vector<SizedLedger>& ledgers, int rounds,
                         std::vector<Figure>* figures) {
  std::vector<std::vector<std::string>> claims;
  std::vector<std::vector<std::string>> questions;
  for (const SizedLedger& ledger : ledgers) {
    const auto half = std::ssize(ledger.claims) / 2;
    claims.emplace_back(
        ledger.claims.begin(),
        ledger.claims.begin() +
            std::min(half, static_cast<std::ptrdiff_t>(rounds) * 11 / 10));
    PARALLAX_ASSIGN_OR_RETURN(std::vector<std::string> of,
                              Questions(ledger, rounds / 4));
    questions.push_back(std::move(of));
  }
  const auto get_claim = [](pb::ClaimsService::Stub& stub,
                            const std::string& name) {
    return GetClaim(stub, name).status();
  };
  PARALLAX_RETURN_IF_ERROR(CompareNamed("GetClaim p50, first read", ledgers,
                                        claims, rounds, get_claim, figures));
  PARALLAX_RETURN_IF_ERROR(CompareNamed("GetClaim p50, read again", ledgers,
                                        claims, rounds, get_claim, figures));
  PARALLAX_RETURN_IF_ERROR(CompareNamed("GetTally p50, first read", ledgers,
                                        questions, rounds, GetTally, figures));
  return CompareNamed("GetTally p50, read again", ledgers, questions, rounds,
                      GetTally, figures);
}

absl::Status CompareLists(const std::vector<SizedLedger>& ledgers, int rounds,
                          std::vector<Figure>* figures) {
  const ArchiveValues values;
  struct ListedBy {
    std::string what;
    // $incident and $question stand for those of some claim of the ledger.
    std::string filter;
  };
  const std::vector<ListedBy> listings = {
      {"no filter", ""},
      {"kind", "kind = TERRITORY"},
      {"stance", "stance = DENIES"},
      {"claimant", absl::StrCat("claimant = \"", values.claimant, "\"")},
      {"claimant_actor",
       absl::StrCat("claimant_actor = \"", values.actor, "\"")},
      {"claimant_side", absl::StrCat("claimant_side = \"", values.side, "\"")},
      {"authority", "authority = MEDIATOR"},
      {"victims_side", absl::StrCat("victims_side = \"", values.side, "\"")},
      {"victims_class", "victims_class = CIVILIAN"},
      {"measure", "measure = WOUNDED"},
      {"perpetrator_side",
       absl::StrCat("perpetrator_side = \"", values.side, "\"")},
      {"count_min", "count_min >= 80"},
      {"count_max", "count_max <= 3"},
      // Areas so large that the smallest ledger fills a page, as every larger
      // one does.
      {"place", absl::StrCat("place:\"", values.region, "\"")},
      {"country", absl::StrCat("country:\"", values.country, "\"")},
      {"outlet", absl::StrCat("outlet:\"", values.outlet, "\"")},
      {"incident", "incident = \"$incident\""},
      {"question", "question = \"$question\""},
      {"event_time", "event_time <= \"2015-01-08T00:00:00Z\""},
      {"publish_time", "publish_time <= \"2015-01-08T00:00:00Z\""},
      {"record_time", "record_time > \"2020-01-01T00:00:00Z\""},
      {"superseded", "superseded = true"},
      {"background", "background = false"},
      {"quote", "quote:\"published their names\""},
      {"words", "school"},
      {"words of no claim", "quote:\"never written\""},
      {"party", absl::StrCat("party:\"", values.side, "\"")},
      {"inside a place", absl::StrCat("inside(\"", values.region, "\")")},
      {"within a circle",
       absl::StrCat("within(", values.latitude, ", ", values.longitude, ", ",
                    values.radius_km, ")")},
  };
  for (const ListedBy& listing : listings) {
    std::vector<Subject> subjects;
    std::vector<int> lengths(ledgers.size(), 0);
    for (const SizedLedger& ledger : ledgers) {
      PARALLAX_ASSIGN_OR_RETURN(
          const pb::Claim claim,
          GetClaim(*ledger.stub, ledger.claims[ledger.claims.size() / 2]));
      subjects.push_back(
          Listing(ledger,
                  absl::StrReplaceAll(listing.filter,
                                      {{"$incident", claim.incident()},
                                       {"$question", claim.question()}}),
                  &lengths[subjects.size()]));
    }
    const absl::StatusOr<std::vector<Quantiles>> times =
        TimeInTurn(subjects, rounds);
    if (!times.ok()) {
      return absl::Status(times.status().code(),
                          absl::StrCat("ListClaims by ", listing.what, ": ",
                                       times.status().message()));
    }
    AddFigures(
        WithLengths(absl::StrCat("ListClaims p50, ", listing.what), lengths),
        kMostOfLists, ledgers, *times, figures);
  }
  return TimeScans(ledgers, rounds, figures);
}

}  // namespace parallax::bench
