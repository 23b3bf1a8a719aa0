// A number is read with the word that says what became of those it counts.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/ingest/domain/extract/kinds/choice.h"
#include "services/ingest/domain/extract/kinds/words.h"

namespace parallax::ingest::domain::extract {
namespace {

// Triggers further away than this many candidates are not tried.
constexpr size_t kMaxTriggers = 8;

// What became of people is carried on over this many sentences.
constexpr uint32_t kCarried = 12;
constexpr uint32_t kOneCarried = 4;

// Relations from `from` up to `to`, at most four; "" when `to` is no ancestor.
std::string PathUp(const DocContext& doc, uint32_t from, uint32_t to) {
  std::string path;
  uint32_t i = from;
  for (int step = 0; step < 5; ++step) {
    if (i == to) return path.empty() ? "self" : path;
    const Token& t = doc.token(i);
    if (t.head < 0) return "";
    absl::StrAppend(&path, path.empty() ? "" : ">", RelationName(t.rel));
    i = static_cast<uint32_t>(t.head);
  }
  return "";
}

absl::string_view FormName(QuantityForm form) {
  static constexpr absl::string_view kNames[] = {
      "number", "vague", "article", "none", "pair", "sum", "many"};
  return kNames[static_cast<int>(form)];
}

absl::string_view PersonName(PersonClass person) {
  static constexpr absl::string_view kNames[] = {"-", "mil", "civ", "pol",
                                                 "per"};
  return kNames[static_cast<int>(person)];
}

struct CasualtyClass {
  Measure measure = Measure::kKilled;
  absl::string_view frame;
};

CasualtyClass ParseClass(const Trigger& trigger) {
  CasualtyClass out;
  const std::pair<absl::string_view, absl::string_view> parts =
      absl::StrSplit(trigger.cls, absl::MaxSplits('.', 1));
  out.frame = parts.second;
  out.measure = MeasureOfClass(trigger.cls);
  return out;
}

class Builder {
 public:
  Builder(const DocContext& doc, FeatureNames* names, std::vector<Choice>& out)
      : doc_(doc), names_(names), out_(out) {}

  void Run() {
    size_t next_trigger = 0;
    size_t next_quantity = 0;
    for (uint32_t s = 0; s < doc_.text().sentences.size(); ++s) {
      const Sentence& sentence = doc_.text().sentences[s];
      triggers_.clear();
      while (next_trigger < doc_.triggers.size() &&
             doc_.triggers[next_trigger].first < sentence.last) {
        const TriggerMention& t = doc_.triggers[next_trigger];
        const Kind kind = t.trigger->kind;
        if (kind == Kind::kCasualties || kind == Kind::kDamage ||
            kind == Kind::kDeployment) {
          triggers_.push_back(static_cast<int32_t>(next_trigger));
        }
        ++next_trigger;
      }
      while (next_quantity < doc_.quantities.size() &&
             doc_.quantities[next_quantity].first < sentence.last) {
        Offer(static_cast<int32_t>(next_quantity), sentence);
        ++next_quantity;
      }
      for (const int32_t t : triggers_) {
        const Trigger& trigger = *doc_.triggers[t].trigger;
        if (trigger.kind != Kind::kCasualties) continue;
        const absl::string_view frame = ParseClass(trigger).frame;
        if (frame != "free" && frame != "loss") {
          carried_ = t;
          latest_[static_cast<int>(MeasureOfClass(trigger.cls))] = t;
        }
      }
    }
  }

 private:
  void Offer(int32_t index, const Sentence& sentence) {
    const Quantity& q = doc_.quantities[index];
    if (q.role != QuantityRole::kCount) return;
    const uint32_t lemma =
        q.noun >= 0 ? doc_.words[q.noun].lemma : Vocabulary::kUnknown;
    const PersonClass person = doc_.in().lexicons.person(lemma);
    const absl::string_view object = doc_.in().lexicons.object_class(lemma);
    if (q.form == QuantityForm::kMany && !IsOfThem(q)) return;
    if (triggers_.empty() && carried_ < 0) return;  // nothing to offer
    Choice choice;
    choice.at = q.core;
    choice.features.reserve(kMaxTriggers + 2);
    choice.features.emplace_back("count", names_);
    NoneFeatures(q, person, object, sentence, choice.features.back());
    FeatureSet around("count", names_);
    AddWordsAround(doc_, q.core, around);
    // Nearest triggers first.
    std::vector<int32_t> near = triggers_;
    const auto distance = [&](int32_t t) {
      return std::abs(static_cast<int64_t>(doc_.triggers[t].head) -
                      static_cast<int64_t>(q.core));
    };
    std::stable_sort(near.begin(), near.end(), [&](int32_t a, int32_t b) {
      return distance(a) < distance(b);
    });
    if (near.size() > kMaxTriggers) near.resize(kMaxTriggers);
    int rank = 0;
    for (const int32_t t : near) {
      const int place = rank++;
      if (!Suits(*doc_.triggers[t].trigger, person, object)) continue;
      AddOption(index, t, place, false, around, choice);
    }
    const bool casualty_here =
        std::any_of(near.begin(), near.end(), [&](int32_t t) {
          return doc_.triggers[t].trigger->kind == Kind::kCasualties;
        });
    if (carried_ >= 0 && (!casualty_here || q.noun < 0 || q.partitive) &&
        Suits(*doc_.triggers[carried_].trigger, person, object)) {
      OfferCarried(index, casualty_here, around, choice);
    }
    if (!choice.drafts.empty()) out_.push_back(std::move(choice));
  }

  // "It had spoken of 610 earlier": what became of them was said before.
  void OfferCarried(int32_t index, bool casualty_here, const FeatureSet& around,
                    Choice& choice) {
    const Quantity& q = doc_.quantities[index];
    const uint32_t here = doc_.notes[q.core].sentence;
    // "A farmer": hardly ever one of those counted before.
    const bool one = q.form == QuantityForm::kArticle;
    unsigned offered = 0;
    for (const Draft& draft : choice.drafts) {
      if (draft.kind != Kind::kCasualties) continue;
      offered |= 1u << static_cast<unsigned>(draft.measure);
    }
    for (size_t m = 0; m < latest_.size(); ++m) {
      const int32_t t = latest_[m];
      if (t < 0 || (offered & (1u << m)) != 0) continue;
      if (one && t != carried_) continue;
      if (here - SentenceOf(t) > (one ? kOneCarried : kCarried)) continue;
      AddOption(index, t, casualty_here ? 1 : 0, true, around, choice);
    }
  }

  uint32_t SentenceOf(int32_t trigger) const {
    return doc_.notes[doc_.triggers[trigger].head].sentence;
  }

  // "Most of them": of those that were counted before.
  bool IsOfThem(const Quantity& q) const {
    const uint32_t of = q.core_last;
    return doc_.Is(of, "of") &&
           (doc_.Is(of + 1, "them") || doc_.Is(of + 1, "whom") ||
            doc_.Is(of + 1, "those"));
  }

  // People are no damage, and what happens to things is no casualty: "three
  // planes crossed", "twelve rebels were neutralised".
  static bool Suits(const Trigger& trigger, PersonClass person,
                    absl::string_view object) {
    if (person != PersonClass::kNone) return trigger.kind != Kind::kDamage;
    return object.empty() || trigger.kind != Kind::kCasualties;
  }

  void NoneFeatures(const Quantity& q, PersonClass person,
                    absl::string_view object, const Sentence& sentence,
                    FeatureSet& f) {
    f.Add("none");
    f.Add("none.form", FormName(q.form));
    f.Add("none.person", PersonName(person));
    f.Add("none.object", object);
    if (q.noun >= 0) f.Add("none.noun", doc_.token(q.noun).lemma);
    f.Add("none.has_noun", YesNo(q.noun >= 0), FormName(q.form));
    if (q.last < doc_.size()) f.Add("none.next", doc_.token(q.last).lower);
    if (q.first > sentence.first) {
      f.Add("none.prev", doc_.token(q.first - 1).lower);
    }
    f.Add("none.triggers", Bucket(static_cast<int64_t>(triggers_.size())));
    if (q.partitive) f.Add("none.partitive");
    if (doc_.notes[q.core].source >= 0) f.Add("none.in_source");
    if (doc_.notes[q.core].time >= 0) f.Add("none.in_time");
    if (doc_.notes[q.core].place >= 0) f.Add("none.in_place");
    f.Add("none.sum", q.form == QuantityForm::kSum
                          ? (q.count.min == 2 ? "two" : "more")
                          : "no");
  }

  void AddOption(int32_t index, int32_t t, int rank, bool carried,
                 const FeatureSet& around, Choice& choice) {
    const Quantity& q = doc_.quantities[index];
    const TriggerMention& mention = doc_.triggers[t];
    const Trigger& trigger = *mention.trigger;
    Draft draft;
    draft.kind = trigger.kind;
    draft.trigger = carried ? -1 : t;
    draft.quantity = index;
    draft.count = q.count;
    draft.object = q.noun;
    draft.head = carried ? q.core : mention.head;
    CasualtyClass cls;
    if (trigger.kind == Kind::kCasualties) {
      cls = ParseClass(trigger);
      draft.measure = cls.measure;
    }
    draft.rule = carried ? "casualties/carried-count"
                 : trigger.kind == Kind::kCasualties ? "casualties/count"
                 : trigger.kind == Kind::kDamage     ? "damage/count"
                                                     : "deployment/count";
    if (!carried) draft.roles = RolesOf(doc_, mention);
    if (draft.object >= 0 && draft.object == draft.roles.agent) {
      draft.roles.agent = -1;
    }
    draft.attribution = doc_.notes[draft.head].attribution;
    SetSpan(doc_, draft);
    draft.attribution = -1;
    choice.features.push_back(around);
    OptionFeatures(q, mention, cls, rank, carried, draft,
                   choice.features.back());
    choice.drafts.push_back(draft);
  }

  void OptionFeatures(const Quantity& q, const TriggerMention& mention,
                      const CasualtyClass& cls, int rank, bool carried,
                      const Draft& draft, FeatureSet& f) {
    const Trigger& trigger = *mention.trigger;
    const std::string kind_class =
        absl::StrCat(KindName(trigger.kind), ".", trigger.cls);
    const uint32_t lemma =
        q.noun >= 0 ? doc_.words[q.noun].lemma : Vocabulary::kUnknown;
    const PersonClass person = doc_.in().lexicons.person(lemma);
    const absl::string_view object = doc_.in().lexicons.object_class(lemma);
    const absl::string_view what =
        person != PersonClass::kNone
            ? PersonName(person)
            : (!object.empty() ? object
                               : (q.noun >= 0 ? absl::string_view("thing")
                                              : absl::string_view("bare")));
    f.Add("class", kind_class);
    f.Add("kind", KindName(trigger.kind));
    f.Add("class.what", kind_class, what);
    f.Add("kind.what", KindName(trigger.kind), what);
    f.Add("form", FormName(q.form), trigger.cls);
    f.Add("kind.form", FormName(q.form), KindName(trigger.kind));
    if (carried) {
      f.Add("carried");
      f.Add("carried.what", what);
      f.Add("carried.form", FormName(q.form));
      if (q.noun >= 0) f.Add("carried.noun", doc_.token(q.noun).lemma);
      const int64_t gap =
          doc_.notes[q.core].sentence - doc_.notes[mention.head].sentence;
      f.Add("carried.gap", Bucket(gap));
      f.Add("carried.last", YesNo(&mention == &doc_.triggers[carried_]),
            YesNo(rank > 0));
      f.Add("carried.measure", MeasureName(cls.measure), what);
      if (q.first > 0) {
        f.Add("carried.prev.measure", doc_.token(q.first - 1).lower,
              MeasureName(cls.measure));
      }
      f.Add("carried.partitive", YesNo(q.partitive), YesNo(rank > 0));
      if (q.last < doc_.size()) {
        f.Add("carried.next", doc_.token(q.last).lower);
      }
      if (q.first > 0) f.Add("carried.prev", doc_.token(q.first - 1).lower);
      return;
    }
    const absl::string_view phrase = trigger.phrase;
    f.Add("phrase", phrase);
    f.Add("phrase.what", phrase, what);
    const uint32_t head = mention.head;
    const bool before = q.core < mention.first;
    const uint32_t low = before ? q.last : mention.last;
    const uint32_t high = before ? mention.first : q.first;
    int verbs = 0, numbers = 0, others = 0, commas = 0;
    for (uint32_t i = low; i < high; ++i) {
      const Token& t = doc_.token(i);
      if (t.pos == Pos::kVerb && i != head) ++verbs;
      if (doc_.notes[i].quantity >= 0 &&
          doc_.quantities[doc_.notes[i].quantity].role ==
              QuantityRole::kCount) {
        ++numbers;
      }
      if (t.lower == "," || t.lower == "and" || t.lower == ";") ++commas;
    }
    for (const int32_t other : triggers_) {
      const TriggerMention& o = doc_.triggers[other];
      if (o.trigger->kind == Kind::kCasualties && o.head != head &&
          o.first >= low && o.last <= high) {
        ++others;
      }
    }
    const absl::string_view side = before ? "before" : "after";
    const absl::string_view frame =
        cls.frame.empty() ? absl::string_view(trigger.cls) : cls.frame;
    f.Add("side", side, frame);
    f.Add("side.class", side, kind_class);
    const int64_t gap = high > low ? high - low : 0;
    f.Add("gap", Bucket(gap));
    f.Add("gap.side", Bucket(gap), side);
    f.Add("gap.frame", Bucket(gap), frame);
    f.Add("verbs", Bucket(verbs), side);
    f.Add("numbers", Bucket(numbers), side);
    f.Add("others", Bucket(others), side);
    f.Add("commas", Bucket(commas), side);
    f.Add("rank", Bucket(rank));
    f.Add("rank.side", Bucket(rank), side);
    const bool same_clause =
        doc_.notes[q.core].clause == doc_.notes[head].clause;
    f.Add("clause", same_clause ? "same" : "other", side);
    // The tree.
    const uint32_t node = q.noun >= 0 && q.form != QuantityForm::kNone
                              ? static_cast<uint32_t>(q.noun)
                              : q.core;
    const bool self = q.noun >= 0 && static_cast<uint32_t>(q.noun) == head;
    std::string path = self ? "self" : PathUp(doc_, node, head);
    if (path.empty() && node != q.core) path = PathUp(doc_, q.core, head);
    if (path.empty()) {
      path = PathUp(doc_, head, node);
      if (!path.empty()) path = absl::StrCat("^", path);
    }
    f.Add("path", path.empty() ? absl::string_view("none") : path);
    f.Add("path.frame", path.empty() ? absl::string_view("none") : path, frame);
    const auto is_role = [&](int32_t role) {
      return role >= 0 && (static_cast<uint32_t>(role) == node ||
                           static_cast<uint32_t>(role) == q.core);
    };
    const absl::string_view role = is_role(draft.roles.patient) ? "patient"
                                   : is_role(draft.roles.agent) ? "agent"
                                                                : "no";
    f.Add("role", role, frame);
    f.Add("role.kind", role, KindName(trigger.kind));
    if (draft.roles.modal) f.Add("modal", KindName(trigger.kind));
    if (draft.roles.negated) f.Add("negated", FormName(q.form));
    f.Add("pos",
          doc_.token(head).pos == Pos::kVerb   ? "verb"
          : doc_.token(head).pos == Pos::kNoun ? "noun"
                                               : "adj",
          trigger.cls);
    if (q.noun >= 0 && !self) {
      f.Add("noun.class", doc_.token(q.noun).lemma, trigger.cls);
    }
    if (q.last < doc_.size()) {
      f.Add("next.frame", doc_.token(q.last).lower, frame);
    }
    if (q.first > 0) f.Add("prev", doc_.token(q.first - 1).lower, side);
    if (q.partitive) f.Add("partitive", side, frame);
    if (q.additional) f.Add("additional", trigger.cls);
    if (self) f.Add("self", phrase);
    if (gap == 0 && !self) f.Add("adjacent", side, frame);
    f.Add("bound", CountBoundName(q.count.bound), KindName(trigger.kind));
  }

  const DocContext& doc_;
  FeatureNames* names_;
  std::vector<Choice>& out_;
  std::vector<int32_t> triggers_;
  int32_t carried_ = -1;
  // The last word for each measure, -1 for none.
  std::array<int32_t, std::size(kMeasureNames)> latest_ = [] {
    std::array<int32_t, std::size(kMeasureNames)> none{};
    none.fill(-1);
    return none;
  }();
};

}  // namespace

void QuantityChoices(const DocContext& doc, FeatureNames* names,
                     std::vector<Choice>& out) {
  Builder(doc, names, out).Run();
}

}  // namespace parallax::ingest::domain::extract
