#include "services/ingest/domain/extract/decide/side_memory.h"

#include <algorithm>

namespace parallax::ingest::domain::extract {
namespace {

// Claims looked back over: a report has about twenty.
constexpr size_t kClaimsBack = 40;

size_t First(size_t index) {
  return index > kClaimsBack ? index - kClaimsBack : 0;
}

bool HasDoer(const Draft& draft) {
  return draft.kind == Kind::kCasualties || draft.kind == Kind::kAttack ||
         draft.kind == Kind::kDamage;
}

bool Uniformed(const DocContext& doc, const Draft& draft) {
  if (draft.object < 0) return false;
  const PersonClass person =
      doc.in().lexicons.person(doc.words[draft.object].lemma);
  return person == PersonClass::kMilitary || person == PersonClass::kPolice;
}

// Counts sides; the last one seen wins a tie.
class Votes {
 public:
  void Add(SideId side) {
    for (auto& [known, count] : counts_) {
      if (known == side) {
        Rise(side, ++count);
        return;
      }
    }
    counts_.emplace_back(side, 1);
    Rise(side, 1);
  }
  Remembered most() const { return most_; }

 private:
  void Rise(SideId side, int count) {
    if (count < top_) return;
    top_ = count;
    most_ = {true, side};
  }

  std::vector<std::pair<SideId, int>> counts_;
  Remembered most_;
  int top_ = 0;
};

}  // namespace

SideMemory RememberSides(const DocContext& doc,
                         const std::vector<Draft>& drafts, size_t index,
                         SideId agent) {
  SideMemory memory;
  const Draft& now = drafts[index];
  const bool uniformed = Uniformed(doc, now);
  Votes victims;
  Votes alike;
  Votes doers;
  for (size_t i = First(index); i < index; ++i) {
    const Draft& draft = drafts[i];
    if (draft.kind == Kind::kCasualties) {
      memory.victims = {true, draft.victims};
      victims.Add(draft.victims);
      if (Uniformed(doc, draft) == uniformed) alike.Add(draft.victims);
      if (agent != kNoSide && draft.perpetrator == agent) {
        memory.sufferers = {true, draft.victims};
      }
    }
    if (HasDoer(draft)) {
      memory.doer = {true, draft.perpetrator};
      doers.Add(draft.perpetrator);
      if (draft.claimant == now.claimant && now.claimant != kNoSide) {
        memory.claimant_doer = {true, draft.perpetrator};
      }
    }
    if (draft.kind == now.kind) memory.kind_doer = {true, draft.perpetrator};
  }
  memory.most_victims = victims.most();
  memory.alike_victims = alike.most();
  memory.most_doer = doers.most();
  return memory;
}

Remembered SideOfSpeaker(const DocContext& doc,
                         const std::vector<Draft>& drafts, size_t index) {
  const auto entity = [&](const Draft& draft) {
    return draft.attribution < 0
               ? -1
               : doc.in().attributions[draft.attribution].source_entity;
  };
  const int32_t speaker = entity(drafts[index]);
  if (speaker < 0) return {};
  for (size_t i = index; i-- > First(index);) {
    if (entity(drafts[i]) == speaker) return {true, drafts[i].claimant};
  }
  return {};
}

Remembered DoerOf(const std::vector<Draft>& drafts, size_t index,
                  SideId victims) {
  if (victims == kNoSide) return {};
  for (size_t i = index; i-- > First(index);) {
    if (drafts[i].kind == Kind::kCasualties && drafts[i].victims == victims) {
      return {true, drafts[i].perpetrator};
    }
  }
  return {};
}

}  // namespace parallax::ingest::domain::extract
