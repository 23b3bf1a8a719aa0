#include "services/claims/domain/relations.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "services/claims/domain/figure.h"

namespace parallax::claims::domain {

std::string DayText(Micros moment) {
  return absl::FormatTime("%-d %b %Y", absl::FromUnixMicros(moment),
                          absl::UTCTimeZone());
}

std::string ContentText(const ClaimDraft& claim) {
  if (const type::Count* count = FigureOf(claim)) return FigureText(*count);
  const pb::Assertion& assertion = claim.claim.assertion();
  switch (assertion.kind()) {
    case pb::CLAIM_KIND_CASUALTIES:
      return "losses without a number";
    case pb::CLAIM_KIND_ATTACK:
      return assertion.attack().act().empty() ? "an attack"
                                              : assertion.attack().act();
    case pb::CLAIM_KIND_DAMAGE:
      return "damage";
    case pb::CLAIM_KIND_TERRITORY:
      return assertion.territory().object().empty()
                 ? "ground"
                 : assertion.territory().object();
    case pb::CLAIM_KIND_TRUCE:
      return "a truce";
    case pb::CLAIM_KIND_DEPLOYMENT:
      return "a deployment";
    case pb::CLAIM_KIND_APPEAL:
      return "an appeal";
    default:
      return "a claim";
  }
}

std::optional<double> AreaOf(const ClaimDraft& claim) {
  const pb::Territory& body = claim.claim.assertion().territory();
  if (!body.has_area()) return std::nullopt;
  return body.area().value();
}

bool SameContent(const ClaimDraft& a, const ClaimDraft& b) {
  const type::Count* count_a = FigureOf(a);
  const type::Count* count_b = FigureOf(b);
  if (count_a != nullptr && count_b != nullptr) {
    return SameFigure(*count_a, *count_b) ||
           IsLooserWording(*count_a, *count_b) ||
           IsLooserWording(*count_b, *count_a);
  }
  if ((count_a == nullptr) != (count_b == nullptr)) return false;
  if (a.scope.kind == pb::CLAIM_KIND_TERRITORY) {
    // Who names no area agrees with who names one.
    const std::optional<double> area_a = AreaOf(a);
    const std::optional<double> area_b = AreaOf(b);
    if (!area_a || !area_b) return true;
    return std::abs(*area_a - *area_b) <= std::max(*area_a, *area_b) / 10;
  }
  return a.content == b.content;
}

bool OtherSide(const ClaimDraft& a, const ClaimDraft& b) {
  return !a.side.empty() && !b.side.empty() && a.side != b.side;
}

std::vector<int> Assertions(const Draft& draft, const QuestionDraft& question) {
  std::vector<int> asserting;
  for (int index : question.claims) {
    const ClaimDraft& claim = draft.claims[index];
    if (!claim.drift &&
        claim.claim.assertion().stance() == pb::STANCE_ASSERTS) {
      asserting.push_back(index);
    }
  }
  return asserting;
}

void RelateClaims(Draft* draft) {
  RelateDrift(draft);
  RelateHistory(draft);
  RelateSides(draft);
  RelateDenials(draft);
  RelateBlame(draft);
  RelateScopes(draft);
  RelateSums(draft);
}

}  // namespace parallax::claims::domain
