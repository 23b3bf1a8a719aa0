#include "services/ingest/domain/extract/document/roles.h"

#include <algorithm>

#include "absl/strings/match.h"

namespace parallax::ingest::domain::extract {
namespace {

bool IsNegation(const Token& t) {
  return t.lower == "not" || t.lower == "n't" || t.lower == "never" ||
         t.lower == "neither" || t.lower == "nor" || t.lower == "no" ||
         t.lower == "none" || t.lower == "nothing" || t.lower == "nobody" ||
         t.lower == "hardly" || t.lower == "without";
}

bool IsModal(const Token& t) {
  return t.lower == "will" || t.lower == "would" || t.lower == "may" ||
         t.lower == "might" || t.lower == "could" || t.lower == "should" ||
         t.lower == "must" || t.lower == "can" || t.lower == "shall" ||
         t.lower == "'ll" || t.lower == "'d";
}

// "clashes with", "fought against": the other one fights as well.
bool IsFight(absl::string_view lemma) {
  return lemma == "clash" || lemma == "battle" || lemma == "fight" ||
         lemma == "fighting" || lemma == "firefight" || lemma == "gunfight" ||
         lemma == "gunbattle" || lemma == "shootout" ||
         lemma == "confrontation" || lemma == "skirmish" ||
         lemma == "exchange" || lemma == "combat" || lemma == "war" ||
         lemma == "conflict";
}

// Words looked at on either side of a verb.
constexpr uint32_t kReach = 14;

bool IsNominative(absl::string_view lower) {
  return lower == "we" || lower == "they" || lower == "he" || lower == "she" ||
         lower == "i";
}

bool IsRelativePronoun(const Token& t) {
  return t.lower == "which" || t.lower == "who" || t.lower == "that" ||
         t.lower == "whom";
}

class Reader {
 public:
  Reader(const DocContext& doc, uint32_t head) : doc_(doc), head_(head) {}

  Roles Read() {
    const Token& t = doc_.token(head_);
    if (t.pos == Pos::kVerb || t.pos == Pos::kAux ||
        (t.pos == Pos::kAdj && (doc_.Child(head_, Rel::kCop) >= 0 ||
                                absl::EndsWith(t.lower, "ed")))) {
      Verb();
      // "was shelled", tagged as an adjective, is still a passive.
      if (t.pos == Pos::kAdj && absl::EndsWith(t.lower, "ed") &&
          doc_.Child(head_, Rel::kCop) >= 0 && roles_.patient < 0) {
        roles_.patient = roles_.agent;
        roles_.agent = doc_.Child(head_, Rel::kOblAgent);
        roles_.passive = true;
      }
    } else {
      Noun();
    }
    Surface();
    Modality(head_);
    return roles_;
  }

 private:
  const Token& Tok(uint32_t i) const { return doc_.token(i); }

  // The case word of a phrase: "by", "of", "on".
  absl::string_view Case(uint32_t i) const {
    const int32_t mark = doc_.Child(i, Rel::kCase);
    return mark < 0 ? absl::string_view()
                    : absl::string_view(Tok(static_cast<uint32_t>(mark)).lower);
  }

  // "fired from Pakistani positions", "shelling from the Armenian side":
  // whoever holds them fires.
  bool IsFiredFrom(uint32_t place) const {
    if (doc_.notes[head_].act < 0) return false;
    return doc_.in().lexicons.IsIn(WordList::kFiringPosition,
                                   doc_.words[place].lemma);
  }

  int32_t Resolve(int32_t argument) const {
    if (argument >= 0 && IsRelativePronoun(Tok(argument))) {
      const int32_t noun = RelativeHead(head_);
      if (noun >= 0) return noun;
    }
    return argument;
  }

  // Noun that the relative clause around `i` describes.
  int32_t RelativeHead(uint32_t i) const {
    for (int step = 0; step < 4; ++step) {
      const Token& t = Tok(i);
      if (t.head < 0) return -1;
      if (t.rel == Rel::kAclRelcl) return t.head;
      if (t.rel != Rel::kConj && t.rel != Rel::kXcomp && t.rel != Rel::kCcomp &&
          t.rel != Rel::kAux) {
        return -1;
      }
      i = static_cast<uint32_t>(t.head);
    }
    return -1;
  }

  void Verb() {
    const Token& t = Tok(head_);
    for (const uint32_t child : doc_.children(head_)) {
      const Token& c = Tok(child);
      const int32_t index = static_cast<int32_t>(child);
      switch (c.rel) {
        case Rel::kNsubj:
          Agent(index, "subject");
          break;
        case Rel::kNsubjPass:
          // "We killed": nominatives without "were" act.
          if (IsNominative(c.lower) && doc_.Child(head_, Rel::kAuxPass) < 0) {
            Agent(index, "subject");
            break;
          }
          roles_.patient = index;
          roles_.passive = true;
          break;
        case Rel::kAuxPass:
          roles_.passive = true;
          break;
        case Rel::kObj:
          roles_.patient = index;
          break;
        case Rel::kOblAgent:
          Agent(index, "by");
          roles_.passive = true;
          break;
        case Rel::kObl: {
          const absl::string_view word = Case(child);
          if ((word == "by" || (word == "from" && IsFiredFrom(child))) &&
              (t.features & kParticiple) && roles_.agent < 0) {
            Agent(index, word == "by" ? "by" : "from");
            roles_.passive = true;
          } else if (word == "with" && IsFight(t.lemma)) {
            roles_.adversary = index;
          } else if ((word == "at" || word == "on" || word == "into" ||
                      word == "against") &&
                     roles_.patient < 0) {
            roles_.patient = index;
            roles_.oblique = index;
          } else if (roles_.oblique < 0) {
            roles_.oblique = index;
          }
          break;
        }
        default:
          break;
      }
    }
    if (t.rel == Rel::kAcl && t.head >= 0) {
      if (t.features & kGerund) {
        if (roles_.agent < 0) Agent(t.head, "subject");
      } else if ((t.features & kPast) && roles_.patient < 0) {
        roles_.patient = t.head;
        roles_.passive = true;
      }
    }
    if (t.rel == Rel::kAmod && t.head >= 0 && roles_.patient < 0) {
      roles_.patient = t.head;
      roles_.passive = true;
    }
    roles_.agent = Resolve(roles_.agent);
    roles_.patient = Resolve(roles_.patient);
    const bool has_subject =
        roles_.passive ? roles_.patient >= 0 : roles_.agent >= 0;
    if (!has_subject) Inherit();
    roles_.relative = RelativeHead(head_) >= 0;
  }

  // "The town came under shelling by troops, killing one": whoever shells
  // kills, not the subject.
  bool ComesUnder(uint32_t verb) {
    for (const uint32_t child : doc_.children(verb)) {
      if (Case(child) != "under" ||
          (doc_.notes[child].act < 0 && doc_.notes[verb].act < 0)) {
        continue;
      }
      roles_.agent_inherited = true;
      for (const uint32_t parent : {child, verb}) {
        for (const uint32_t by : doc_.children(parent)) {
          if (Case(by) != "by") continue;
          Agent(static_cast<int32_t>(by), "by");
          return true;
        }
      }
      return true;
    }
    return false;
  }

  // Subject of the clause that governs or coordinates this one.
  void Inherit() {
    uint32_t i = head_;
    for (int step = 0; step < 4; ++step) {
      const Token& t = Tok(i);
      if (t.head < 0) return;
      if (t.rel != Rel::kConj && t.rel != Rel::kXcomp && t.rel != Rel::kAdvcl &&
          t.rel != Rel::kParataxis && t.rel != Rel::kAcl &&
          t.rel != Rel::kCcomp) {
        return;
      }
      if (t.rel == Rel::kCcomp && !(Tok(head_).features & kInfinitive)) return;
      i = static_cast<uint32_t>(t.head);
      if (Tok(i).pos != Pos::kVerb && Tok(i).pos != Pos::kAdj) return;
      if (!roles_.passive && ComesUnder(i)) return;
      int32_t subject = doc_.Child(i, Rel::kNsubj);
      if (subject < 0) subject = doc_.Child(i, Rel::kNsubjPass);
      if (subject >= 0 && IsRelativePronoun(Tok(subject))) {
        const int32_t noun = RelativeHead(i);
        if (noun >= 0) subject = noun;
      }
      if (subject >= 0) {
        if (roles_.passive) {
          if (roles_.patient < 0) roles_.patient = subject;
        } else {
          Agent(subject, "subject");
        }
        roles_.agent_inherited = true;
        return;
      }
    }
  }

  void Noun() {
    const Token& t = Tok(head_);
    for (const uint32_t child : doc_.children(head_)) {
      const Token& c = Tok(child);
      const int32_t index = static_cast<int32_t>(child);
      const bool named_before =
          (c.rel == Rel::kCompound || c.rel == Rel::kAmod) &&
          doc_.notes[child].actor >= 0 && roles_.agent < 0;
      if (c.rel == Rel::kNmodPoss) {
        Agent(index, "owner");
      } else if (named_before) {
        Agent(index, c.rel == Rel::kAmod ? "before" : "name");
      } else if (c.rel == Rel::kNmod || c.rel == Rel::kOblAgent ||
                 c.rel == Rel::kObl) {
        const absl::string_view word = Case(child);
        if (word == "by" || (word == "from" && IsFiredFrom(child))) {
          Agent(index, word == "by" ? "by" : "from");
        } else if ((word == "with" || word == "against") && IsFight(t.lemma)) {
          roles_.adversary = index;
        } else if (word == "of" || word == "on" || word == "against" ||
                   word == "at") {
          if (roles_.patient < 0) roles_.patient = index;
        } else if (roles_.oblique < 0) {
          roles_.oblique = index;
        }
      } else if ((c.rel == Rel::kAcl ||
                  (c.rel == Rel::kAclRelcl && c.lemma == "blame")) &&
                 roles_.agent < 0) {
        // "missiles fired by", "attacks blamed on", "attacks he blamed on",
        // "a raid attributed to"
        for (const uint32_t g : doc_.children(child)) {
          if (Tok(g).rel == Rel::kOblAgent ||
              (Tok(g).rel == Rel::kObl &&
               (Case(g) == "by" || (Case(g) == "on" && c.lemma == "blame") ||
                (Case(g) == "to" && c.lemma == "attribute")))) {
            // "which both sides blame on the other": those who blame tell
            // more.
            const int32_t doer = Tok(g).lower == "other"
                                     ? doc_.Child(child, Rel::kNsubj)
                                     : static_cast<int32_t>(g);
            Agent(doer, Case(g) == "by" ? "by" : "after");
          }
        }
      }
    }
    // "killed in shelling from the Pakistani side", hung on "killed".
    const uint32_t end = doc_.sentence_of(head_).last;
    if (roles_.agent < 0 && doc_.Is(head_ + 1, "from") && head_ + 2 < end) {
      const uint32_t place =
          PhraseHead(head_ + 2, std::min(end, head_ + 2 + kReach));
      if (IsFiredFrom(place)) Agent(static_cast<int32_t>(place), "from");
    }
    if (roles_.agent < 0) RowBy(head_ + 1);
    // "Kyiv was behind the strike"
    if (roles_.agent < 0 && Case(head_) == "behind") {
      int32_t subject = doc_.Child(head_, Rel::kNsubj);
      if (subject < 0 && t.head >= 0) {
        subject = doc_.Child(static_cast<uint32_t>(t.head), Rel::kNsubj);
      }
      Agent(subject, "subject");
    }
    // "launched an attack": the verb's subject does it.
    if (roles_.agent < 0 && t.head >= 0 &&
        (t.rel == Rel::kObj || t.rel == Rel::kNsubjPass ||
         t.rel == Rel::kObl)) {
      const uint32_t verb = static_cast<uint32_t>(t.head);
      if (t.rel == Rel::kObj) {
        int32_t subject = doc_.Child(verb, Rel::kNsubj);
        if (subject < 0 && Tok(verb).rel == Rel::kXcomp &&
            Tok(verb).head >= 0) {
          subject =
              doc_.Child(static_cast<uint32_t>(Tok(verb).head), Rel::kNsubj);
        }
        if (subject >= 0) {
          Agent(subject, "subject");
          roles_.agent_inherited = true;
        }
      } else if (t.rel == Rel::kNsubjPass) {
        Agent(doc_.Child(verb, Rel::kOblAgent), "by");
      }
    }
  }

  // "Missile strikes in the conflict zone by Azerbaijani forces": the words
  // from `from` on, up to the next verb, name the doer behind "by". In "the
  // report on the strikes by" it is the report that is by somebody.
  void RowBy(uint32_t from) {
    const int32_t governor = Tok(head_).head;
    if (governor >= 0 &&
        Tok(static_cast<uint32_t>(governor)).pos == Pos::kNoun &&
        Tok(head_).rel != Rel::kConj && Tok(head_).rel != Rel::kCompound) {
      return;
    }
    const Clause& clause = doc_.clauses[doc_.notes[head_].clause];
    const uint32_t end = std::min(clause.last, head_ + kReach);
    for (uint32_t i = from; i + 1 < end && Tok(i).pos != Pos::kVerb; ++i) {
      if (Tok(i).lower != "by") continue;
      const uint32_t doer = PhraseHead(i + 1, end);
      if (IsFighting(doer) && doc_.DirectSide(doer) != kNoSide) {
        Agent(static_cast<int32_t>(doer), "by");
      }
      return;
    }
  }

  // A side itself, or its people or forces: no "border", no "president".
  bool IsFighting(uint32_t i) const {
    if (doc_.ActorSideAt(i) != kNoSide) return true;
    const uint32_t lemma = doc_.words[i].lemma;
    return doc_.in().lexicons.person(lemma) == PersonClass::kMilitary ||
           doc_.in().lexicons.IsIn(WordList::kForce, lemma) ||
           doc_.in().lexicons.IsIn(WordList::kRebel, lemma) ||
           doc_.in().lexicons.object_class(lemma) == "aircraft";
  }

  void Agent(int32_t index, absl::string_view form) {
    roles_.agent = index;
    roles_.agent_form = index < 0 ? "-" : form;
  }

  // Words that bear a side, or mean one: "Boko Haram", "the rebels".
  bool BearsSide(uint32_t i) const {
    if (doc_.notes[i].actor >= 0 &&
        doc_.actors[doc_.notes[i].actor].side != kNoSide) {
      return true;
    }
    const Token& t = Tok(i);
    return t.pos == Pos::kNoun &&
           doc_.in().lexicons.group_class(doc_.words[i].lemma) == "armed";
  }

  // Head of the noun phrase that begins at `i`.
  uint32_t PhraseHead(uint32_t i, uint32_t end) const {
    while (i + 1 < end) {
      const Token& next = Tok(i + 1);
      const Token& t = Tok(i);
      const bool goes_on = t.pos == Pos::kDet || t.pos == Pos::kAdj ||
                           t.pos == Pos::kNum || next.pos == Pos::kNoun ||
                           next.pos == Pos::kPropn || next.lower == "-" ||
                           t.lower == "-";
      if (!goes_on) break;
      ++i;
    }
    return i;
  }

  // What the words in a row tell where the tree does not: "abducted by Boko
  // Haram", "the forces have killed 28".
  void Surface() {
    if (roles_.agent >= 0 && !roles_.agent_inherited) return;
    const Token& t = Tok(head_);
    if (t.pos != Pos::kVerb) return;
    const Clause& clause = doc_.clauses[doc_.notes[head_].clause];
    const uint32_t end = std::min(clause.last, head_ + kReach);
    if (t.features & (kParticiple | kPast)) {
      for (uint32_t i = head_ + 1; i + 1 < end; ++i) {
        if (Tok(i).pos == Pos::kVerb) break;
        if ((t.features & kParticiple) == 0 && i > head_ + 1) break;
        if (Tok(i).lower != "by") continue;
        for (uint32_t k = i + 1; k < std::min(end, i + 6); ++k) {
          if (!BearsSide(k)) continue;
          Agent(static_cast<int32_t>(PhraseHead(k, end)), "by");
          roles_.agent_inherited = false;
          roles_.passive = true;
          return;
        }
        return;
      }
    }
    if (roles_.passive || roles_.agent >= 0) return;
    const uint32_t first =
        std::max(clause.first, head_ > kReach ? head_ - kReach : 0);
    for (uint32_t i = head_; i-- > first;) {
      const Token& before = Tok(i);
      if (before.lower == "been" || before.lower == "was" ||
          before.lower == "were") {
        return;
      }
      if (before.pos == Pos::kAux || before.pos == Pos::kAdv) continue;
      if (before.pos == Pos::kNoun || before.pos == Pos::kPropn ||
          IsNominative(before.lower)) {
        Agent(static_cast<int32_t>(i), "row");
      }
      return;
    }
  }

  void Modality(uint32_t i) {
    for (int step = 0; step < 3; ++step) {
      const Token& t = Tok(i);
      for (const uint32_t child : doc_.children(i)) {
        const Token& c = Tok(child);
        if ((c.rel == Rel::kAdvmod || c.rel == Rel::kDet || c.rel == Rel::kCc ||
             c.rel == Rel::kNsubj || c.rel == Rel::kNsubjPass ||
             c.rel == Rel::kObj || c.rel == Rel::kMark ||
             c.rel == Rel::kCase) &&
            IsNegation(c) && (step == 0 || c.rel == Rel::kAdvmod)) {
          roles_.negated = true;
        }
        if ((c.rel == Rel::kNsubj || c.rel == Rel::kNsubjPass ||
             (c.rel == Rel::kObj && step == 0)) &&
            step == 0) {
          const int32_t det = doc_.Child(child, Rel::kDet);
          if (det >= 0 && IsNegation(Tok(det))) roles_.negated = true;
          const int32_t adv = doc_.Child(child, Rel::kAdvmod);
          if (adv >= 0 && IsNegation(Tok(adv))) roles_.negated = true;
        }
        if (c.rel == Rel::kAux && IsModal(c)) roles_.modal = true;
        if (c.rel == Rel::kMark) {
          if (c.lower == "if" || c.lower == "unless") roles_.modal = true;
          if (c.lower == "whether") roles_.question = true;
          if (c.lower == "to") roles_.infinitive = true;
        }
      }
      // Through the light verb to which a noun or complement belongs.
      if (t.head < 0) return;
      const bool up = t.rel == Rel::kXcomp ||
                      (step == 0 && t.pos == Pos::kNoun &&
                       (t.rel == Rel::kObj || t.rel == Rel::kNsubj ||
                        t.rel == Rel::kNsubjPass));
      if (!up) return;
      i = static_cast<uint32_t>(t.head);
    }
  }

  const DocContext& doc_;
  const uint32_t head_;
  Roles roles_;
};

}  // namespace

Roles FindRoles(const DocContext& doc, uint32_t head) {
  return Reader(doc, head).Read();
}

}  // namespace parallax::ingest::domain::extract
