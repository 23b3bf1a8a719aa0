#include "services/ingest/domain/extract/joint_speakers.h"

#include <algorithm>
#include <vector>

namespace parallax::ingest::domain::extract {
namespace {

// Tokens of a claim looked at, however long its clause is.
constexpr uint32_t kReach = 40;

// Whose claim the other one is, and where the text names it.
struct Other {
  SideId first = kNoSide;  // the claimant beside it
  SideId side = kNoSide;
  int32_t token = -1;
};

bool IsParty(const DocContext& doc, int32_t head) {
  return doc.in().lexicons.IsIn(WordList::kParty,
                                doc.words[static_cast<uint32_t>(head)].lemma);
}

bool IsPairWord(const DocContext& doc, uint32_t i) {
  return doc.Is(i, "both") || doc.Is(i, "each") || doc.Is(i, "two") ||
         doc.Is(i, "neither");
}

// "Russia and the US have each called for", "neither Moscow nor Damascus".
std::optional<Other> NamedOther(const DocContext& doc, const Draft& draft,
                                const Attribution& said) {
  const auto [first, last] = said.source[0];
  const uint32_t cue = static_cast<uint32_t>(said.cue_head);
  bool each = first > 0 && IsPairWord(doc, first - 1);
  for (uint32_t i = first; i < cue; ++i) each |= IsPairWord(doc, i);
  if (!each) return std::nullopt;
  SideId before = kNoSide;
  int32_t before_at = -1;
  for (uint32_t i = first; i + 1 < last; ++i) {
    if (before == kNoSide && doc.ActorSideAt(i) != kNoSide) {
      before = doc.ActorSideAt(i);
      before_at = static_cast<int32_t>(i);
    }
    if (!doc.Is(i, "and") && !doc.Is(i, "nor")) continue;
    for (uint32_t k = i + 1; k < last; ++k) {
      const SideId side = doc.ActorSideAt(k);
      if (side == kNoSide) continue;
      if (side == before) return std::nullopt;
      if (side == draft.claimant) return Other{side, before, before_at};
      return Other{before, side, static_cast<int32_t>(k)};
    }
  }
  return std::nullopt;
}

std::optional<Other> FindOther(const DocContext& doc, const Draft& draft) {
  if (draft.attribution < 0) return std::nullopt;
  const Attribution& said = doc.in().attributions[draft.attribution];
  if (said.source.empty() || said.cue_head < 0 ||
      said.construction == attribution::Construction::kMutualAccusation ||
      doc.in().lexicons.IsIn(
          WordList::kJoint,
          doc.words[static_cast<uint32_t>(said.cue_head)].lemma)) {
    return std::nullopt;
  }
  if (const auto other = NamedOther(doc, draft, said)) return other;
  // "Both said" may be of any two.
  if (said.source_head < 0 || !IsParty(doc, said.source_head)) {
    return std::nullopt;
  }
  const auto parties = BothParties(doc, said.source_head);
  if (!parties.has_value()) return std::nullopt;
  if (parties->second == draft.claimant) {
    return Other{parties->second, parties->first};
  }
  return Other{parties->first, parties->second};
}

// "Neither would say how many of its men": what is told is of the speaker.
bool TurnsOnTheSpeaker(const DocContext& doc, const Draft& draft) {
  if (draft.stance != Stance::kUnconfirmed) return true;
  const uint32_t last = std::min(draft.last, draft.first + kReach);
  for (uint32_t i = draft.first; i < last; ++i) {
    if (doc.Is(i, "its") || doc.Is(i, "their") || doc.Is(i, "own") ||
        doc.Is(i, "other")) {
      return true;
    }
  }
  return false;
}

// Whether the words of a role name the side themselves.
bool IsNamed(const DocContext& doc, int32_t head) {
  return head >= 0 && doc.DirectSide(static_cast<uint32_t>(head)) != kNoSide;
}

}  // namespace

std::optional<std::pair<SideId, SideId>> BothParties(const DocContext& doc,
                                                     int32_t head) {
  if (head < 0) return std::nullopt;
  const uint32_t h = static_cast<uint32_t>(head);
  if (!(IsParty(doc, head) && h > 0 && IsPairWord(doc, h - 1)) &&
      !IsPairWord(doc, h)) {
    return std::nullopt;
  }
  std::vector<SideId> parties;
  for (const SideId side : doc.side_order) {
    if (doc.sides[side].party && doc.sides[side].mentions > 0) {
      parties.push_back(side);
    }
    if (parties.size() == 2) break;
  }
  if (parties.size() < 2) return std::nullopt;
  return std::make_pair(parties[0], parties[1]);
}

void AddOtherSpeaker(const DocContext& doc, size_t index,
                     std::vector<Draft>& drafts) {
  const Draft& draft = drafts[index];
  const std::optional<Other> other = FindOther(doc, draft);
  if (!other.has_value()) return;
  Draft joined = draft;
  joined.attribution = joined.speaker = -1;
  joined.voice_token = other->token;
  joined.voice = joined.claimant = other->side;
  const auto turned = [&](SideId side) {
    return side == other->side    ? other->first
           : side == other->first ? other->side
                                  : side;
  };
  if (TurnsOnTheSpeaker(doc, draft)) {
    if (!IsNamed(doc, draft.roles.agent)) {
      joined.perpetrator = turned(draft.perpetrator);
    }
    if (!IsNamed(doc, draft.object)) joined.victims = turned(draft.victims);
  }
  drafts[index].claimant = other->first;
  drafts.push_back(joined);
}

}  // namespace parallax::ingest::domain::extract
