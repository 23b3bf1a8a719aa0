// What a mention is an answer to, and what it answers.
#pragma once

#include <string>
#include <vector>

#include "services/claims/domain/draft.h"

namespace parallax::claims::domain {

// Aspects of which rules speak; the schema shows them as they are.
namespace aspect {
inline constexpr char kIncrement[] = "increment";
inline constexpr char kSubset[] = "part of a total";
inline constexpr char kInitiation[] = "start of the fighting";
inline constexpr char kSettlements[] = "settlements";
inline constexpr char kGround[] = "ground";
inline constexpr char kAgreement[] = "agreement";
inline constexpr char kViolation[] = "violation";
}  // namespace aspect

// The scope that the mention's own words give it. `sides` are the parties.
Scope ScopeOf(const SourcedMention& mention,
              const std::vector<std::string>& sides);

// What tells the mention's content from others of the same scope: the figure,
// the area, the target.
std::string ContentOf(const pb::Assertion& assertion);

// The side that ends up with the ground: whoever takes, holds or enters it, or
// the other party where one loses or leaves it.
std::string TakerOf(const pb::Territory& territory,
                    const std::vector<std::string>& sides);

// Lets mentions whose words leave the scope open share that of a mention that
// says the same figure in full: "105 Armenians" beside "105 Armenian soldiers",
// a headline's "105 killed" beside the text's. Also gives undated mentions of a
// truce the day of the truce that they can mean.
void SettleScopes(std::vector<Item>* items);

// What is asked, in words: "Armenian military killed".
std::string ScopeText(const Scope& scope, const std::string& place_name);

// "14 September 2022".
std::string LongDayText(Day day);

// The scope as the schema has it.
pb::QuestionScope ScopeValue(const Scope& scope,
                             const type::PlaceReference* place);

// "killed", "killed or missing".
std::string MeasureText(pb::CasualtyMeasure measure);

}  // namespace parallax::claims::domain
