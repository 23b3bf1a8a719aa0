#include <algorithm>
#include <iterator>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_split.h"
#include "services/ingest/domain/extract/decide/fields.h"
#include "services/ingest/domain/extract/kinds/words.h"

namespace parallax::ingest::domain::extract {
namespace {

constexpr size_t kMaxOptions = 10;

bool SharesName(absl::string_view a, absl::string_view b) {
  static const auto* const kSmall = new absl::flat_hash_set<std::string>{
      "the", "of", "in", "a", "an", "and", "'s", "for", "at"};
  absl::flat_hash_set<std::string> words;
  for (const std::string& word : Vocabulary::Split(a)) {
    if (!kSmall->contains(word)) words.insert(word);
  }
  for (const std::string& word : Vocabulary::Split(b)) {
    if (words.contains(word)) return true;
  }
  return false;
}

struct Option {
  int32_t attribution = -1;
  absl::string_view how;  // covers, outer, cue, source, sentence, carried
  int depth = 0;
  int32_t speaker = -1;  // a noun phrase instead of an attribution
};

uint32_t SentenceOf(const DocContext& doc, const Attribution& a) {
  if (a.cue_head >= 0) return doc.notes[a.cue_head].sentence;
  if (!a.content.empty() && a.content[0].first < doc.size()) {
    return doc.notes[a.content[0].first].sentence;
  }
  return 0;
}

// Subject of the verb that governs `head`, or of the sentence's root.
int32_t Governor(const DocContext& doc, uint32_t head) {
  int32_t i = static_cast<int32_t>(head);
  for (int step = 0; step < 6 && i >= 0; ++step) {
    const int32_t subject = doc.Child(static_cast<uint32_t>(i), Rel::kNsubj);
    if (subject >= 0 && subject != static_cast<int32_t>(head)) {
      const absl::string_view c = ArgumentClass(doc, subject);
      if (c == "side" || c == "group" || c == "pronoun" || c == "name" ||
          doc.SideOfPhrase(static_cast<uint32_t>(subject)) != kNoSide) {
        return subject;
      }
    }
    i = doc.token(static_cast<uint32_t>(i)).head;
  }
  return -1;
}

// "By the army's reckoning ...": the possessor at the start of the sentence or
// clause.
int32_t Possessor(const DocContext& doc, const Sentence& sentence,
                  uint32_t first) {
  for (const uint32_t from : {sentence.first, first}) {
    for (uint32_t i = from; i < sentence.last && i < from + 8; ++i) {
      if (doc.token(i).lower == "'s" && i > sentence.first) {
        return static_cast<int32_t>(i) - 1;
      }
      if (doc.token(i).lower == ":" && i > sentence.first) {
        return static_cast<int32_t>(i) - 1;
      }
    }
  }
  return -1;
}

// "which Armenia claimed had been hit", "no word from Baku": whose content it
// is, is written right there.
bool TellsSpeaker(const Attribution& a) {
  return a.construction == attribution::Construction::kRelativeClaim ||
         a.construction == attribution::Construction::kNonConfirmation;
}

std::string PhraseText(const DocContext& doc, int32_t head) {
  const uint32_t h = static_cast<uint32_t>(head);
  const int32_t entity = doc.in().coreference.EntityAt(h);
  if (entity >= 0) {
    const auto& e = doc.in().coreference.entities[entity];
    if (!e.name.empty()) return e.name;
    if (!e.text.empty()) return e.text;
  }
  return std::string(doc.Words(doc.PhraseStart(h), h + 1));
}

// Sentences back to the last in which somebody spoke, and whether that is of
// another paragraph: "0", "1", "1.other", ...
absl::string_view SinceSpoken(const DocContext& doc, uint32_t sentence) {
  static constexpr absl::string_view kSame[] = {"0", "1", "2", "3", "4", "5"};
  static constexpr absl::string_view kOther[] = {
      "0.other", "1.other", "2.other", "3.other", "4.other", "5.other"};
  const auto& sentences = doc.text().sentences;
  for (uint32_t back = 0; back < std::size(kSame) && back <= sentence; ++back) {
    const Sentence& there = sentences[sentence - back];
    for (uint32_t i = there.first; i < there.last; ++i) {
      if (doc.notes[i].cue < 0 ||
          !Speaks(doc.in().attributions[doc.notes[i].cue])) {
        continue;
      }
      const bool same = there.block == sentences[sentence].block;
      return same ? kSame[back] : kOther[back];
    }
  }
  return "far";
}

// The word that a sentence begins with, by itself where it links ("it",
// "meanwhile", "the"), else what it is.
absl::string_view Lead(const DocContext& doc, const Sentence& sentence) {
  uint32_t i = sentence.first;
  while (i + 1 < sentence.last && doc.token(i).pos == Pos::kPunct) ++i;
  const Token& t = doc.token(i);
  switch (t.pos) {
    case Pos::kNoun:
    case Pos::kPropn:
    case Pos::kVerb:
    case Pos::kAdj:
    case Pos::kNum:
      return PosFeature(t.pos);
    default:
      return t.lower;
  }
}

// First attribution of the sentence after, in the same paragraph.
int32_t NextAttribution(const DocContext& doc, uint32_t sentence) {
  const auto& sentences = doc.text().sentences;
  if (sentence + 1 >= sentences.size() ||
      sentences[sentence + 1].block != sentences[sentence].block) {
    return -1;
  }
  const Sentence& next = sentences[sentence + 1];
  for (uint32_t i = next.first; i < next.last; ++i) {
    if (doc.notes[i].cue >= 0) return doc.notes[i].cue;
  }
  return -1;
}

void Speaker(const DocContext& doc, int32_t head, absl::string_view kind,
             bool covered, FeatureSet& f) {
  const Token& t = doc.token(head);
  f.Add("subject", kind);
  f.Add("subject.covered", YesNo(covered));
  f.Add("subject.class", ArgumentClass(doc, head));
  f.Add("subject.lemma", t.lemma);
  f.Add("subject.group", doc.in().lexicons.group_class(doc.words[head].lemma));
  f.Add("subject.side", doc.SideOfPhrase(head) == kNoSide ? "n" : "y");
  if (t.head >= 0) {
    f.Add("subject.verb", doc.token(t.head).lemma);
    f.Add("subject.verb.class", doc.token(t.head).lemma,
          ArgumentClass(doc, head));
  }
  const uint32_t next = static_cast<uint32_t>(head) + 1;
  if (next < doc.size()) {
    f.Add("subject.next", doc.token(next).lower);
    if (doc.token(next).lower == "'s" && next + 1 < doc.size()) {
      f.Add("subject.owned", doc.token(next + 1).lemma);
    }
  }
}

// "reports of violence": nobody is said to report it.
bool IsOfReports(const DocContext& doc, uint32_t head) {
  const Token& t = doc.token(head);
  const int32_t mark = doc.Child(head, Rel::kCase);
  if (t.rel != Rel::kNmod || t.head < 0 || mark < 0 ||
      !doc.Is(static_cast<uint32_t>(mark), "of")) {
    return false;
  }
  const uint32_t of = static_cast<uint32_t>(t.head);
  if ((doc.token(of).lemma != "report" && doc.token(of).lemma != "rumour" &&
       doc.token(of).lemma != "rumor") ||
      (doc.token(of).features & kPlural) == 0) {
    return false;
  }
  // "UN reports of killings" are the UN's.
  return doc.DirectSide(of) == kNoSide && doc.Child(of, Rel::kNmodPoss) < 0 &&
         doc.Child(of, Rel::kCompound) < 0;
}

}  // namespace

std::string SpeakerText(const DocContext& doc, int32_t head) {
  return PhraseText(doc, head);
}

SideId SourceSide(const DocContext& doc, const Attribution& a) {
  SideId side = doc.SideOfEntity(a.source_entity);
  if (side == kNoSide && a.source_head >= 0) {
    side = doc.SideOfPhrase(static_cast<uint32_t>(a.source_head));
  }
  return side;
}

std::string SourceText(const DocContext& doc, const Attribution& a) {
  // "On Thursday Azerbaijan's defence ministry said": the day is no part of it.
  if (!a.source.empty()) {
    const auto [begin, last] = a.source[0];
    uint32_t first = begin;
    while (first + 1 < last && doc.notes[first].time >= 0) ++first;
    if (first > begin) return std::string(doc.Words(first, last));
  }
  if (a.source_entity >= 0) {
    const auto& entity = doc.in().coreference.entities[a.source_entity];
    if (!entity.name.empty()) return entity.name;
    if (!entity.text.empty()) return entity.text;
  }
  if (a.source.empty()) return "";
  const auto [first, last] = a.source[0];
  // "It", which stands for nothing that was named, is no name.
  if (last == first + 1 && doc.token(first).pos == Pos::kPron) return "";
  return std::string(doc.Words(first, last));
}

void DecideClaimant(const DocContext& doc, Decider& decider,
                    std::vector<Draft>& drafts, size_t index) {
  Draft& draft = drafts[index];
  const auto& attributions = doc.in().attributions;
  std::vector<Option> options = {Option{}};
  const auto add = [&](int32_t a, absl::string_view how, int depth) {
    if (a < 0 || options.size() >= kMaxOptions || !Speaks(attributions[a])) {
      return;
    }
    for (const Option& option : options) {
      if (option.attribution == a) return;
    }
    options.push_back(Option{a, how, depth});
  };
  if (draft.antecedent >= 0 || draft.rule == "anaphor/attribution") {
    add(draft.attribution, "anaphor", 0);
  }
  // A denial without content is the denier's.
  if (draft.rule == "anaphor/attribution" && options.size() > 1) return;
  const auto chain = [&](uint32_t token) {
    int depth = 0;
    for (int32_t a = doc.notes[token].attribution; a >= 0 && depth < 4;
         a = attributions[a].parent) {
      add(a, depth == 0 ? "covers" : "outer", depth);
      ++depth;
    }
  };
  chain(draft.head);
  if (options.size() > 1 &&
      TellsSpeaker(attributions[options[1].attribution])) {
    draft.attribution = options[1].attribution;
    return;
  }
  // "blaming the other of breaching the truce and reports of violence": nobody
  // is accused of reports.
  const bool told =
      options.size() > 1 && attributions[options[1].attribution].stance !=
                                attribution::Stance::kAccuses;
  if (!told && IsOfReports(doc, draft.head)) {
    draft.attribution = draft.speaker = -1;
    return;
  }
  add(doc.notes[draft.head].cue, "cue", 0);
  if (draft.quantity >= 0) chain(doc.quantities[draft.quantity].core);
  add(doc.notes[draft.head].source, "source", 0);
  // Others of the sentence, then the last that spoke before.
  const uint32_t sentence = doc.notes[draft.head].sentence;
  const Sentence& here = doc.text().sentences[sentence];
  for (uint32_t i = here.first; i < here.last; ++i) {
    add(doc.notes[i].cue, "sentence", 0);
  }
  for (uint32_t s = sentence; s > 0 && sentence - s < 3;) {
    --s;
    const Sentence& before = doc.text().sentences[s];
    bool found = false;
    for (uint32_t i = before.last; i-- > before.first;) {
      if (doc.notes[i].cue >= 0 && Speaks(attributions[doc.notes[i].cue])) {
        add(doc.notes[i].cue, "carried", static_cast<int>(sentence - s));
        found = true;
        break;
      }
    }
    if (found) break;
  }
  if (index > 0) add(drafts[index - 1].attribution, "last", 0);
  const MainSource& main = doc.main_source;
  add(main.attribution, "main", 0);
  add(NextAttribution(doc, sentence), "next", 0);
  // "The ministry put the dead at ten", "by the army's reckoning"; whoever
  // "must" do something does not say so.
  const bool duty = draft.kind == Kind::kAppeal && draft.trigger >= 0 &&
                    doc.triggers[draft.trigger].trigger->cls == "must";
  for (const int32_t token : {duty ? -1 : Governor(doc, draft.head),
                              Possessor(doc, here, draft.first)}) {
    if (token < 0 || options.size() >= kMaxOptions + 2) continue;
    if (doc.notes[token].source >= 0) continue;
    Option option;
    option.speaker = token;
    option.how = "subject";
    options.push_back(option);
  }
  std::vector<FeatureSet> sets;
  std::vector<int64_t> speakers;  // entities; those unknown by themselves
  std::vector<bool> right;
  for (const Option& option : options) {
    const int32_t entity =
        option.attribution >= 0 ? attributions[option.attribution].source_entity
        : option.speaker >= 0   ? doc.in().coreference.EntityAt(
                                      static_cast<uint32_t>(option.speaker))
                              : -1;
    speakers.push_back(
        entity >= 0 ? entity : -1 - static_cast<int64_t>(speakers.size()));
  }
  const FeatureValue kind = KindName(draft.kind);
  const FeatureValue block = BlockName(doc.role_of(here));
  const bool covered = doc.notes[draft.head].attribution >= 0;
  const FeatureValue share = main.Share();
  const FeatureValue silence = SinceSpoken(doc, sentence);
  const FeatureValue lead = Lead(doc, here);
  const FeatureValue tense = Tense(doc.token(draft.head));
  const Draft* previous = index > 0 ? &drafts[index - 1] : nullptr;
  bool we = false;
  for (uint32_t i = here.first; i < here.last; ++i) {
    we |= doc.Is(i, "we") || doc.Is(i, "our") || doc.Is(i, "us");
  }
  FeatureSet around("claimant", decider.names());
  AddWordsAround(doc, draft.head, around);
  sets.reserve(options.size());
  for (const Option& option : options) {
    FeatureSet& f = sets.emplace_back(around);
    if (option.speaker >= 0) {
      Speaker(doc, option.speaker, kind, covered, f);
      if (draft.gold != nullptr) {
        const SideId side = doc.SideOfPhrase(option.speaker);
        const GoldClaim& gold = *draft.gold;
        const bool by_side = side != kNoSide && !gold.claimant_side.empty() &&
                             doc.sides[side].name == gold.claimant_side;
        right.push_back(
            !gold.claimant.empty() &&
            (by_side ||
             SharesName(gold.claimant, PhraseText(doc, option.speaker))));
      }
      continue;
    }
    if (option.attribution < 0) {
      f.Add("none", kind);
      f.Add("none.block", block);
      f.Add("none.covered", YesNo(covered), block);
      f.Add("none.options", Bucket(static_cast<int64_t>(options.size())));
      f.Add("none.rule", draft.rule);
      f.Add("none.we", YesNo(we));
      f.Add("none.share", share, silence);
      f.Add("none.silence", silence, YesNo(covered));
      f.Add("none.lead", lead, silence);
      f.Add("none.tense", tense, silence);
      if (covered) {
        const Attribution& a = attributions[doc.notes[draft.head].attribution];
        f.Add("none.inside", attribution::RuleName(a.construction));
        if (a.source_unnamed) f.Add("none.unnamed");
      }
      if (previous != nullptr) {
        f.Add("none.previous", YesNo(previous->attribution < 0),
              previous->sentence == draft.sentence ? "same" : "other");
      }
      if (draft.gold != nullptr) {
        right.push_back(draft.gold->claimant.empty() &&
                        draft.gold->claimant_side.empty());
      }
      continue;
    }
    const Attribution& a = attributions[option.attribution];
    const FeatureValue how = option.how;
    const FeatureValue rule = attribution::RuleName(a.construction);
    const FeatureValue stance = AttributionStanceName(a.stance);
    f.Add("how", how);
    f.Add("how.depth", how, Bucket(option.depth));
    f.Add("how.rule", how, rule);
    f.Add("how.stance", how, stance);
    f.Add("how.kind", how, kind);
    f.Add("how.block", how, block);
    f.Add("how.covered", how, YesNo(covered));
    if (!covered) {
      f.Add("how.share", how, share);
      f.Add("how.silence", how, silence);
      f.Add("how.lead", how, lead);
      f.Add("how.tense", how, tense);
      const bool by_main =
          main.attribution >= 0 && a.source_entity >= 0 &&
          a.source_entity == attributions[main.attribution].source_entity;
      f.Add("by_main", YesNo(by_main), how);
      if (by_main) f.Add("by_main.silence", share, silence);
    }
    if (a.cue_head >= 0) f.Add("cue", doc.token(a.cue_head).lemma, how);
    const SideId side = SourceSide(doc, a);
    f.Add("side", side == kNoSide ? "n" : "y", how);
    if (a.source_head >= 0) {
      const uint32_t head = static_cast<uint32_t>(a.source_head);
      f.Add("source", ArgumentClass(doc, a.source_head), how);
      f.Add("source.lemma", doc.token(head).lemma);
      f.Add("rule.group", rule,
            doc.in().lexicons.group_class(doc.words[head].lemma));
      f.Add("rule.class", rule, ArgumentClass(doc, a.source_head));
    } else {
      f.Add("source", "none", how);
    }
    f.Add("how.we", how, YesNo(we));
    if (doc.token(draft.head).features & kQuoted) f.Add("how.quoted", how);
    if (a.carried_over) f.Add("carried", how);
    if (a.negated) f.Add("negated", how);
    const uint32_t there = SentenceOf(doc, a);
    if (option.how == "carried") {
      const bool same_block = doc.text().sentences[there].block == here.block;
      f.Add("carried.block", same_block ? "same" : "other",
            Bucket(option.depth));
      f.Add("carried.first", YesNo(here.first == draft.first));
    }
    if (previous != nullptr) {
      const bool same = previous->attribution == option.attribution;
      f.Add("previous", same ? "same" : "other",
            previous->sentence == draft.sentence ? "same" : "other");
      if (same) f.Add("previous.how", how);
    }
    if (draft.gold != nullptr) {
      const GoldClaim& gold = *draft.gold;
      const bool by_side = side != kNoSide && !gold.claimant_side.empty() &&
                           doc.sides[side].name == gold.claimant_side;
      const bool by_name = !gold.claimant.empty() &&
                           SharesName(gold.claimant, SourceText(doc, a));
      right.push_back(by_side || by_name);
    }
  }
  // A name that matches is better evidence than a side.
  const size_t pick = decider.PickByMeaning(sets, speakers, right);
  draft.attribution = options[pick].attribution;
  draft.speaker = options[pick].speaker;
}

}  // namespace parallax::ingest::domain::extract
