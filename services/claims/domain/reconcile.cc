#include "services/claims/domain/reconcile.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "services/claims/domain/assertion_merge.h"
#include "services/claims/domain/claimant.h"
#include "services/claims/domain/echo.h"
#include "services/claims/domain/grouping.h"
#include "services/claims/domain/impact.h"
#include "services/claims/domain/naming.h"
#include "services/claims/domain/relations.h"
#include "services/claims/domain/reviews.h"
#include "services/claims/domain/scope.h"
#include "services/claims/domain/standing.h"
#include "services/claims/domain/text.h"

namespace parallax::claims::domain {
namespace {

constexpr int kMostMentionsListed = 100;
constexpr std::size_t kMostPlaces = 16;

// First and last moment of the closely dated events, and whether any is.
struct EventSpan {
  Micros start = 0;
  Micros end = 0;
  bool known = false;
  // The latest end that a report states.
  Micros stated_end = 0;
};

void Extend(const type::TimeInterval& time, Day published, EventSpan* span) {
  if (!time.has_start_time() ||
      time.precision() == type::TIME_PRECISION_MONTH ||
      time.precision() == type::TIME_PRECISION_YEAR) {
    return;
  }
  const Micros start = ToMicros(time.start_time());
  if (DayOf(start) > published + 1) return;
  Micros end = start + kMicrosPerDay;
  if (time.has_end_time()) {
    end = ToMicros(time.end_time());
    span->stated_end = std::max(span->stated_end, end);
  }
  span->start = span->known ? std::min(span->start, start) : start;
  span->end = span->known ? std::max(span->end, end) : end;
  span->known = true;
}

EventSpan SpanOf(const std::vector<const SourcedMention*>& mentions) {
  EventSpan span;
  for (const SourcedMention* mention : mentions) {
    if (mention->anchor.mode == AnchorMode::kLoose) continue;
    Extend(mention->mention->assertion().event_time(),
           DayOf(mention->published), &span);
  }
  return span;
}

void SetInterval(Micros start, Micros end, type::TimeInterval* time) {
  *time->mutable_start_time() = ToTimestamp(start);
  *time->mutable_end_time() = ToTimestamp(end);
  time->set_precision(type::TIME_PRECISION_DAY);
}

// "12-14 September 2022", "30 September - 2 October 2022".
std::string DaysText(Micros start, Micros end) {
  const absl::TimeZone utc = absl::UTCTimeZone();
  const absl::CivilDay from(absl::ToCivilDay(absl::FromUnixMicros(start), utc));
  const absl::CivilDay to(absl::ToCivilDay(absl::FromUnixMicros(end - 1), utc));
  const auto format = [&](const char* how, absl::CivilDay day) {
    return absl::FormatTime(how, absl::FromCivil(day, utc), utc);
  };
  if (from >= to) return format("%-d %B %Y", from);
  if (from.year() != to.year()) {
    return absl::StrCat(format("%-d %B %Y", from), " - ",
                        format("%-d %B %Y", to));
  }
  if (from.month() != to.month()) {
    return absl::StrCat(format("%-d %B", from), " - ", format("%-d %B %Y", to));
  }
  return absl::StrCat(from.day(), "-", format("%-d %B %Y", to));
}

std::vector<Item> ReadItems(const Episode& episode,
                            const std::vector<SourcedMention>& members,
                            const std::vector<std::string>& sides) {
  std::vector<Item> items;
  items.reserve(members.size());
  for (const SourcedMention& member : members) {
    Item& item = items.emplace_back();
    item.source = &member;
    item.scope = ScopeOf(member, sides);
    item.content = ContentOf(member.mention->assertion());
    ReadClaimant(&item);
  }
  return items;
}

void FillClaims(const std::vector<std::string>& sides,
                std::vector<ClaimDraft>* claims) {
  for (ClaimDraft& draft_claim : *claims) {
    pb::Claim& claim = draft_claim.claim;
    *claim.mutable_assertion() = MergeAssertions(draft_claim, sides);
    *claim.mutable_echo() = CountEcho(draft_claim.mentions);
    *claim.mutable_first_published_time() = ToTimestamp(draft_claim.published);
    *claim.mutable_last_published_time() =
        ToTimestamp(draft_claim.last_published);
    const SourcedMention& first = *draft_claim.mentions.front();
    for (const SourcedMention* mention : draft_claim.mentions) {
      if (claim.mentions_size() < kMostMentionsListed) {
        claim.add_mentions(mention->mention->name());
      }
      const std::string& text = mention->mention->span().text();
      if (mention->source->document_revision() ==
              first.source->document_revision() &&
          (claim.quote().empty() || text.size() < claim.quote().size())) {
        claim.set_quote(text);
      }
    }
  }
}

void AskQuestions(Draft* draft) {
  std::map<Scope, int> by_scope;
  for (std::size_t i = 0; i < draft->claims.size(); ++i) {
    ClaimDraft& claim = draft->claims[i];
    const auto [at, fresh] = by_scope.emplace(
        claim.scope, static_cast<int>(draft->questions.size()));
    if (fresh) draft->questions.push_back({claim.scope, "", {}});
    claim.question = at->second;
    draft->questions[at->second].claims.push_back(static_cast<int>(i));
  }
  for (QuestionDraft& question : draft->questions) {
    std::stable_sort(question.claims.begin(), question.claims.end(),
                     [&](int a, int b) {
                       const ClaimDraft& x = draft->claims[a];
                       const ClaimDraft& y = draft->claims[b];
                       return std::tie(x.as_of, x.published) <
                              std::tie(y.as_of, y.published);
                     });
  }
}

// Notes the names that questions have before any review.
void KeepQuestionNames(const Episode& episode, const std::vector<Item>& raw,
                       Draft* draft) {
  Draft machine;
  machine.sides = draft->sides;
  machine.claims = draft->claims;
  AskQuestions(&machine);
  EpisodeLedger named;
  NameQuestions(episode, raw, &machine, &named);
  const auto id = [](const std::string& name) {
    return name.substr(name.find('/') + 1);
  };
  for (const QuestionDraft& question : machine.questions) {
    std::vector<std::string>& ids = draft->question_ids[question.scope];
    ids.push_back(id(question.name));
    for (const auto& [from, to] : named.aliases) {
      if (to == question.name) ids.push_back(id(from));
    }
  }
}

// Who says it on his own account: the speaker, those who corroborate it and
// those of his side who repeat it.
void CountClaimants(Draft* draft) {
  std::vector<std::set<std::string>> speakers(draft->claims.size());
  for (std::size_t i = 0; i < draft->claims.size(); ++i) {
    if (!draft->claims[i].drift) speakers[i].insert(draft->claims[i].claimant);
  }
  for (const Link& link : draft->links) {
    if (link.type != pb::RELATION_TYPE_CORROBORATES &&
        link.type != pb::RELATION_TYPE_REPEATS) {
      continue;
    }
    speakers[link.from].insert(draft->claims[link.to].claimant);
    speakers[link.to].insert(draft->claims[link.from].claimant);
  }
  for (std::size_t i = 0; i < draft->claims.size(); ++i) {
    draft->claims[i].claim.mutable_echo()->set_claimant_count(
        static_cast<std::int64_t>(speakers[i].size()));
  }
}

void FinishClaims(const EpisodeLedger& ledger, Draft* draft) {
  CountClaimants(draft);
  for (ClaimDraft& claim : draft->claims) {
    claim.claim.set_question(draft->questions[claim.question].name);
    claim.claim.set_incident(ledger.incident.name());
    if (claim.superseded_by >= 0) {
      const ClaimDraft& later = draft->claims[claim.superseded_by];
      claim.claim.set_superseded_by(later.claim.name());
      *claim.claim.mutable_supersede_time() =
          ToTimestamp(std::max(later.published, claim.published));
    }
  }
}

const type::PlaceReference* PlaceOf(const Draft& draft,
                                    const QuestionDraft& question) {
  if (question.scope.place.empty()) return nullptr;
  for (int index : question.claims) {
    for (const SourcedMention* mention : draft.claims[index].mentions) {
      const pb::Assertion& assertion = mention->mention->assertion();
      if (!assertion.places().empty() &&
          assertion.places(0).place() == question.scope.place) {
        return &assertion.places(0);
      }
    }
  }
  return nullptr;
}

pb::Question MakeQuestion(const Draft& draft, int index, const Episode& episode,
                          const std::string& incident) {
  const QuestionDraft& question = draft.questions[index];
  pb::Question value;
  value.set_name(question.name);
  value.set_incident(incident);
  const type::PlaceReference* place = PlaceOf(draft, question);
  *value.mutable_scope() = ScopeValue(question.scope, place);
  value.set_status(StatusOf(draft, index));
  value.set_claim_count(static_cast<std::int64_t>(question.claims.size()));
  for (const std::string& side : ClaimingSides(draft, index)) {
    value.add_claiming_sides(side);
  }
  std::vector<const SourcedMention*> mentions;
  Micros first = kForever;
  Micros last = 0;
  for (int claim_index : question.claims) {
    const ClaimDraft& claim = draft.claims[claim_index];
    mentions.insert(mentions.end(), claim.mentions.begin(),
                    claim.mentions.end());
    first = std::min(first, claim.published);
    last = std::max(last, claim.last_published);
  }
  const EventSpan span = SpanOf(mentions);
  if (span.known) SetInterval(span.start, span.end, value.mutable_event_time());
  *value.mutable_first_published_time() = ToTimestamp(first);
  *value.mutable_last_published_time() = ToTimestamp(last);
  const std::string place_name =
      place == nullptr
          ? ""
          : (place->display_name().empty() ? place->phrase()
                                           : place->display_name());
  value.set_display_name(ScopeText(question.scope, place_name));
  return value;
}

void DescribeIncident(const Episode& episode, const Draft& draft,
                      const std::vector<SourcedMention>& members,
                      const EventSpan& span, pb::Incident* incident) {
  for (const std::string& side : draft.sides) incident->add_party_sides(side);
  const Micros start =
      span.known ? span.start : Micros{episode.first} * kMicrosPerDay;
  const Micros end =
      span.known ? span.end : Micros{episode.last + 1} * kMicrosPerDay;
  if (span.known || episode.group.empty()) {
    SetInterval(start, end, incident->mutable_event_time());
  }
  struct Named {
    int times = 0;
    const type::PlaceReference* place = nullptr;
  };
  std::map<std::string, Named> places;
  std::set<absl::string_view> documents;
  for (const SourcedMention& member : members) {
    documents.insert(member.source->document_revision());
    for (const auto& place : member.mention->assertion().places()) {
      Named& named =
          places[place.place().empty() ? Fold(place.phrase()) : place.place()];
      ++named.times;
      if (named.place == nullptr) named.place = &place;
    }
  }
  std::vector<std::pair<int, const type::PlaceReference*>> ranked;
  for (const auto& [key, named] : places) {
    ranked.emplace_back(-named.times, named.place);
  }
  std::stable_sort(
      ranked.begin(), ranked.end(),
      [](const auto& a, const auto& b) { return a.first < b.first; });
  if (ranked.size() > kMostPlaces) ranked.resize(kMostPlaces);
  for (const auto& [times, place] : ranked) *incident->add_places() = *place;
  incident->set_question_count(
      static_cast<std::int64_t>(draft.questions.size()));
  incident->set_claim_count(static_cast<std::int64_t>(draft.claims.size()));
  incident->set_document_count(static_cast<std::int64_t>(documents.size()));
  Micros last = 0;
  for (const SourcedMention& member : members) {
    last = std::max(last, member.published);
  }
  *incident->mutable_first_published_time() =
      ToTimestamp(members.front().published);
  *incident->mutable_last_published_time() = ToTimestamp(last);
  std::string who = JoinNames(draft.sides);
  if (who.empty()) {
    who = episode.parties.size() > 1 && episode.parties[0] == '@'
              ? episode.parties.substr(1)
              : "Parties unnamed";
  }
  if (!episode.group.empty()) {
    const bool dated = span.known;
    incident->set_display_name(
        absl::StrCat(who, ", ", dated ? DaysText(start, end) : "earlier events",
                     dated ? " (background)" : ""));
  } else {
    incident->set_display_name(absl::StrCat(who, ", ", DaysText(start, end)));
  }
}

}  // namespace

EpisodeLedger Reconcile(const Episode& episode,
                        const std::vector<pb::Review>& reviews) {
  EpisodeLedger ledger;
  std::vector<SourcedMention> members = episode.members;
  std::sort(members.begin(), members.end(), CanonicalLess);

  Draft draft;
  draft.sides = SidesOf(episode.parties);
  draft.apart = !episode.group.empty();
  std::vector<const SourcedMention*> all;
  for (const SourcedMention& member : members) all.push_back(&member);
  const EventSpan span = SpanOf(all);
  draft.events_end = span.stated_end;

  const std::vector<Item> raw = ReadItems(episode, members, draft.sides);
  std::vector<Item> items = raw;
  UnifyClaimants(&items);
  SettleScopes(&items);
  draft.claims = GroupIntoClaims(std::move(items));
  NameIncident(episode, &ledger);
  NameClaims(episode, raw, &draft);
  if (!reviews.empty()) {
    KeepQuestionNames(episode, raw, &draft);
    ApplyReviews(reviews, &draft);
  }
  FillClaims(draft.sides, &draft.claims);
  FillClaims(draft.sides, &draft.rejected);
  AskQuestions(&draft);
  NameQuestions(episode, raw, &draft, &ledger);
  RelateClaims(&draft);
  FinishClaims(ledger, &draft);

  for (std::size_t i = 0; i < draft.questions.size(); ++i) {
    const int index = static_cast<int>(i);
    pb::Question question =
        MakeQuestion(draft, index, episode, ledger.incident.name());
    ledger.tallies.push_back(IsNumeric(draft, index)
                                 ? MakeTally(draft, index, question)
                                 : pb::Tally());
    ledger.questions.push_back(std::move(question));
  }
  WeighClaims(ledger.tallies, &draft);
  DescribeIncident(episode, draft, members, span, &ledger.incident);
  for (std::size_t i = 0; i < ledger.questions.size(); ++i) {
    pb::Question& question = ledger.questions[i];
    question.set_display_name(absl::StrCat(
        question.display_name(), " (", ledger.incident.display_name(), ")"));
    if (!ledger.tallies[i].question().empty()) {
      ledger.tallies[i].set_display_name(question.display_name());
    }
  }
  for (ClaimDraft& claim : draft.rejected) {
    claim.claim.set_incident(ledger.incident.name());
  }
  for (auto* claims : {&draft.claims, &draft.rejected}) {
    for (ClaimDraft& claim : *claims) {
      for (const SourcedMention* mention : claim.mentions) {
        ledger.carriers.emplace_back(mention->mention->name(),
                                     claim.claim.name());
      }
      ledger.claims.push_back(std::move(claim.claim));
    }
  }
  ledger.merged = std::move(draft.merged);
  ledger.relations = std::move(draft.relations);
  return ledger;
}

}  // namespace parallax::claims::domain
