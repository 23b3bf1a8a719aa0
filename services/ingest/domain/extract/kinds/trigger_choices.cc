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

// Adds every feature twice: for all kinds together and for one.
class KindFeatures {
 public:
  KindFeatures(FeatureSet& set, Kind kind) : set_(set), kind_(KindName(kind)) {}

  [[gnu::always_inline]] void Both(absl::string_view name,
                                   const FeatureValue& value) {
    set_.AddBoth(name, value, kind_);
  }
  [[gnu::always_inline]] void Kind1(absl::string_view name,
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
    f.Kind1("reading", reading);
    f.Kind1("class", trigger.cls);
    set.Add("class.reading", trigger.cls, reading);
    f.Kind1("phrase", trigger.phrase);
    set.Add("phrase.pos", trigger.phrase, PosFeature(t.pos));
    f.Kind1("pos", PosFeature(t.pos));
    f.Kind1("class.pos", Joined(trigger.cls, ".", PosFeature(t.pos)));
    const absl::string_view rel = RelationName(t.rel);
    f.Both("rel", rel);
    f.Kind1("rel.class", Joined(rel, ".", trigger.cls));
    if (t.head >= 0) {
      const Token& governor = doc_.token(t.head);
      f.Kind1("governor", governor.lemma);
      f.Both("governor.pos", PosFeature(governor.pos));
    }
    if (t.pos == Pos::kNoun || t.pos == Pos::kPropn) {
      const absl::string_view det = Determiner(doc_, head);
      f.Both("det", det);
      f.Kind1("det.class", Joined(det, ".", trigger.cls));
      if (t.features & kPlural) f.Both("plural", det);
      const auto seen =
          seen_.find(absl::StrCat(KindName(trigger.kind), trigger.phrase));
      f.Kind1("seen", seen == seen_.end() ? "no" : "yes");
      f.Kind1("seen.det", Joined(seen == seen_.end() ? "no" : "yes", ".", det));
    } else {
      f.Both("tense", Tense(t));
      f.Kind1("tense.class", Joined(Tense(t), ".", trigger.cls));
    }
    Dependents(head, f);
    // Arguments.
    const Roles& roles = draft.roles;
    const absl::string_view agent = ArgumentClass(doc_, roles.agent);
    const absl::string_view patient = ArgumentClass(doc_, roles.patient);
    f.Both("agent", agent);
    f.Both("patient", patient);
    f.Kind1("agent.class", Joined(agent, ".", trigger.cls));
    f.Kind1("patient.class", Joined(patient, ".", trigger.cls));
    f.Kind1("patient.phrase", Joined(patient, ".", trigger.phrase));
    f.Kind1("agent.phrase", Joined(agent, ".", trigger.phrase));
    f.Kind1("args", Joined(agent, ">", patient));
    const absl::string_view left =
        ArgumentClass(doc_, Neighbour(doc_, mention.first, -1));
    const absl::string_view right =
        ArgumentClass(doc_, Neighbour(doc_, mention.last - 1, +1));
    f.Both("left", left);
    f.Both("right", right);
    f.Kind1("left.class", Joined(left, ".", trigger.cls));
    f.Kind1("right.class", Joined(right, ".", trigger.cls));
    f.Kind1("right.phrase", Joined(right, ".", trigger.phrase));
    const std::string patient_act = ActAt(roles.patient);
    f.Kind1("patient.act", patient_act);
    f.Kind1("patient.act.class", Joined(patient_act, ".", trigger.cls));
    f.Kind1("patient.act.phrase", Joined(patient_act, ".", trigger.phrase));
    f.Kind1("agent.act", ActAt(roles.agent));
    if (t.head >= 0) {
      f.Kind1("governor.act", Joined(ActAt(t.head), ".", RelationName(t.rel)));
    }
    if (roles.patient >= 0) {
      f.Kind1("patient.lemma", doc_.token(roles.patient).lemma);
    }
    if (roles.agent >= 0) f.Kind1("agent.lemma", doc_.token(roles.agent).lemma);
    if (roles.passive) f.Kind1("passive", trigger.cls);
    if (roles.negated) f.Both("negated", trigger.cls);
    if (roles.modal) f.Both("modal", trigger.cls);
    if (roles.infinitive) f.Both("infinitive", trigger.cls);
    if (roles.question) f.Both("question", "y");
    if (roles.relative) f.Both("relative", trigger.cls);
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
    f.Both("place", YesNo(place));
    f.Kind1("place.class", Joined(YesNo(place), trigger.cls));
    f.Both("time", YesNo(time));
    const absl::string_view place_news = PlaceNews(clause);
    const SideId doer = ArgumentSide(doc_, roles.agent);
    const int kind = static_cast<int>(trigger.kind);
    const absl::string_view doer_news =
        doer == kNoSide                                             ? "none"
        : told_agents_.contains(std::pair<int, SideId>(kind, doer)) ? "told"
                                                                    : "new";
    f.Kind1("news.place", Joined(place_news, ".", trigger.cls));
    f.Kind1("news.doer", Joined(doer_news, ".", trigger.cls));
    f.Kind1("news.both",
            Joined(place_news, ".", doer_news, time ? ".time" : ""));
    f.Kind1("news.told", Bucket(told_[kind]));
    f.Kind1("news.told.pos",
            Joined(told_[kind] > 0 ? "y." : "n.", PosFeature(t.pos)));
    f.Kind1("count", YesNo(count));
    f.Kind1("weapon", Joined(YesNo(weapon), trigger.cls));
    f.Both("same_before", Bucket(same_before));
    f.Both("same_after", Bucket(same_after));
    f.Kind1("casualties", Bucket(casualties));
    f.Kind1("casualties.class", Joined(Bucket(casualties), trigger.cls));
    f.Both("block", BlockName(doc_.role_of(sentence)));
    f.Kind1("sentence", Bucket(doc_.notes[head].sentence));
    if (taken_[draft.trigger]) {
      f.Both("taken", reading);
      f.Kind1("taken.class", trigger.cls);
    }
    // Attribution.
    const TokenNote& note = doc_.notes[head];
    if (note.attribution >= 0) {
      const Attribution& a = doc_.in().attributions[note.attribution];
      f.Both("said", AttributionStanceName(a.stance));
      f.Kind1("said.rule", attribution::RuleName(a.construction));
      if (a.content_head == static_cast<int32_t>(head)) {
        f.Both("said.head", AttributionStanceName(a.stance));
      }
      if (a.negated) f.Both("said.negated", "y");
    } else {
      f.Both("said", "no");
    }
    if (note.cue >= 0) {
      const Attribution& a = doc_.in().attributions[note.cue];
      f.Both("cue", AttributionStanceName(a.stance));
      f.Kind1("cue.rule", attribution::RuleName(a.construction));
      f.Kind1("cue.phrase", trigger.phrase);
    }
    if (note.source >= 0) f.Both("source", "y");
    if (t.features & kQuoted) f.Kind1("quoted", "y");
    // Words beside it.
    if (mention.last < sentence.last) {
      f.Kind1("next", doc_.token(mention.last).lower);
      set.Add("phrase.next", trigger.phrase, doc_.token(mention.last).lower);
    }
    if (mention.first > sentence.first) {
      f.Kind1("prev", doc_.token(mention.first - 1).lower);
      set.Add("phrase.prev", trigger.phrase,
              doc_.token(mention.first - 1).lemma);
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
          f.Kind1("child", Joined(RelationName(c.rel), ".", c.lemma));
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
          f.Kind1("link", link);
          f.Kind1("link.class",
                  Joined(absl::string_view(link), ".",
                         ArgumentClass(doc_, static_cast<int32_t>(child))));
          break;
        }
        default:
          break;
      }
    }
    const Token& t = doc_.token(head);
    f.Both("joint", joint);
    f.Kind1("joint.det", Joined(joint, ".", Determiner(doc_, head)));
    if (t.head >= 0) {
      f.Kind1("joint.governor", Joined(joint, ".", doc_.token(t.head).lemma));
    }
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
