#include "services/ingest/domain/extract/analysis/tags.h"

#include <iterator>

#include "absl/strings/match.h"
#include "services/ingest/domain/extract/analysis/characters.h"

namespace parallax::ingest::domain::extract {
namespace {

struct TagRow {
  absl::string_view name;
  Pos pos;
  uint16_t features;
};

constexpr TagRow kTags[] = {
    {"X", Pos::kX, 0},
    {"ADJ", Pos::kAdj, 0},
    {"ADJ/JJR", Pos::kAdj, 0},
    {"ADJ/JJS", Pos::kAdj, 0},
    {"ADP", Pos::kAdp, 0},
    {"ADP/RP", Pos::kAdp, 0},
    {"ADV", Pos::kAdv, 0},
    {"ADV/RBR", Pos::kAdv, 0},
    {"ADV/WRB", Pos::kAdv, 0},
    {"AUX/VB", Pos::kAux, kInfinitive},
    {"AUX/VBD", Pos::kAux, kPast | kFinite},
    {"AUX/VBG", Pos::kAux, kGerund},
    {"AUX/VBN", Pos::kAux, kPast | kParticiple},
    {"AUX/VBP", Pos::kAux, kPresent | kFinite},
    {"AUX/VBZ", Pos::kAux, kPresent | kFinite},
    {"AUX/MD", Pos::kAux, kFinite},
    {"CCONJ", Pos::kCconj, 0},
    {"DET", Pos::kDet, 0},
    {"DET/PDT", Pos::kDet, 0},
    {"DET/WDT", Pos::kDet, 0},
    {"INTJ", Pos::kIntj, 0},
    {"NOUN", Pos::kNoun, 0},
    {"NOUN/NNS", Pos::kNoun, kPlural},
    {"NUM", Pos::kNum, 0},
    {"PART/TO", Pos::kPart, 0},
    {"PART/RB", Pos::kPart, 0},
    {"PART/POS", Pos::kPart, 0},
    {"PRON", Pos::kPron, 0},
    {"PRON/PRP$", Pos::kPron, 0},
    {"PRON/WP", Pos::kPron, 0},
    {"PRON/DT", Pos::kPron, 0},
    {"PRON/NN", Pos::kPron, 0},
    {"PRON/EX", Pos::kPron, 0},
    {"PROPN", Pos::kPropn, 0},
    {"PROPN/NNPS", Pos::kPropn, kPlural},
    {"PROPN/ADD", Pos::kPropn, 0},
    {"PUNCT/,", Pos::kPunct, 0},
    {"PUNCT/.", Pos::kPunct, 0},
    {"PUNCT/``", Pos::kPunct, 0},
    {"PUNCT/''", Pos::kPunct, 0},
    {"PUNCT/-LRB-", Pos::kPunct, 0},
    {"PUNCT/-RRB-", Pos::kPunct, 0},
    {"PUNCT/:", Pos::kPunct, 0},
    {"PUNCT/HYPH", Pos::kPunct, 0},
    {"PUNCT", Pos::kPunct, 0},
    {"SCONJ", Pos::kSconj, 0},
    {"SYM", Pos::kSym, 0},
    {"SYM/$", Pos::kSym, 0},
    {"VERB/VB", Pos::kVerb, kInfinitive},
    {"VERB/VBD", Pos::kVerb, kPast | kFinite},
    {"VERB/VBG", Pos::kVerb, kGerund},
    {"VERB/VBN", Pos::kVerb, kPast | kParticiple},
    {"VERB/VBP", Pos::kVerb, kPresent | kFinite},
    {"VERB/VBZ", Pos::kVerb, kPresent | kFinite},
};

// Penn tags that share a row with another.
struct Alias {
  absl::string_view from;
  absl::string_view to;
};
constexpr Alias kTagAliases[] = {
    {"ADV/RBS", "ADV/RBR"},         {"PRON/WP$", "PRON/PRP$"},
    {"PRON/WDT", "PRON/WP"},        {"NOUN/NNPS", "NOUN/NNS"},
    {"PROPN/NNS", "PROPN/NNPS"},    {"VERB/NNP", "VERB/VB"},
    {"VERB/NN", "VERB/VB"},         {"VERB/MD", "VERB/VB"},
    {"ADV/JJR", "ADV/RBR"},         {"X/ADD", "PROPN/ADD"},
    {"PUNCT/-LSB-", "PUNCT/-LRB-"}, {"PUNCT/-RSB-", "PUNCT/-RRB-"},
    {"PUNCT/--", "PUNCT/:"},
};

struct LabelRow {
  absl::string_view name;
  Rel rel;
};

constexpr LabelRow kLabels[] = {
    {"dep", Rel::kDep},
    {"root", Rel::kRoot},
    {"nsubj", Rel::kNsubj},
    {"nsubj:pass", Rel::kNsubjPass},
    {"csubj", Rel::kCsubj},
    {"obj", Rel::kObj},
    {"iobj", Rel::kIobj},
    {"obl", Rel::kObl},
    {"obl:agent", Rel::kOblAgent},
    {"obl:unmarked", Rel::kObl},
    {"nmod", Rel::kNmod},
    {"nmod:unmarked", Rel::kNmod},
    {"nmod:poss", Rel::kNmodPoss},
    {"nmod:desc", Rel::kCompound},
    {"appos", Rel::kAppos},
    {"nummod", Rel::kNummod},
    {"amod", Rel::kAmod},
    {"acl", Rel::kAcl},
    {"acl:relcl", Rel::kAclRelcl},
    {"advcl", Rel::kAdvcl},
    {"ccomp", Rel::kCcomp},
    {"xcomp", Rel::kXcomp},
    {"parataxis", Rel::kParataxis},
    {"conj", Rel::kConj},
    {"cc", Rel::kCc},
    {"mark", Rel::kMark},
    {"case", Rel::kCase},
    {"det", Rel::kDet},
    {"aux", Rel::kAux},
    {"aux:pass", Rel::kAuxPass},
    {"cop", Rel::kCop},
    {"advmod", Rel::kAdvmod},
    {"compound", Rel::kCompound},
    {"compound:prt", Rel::kCompoundPrt},
    {"flat", Rel::kFlat},
    {"fixed", Rel::kFixed},
    {"expl", Rel::kExpl},
    {"discourse", Rel::kDiscourse},
    {"vocative", Rel::kVocative},
    {"dislocated", Rel::kDislocated},
    {"list", Rel::kList},
    {"orphan", Rel::kOrphan},
    {"punct", Rel::kPunct},
};

constexpr Alias kLabelAliases[] = {
    {"obl:tmod", "obl:unmarked"},
    {"obl:npmod", "obl:unmarked"},
    {"nmod:tmod", "nmod:unmarked"},
    {"nmod:npmod", "nmod:unmarked"},
};

constexpr absl::string_view kPosNames[] = {
    "X",   "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN",
    "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB",
};

constexpr absl::string_view kRelNames[] = {
    "dep",       "root",         "nsubj",      "nsubj:pass", "csubj",
    "obj",       "iobj",         "obl",        "obl:agent",  "obl:tmod",
    "nmod",      "nmod:poss",    "appos",      "nummod",     "amod",
    "acl",       "acl:relcl",    "advcl",      "ccomp",      "xcomp",
    "parataxis", "conj",         "cc",         "mark",       "case",
    "det",       "aux",          "aux:pass",   "cop",        "advmod",
    "compound",  "compound:prt", "flat",       "fixed",      "expl",
    "discourse", "vocative",     "dislocated", "list",       "orphan",
    "punct",
};

Tag FindTag(absl::string_view name) {
  for (size_t i = 0; i < std::size(kTags); ++i) {
    if (kTags[i].name == name) return static_cast<Tag>(i);
  }
  return kUnknownTag;
}

}  // namespace

int TagCount() { return static_cast<int>(std::size(kTags)); }
absl::string_view TagName(Tag tag) { return kTags[tag].name; }
Pos TagPos(Tag tag) { return kTags[tag].pos; }
uint16_t TagFeatures(Tag tag) { return kTags[tag].features; }

Tag TagFromTreebank(absl::string_view upos, absl::string_view xpos) {
  std::string full(upos);
  full += '/';
  full.append(xpos.data(), xpos.size());
  for (const Alias& alias : kTagAliases) {
    if (full == alias.from) return FindTag(alias.to);
  }
  if (const Tag tag = FindTag(full); tag != kUnknownTag) return tag;
  if (upos == "VERB") return FindTag("VERB/VB");
  if (upos == "AUX") return FindTag("AUX/VB");
  if (upos == "PART") return FindTag("PART/RB");
  return FindTag(upos);
}

Tag TagOfSymbol(uint32_t code) {
  static const Tag kPunct = FindTag("PUNCT");
  static const Tag kStop = FindTag("PUNCT/.");
  static const Tag kComma = FindTag("PUNCT/,");
  static const Tag kColon = FindTag("PUNCT/:");
  static const Tag kHyphen = FindTag("PUNCT/HYPH");
  static const Tag kOpen = FindTag("PUNCT/-LRB-");
  static const Tag kClose = FindTag("PUNCT/-RRB-");
  static const Tag kQuoteOpen = FindTag("PUNCT/``");
  static const Tag kQuoteClose = FindTag("PUNCT/''");
  static const Tag kSymbol = FindTag("SYM");
  static const Tag kMoney = FindTag("SYM/$");
  switch (ClassOf(code)) {
    case CharClass::kPeriod:
    case CharClass::kTerminator:
      return kStop;
    case CharClass::kComma:
      return kComma;
    case CharClass::kEllipsis:
    case CharClass::kDash:
      return kPunct;
    case CharClass::kColon:
      return kColon;
    case CharClass::kHyphen:
      return kHyphen;
    case CharClass::kOpenBracket:
      return kOpen;
    case CharClass::kCloseBracket:
      return kClose;
    case CharClass::kQuote:
      return code == 0x201C || code == 0x2018 || code == '`' || code == 0xAB
                 ? kQuoteOpen
                 : kQuoteClose;
    case CharClass::kApostrophe:
      return kQuoteClose;
    case CharClass::kCurrency:
      return kMoney;
    default:
      return code == ';' || code == '*' || code == 0x2022 ? kPunct : kSymbol;
  }
}

int LabelCount() { return static_cast<int>(std::size(kLabels)); }
absl::string_view LabelName(Label label) { return kLabels[label].name; }
Rel LabelRel(Label label) { return kLabels[label].rel; }

Label LabelFromTreebank(absl::string_view deprel) {
  for (const Alias& alias : kLabelAliases) {
    if (deprel == alias.from) deprel = alias.to;
  }
  for (int pass = 0; pass < 2; ++pass) {
    for (size_t i = 0; i < std::size(kLabels); ++i) {
      if (kLabels[i].name == deprel) return static_cast<Label>(i);
    }
    deprel = deprel.substr(0, deprel.find(':'));
  }
  return kUnknownLabel;
}

absl::string_view PosName(Pos pos) {
  return kPosNames[static_cast<size_t>(pos)];
}

absl::string_view RelName(Rel rel) {
  return kRelNames[static_cast<size_t>(rel)];
}

}  // namespace parallax::ingest::domain::extract
