#include <algorithm>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "services/claims/domain/claimant.h"
#include "services/claims/domain/echo.h"
#include "services/claims/domain/figure.h"
#include "services/claims/domain/relations.h"

namespace parallax::claims::domain {
namespace {

// A statement and its echo are published within this time of each other.
constexpr Micros kEchoTime = 3 * kMicrosPerDay;
// A paraphrase may even be published some hours before our first report of the
// statement that it paraphrases.
constexpr Micros kEarlyEcho = kMicrosPerDay / 2;

bool CanEcho(const ClaimDraft& echo, const ClaimDraft& original) {
  return echo.published >= original.published - kEarlyEcho &&
         echo.published <= original.last_published + kEchoTime;
}

bool IsStated(const ClaimDraft& claim) {
  return claim.claim.assertion().stance() == pb::STANCE_ASSERTS &&
         !claim.own_voice && !claim.side.empty();
}

// An outlet says in its own voice what a side said.
void RelateDropped(Draft* draft, const QuestionDraft& question) {
  for (int index : question.claims) {
    ClaimDraft& echo = draft->claims[index];
    if (!echo.own_voice ||
        echo.claim.assertion().stance() != pb::STANCE_ASSERTS ||
        echo.scope.kind == pb::CLAIM_KIND_APPEAL) {
      continue;
    }
    for (int other : question.claims) {
      const ClaimDraft& original = draft->claims[other];
      if (!IsStated(original) || !CanEcho(echo, original) ||
          !SameContent(echo, original)) {
        continue;
      }
      AddRelation(
          pb::RELATION_TYPE_ATTRIBUTION_DRIFT, index, other,
          absl::StrCat(ClaimantText(echo), " states ", ContentText(echo),
                       " that ", ClaimantText(original), " said"),
          draft);
      echo.drift = true;
      break;
    }
  }
}

// A statement is put into the mouth of a side that, as other reports say, has
// not confirmed it.
void RelateSwapped(Draft* draft, const QuestionDraft& question) {
  for (int silent : question.claims) {
    const ClaimDraft& silence = draft->claims[silent];
    if (silence.claim.assertion().stance() != pb::STANCE_UNCONFIRMED) continue;
    for (int index : question.claims) {
      ClaimDraft& echo = draft->claims[index];
      if (!IsStated(echo) || echo.drift || echo.side != silence.side ||
          std::llabs(echo.published - silence.published) > kMicrosPerDay) {
        continue;
      }
      for (int other : question.claims) {
        const ClaimDraft& original = draft->claims[other];
        if (!IsStated(original) || !OtherSide(original, echo) ||
            !CanEcho(echo, original) || !SameContent(echo, original)) {
          continue;
        }
        AddRelation(pb::RELATION_TYPE_ATTRIBUTION_DRIFT, index, other,
                    absl::StrCat("attributed to ", ClaimantText(echo), " what ",
                                 ClaimantText(original),
                                 " said and other reports call "
                                 "unconfirmed by ",
                                 echo.side),
                    draft);
        echo.drift = true;
        break;
      }
    }
  }
}

// Words looked at for copies.
constexpr std::size_t kCopiesLookedAt = 16;

// Whether a copy of a report that carries `original` carries `echo` in its
// place.
bool StandsInACopy(const ClaimDraft& echo, const ClaimDraft& original) {
  const std::size_t echoes = std::min(echo.mentions.size(), kCopiesLookedAt);
  const std::size_t originals =
      std::min(original.mentions.size(), kCopiesLookedAt);
  for (std::size_t i = 0; i < echoes; ++i) {
    for (std::size_t j = 0; j < originals; ++j) {
      const pb::DocumentSource& a = *echo.mentions[i]->source;
      const pb::DocumentSource& b = *original.mentions[j]->source;
      if (a.document_revision() != b.document_revision() && AreCopies(a, b)) {
        return true;
      }
    }
  }
  return false;
}

// A later copy of a text gives a statement to another speaker.
void RelateSwappedInCopies(Draft* draft, const QuestionDraft& question) {
  for (int index : question.claims) {
    ClaimDraft& echo = draft->claims[index];
    if (!IsStated(echo) || echo.drift || echo.generic) continue;
    for (int other : question.claims) {
      const ClaimDraft& original = draft->claims[other];
      if (!IsStated(original) || original.drift || original.generic ||
          original.claimant == echo.claimant ||
          original.published >= echo.published ||
          !SameContent(echo, original) || ShareDocument(echo, original) ||
          !StandsInACopy(echo, original)) {
        continue;
      }
      AddRelation(pb::RELATION_TYPE_ATTRIBUTION_DRIFT, index, other,
                  absl::StrCat("a copy gives to ", ClaimantText(echo), " what ",
                               ClaimantText(original), " said"),
                  draft);
      echo.drift = true;
      break;
    }
  }
}

// "Killed" of a number that its source gave as killed or missing.
void RelateNarrowed(Draft* draft) {
  for (std::size_t index = 0; index < draft->claims.size(); ++index) {
    ClaimDraft& echo = draft->claims[index];
    const type::Count* count = FigureOf(echo);
    if (count == nullptr || echo.drift ||
        echo.scope.measure != pb::CASUALTY_MEASURE_KILLED) {
      continue;
    }
    for (std::size_t other = 0; other < draft->claims.size(); ++other) {
      const ClaimDraft& original = draft->claims[other];
      const type::Count* figure = FigureOf(original);
      if (figure == nullptr || !IsStated(original) ||
          (original.scope.measure != pb::CASUALTY_MEASURE_KILLED_OR_MISSING &&
           original.scope.measure != pb::CASUALTY_MEASURE_KILLED_OR_WOUNDED) ||
          (!echo.scope.victims_side.empty() &&
           echo.scope.victims_side != original.scope.victims_side) ||
          (!echo.own_voice && echo.side != original.side) ||
          !CanEcho(echo, original)) {
        continue;
      }
      if (!SameFigure(*count, *figure) && !IsLooserWording(*count, *figure)) {
        continue;
      }
      AddRelation(
          pb::RELATION_TYPE_ATTRIBUTION_DRIFT, static_cast<int>(index),
          static_cast<int>(other),
          absl::StrCat(
              "says ", FigureText(*count), " killed where ",
              ClaimantText(original), " said ", FigureText(*figure), " ",
              original.scope.measure == pb::CASUALTY_MEASURE_KILLED_OR_MISSING
                  ? "killed or missing"
                  : "killed or wounded"),
          draft);
      echo.drift = true;
      break;
    }
  }
}

}  // namespace

void RelateDrift(Draft* draft) {
  for (const QuestionDraft& question : draft->questions) {
    RelateDropped(draft, question);
    RelateSwapped(draft, question);
    RelateSwappedInCopies(draft, question);
  }
  RelateNarrowed(draft);
}

}  // namespace parallax::claims::domain
