// A word for an act is read as a claim of its kind, or as mere setting.
#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "services/ingest/domain/extract/decide/side_pointers.h"
#include "services/ingest/domain/extract/kinds/certain_acts.h"
#include "services/ingest/domain/extract/kinds/choice.h"
#include "services/ingest/domain/extract/kinds/words.h"
#include "services/ingest/domain/extract/model/joined.h"

namespace parallax::ingest::domain::extract {
namespace {

// A clause is read this far for places, however long it is.
constexpr uint32_t kMaxClause = 60;

// Adds each feature joined with the kind of claim.
class KindFeatures {
 public:
  KindFeatures(FeatureSet& set, Kind kind) : set_(set), kind_(KindName(kind)) {}

  [[gnu::always_inline]] void Add(absl::string_view name,
                                  const FeatureValue& value) {
    set_.Add(name, value, kind_);
  }

 private:
  FeatureSet& set_;
  FeatureValue kind_;
};

class Builder {
 public:
  Builder(const DocContext& doc, const std::vector<bool>& taken,
          FeatureNames* names, std::vector<Choice>& out)
      : doc_(doc), taken_(taken), names_(names), out_(out) {
    for (const TriggerMention& mention : doc_.triggers) {
      acts_.try_emplace(mention.head, mention.trigger);
    }
  }

  void Run() {
    for (size_t t = 0; t < doc_.triggers.size(); ++t) {
      Offer(static_cast<int32_t>(t));
    }
  }

 private:
  void Offer(int32_t index) {
    const TriggerMention& mention = doc_.triggers[index];
    const Trigger& trigger = *mention.trigger;
    if (trigger.kind == Kind::kTerritory && DescribesHolder(mention.head)) {
      return;
    }
    Choice choice;
    choice.at = mention.head;
    choice.features.reserve(3);
    choice.drafts.reserve(2);
    choice.features.emplace_back("act", names_);
    // "No claim" is the reference: all weights speak for the readings.
    choice.features.back().Add("none");
    Draft draft;
    draft.kind = trigger.kind;
    draft.trigger = index;
    draft.head = mention.head;
    draft.roles = RolesOf(doc_, mention);
    draft.object = draft.roles.patient;
    if (trigger.kind == Kind::kCasualties) {
      draft.measure = MeasureOfClass(trigger.cls);
    }
    draft.attribution = doc_.notes[draft.head].attribution;
    if (draft.attribution < 0) {
      draft.attribution = doc_.notes[draft.head].cue;
    }
    const int32_t object = draft.object;
    if (object >= 0 &&
        doc_.notes[object].sentence != doc_.notes[draft.head].sentence) {
      draft.object = -1;
    }
    if (trigger.kind == Kind::kAppeal) draft.object = -1;
    SetSpan(doc_, draft);
    draft.object = object;
    draft.attribution = -1;
    static constexpr absl::string_view kRules[] = {
        "casualties/act", "attack/act",     "damage/act", "territory/act",
        "truce/act",      "deployment/act", "appeal/act"};
    draft.rule = kRules[static_cast<int>(trigger.kind)];
    Add(draft, mention, "null", choice);
    if (trigger.kind == Kind::kCasualties || trigger.kind == Kind::kDamage) {
      const int32_t victim = Victim(draft);
      if (victim >= 0 && IsOne(static_cast<uint32_t>(victim))) {
        Draft one = draft;
        one.count = Count{1, 1, CountBound::kExact};
        one.object = victim;
        Add(one, mention, "one", choice);
      }
    }
    choice.certain =
        IsCertainAct(doc_, mention, draft.roles, Act(draft.roles.patient));
    Remember(draft, trigger);
    out_.push_back(std::move(choice));
  }

  // "A town held by the rebels", "the group, which controls the north": says
  // which town or group is meant, and claims nothing.
  bool DescribesHolder(uint32_t head) const {
    const Token& t = doc_.token(head);
    return (t.lemma == "hold" || t.lemma == "control") &&
           (t.rel == Rel::kAcl || t.rel == Rel::kAclRelcl);
  }

  // Whether the word means one person or thing: no plural, no number, neither
  // "some" nor "many".
  bool IsOne(uint32_t victim) const {
    const Token& t = doc_.token(victim);
    if ((t.features & kPlural) != 0 || t.pos == Pos::kNum ||
        doc_.notes[victim].quantity >= 0) {
      return false;
    }
    // "an unknown number of soldiers"
    if (t.lemma == "number") return false;
    return t.lower != "some" && t.lower != "many" && t.lower != "most" &&
           t.lower != "several" && t.lower != "all" && t.lower != "any" &&
           t.lower != "none" && t.lower != "few" && t.lower != "more" &&
           t.lower != "others";
  }

  // What was told of before is more likely referred to than claimed again.
  void Remember(const Draft& draft, const Trigger& trigger) {
    ++seen_[absl::StrCat(KindName(trigger.kind), trigger.phrase)];
    if (trigger.cls == "weak" || trigger.cls == "weapon") return;
    const int kind = static_cast<int>(trigger.kind);
    ++told_[kind];
    const SideId agent = ArgumentSide(doc_, draft.roles.agent);
    if (agent != kNoSide) told_agents_.insert({kind, agent});
    const Clause& clause = doc_.clauses[doc_.notes[draft.head].clause];
    const uint32_t last = std::min(clause.last, clause.first + kMaxClause);
    for (uint32_t i = clause.first; i < last; ++i) {
      const int32_t p = doc_.notes[i].place;
      if (p >= 0) told_places_.insert(PlaceKey(p));
    }
  }

  absl::string_view PlaceKey(int32_t place) const {
    const PlaceMention& p = doc_.places[place];
    return doc_.Words(p.first, p.last);
  }

  // "new", "told" or "none": whether an earlier act was told at these places.
  absl::string_view PlaceNews(const Clause& clause) const {
    absl::string_view news = "none";
    const uint32_t last = std::min(clause.last, clause.first + kMaxClause);
    for (uint32_t i = clause.first; i < last; ++i) {
      const int32_t p = doc_.notes[i].place;
      if (p < 0) continue;
      if (!told_places_.contains(PlaceKey(p))) return "new";
      news = "told";
    }
    return news;
  }

  int32_t Victim(const Draft& draft) const {
    return draft.roles.patient >= 0 ? draft.roles.patient : draft.roles.agent;
  }

  void Add(const Draft& draft, const TriggerMention& mention,
           absl::string_view reading, Choice& choice) {
    choice.features.emplace_back("act", names_);
    Features(draft, mention, reading, choice.features.back());
    choice.drafts.push_back(draft);
  }

  void Features(const Draft& draft, const TriggerMention& mention,
                absl::string_view reading, FeatureSet& set) {
    const Trigger& trigger = *mention.trigger;
    const uint32_t head = mention.head;
    const Token& t = doc_.token(head);
    const Sentence& sentence = doc_.sentence_of(head);
    KindFeatures f(set, trigger.kind);
    f.Add("reading", reading);
    f.Add("class", trigger.cls);
    set.Add("class.reading", trigger.cls, reading);
    f.Add("phrase", trigger.phrase);
    set.Add("phrase.pos", trigger.phrase, PosFeature(t.pos));
    f.Add("pos", PosFeature(t.pos));
    const absl::string_view rel = RelationName(t.rel);
    f.Add("rel", rel);
    if (t.head >= 0) {
      const Token& governor = doc_.token(t.head);
      f.Add("governor", governor.lemma);
      f.Add("governor.pos", PosFeature(governor.pos));
    }
    if (t.pos == Pos::kNoun || t.pos == Pos::kPropn) {
      const absl::string_view det = Determiner(doc_, head);
      f.Add("det", det);
      if (t.features & kPlural) f.Add("plural", det);
      const auto seen =
          seen_.find(absl::StrCat(KindName(trigger.kind), trigger.phrase));
      f.Add("seen", seen == seen_.end() ? "no" : "yes");
    } else {
      f.Add("tense", Tense(t));
    }
    Dependents(head, f);
    // Arguments.
    const Roles& roles = draft.roles;
    const absl::string_view agent = ArgumentClass(doc_, roles.agent);
    const absl::string_view patient = ArgumentClass(doc_, roles.patient);
    f.Add("agent", agent);
    f.Add("patient", patient);
    f.Add("agent.class", Joined(agent, ".", trigger.cls));
    f.Add("patient.class", Joined(patient, ".", trigger.cls));
    f.Add("patient.phrase", Joined(patient, ".", trigger.phrase));
    const absl::string_view left =
        ArgumentClass(doc_, Neighbour(doc_, mention.first, -1));
    const absl::string_view right =
        ArgumentClass(doc_, Neighbour(doc_, mention.last - 1, +1));
    f.Add("left", left);
    f.Add("right", right);
    f.Add("right.phrase", Joined(right, ".", trigger.phrase));
    const std::string patient_act = ActAt(roles.patient);
    f.Add("patient.act", patient_act);
    f.Add("agent.act", ActAt(roles.agent));
    if (t.head >= 0) {
      f.Add("governor.act", Joined(ActAt(t.head), ".", RelationName(t.rel)));
    }
    if (roles.patient >= 0) {
      f.Add("patient.lemma", doc_.token(roles.patient).lemma);
    }
    if (roles.agent >= 0) f.Add("agent.lemma", doc_.token(roles.agent).lemma);
    if (roles.passive) f.Add("passive", trigger.cls);
    if (roles.negated) f.Add("negated", trigger.cls);
    if (roles.modal) f.Add("modal", trigger.cls);
    if (roles.infinitive) f.Add("infinitive", trigger.cls);
    if (roles.question) f.Add("question", "y");
    if (roles.relative) f.Add("relative", trigger.cls);
    // The clause and sentence around.
    const Clause& clause = doc_.clauses[doc_.notes[head].clause];
    bool place = false, time = false, count = false, weapon = false;
    int same_before = 0, same_after = 0, casualties = 0;
    for (uint32_t i = clause.first; i < clause.last; ++i) {
      place |= doc_.notes[i].place >= 0;
      time |= doc_.notes[i].time >= 0;
      const int32_t q = doc_.notes[i].quantity;
      count |= q >= 0 && doc_.quantities[q].role == QuantityRole::kCount;
    }
    for (const TriggerMention& other : SentenceTriggers(mention)) {
      if (other.head == head) continue;
      const bool same_clause =
          doc_.notes[other.head].clause == doc_.notes[head].clause;
      if (other.trigger->kind == trigger.kind && other.trigger->cls != "weak" &&
          other.trigger->cls != "weapon") {
        (other.head < head ? same_before : same_after) += same_clause ? 1 : 0;
      }
      if (other.trigger->kind == Kind::kCasualties && same_clause) ++casualties;
      if (other.trigger->cls == "weapon" && same_clause) weapon = true;
    }
    f.Add("place", YesNo(place));
    f.Add("time", YesNo(time));
    const absl::string_view place_news = PlaceNews(clause);
    const SideId doer = ArgumentSide(doc_, roles.agent);
    const int kind = static_cast<int>(trigger.kind);
    const absl::string_view doer_news =
        doer == kNoSide                                             ? "none"
        : told_agents_.contains(std::pair<int, SideId>(kind, doer)) ? "told"
                                                                    : "new";
    f.Add("news.place", Joined(place_news, ".", trigger.cls));
    f.Add("news.doer", Joined(doer_news, ".", trigger.cls));
    f.Add("news.told", Bucket(told_[kind]));
    f.Add("count", YesNo(count));
    f.Add("weapon", Joined(YesNo(weapon), trigger.cls));
    f.Add("same_before", Bucket(same_before));
    f.Add("same_after", Bucket(same_after));
    f.Add("casualties", Bucket(casualties));
    f.Add("block", BlockName(doc_.role_of(sentence)));
    f.Add("sentence", Bucket(doc_.notes[head].sentence));
    if (taken_[draft.trigger]) {
      f.Add("taken", reading);
      f.Add("taken.class", trigger.cls);
    }
    // Attribution.
    const TokenNote& note = doc_.notes[head];
    if (note.attribution >= 0) {
      const Attribution& a = doc_.in().attributions[note.attribution];
      f.Add("said", AttributionStanceName(a.stance));
      f.Add("said.rule", attribution::RuleName(a.construction));
      if (a.content_head == static_cast<int32_t>(head)) {
        f.Add("said.head", AttributionStanceName(a.stance));
      }
      if (a.negated) f.Add("said.negated", "y");
    } else {
      f.Add("said", "no");
    }
    if (note.cue >= 0) {
      const Attribution& a = doc_.in().attributions[note.cue];
      f.Add("cue", AttributionStanceName(a.stance));
      f.Add("cue.rule", attribution::RuleName(a.construction));
      f.Add("cue.phrase", trigger.phrase);
    }
    if (note.source >= 0) f.Add("source", "y");
    if (t.features & kQuoted) f.Add("quoted", "y");
    // Words beside it.
    if (mention.last < sentence.last) {
      f.Add("next", doc_.token(mention.last).lower);
    }
    if (mention.first > sentence.first) {
      f.Add("prev", doc_.token(mention.first - 1).lower);
    }
  }

  // The act that an argument is itself: "violated the settlement", "repelled
  // an assault".
  std::string ActAt(int32_t argument) const {
    if (argument < 0) return "none";
    const Trigger* act = Act(argument);
    return act == nullptr ? "no"
                          : absl::StrCat(KindName(act->kind), ".", act->cls);
  }

  // The word for an act at `head`, null for none.
  const Trigger* Act(int32_t head) const {
    if (head < 0) return nullptr;
    const auto it = acts_.find(static_cast<uint32_t>(head));
    return it == acts_.end() ? nullptr : it->second;
  }

  // What hangs on the act and what joins it to its governor: "after the
  // earlier attack" refers back, "a fresh attack near" tells.
  void Dependents(uint32_t head, KindFeatures& f) const {
    absl::string_view joint = "-";
    for (const uint32_t child : doc_.children(head)) {
      const Token& c = doc_.token(child);
      switch (c.rel) {
        case Rel::kCase:
        case Rel::kMark:
          if (joint == "-") joint = c.lower;
          break;
        case Rel::kAmod:
        case Rel::kCompound:
        case Rel::kAdvmod:
        case Rel::kAux:
          f.Add("child", Joined(RelationName(c.rel), ".", c.lemma));
          break;
        case Rel::kNmod:
        case Rel::kObl:
        case Rel::kOblTmod:
        case Rel::kAcl:
        case Rel::kAdvcl: {
          const int32_t by = doc_.Child(child, Rel::kCase);
          const Joined link(
              RelationName(c.rel), ".",
              by >= 0 ? absl::string_view(doc_.token(by).lower) : "-");
          f.Add("link", link);
          f.Add("link.class",
                Joined(absl::string_view(link), ".",
                       ArgumentClass(doc_, static_cast<int32_t>(child))));
          break;
        }
        default:
          break;
      }
    }
    f.Add("joint", joint);
  }

  // Triggers of the same sentence; `mention` must be one of doc_.triggers.
  absl::Span<const TriggerMention> SentenceTriggers(
      const TriggerMention& mention) {
    const uint32_t s = doc_.notes[mention.head].sentence;
    if (s != cached_sentence_) {
      cached_sentence_ = s;
      const Sentence& sentence = doc_.text().sentences[s];
      const auto less = [](const TriggerMention& t, uint32_t at) {
        return t.first < at;
      };
      const auto begin = std::lower_bound(
          doc_.triggers.begin(), doc_.triggers.end(), sentence.first, less);
      auto end =
          std::lower_bound(begin, doc_.triggers.end(), sentence.last, less);
      // A sentence of ten thousand triggers must not cost their square.
      if (end - begin > 60) end = begin + 60;
      cached_ = absl::MakeConstSpan(doc_.triggers)
                    .subspan(begin - doc_.triggers.begin(), end - begin);
    }
    return cached_;
  }

  const DocContext& doc_;
  const std::vector<bool>& taken_;
  FeatureNames* names_;
  std::vector<Choice>& out_;
  absl::flat_hash_map<std::string, int> seen_;
  int told_[std::size(kAllKinds)] = {};  // acts before this one, by kind
  absl::flat_hash_set<std::pair<int, SideId>> told_agents_;
  absl::flat_hash_set<absl::string_view> told_places_;
  absl::flat_hash_map<uint32_t, const Trigger*> acts_;  // by head
  uint32_t cached_sentence_ = UINT32_MAX;
  absl::Span<const TriggerMention> cached_;
};

}  // namespace

void TriggerChoices(const DocContext& doc, const std::vector<bool>& taken,
                    FeatureNames* names, std::vector<Choice>& out) {
  Builder(doc, taken, names, out).Run();
}

}  // namespace parallax::ingest::domain::extract
