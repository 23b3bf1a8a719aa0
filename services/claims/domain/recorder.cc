#include "services/claims/domain/recorder.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/storage/ids.h"
#include "services/claims/domain/tell.h"

namespace parallax::claims::domain {
namespace {

// Documents that share one transaction.
constexpr std::size_t kLargestBatch = 64;
// Documents that wait for the next ones.
constexpr std::size_t kMostWaiting = 1024;
// Changes of the same parties further apart than this are told separately.
constexpr Day kSeparate = 2 * kLongestSegment;

// Days and groups of one pair of parties whose mentions come or go.
struct Touched {
  std::vector<Segment> days;
  std::set<std::string> groups;
};
using TouchedParties = std::map<std::string, Touched>;

void Touch(const Anchor& anchor, TouchedParties* touched) {
  Touched& of = (*touched)[anchor.parties];
  if (anchor.mode == AnchorMode::kApart) {
    of.groups.insert(anchor.group);
  } else {
    of.days.push_back({anchor.first, anchor.last});
  }
}

void JoinDays(std::vector<Segment>* days) {
  std::sort(days->begin(), days->end(), [](Segment a, Segment b) {
    return std::tie(a.first, a.last) < std::tie(b.first, b.last);
  });
  std::vector<Segment> joined;
  for (const Segment& segment : *days) {
    if (!joined.empty() && segment.first - joined.back().last <= kSeparate) {
      joined.back().last = std::max(joined.back().last, segment.last);
    } else {
      joined.push_back(segment);
    }
  }
  *days = std::move(joined);
}

// Where a revision stands among those of its document. A revision whose id is
// a number stands by it; ids that follow from the content say no order, so
// these stand by publication, and of two published together by their ids.
std::int64_t OrderOf(absl::string_view id, Micros published) {
  std::int64_t number = 0;
  if (id.size() <= 9 && absl::SimpleAtoi(id, &number)) return number;
  // Milliseconds since 1900 leave 19 bits free until 2200.
  constexpr std::int64_t kMillisBefore1970 = 2'208'988'800'000;
  constexpr int kTieBits = 19;
  std::int64_t tie = 0;
  for (const char byte : storage::Sha256(id).substr(0, 3)) {
    tie = tie << 8 | static_cast<unsigned char>(byte);
  }
  tie &= (1 << kTieBits) - 1;
  return (published / 1000 + kMillisBefore1970) * (1 << kTieBits) + tie;
}

absl::Status TellTouched(
    const TouchedParties& touched,
    const std::map<std::string, std::vector<std::vector<Segment>>>& before,
    Micros now, LedgerTransaction* transaction) {
  for (const auto& [parties, what] : touched) {
    for (std::size_t i = 0; i < what.days.size(); ++i) {
      PARALLAX_ASSIGN_OR_RETURN(
          Retelling retelling, PlanRetelling(transaction, parties, what.days[i],
                                             before.at(parties)[i], Horizon()));
      PARALLAX_ASSIGN_OR_RETURN(
          std::vector<ToldRow> told,
          transaction->ToldWithin(parties, retelling.days));
      PARALLAX_RETURN_IF_ERROR(
          Tell(retelling.episodes, std::move(told), now, transaction));
    }
    for (const std::string& group : what.groups) {
      PARALLAX_ASSIGN_OR_RETURN(
          Episode episode,
          EpisodeApart(transaction, parties, group, Horizon()));
      PARALLAX_ASSIGN_OR_RETURN(std::vector<ToldRow> told,
                                transaction->ToldApart(parties, group));
      PARALLAX_RETURN_IF_ERROR(
          Tell({std::move(episode)}, std::move(told), now, transaction));
    }
  }
  return absl::OkStatus();
}

bool SameRevision(const RecordedSource& a, const RecordedSource& b) {
  return a.source.document_revision() == b.source.document_revision();
}

// Records one revision; the latest of its document becomes the one that counts.
absl::Status RecordOne(PreparedRevision* prepared,
                       LedgerTransaction* transaction) {
  RecordedSource& source = prepared->source;
  PARALLAX_ASSIGN_OR_RETURN(std::vector<RecordedSource> revisions,
                            transaction->SourcesOf(source.document));
  std::int64_t latest = source.number;
  bool counted = false;
  for (const RecordedSource& revision : revisions) {
    if (SameRevision(revision, source)) {
      source.id = revision.id;
      counted = revision.current;
    } else {
      latest = std::max(latest, revision.number);
    }
  }
  PARALLAX_ASSIGN_OR_RETURN(source.ledger_revision, transaction->Revision());
  const bool counts = latest == source.number;
  for (const RecordedSource& revision : revisions) {
    if (revision.current && (counts || SameRevision(revision, source))) {
      PARALLAX_RETURN_IF_ERROR(transaction->SetCurrent(revision.id, false));
    }
  }
  PARALLAX_RETURN_IF_ERROR(transaction->PutSource(source, prepared->mentions));
  // Another revision stays the one that counts.
  if (!counts && !counted) return absl::OkStatus();
  PARALLAX_ASSIGN_OR_RETURN(revisions, transaction->SourcesOf(source.document));
  for (const RecordedSource& revision : revisions) {
    if (revision.number == latest) {
      return transaction->SetCurrent(revision.id, true);
    }
  }
  return absl::InternalError("a recorded revision is not there");
}

}  // namespace

PreparedRevision PrepareRevision(const pb::RecordMentionsRequest& request) {
  PreparedRevision prepared;
  RecordedSource& source = prepared.source;
  source.source = request.source();
  const std::string& name = request.source().document_revision();
  const std::size_t at = name.rfind("/revisions/");
  source.document = name.substr(0, at);
  source.number = OrderOf(absl::string_view(name).substr(at + 11),
                          ToMicros(request.source().publish_time()));
  std::string bytes = request.source().SerializeAsString();
  const std::vector<Anchor> anchors =
      AnchorMentions(request.source(), request.mentions());
  auto shared_source =
      std::make_shared<const pb::DocumentSource>(request.source());
  const Micros published = ToMicros(request.source().publish_time());
  std::set<std::string> names;
  for (int i = 0; i < request.mentions_size(); ++i) {
    auto mention = std::make_shared<pb::Mention>(request.mentions(i));
    std::string body = mention->SerializeAsString();
    if (mention->name().empty()) {
      mention->set_name(absl::StrCat(name, "/mentions/",
                                     storage::ContentId("mention", {body})));
    }
    absl::StrAppend(&bytes, "\x1f", body.size(), "\x1f", body);
    prepared.names.push_back(mention->name());
    // The same words recorded twice are one mention.
    if (!names.insert(mention->name()).second) continue;
    SourcedMention& sourced = prepared.mentions.emplace_back();
    sourced.mention = std::move(mention);
    sourced.source = shared_source;
    sourced.anchor = anchors[i];
    sourced.published = published;
  }
  source.content_hash = storage::Sha256(bytes);
  return prepared;
}

absl::Status RecordAll(const std::vector<PreparedRevision*>& all, Micros now,
                       LedgerTransaction* transaction,
                       std::vector<pb::RecordMentionsResponse>* responses) {
  TouchedParties touched;
  for (std::size_t at = 0; at < all.size(); ++at) {
    PreparedRevision& prepared = *all[at];
    PARALLAX_ASSIGN_OR_RETURN(const std::vector<RecordedSource> revisions,
                              transaction->SourcesOf(prepared.source.document));
    std::int64_t latest = 0;
    bool counted = false;
    for (const RecordedSource& revision : revisions) {
      if (!SameRevision(revision, prepared.source)) {
        latest = std::max(latest, revision.number);
        continue;
      }
      counted = revision.current;
      prepared.unchanged =
          revision.content_hash == prepared.source.content_hash;
    }
    // Repeating a call must not undo what another in this batch changes.
    for (std::size_t i = 0; i < at; ++i) {
      if (SameRevision(all[i]->source, prepared.source)) {
        prepared.unchanged = all[i]->unchanged && prepared.unchanged;
      }
    }
    if (prepared.unchanged || (prepared.source.number < latest && !counted)) {
      continue;
    }
    for (const SourcedMention& mention : prepared.mentions) {
      Touch(mention.anchor, &touched);
    }
    // Revisions that stop counting, or count again.
    for (const RecordedSource& revision : revisions) {
      PARALLAX_ASSIGN_OR_RETURN(const std::vector<SourcedMention> displaced,
                                transaction->MentionsOf(revision.id));
      for (const SourcedMention& mention : displaced) {
        Touch(mention.anchor, &touched);
      }
    }
  }
  std::map<std::string, std::vector<std::vector<Segment>>> before;
  for (auto& [parties, what] : touched) {
    JoinDays(&what.days);
    for (const Segment& days : what.days) {
      PARALLAX_ASSIGN_OR_RETURN(
          std::vector<Segment> timeline,
          ReadTimeline(transaction, parties, days, Horizon()));
      before[parties].push_back(std::move(timeline));
    }
  }
  for (PreparedRevision* prepared : all) {
    if (prepared->unchanged) continue;
    PARALLAX_RETURN_IF_ERROR(RecordOne(prepared, transaction));
  }
  PARALLAX_RETURN_IF_ERROR(TellTouched(touched, before, now, transaction));
  responses->clear();
  for (const PreparedRevision* prepared : all) {
    pb::RecordMentionsResponse& response = responses->emplace_back();
    PARALLAX_ASSIGN_OR_RETURN(
        const std::vector<RecordedSource> revisions,
        transaction->SourcesOf(prepared->source.document));
    std::map<std::string, std::string> carries;
    for (const RecordedSource& revision : revisions) {
      if (!SameRevision(revision, prepared->source)) continue;
      response.set_revision(revision.ledger_revision);
      PARALLAX_ASSIGN_OR_RETURN(carries, transaction->CarriedBy(revision.id));
    }
    for (const std::string& name : prepared->names) {
      response.add_claims(carries[name]);
    }
  }
  return absl::OkStatus();
}

absl::Status RecordAll(
    const std::vector<const pb::RecordMentionsRequest*>& requests, Micros now,
    LedgerTransaction* transaction,
    std::vector<pb::RecordMentionsResponse>* responses) {
  std::vector<PreparedRevision> prepared;
  prepared.reserve(requests.size());
  for (const auto* request : requests) {
    prepared.push_back(PrepareRevision(*request));
  }
  std::vector<PreparedRevision*> revisions;
  revisions.reserve(prepared.size());
  for (PreparedRevision& revision : prepared) revisions.push_back(&revision);
  return RecordAll(revisions, now, transaction, responses);
}

void Recorder::RecordAsync(const rpc::CallContext& call,
                           const pb::RecordMentionsRequest& request,
                           Done done) {
  // Made ready here, where callers work beside each other.
  PreparedRevision revision = PrepareRevision(request);
  {
    absl::MutexLock lock(&mutex_);
    if (waiting_.size() < kMostWaiting) {
      waiting_.push_back({std::move(revision), std::move(done)});
      done = nullptr;
    }
    if (done == nullptr) {
      if (running_) return;
      running_ = true;
    }
  }
  if (done != nullptr) {
    done(status::Overloaded("too many documents wait to be recorded",
                            absl::Milliseconds(200)));
    return;
  }
  // Not the caller's own context: others share the transactions, and the call
  // is over once its own is.
  const rpc::CallContext shared(absl::InfiniteFuture(), call.request_id(),
                                call.clock());
  while (true) {
    std::vector<Submission> batch;
    {
      absl::MutexLock lock(&mutex_);
      if (waiting_.empty()) {
        running_ = false;
        return;
      }
      while (!waiting_.empty() && batch.size() < kLargestBatch) {
        batch.push_back(std::move(waiting_.front()));
        waiting_.pop_front();
      }
    }
    RunBatch(shared, std::move(batch));
  }
}

absl::StatusOr<pb::RecordMentionsResponse> Recorder::Record(
    const rpc::CallContext& call, const pb::RecordMentionsRequest& request) {
  absl::StatusOr<pb::RecordMentionsResponse> result;
  absl::Notification recorded;
  RecordAsync(call, request,
              [&](absl::StatusOr<pb::RecordMentionsResponse> response) {
                result = std::move(response);
                recorded.Notify();
              });
  recorded.WaitForNotification();
  return result;
}

void Recorder::RunBatch(const rpc::CallContext& call,
                        std::vector<Submission> batch) {
  std::vector<PreparedRevision*> revisions;
  revisions.reserve(batch.size());
  for (Submission& submission : batch) {
    revisions.push_back(&submission.revision);
  }
  std::vector<pb::RecordMentionsResponse> responses;
  const Micros now = absl::ToUnixMicros(call.Now());
  const absl::Status status =
      store_.Write(call, [&](LedgerTransaction& transaction) {
        return RecordAll(revisions, now, &transaction, &responses);
      });
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (status.ok()) {
      batch[i].done(std::move(responses[i]));
    } else {
      batch[i].done(status);
    }
  }
}

}  // namespace parallax::claims::domain
