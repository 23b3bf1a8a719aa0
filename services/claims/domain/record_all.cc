#include "services/claims/domain/record_all.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/status/macros.h"
#include "common/storage/ids.h"
#include "services/claims/domain/coming_mentions.h"
#include "services/claims/domain/tell.h"

namespace parallax::claims::domain {
namespace {

// Mentions that are told together; bounds what is held of them.
constexpr std::size_t kMostTogether = 4096;
// Changes of the same parties further apart than this are told separately.
constexpr Day kSeparate = 2 * kLongestSegment;

// Days and groups of one pair of parties whose mentions come or go.
struct Touched {
  std::vector<Segment> days;
  // The timeline around each of these days, before the change.
  std::vector<std::vector<Segment>> before;
  std::set<std::string> groups;
};
using TouchedParties = std::map<std::string, Touched>;

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

// Gathers episodes that are to be told anew, and tells many of them together:
// everything is read before anything is written, which an engine at the other
// end of a network can then do at its own pace.
class Telling {
 public:
  Telling(Micros now, ComingMentions* coming, LedgerTransaction* transaction)
      : now_(now), coming_(*coming), transaction_(*transaction) {}

  absl::Status Add(std::vector<Episode> episodes, std::vector<ToldRow> told) {
    for (Episode& episode : episodes) {
      mentions_ += episode.members.size();
      episodes_.push_back(std::move(episode));
    }
    std::move(told.begin(), told.end(), std::back_inserter(told_));
    return mentions_ < kMostTogether ? absl::OkStatus() : Finish();
  }

  absl::Status Finish() {
    const std::vector<Episode> episodes = std::exchange(episodes_, {});
    mentions_ = 0;
    return Tell(episodes, std::exchange(told_, {}), now_, &coming_,
                &transaction_);
  }

 private:
  const Micros now_;
  ComingMentions& coming_;
  LedgerTransaction& transaction_;
  std::vector<Episode> episodes_;
  std::vector<ToldRow> told_;
  std::size_t mentions_ = 0;
};

const std::string& NameOf(const RecordedSource& source) {
  return source.source.document_revision();
}

class Batch {
 public:
  Batch(const std::vector<PreparedRevision*>& all, Micros now,
        LedgerTransaction* transaction)
      : all_(all),
        now_(now),
        transaction_(*transaction),
        coming_mentions_(transaction) {}

  absl::Status Record() {
    PARALLAX_RETURN_IF_ERROR(ReadDocuments());
    FindChanges();
    if (changed_.empty()) return absl::OkStatus();
    for (auto& [name, document] : documents_) {
      PARALLAX_RETURN_IF_ERROR(TurnDocument(&document));
    }
    PARALLAX_RETURN_IF_ERROR(ReadTimelines());
    PARALLAX_RETURN_IF_ERROR(PutSources());
    PARALLAX_RETURN_IF_ERROR(TellTouched());
    for (PreparedRevision* prepared : changed_) {
      for (SourcedMention& mention : prepared->mentions) {
        mention.claim = coming_mentions_.CarriedBy(mention.mention->name());
      }
      PARALLAX_RETURN_IF_ERROR(
          transaction_.PutMentions(prepared->source, prepared->mentions));
    }
    return absl::OkStatus();
  }

  absl::Status Answer(std::vector<pb::RecordMentionsResponse>* responses) {
    responses->clear();
    // What was held already may have been told anew.
    std::vector<std::int64_t> repeated;
    for (const PreparedRevision* prepared : all_) {
      const Document& document = documents_[prepared->source.document];
      const RecordedSource* source = document.Held(prepared->source);
      if (const auto* coming = document.Coming(prepared->source)) {
        source = &coming->source;
      } else if (source != nullptr) {
        repeated.push_back(source->id);
      } else {
        return absl::InternalError("a recorded revision is not there");
      }
      responses->emplace_back().set_revision(source->ledger_revision);
    }
    std::map<std::string, std::string> carried;
    if (!repeated.empty()) {
      PARALLAX_ASSIGN_OR_RETURN(carried, transaction_.CarriedBy(repeated));
    }
    for (std::size_t i = 0; i < all_.size(); ++i) {
      const Document& document = documents_[all_[i]->source.document];
      const bool coming = document.Coming(all_[i]->source) != nullptr;
      for (const std::string& name : all_[i]->names) {
        (*responses)[i].add_claims(coming ? coming_mentions_.CarriedBy(name)
                                          : carried[name]);
      }
    }
    return absl::OkStatus();
  }

 private:
  struct Document {
    std::vector<RecordedSource> held;
    // What takes the place of revisions or is new, by name.
    std::map<std::string, PreparedRevision*> coming;

    const RecordedSource* Held(const RecordedSource& same) const {
      for (const RecordedSource& revision : held) {
        if (NameOf(revision) == NameOf(same)) return &revision;
      }
      return nullptr;
    }
    const PreparedRevision* Coming(const RecordedSource& same) const {
      const auto at = coming.find(NameOf(same));
      return at == coming.end() ? nullptr : at->second;
    }
  };

  // A held revision that begins or ceases to count.
  struct Turned {
    std::int64_t id;
    bool current;
  };

  absl::Status ReadDocuments() {
    for (const PreparedRevision* prepared : all_) {
      documents_.emplace(prepared->source.document, Document());
    }
    std::vector<std::string> names;
    names.reserve(documents_.size());
    for (const auto& [name, document] : documents_) names.push_back(name);
    PARALLAX_ASSIGN_OR_RETURN(std::vector<RecordedSource> held,
                              transaction_.SourcesOf(names));
    for (RecordedSource& source : held) {
      documents_[source.document].held.push_back(std::move(source));
    }
    return absl::OkStatus();
  }

  // Of a revision that comes twice the last one counts. Repeating a call must
  // not undo what another in this batch changes.
  void FindChanges() {
    for (PreparedRevision* prepared : all_) {
      RecordedSource& source = prepared->source;
      Document& document = documents_[source.document];
      const RecordedSource* const held = document.Held(source);
      source.id = held == nullptr ? 0 : held->id;
      const bool repeated = document.Coming(source) == nullptr &&
                            held != nullptr &&
                            held->content_hash == source.content_hash;
      if (!repeated) document.coming[NameOf(source)] = prepared;
    }
    for (PreparedRevision* prepared : all_) {
      const Document& document = documents_[prepared->source.document];
      if (document.Coming(prepared->source) == prepared) {
        changed_.push_back(prepared);
      }
    }
  }

  // The latest revision of a document is the one that counts.
  absl::Status TurnDocument(Document* document) {
    if (document->coming.empty()) return absl::OkStatus();
    const RecordedSource* latest = nullptr;
    for (const RecordedSource& held : document->held) {
      if (document->Coming(held) != nullptr) continue;
      if (latest == nullptr || held.number > latest->number) latest = &held;
    }
    for (const auto& [name, prepared] : document->coming) {
      const RecordedSource& source = prepared->source;
      if (latest == nullptr || source.number > latest->number) latest = &source;
    }
    for (const RecordedSource& held : document->held) {
      const bool current = &held == latest;
      if (held.current == current) continue;
      PARALLAX_ASSIGN_OR_RETURN(const std::vector<SourcedMention> mentions,
                                transaction_.MentionsOf(held.id));
      for (const SourcedMention& mention : mentions) Touch(mention.anchor);
      turned_.push_back({held.id, current});
    }
    for (const auto& [name, prepared] : document->coming) {
      prepared->source.current = &prepared->source == latest;
      if (!prepared->source.current) continue;
      for (const SourcedMention& mention : prepared->mentions) {
        Touch(mention.anchor);
      }
      coming_mentions_.Add(prepared->mentions);
    }
    return absl::OkStatus();
  }

  void Touch(const Anchor& anchor) {
    Touched& of = touched_[anchor.parties];
    if (anchor.mode == AnchorMode::kApart) {
      of.groups.insert(anchor.group);
    } else {
      of.days.push_back({anchor.first, anchor.last});
    }
  }

  // As they are before anything changes.
  absl::Status ReadTimelines() {
    for (auto& [parties, what] : touched_) {
      JoinDays(&what.days);
      for (const Segment& days : what.days) {
        PARALLAX_ASSIGN_OR_RETURN(
            std::vector<Segment> timeline,
            ReadTimeline(&transaction_, parties, days, Horizon()));
        what.before.push_back(std::move(timeline));
      }
    }
    return absl::OkStatus();
  }

  absl::Status PutSources() {
    PARALLAX_ASSIGN_OR_RETURN(const std::int64_t revision,
                              transaction_.Revision());
    for (const Turned& turned : turned_) {
      PARALLAX_RETURN_IF_ERROR(
          transaction_.SetCurrent(turned.id, turned.current));
    }
    std::vector<RecordedSource*> sources;
    sources.reserve(changed_.size());
    for (PreparedRevision* prepared : changed_) {
      prepared->source.ledger_revision = revision;
      sources.push_back(&prepared->source);
    }
    return transaction_.PutSources(sources);
  }

  absl::Status TellTouched() {
    Telling telling(now_, &coming_mentions_, &transaction_);
    for (const auto& [parties, what] : touched_) {
      for (std::size_t i = 0; i < what.days.size(); ++i) {
        PARALLAX_ASSIGN_OR_RETURN(
            Retelling retelling,
            PlanRetelling(&coming_mentions_, parties, what.days[i],
                          what.before[i], Horizon()));
        PARALLAX_ASSIGN_OR_RETURN(
            std::vector<ToldRow> told,
            transaction_.ToldWithin(parties, retelling.days));
        PARALLAX_RETURN_IF_ERROR(
            telling.Add(std::move(retelling.episodes), std::move(told)));
      }
      for (const std::string& group : what.groups) {
        PARALLAX_ASSIGN_OR_RETURN(
            Episode episode,
            EpisodeApart(&coming_mentions_, parties, group, Horizon()));
        PARALLAX_ASSIGN_OR_RETURN(std::vector<ToldRow> told,
                                  transaction_.ToldApart(parties, group));
        std::vector<Episode> episodes;
        episodes.push_back(std::move(episode));
        PARALLAX_RETURN_IF_ERROR(
            telling.Add(std::move(episodes), std::move(told)));
      }
    }
    return telling.Finish();
  }

  const std::vector<PreparedRevision*>& all_;
  const Micros now_;
  LedgerTransaction& transaction_;
  std::map<std::string, Document> documents_;
  // What is to be recorded, in order.
  std::vector<PreparedRevision*> changed_;
  std::vector<Turned> turned_;
  TouchedParties touched_;
  ComingMentions coming_mentions_;
};

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
  Batch batch(all, now, transaction);
  PARALLAX_RETURN_IF_ERROR(batch.Record());
  return batch.Answer(responses);
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

}  // namespace parallax::claims::domain
