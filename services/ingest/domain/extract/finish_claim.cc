#include "services/ingest/domain/extract/finish_claim.h"

#include <algorithm>
#include <cmath>

#include "services/ingest/domain/extract/count_parts.h"
#include "services/ingest/domain/extract/decide/fields.h"

namespace parallax::ingest::domain::extract {
namespace {

ByteRange Bytes(const DocContext& doc, uint32_t first, uint32_t last) {
  if (first >= last || last > doc.size()) return {};
  return ByteRange{doc.token(first).begin, doc.token(last - 1).end};
}

ByteRange PhraseBytes(const DocContext& doc, int32_t head) {
  if (head < 0) return {};
  const uint32_t h = static_cast<uint32_t>(head);
  return Bytes(doc, doc.PhraseStart(h), h + 1);
}

ByteRange FirstRange(const DocContext& doc,
                     const std::vector<TokenRange>& ranges) {
  for (const TokenRange& range : ranges) {
    if (!range.empty()) return Bytes(doc, range.first, range.last);
  }
  return {};
}

std::string SideName(const DocContext& doc, SideId side) {
  return side == kNoSide ? "" : doc.sides[side].name;
}

// Punctuation at the ends belongs to no clause.
ByteRange Trim(const DocContext& doc, const Draft& draft) {
  uint32_t first = draft.first;
  uint32_t last = draft.last;
  const auto is_edge = [&](uint32_t i) {
    const Token& t = doc.token(i);
    return t.pos == Pos::kPunct && t.lower != "\"" && t.lower != "'" &&
           t.lower != "(" && t.lower != ")";
  };
  while (first + 1 < last && is_edge(first)) ++first;
  while (last > first + 1 && is_edge(last - 1)) --last;
  return Bytes(doc, first, last);
}

// What is told of the war as a whole, or of years before, stands apart from
// what the report is about: "the conflict killed 5,000", "in 2020".
bool TellsOfThePast(const DocContext& doc, const Draft& draft) {
  if (draft.time >= 0) {
    const TimeExpression& time = doc.times[draft.time];
    return time.precision == TimePrecision::kYear && time.day.has_value() &&
           doc.published.has_value() &&
           time.day->year() < doc.published->year();
  }
  if (draft.kind != Kind::kCasualties || draft.day.has_value() ||
      draft.attribution >= 0) {
    return false;
  }
  const uint32_t last = std::min(draft.head, draft.first + 20);
  for (uint32_t i = draft.first; i < last; ++i) {
    const Token& t = doc.token(i);
    if ((t.lemma == "war" || t.lemma == "conflict") &&
        (t.rel == Rel::kNsubj || t.head == static_cast<int32_t>(draft.head))) {
      return true;
    }
  }
  return false;
}

// The words for the doer: the subject of the act unless they name another side
// ("Kyiv accused Russia of shelling"), then where the sentence names the doer's
// side last before the act; -1 when it does not.
int32_t DoerHead(const DocContext& doc, const Draft& draft) {
  const int32_t agent = draft.roles.agent;
  if (draft.perpetrator == kNoSide) return agent;
  if (agent >= 0) {
    const SideId named = doc.DirectSide(static_cast<uint32_t>(agent));
    if (named == kNoSide || named == draft.perpetrator) return agent;
  }
  const Sentence& sentence = doc.sentence_of(draft.head);
  for (uint32_t i = draft.head; i-- > sentence.first;) {
    if (doc.ActorSideAt(i) == draft.perpetrator) return static_cast<int32_t>(i);
  }
  return -1;
}

void FillClaimant(const DocContext& doc, const Draft& draft,
                  ExtractedClaim& claim) {
  if (draft.speaker >= 0) {
    claim.claimant = SpeakerText(doc, draft.speaker);
    claim.claimant_span = PhraseBytes(doc, draft.speaker);
    const int32_t verb = doc.token(draft.speaker).head;
    if (verb >= 0) {
      claim.cue_span = Bytes(doc, static_cast<uint32_t>(verb),
                             static_cast<uint32_t>(verb) + 1);
    }
    claim.attribution_score = 0.5;
    const int32_t actor = doc.in().actors.Find(claim.claimant);
    if (actor >= 0) claim.claimant_actor = doc.in().actors.actor(actor).name;
  }
  if (draft.voice != kNoSide) {
    claim.claimant = SideName(doc, draft.voice);
    claim.claimant_span = PhraseBytes(
        doc, draft.voice_token >= 0 ? draft.voice_token : draft.roles.agent);
    claim.attribution_score = 0.5;
    const int32_t actor = doc.in().actors.Find(claim.claimant);
    if (actor >= 0) claim.claimant_actor = doc.in().actors.actor(actor).name;
    return;
  }
  if (draft.attribution < 0) return;
  const Attribution& a = doc.in().attributions[draft.attribution];
  claim.claimant = SourceText(doc, a);
  claim.claimant_span = FirstRange(doc, a.source);
  claim.cue_span = FirstRange(doc, a.cue);
  claim.attribution_score = a.confidence;
  const auto& entities = doc.in().coreference.entities;
  if (a.source_entity >= 0) {
    claim.claimant_description = entities[a.source_entity].description;
  }
  const int32_t actor = doc.in().actors.Find(claim.claimant);
  if (actor >= 0) claim.claimant_actor = doc.in().actors.actor(actor).name;
  for (const attribution::ChainLink& link : a.chain) {
    if (link.role == attribution::ChainRole::kSpeaker || link.tokens.empty()) {
      continue;
    }
    uint32_t first = link.tokens.first;
    while (first + 1 < link.tokens.last &&
           (doc.token(first).pos == Pos::kDet ||
            doc.token(first).pos == Pos::kAdp)) {
      ++first;
    }
    claim.via.emplace_back(doc.Words(first, link.tokens.last));
    claim.via_spans.push_back(Bytes(doc, first, link.tokens.last));
  }
}

}  // namespace

std::vector<ExtractedClaim> FinishClaims(const DocContext& doc,
                                         const std::vector<Draft>& drafts) {
  std::vector<ExtractedClaim> out;
  std::vector<std::string> parties;
  for (const Side& side : doc.sides) {
    if (side.party && side.mentions > 0 && parties.size() < 8) {
      parties.push_back(side.name);
    }
  }
  for (size_t index = 0; index < drafts.size(); ++index) {
    const Draft& draft = drafts[index];
    ExtractedClaim claim;
    claim.kind = draft.kind;
    claim.stance = draft.stance;
    claim.rule = std::string(draft.rule);
    claim.span = Trim(doc, draft);
    if (claim.span.empty()) continue;
    FillClaimant(doc, draft, claim);
    claim.claimant_side = SideName(doc, draft.claimant);
    claim.measure = draft.measure;
    claim.count = draft.count;
    claim.victims_side = SideName(doc, draft.victims);
    claim.victims_type = draft.victims_type;
    claim.perpetrator_side = SideName(doc, draft.perpetrator);
    if (draft.place >= 0) {
      const PlaceMention& place = doc.places[draft.place];
      claim.place = std::string(doc.Words(place.first, place.last));
      claim.place_span = Bytes(doc, place.first, place.last);
    }
    claim.event_day = draft.day;
    if (draft.time >= 0) {
      claim.time = doc.times[draft.time];
      claim.time_span = Bytes(doc, claim.time->first, claim.time->last);
    }
    if (draft.trigger >= 0) {
      const TriggerMention& trigger = doc.triggers[draft.trigger];
      claim.act_span = Bytes(doc, trigger.first, trigger.last);
    } else {
      claim.act_span = Bytes(doc, draft.head, draft.head + 1);
    }
    if (draft.quantity >= 0) {
      const Quantity& q = doc.quantities[draft.quantity];
      claim.count_span = Bytes(doc, q.first, q.last);
      claim.additional = AddsToOther(doc, drafts, index);
      claim.subset = IsPartOfOther(doc, drafts, index);
    }
    claim.object_span = PhraseBytes(
        doc, draft.object >= 0 ? draft.object : draft.roles.patient);
    claim.perpetrator_span = PhraseBytes(doc, DoerHead(doc, draft));
    claim.conflict_sides = parties;
    claim.background = TellsOfThePast(doc, draft);
    claim.extraction_score = 1.0 / (1.0 + std::exp(-draft.score));
    out.push_back(std::move(claim));
  }
  return out;
}

}  // namespace parallax::ingest::domain::extract
