// Denials, silences and blame whose content names no act mean an earlier claim.
#include <algorithm>

#include "services/ingest/domain/extract/kinds/choice.h"
#include "services/ingest/domain/extract/kinds/words.h"

namespace parallax::ingest::domain::extract {
namespace {

using AttributionStance = attribution::Stance;

uint32_t Position(const Attribution& a) {
  uint32_t at = UINT32_MAX;
  for (const TokenRange& range : a.cue) at = std::min(at, range.first);
  for (const TokenRange& range : a.content) at = std::min(at, range.first);
  return at;
}

bool Holds(const Attribution& a, uint32_t token) {
  for (const TokenRange& range : a.content) {
    if (range.Contains(token)) return true;
  }
  for (const TokenRange& range : a.cue) {
    if (range.Contains(token)) return true;
  }
  return false;
}

// The number that is denied: "dismissed the figure of 17"; null where the
// content has none, or several.
const Quantity* DeniedNumber(const DocContext& doc, const Attribution& a) {
  constexpr uint32_t kReach = 12;
  const Quantity* found = nullptr;
  for (const TokenRange& range : a.content) {
    const uint32_t last = std::min(range.last, range.first + kReach);
    for (uint32_t i = range.first; i < last; ++i) {
      if (doc.notes[i].quantity < 0) continue;
      const Quantity& q = doc.quantities[doc.notes[i].quantity];
      if (&q == found || q.role != QuantityRole::kCount ||
          q.form != QuantityForm::kNumber) {
        continue;
      }
      // "the figure of 17", "reports of 20 dead", not "20 tanks lost" nor
      // "claims by 40 witnesses".
      const bool people =
          q.noun < 0 || doc.in().lexicons.person(doc.words[q.noun].lemma) !=
                            PersonClass::kNone;
      const bool of = q.first > 0 && (doc.Is(q.first - 1, "of") ||
                                      doc.Is(q.first - 1, "that"));
      if (!people || !of) continue;
      if (found != nullptr) return nullptr;
      found = &q;
    }
  }
  return found;
}

// Whether whoever denies has said it in the same sentence.
bool IsOwn(const DocContext& doc, const Attribution& denial,
           const Draft& draft) {
  const int32_t said = doc.notes[draft.head].attribution;
  return said >= 0 && denial.source_entity >= 0 &&
         doc.in().attributions[said].source_entity == denial.source_entity &&
         denial.cue_head >= 0 &&
         doc.notes[denial.cue_head].sentence == draft.sentence;
}

}  // namespace

void AnaphorChoices(const DocContext& doc, const std::vector<Draft>& drafts,
                    FeatureNames* names, std::vector<Choice>& out) {
  size_t next = 0;  // first draft not yet passed
  int32_t last_of_kind[7] = {-1, -1, -1, -1, -1, -1, -1};
  std::vector<std::pair<uint32_t, uint32_t>> order;
  for (uint32_t i = 0; i < doc.in().attributions.size(); ++i) {
    const Attribution& a = doc.in().attributions[i];
    const bool fits = a.stance == AttributionStance::kDenies ||
                      a.stance == AttributionStance::kUnconfirmed ||
                      a.stance == AttributionStance::kAccuses || a.negated;
    if (!fits || a.outlet_caveat ||
        a.cue_class != attribution::CueClass::kReporting) {
      continue;
    }
    const uint32_t at = Position(a);
    if (at < doc.size()) order.emplace_back(at, i);
  }
  std::sort(order.begin(), order.end());
  uint32_t previous_at = UINT32_MAX;
  for (const auto& [at, index] : order) {
    const Attribution& a = doc.in().attributions[index];
    const uint32_t head =
        a.cue_head >= 0 ? static_cast<uint32_t>(a.cue_head) : at;
    if (!doc.IsReadable(doc.sentence_of(head))) continue;
    while (next < drafts.size() && drafts[next].head < at) {
      last_of_kind[static_cast<int>(drafts[next].kind)] =
          static_cast<int32_t>(next);
      ++next;
    }
    bool filled = false;
    for (size_t d = next > 8 ? next - 8 : 0; d < drafts.size() && d < next + 12;
         ++d) {
      filled |= Holds(a, drafts[d].head);
      if (drafts[d].quantity >= 0) {
        filled |= Holds(a, doc.quantities[drafts[d].quantity].core);
      }
    }
    if (filled || at == previous_at) continue;
    previous_at = at;
    Choice choice;
    choice.at = head;
    choice.features.emplace_back("anaphor", names);
    FeatureSet& none = choice.features.back();
    none.Add("none");
    int32_t latest = -1;
    for (const Kind kind : kAllKinds) {
      latest = std::max(latest, last_of_kind[static_cast<int>(kind)]);
    }
    const uint32_t sentence = doc.notes[head].sentence;
    // What one party does not confirm is what the sentence just said.
    const bool at_hand = latest >= 0 && drafts[latest].sentence == sentence &&
                         a.stance == AttributionStance::kUnconfirmed;
    choice.certain = at_hand;
    const Quantity* number =
        a.stance == AttributionStance::kDenies ? DeniedNumber(doc, a) : nullptr;
    for (const Kind kind : kAllKinds) {
      if (at_hand && kind != drafts[latest].kind) continue;
      const int32_t antecedent = last_of_kind[static_cast<int>(kind)];
      Draft draft;
      if (antecedent >= 0) draft = drafts[antecedent];
      if (antecedent >= 0 && kind == Kind::kCasualties && number != nullptr) {
        draft.count = number->count;
      } else if (antecedent >= 0 && a.stance == AttributionStance::kDenies &&
                 IsOwn(doc, a, drafts[antecedent])) {
        continue;
      }
      draft.gold = nullptr;
      draft.kind = kind;
      draft.head = head;
      draft.trigger = -1;
      draft.quantity = -1;
      draft.object = -1;
      draft.antecedent = antecedent;
      draft.rule = "anaphor/attribution";
      draft.attribution = static_cast<int32_t>(index);
      draft.sentence = sentence;
      SetSpan(doc, draft);
      // The content carries it as much as the cue.
      for (const TokenRange& range : a.content) {
        const bool same = range.first < doc.size() && !range.empty() &&
                          doc.notes[range.first].sentence == sentence &&
                          doc.notes[range.last - 1].sentence == sentence;
        if (same) {
          draft.first = std::min(draft.first, range.first);
          draft.last = std::max(draft.last, range.last);
        }
      }
      choice.features.emplace_back("anaphor", names);
      FeatureSet& f = choice.features.back();
      const absl::string_view name = KindName(kind);
      f.Add("kind", name);
      f.Add("stance", AttributionStanceName(a.stance), name);
      f.Add("stance.all", AttributionStanceName(a.stance));
      f.Add("rule", attribution::RuleName(a.construction), name);
      f.Add("rule.stance", attribution::RuleName(a.construction),
            AttributionStanceName(a.stance));
      f.Add("cue", doc.token(head).lemma);
      f.Add("cue.kind", doc.token(head).lemma, name);
      f.Add("has_antecedent", YesNo(antecedent >= 0), name);
      f.Add("latest", YesNo(antecedent >= 0 && antecedent == latest),
            AttributionStanceName(a.stance));
      if (antecedent >= 0 && antecedent == latest &&
          drafts[antecedent].sentence == sentence) {
        // "... , although there has been no confirmation from Azerbaijan"
        f.Add("same_sentence", AttributionStanceName(a.stance));
      }
      if (antecedent >= 0) {
        f.Add("distance", Bucket(sentence - drafts[antecedent].sentence));
        f.Add("drafts_between", Bucket(latest - antecedent));
      }
      f.Add("negated", YesNo(a.negated));
      uint32_t length = 0;
      for (const TokenRange& range : a.content) {
        for (uint32_t i = range.first; i < range.last && length < 40; ++i) {
          const Token& t = doc.token(i);
          ++length;
          if (t.pos == Pos::kNoun || t.pos == Pos::kVerb ||
              t.pos == Pos::kAdj || t.pos == Pos::kPron) {
            f.Add("word", t.lemma, name);
            f.Add("word.all", t.lemma);
          }
        }
      }
      f.Add("length", Bucket(length), AttributionStanceName(a.stance));
      f.Add("block", BlockName(doc.role_of(doc.sentence_of(head))));
      choice.drafts.push_back(draft);
    }
    if (choice.drafts.empty()) continue;
    out.push_back(std::move(choice));
  }
}

}  // namespace parallax::ingest::domain::extract
