#include "services/ingest/domain/extract/decide/fields.h"
#include "services/ingest/domain/extract/kinds/words.h"
#include "services/ingest/domain/extract/model/joined.h"

namespace parallax::ingest::domain::extract {

namespace {

// What the victims are called beside their noun: "civilian deaths".
absl::string_view CalledAs(const DocContext& doc, const Draft& draft) {
  for (const int32_t head : {draft.object, static_cast<int32_t>(draft.head)}) {
    if (head < 0) continue;
    const uint32_t h = static_cast<uint32_t>(head);
    for (uint32_t i = doc.PhraseStart(h); i < h; ++i) {
      const absl::string_view lemma = doc.token(i).lemma;
      if (lemma == "civilian" || lemma == "military") return lemma;
    }
  }
  return "-";
}

}  // namespace

void DecideVictimsType(const DocContext& doc, Decider& decider,
                       std::vector<Draft>& drafts, size_t index) {
  Draft& draft = drafts[index];
  if (draft.kind != Kind::kCasualties) return;
  std::vector<FeatureSet> sets;
  std::vector<bool> right;
  const absl::string_view lemma =
      draft.object >= 0 ? absl::string_view(doc.token(draft.object).lemma)
                        : absl::string_view("-");
  const uint32_t word =
      draft.object >= 0 ? doc.words[draft.object].lemma : Vocabulary::kUnknown;
  static constexpr absl::string_view kPersons[] = {"-", "mil", "civ", "pol",
                                                   "per"};
  const absl::string_view person =
      kPersons[static_cast<int>(doc.in().lexicons.person(word))];
  const Draft* previous = nullptr;
  for (size_t i = index; i-- > 0;) {
    if (drafts[i].kind == Kind::kCasualties) {
      previous = &drafts[i];
      break;
    }
  }
  const absl::string_view called = CalledAs(doc, draft);
  sets.reserve(4);
  for (int type = 0; type < 4; ++type) {
    const absl::string_view label = kVictimsTypeNames[type];
    FeatureSet& f = sets.emplace_back("victims_type", decider.names());
    f.Add("bias", label);
    f.Add("lemma", lemma, label);
    f.Add("person", person, label);
    f.Add("called", called, label);
    f.Add("measure", MeasureName(draft.measure), label);
    if (previous != nullptr) {
      const absl::string_view before = VictimsTypeName(previous->victims_type);
      f.Add("previous", before, label);
      f.Add("previous.person", Joined(before, ".", person), label);
      f.Add("previous.near",
            Joined(before, ".", Bucket(draft.sentence - previous->sentence)),
            label);
    }
    const SideId claimant = draft.claimant;
    f.Add("own",
          Joined(claimant == kNoSide         ? "-"
                 : claimant == draft.victims ? "own"
                                             : "other",
                 ".", person),
          label);
    f.Add("perpetrator",
          Joined(draft.perpetrator == kNoSide ? "-" : "set", ".", person),
          label);
    if (draft.quantity >= 0 && draft.object < 0) {
      const Quantity& q = doc.quantities[draft.quantity];
      if (q.last < doc.size()) f.Add("next", doc.token(q.last).lower, label);
    }
    for (uint32_t i = draft.first; i < draft.last && i < draft.first + 40;
         ++i) {
      const PersonClass c = doc.in().lexicons.person(doc.words[i].lemma);
      if (c == PersonClass::kMilitary || c == PersonClass::kCivilian) {
        f.Add("around", kPersons[static_cast<int>(c)], label);
      }
    }
    if (draft.gold != nullptr) {
      right.push_back(draft.gold->victims_type == label);
    }
  }
  draft.victims_type = static_cast<VictimsType>(decider.Pick(sets, right));
}

}  // namespace parallax::ingest::domain::extract
