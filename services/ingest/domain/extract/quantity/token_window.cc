#include "services/ingest/domain/extract/quantity/token_window.h"

#include "absl/strings/ascii.h"

namespace parallax::ingest::domain::extract {

bool TokenWindow::IsAlpha(uint32_t i) const {
  return i >= first && i < last && absl::ascii_isalpha(text.text[Tok(i).begin]);
}

int32_t TokenWindow::NounAfter(uint32_t at) const {
  int32_t noun = -1;
  for (uint32_t i = at; i < last && i < at + 8; ++i) {
    const Token& token = Tok(i);
    const bool hyphen = token.lower == "-" && Glued(i - 1, i);
    if (token.pos == Pos::kNoun || token.pos == Pos::kPropn) {
      noun = static_cast<int32_t>(i);
    } else if (token.pos == Pos::kAdj || hyphen ||
               (token.pos == Pos::kNum && noun < 0) ||
               (token.pos == Pos::kVerb && noun < 0 &&
                (token.rel == Rel::kAmod || token.rel == Rel::kCompound)) ||
               (noun < 0 && token.pos == Pos::kAdv && i == at)) {
      if (noun >= 0 && !hyphen && token.pos != Pos::kAdj) break;
      if (noun >= 0 && token.pos == Pos::kAdj && !hyphen) break;
    } else if (token.lower == "'s" && noun >= 0) {
      noun = -1;  // a possessor
    } else if (noun < 0 && (token.pos == Pos::kCconj || token.lower == "\"" ||
                            token.lower == "'")) {
      continue;  // "ethnic and religious groups"
    } else {
      break;
    }
  }
  return noun;
}

bool TokenWindow::PersonAfter(uint32_t at) const {
  const int32_t noun = NounAfter(at);
  return noun >= 0 && lexicons.person(words[noun].lemma) != PersonClass::kNone;
}

}  // namespace parallax::ingest::domain::extract
