// Finds the words for acts.
#include <algorithm>

#include "absl/strings/match.h"
#include "services/ingest/domain/extract/document/doc_context.h"

namespace parallax::ingest::domain::extract {
namespace {

// The head of a phrase: its verb or, in a noun phrase, its last noun.
uint32_t PhraseHead(const AnalyzedText& text, uint32_t first, uint32_t last) {
  uint32_t head = first;
  for (uint32_t i = first; i < last; ++i) {
    if (text.tokens[i].pos == Pos::kVerb) return i;
    if (text.tokens[i].pos == Pos::kNoun) head = i;
  }
  return head;
}

bool FitsWord(const Trigger& trigger, const Token& head, uint32_t length) {
  const Pos pos = head.pos;
  switch (trigger.word) {
    case Trigger::Word::kVerb:
      return pos == Pos::kVerb || pos == Pos::kAux ||
             (pos == Pos::kAdj && absl::EndsWith(head.lower, "ed"));
    case Trigger::Word::kNoun:
      return pos == Pos::kNoun || pos == Pos::kPropn ||
             (pos == Pos::kAdj && length == 1) ||
             (pos == Pos::kVerb && length == 1 &&
              absl::EndsWith(head.lower, "ing"));
    case Trigger::Word::kAdjective:
      return pos == Pos::kAdj || pos == Pos::kVerb || pos == Pos::kAdv ||
             pos == Pos::kNoun;
    case Trigger::Word::kAny:
      return true;
  }
  return false;
}

// Whether the row is of the very part of speech of the word: it goes before
// others of its kind that merely fit.
bool IsOwn(const Trigger& trigger, const Token& head) {
  switch (trigger.word) {
    case Trigger::Word::kVerb:
      return head.pos == Pos::kVerb || head.pos == Pos::kAux;
    case Trigger::Word::kNoun:
      return head.pos == Pos::kNoun || head.pos == Pos::kPropn;
    case Trigger::Word::kAdjective:
      return head.pos == Pos::kAdj || head.pos == Pos::kAdv;
    case Trigger::Word::kAny:
      return true;
  }
  return false;
}

}  // namespace

// The longest phrase of each kind counts: "fell on 4 November" holds "fall on",
// an attack, and "fall", of a town.
uint32_t DocContext::FindTriggersAt(uint32_t at, uint32_t last) {
  uint32_t longest = 0;
  unsigned kinds = 0;
  while (last > at) {
    // "it killed" is "kill", though the lexicon has "killed", too.
    const auto window = absl::MakeConstSpan(words).subspan(at, last - at);
    const PhraseTable::Match form = in_.lexicons.triggers().Longest(window);
    if (form.length == 0) break;
    PhraseTable::Match lemma = in_.lexicons.triggers().LongestLemma(window);
    if (lemma.length != form.length || lemma.values == form.values) {
      lemma = PhraseTable::Match();
    }
    last = at + form.length;
    const uint32_t head = PhraseHead(in_.text, at, last);
    unsigned found = 0;
    for (const bool own : {true, false}) {
      for (const PhraseTable::Match& match : {form, lemma}) {
        if (match.values == nullptr) continue;
        for (const int32_t value : *match.values) {
          const Trigger& trigger = in_.lexicons.trigger(value);
          const unsigned kind = 1u << static_cast<unsigned>(trigger.kind);
          if ((kinds & kind) != 0 || IsOwn(trigger, token(head)) != own ||
              (!own && (found & kind) != 0) ||
              !FitsWord(trigger, token(head), form.length)) {
            continue;
          }
          found |= kind;
          if (trigger.kind == Kind::kAttack &&
              (trigger.cls == "act" || trigger.cls == "clash" ||
               trigger.cls == "answer")) {
            notes[head].act = static_cast<int32_t>(triggers.size());
          }
          triggers.push_back(TriggerMention{at, last, head, &trigger});
        }
      }
    }
    if (found != 0) longest = std::max(longest, last);
    kinds |= found;
    --last;
  }
  return std::max(longest, at + 1);
}

void DocContext::FindTriggers() {
  for (const Sentence& sentence : in_.text.sentences) {
    if (!IsReadable(sentence)) continue;
    for (uint32_t i = sentence.first; i < sentence.last;) {
      i = FindTriggersAt(i, sentence.last);
    }
  }
}

}  // namespace parallax::ingest::domain::extract
