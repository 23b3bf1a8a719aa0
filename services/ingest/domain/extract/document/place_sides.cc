// Whose the places are that no lexicon knows, by what the report says of them.
#include <string>

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_map.h"
#include "services/ingest/domain/extract/document/doc_context.h"
#include "services/ingest/domain/extract/document/place_nouns.h"

namespace parallax::ingest::domain::extract {
namespace {

// Tokens looked over from a place to what says where it lies.
constexpr uint32_t kReach = 6;

// "the Lebanese village of Khiam": the people named before the place.
SideId SideOfPeopleBefore(const DocContext& doc, const PlaceMention& place) {
  const uint32_t first = doc.sentence_of(place.first).first;
  bool noun = false;
  for (uint32_t i = place.first; i > first && place.first - i < kReach;) {
    --i;
    const int32_t m = doc.notes[i].actor;
    if (m >= 0) {
      const ActorMention& actor = doc.actors[m];
      return noun && actor.alias == claims::v1::AliasKind::ALIAS_KIND_DEMONYM
                 ? actor.side
                 : kNoSide;
    }
    if (absl::c_linear_search(kPlaceNouns, doc.token(i).lower)) {
      noun = true;
    } else if (doc.token(i).pos != Pos::kAdj && !doc.Is(i, "of")) {
      return kNoSide;
    }
  }
  return kNoSide;
}

// "Shells fell in Khiam, Israel said": who speaks or owns is no place there.
bool DoesSomething(const DocContext& doc, const PlaceMention& place) {
  const Rel rel = doc.token(place.last - 1).rel;
  if (rel == Rel::kNsubj || rel == Rel::kNsubjPass || rel == Rel::kNmodPoss) {
    return true;
  }
  if (place.last >= doc.sentence_of(place.first).last) return false;
  const Pos next = doc.token(place.last).pos;
  return next == Pos::kVerb || next == Pos::kAux || next == Pos::kPart;
}

// "Khiam, in southern Lebanon": whose the place behind it is.
SideId LiesIn(const DocContext& doc, const PlaceMention& place) {
  const uint32_t last = doc.sentence_of(place.first).last;
  bool comma = false;
  bool in = false;
  for (uint32_t i = place.last; i < last && i - place.last < kReach; ++i) {
    const int32_t p = doc.notes[i].place;
    if (p >= 0) {
      const PlaceMention& holder = doc.places[p];
      return in || (comma && !DoesSomething(doc, holder)) ? holder.side
                                                          : kNoSide;
    }
    const Token& t = doc.token(i);
    if (doc.Is(i, ",")) {
      comma = true;
    } else if (doc.Is(i, "in")) {
      in = true;
    } else if (t.pos != Pos::kDet && t.pos != Pos::kAdj &&
               t.pos != Pos::kNoun && !doc.Is(i, "of")) {
      return kNoSide;
    }
  }
  return kNoSide;
}

}  // namespace

void DocContext::PlaceUnknown() {
  absl::flat_hash_map<std::string, SideId> named;
  // From the last: "Khiam, in Nabatieh, Lebanon".
  for (size_t p = places.size(); p-- > 0;) {
    PlaceMention& place = places[p];
    if (place.side == kNoSide) place.side = SideOfPeopleBefore(*this, place);
    if (place.side == kNoSide) place.side = LiesIn(*this, place);
    if (place.side != kNoSide && !place.country) {
      named.try_emplace(LowerCase(Words(place.first, place.last)), place.side);
    }
  }
  for (PlaceMention& place : places) {
    if (place.side != kNoSide) continue;
    const auto it = named.find(LowerCase(Words(place.first, place.last)));
    if (it != named.end()) place.side = it->second;
  }
}

}  // namespace parallax::ingest::domain::extract
