#include "services/ingest/domain/extract/drop_repeats.h"

#include <utility>

namespace parallax::ingest::domain::extract {
namespace {

bool IsOneToAClause(Kind kind) {
  return kind == Kind::kAttack || kind == Kind::kTruce ||
         kind == Kind::kDeployment || kind == Kind::kAppeal;
}

// Each stands in the clause of the other.
bool ShareClause(const Draft& a, const Draft& b) {
  return a.head >= b.first && a.head < b.last && b.head >= a.first &&
         b.head < a.last;
}

// Where one of two that are named together was told apart by their voices and
// by their entities, it is the same one all the same.
bool HaveOneSource(const Draft& a, const Draft& b) {
  if (a.claimant != b.claimant) return false;
  if (a.voice != b.voice) return a.claimant != kNoSide;
  return a.attribution == b.attribution && a.speaker == b.speaker;
}

bool TellTheSame(const Draft& a, const Draft& b) {
  return a.kind == b.kind && a.stance == b.stance && HaveOneSource(a, b) &&
         a.perpetrator == b.perpetrator && ShareClause(a, b);
}

}  // namespace

void DropRepeats(std::vector<Draft>& drafts) {
  std::vector<Draft> out;
  out.reserve(drafts.size());
  size_t same_sentence = 0;  // first of `out` in the sentence
  for (Draft& draft : drafts) {
    if (out.empty() || out.back().sentence != draft.sentence) {
      same_sentence = out.size();
    }
    Draft* kept = nullptr;
    for (size_t i = same_sentence; i < out.size() && kept == nullptr; ++i) {
      if (IsOneToAClause(draft.kind) && TellTheSame(out[i], draft)) {
        kept = &out[i];
      }
    }
    if (kept == nullptr) {
      out.push_back(draft);
    } else if (draft.score > kept->score) {
      *kept = draft;
    }
  }
  drafts = std::move(out);
}

}  // namespace parallax::ingest::domain::extract
