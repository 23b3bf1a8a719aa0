#include "tests/golden/expectations.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/e2e/suite/matching.h"

namespace parallax::testing {
namespace {

namespace v1 = claims::v1;
using nlohmann::json;

const v1::Question* QuestionOf(const Ledger& ledger, const std::string& name) {
  for (const v1::Question& question : ledger.questions) {
    if (question.name() == name) return &question;
  }
  return nullptr;
}

bool InScope(const v1::QuestionScope& scope, const json& want) {
  if (scope.kind() != v1::CLAIM_KIND_CASUALTIES ||
      v1::CasualtyMeasure_Name(scope.measure()) !=
          absl::StrCat("CASUALTY_MEASURE_",
                       want.at("measure").get<std::string>()) ||
      scope.victims_side() != want.at("victims_side").get<std::string>()) {
    return false;
  }
  if (want.contains("victims_class") &&
      v1::VictimClass_Name(scope.victims_class()) !=
          absl::StrCat("VICTIM_CLASS_",
                       want.at("victims_class").get<std::string>())) {
    return false;
  }
  return scope.aspect().empty() && !scope.has_place();
}

std::vector<int64_t> Numbers(const v1::TallyPosition& position) {
  std::vector<int64_t> numbers;
  for (const v1::TallyPoint& point : position.history()) {
    if (const auto value = ValueOf(point.count())) numbers.push_back(*value);
  }
  return numbers;
}

std::string Text(const v1::Tally& tally) {
  std::string text = absl::StrCat(tally.display_name(), " ",
                                  v1::QuestionStatus_Name(tally.status()));
  for (const v1::TallyPosition& position : tally.positions()) {
    absl::StrAppend(&text, "; ", position.claiming_side(), ": ",
                    absl::StrJoin(Numbers(position), ", "));
  }
  return text;
}

// Numbers that "history" or "numbers" names; "current" is the last of them.
void CheckPosition(const v1::Tally& tally, const json& want,
                   std::vector<std::string>* problems) {
  const std::string side = want.at("side");
  const auto at = std::find_if(
      tally.positions().begin(), tally.positions().end(),
      [&](const auto& position) { return position.claiming_side() == side; });
  if (at == tally.positions().end()) {
    problems->push_back(
        absl::StrCat("no position of ", side, ": ", Text(tally)));
    return;
  }
  std::vector<int64_t> numbers = Numbers(*at);
  for (const char* key : {"history", "numbers"}) {
    if (!want.contains(key)) continue;
    if (numbers != want.at(key).get<std::vector<int64_t>>()) {
      problems->push_back(absl::StrCat(side, " has ",
                                       absl::StrJoin(numbers, ", "), ", not ",
                                       want.at(key).dump()));
    }
  }
  if (want.contains("current") &&
      ValueOf(at->current().count()) != want.at("current").get<int64_t>()) {
    problems->push_back(absl::StrCat(
        side, " stands at ", ValueOf(at->current().count()).value_or(-1),
        ", not ", want.at("current").dump()));
  }
  const auto expect = [&](const char* key, const char* prefix,
                          const std::string& is) {
    if (!want.contains(key)) return;
    const std::string name =
        absl::StrCat(prefix, want.at(key).get<std::string>());
    if (is != name) {
      problems->push_back(absl::StrCat(side, ": ", is, ", not ", name));
    }
  };
  expect("loss", "LOSS_RELATION_", v1::LossRelation_Name(at->loss_relation()));
  expect("finality", "FINALITY_", v1::Finality_Name(at->current().finality()));
  expect("identification", "IDENTIFICATION_",
         v1::Identification_Name(at->current().identification()));
}

bool Numbered(const v1::Tally& tally) {
  return std::any_of(
      tally.positions().begin(), tally.positions().end(),
      [](const auto& position) { return !Numbers(position).empty(); });
}

void CheckDerived(const v1::Tally& tally, const json& want,
                  std::vector<std::string>* problems) {
  for (const json& total : want) {
    const int64_t value = total.at("value");
    const auto at = std::find_if(
        tally.derived_totals().begin(), tally.derived_totals().end(),
        [&](const auto& sum) { return ValueOf(sum.count()) == value; });
    if (at == tally.derived_totals().end()) {
      problems->push_back(absl::StrCat("no total of ", value));
    } else if (at->stale() != total.at("stale").get<bool>()) {
      problems->push_back(absl::StrCat("the total of ", value, " is ",
                                       at->stale() ? "" : "not ", "stale"));
    }
  }
}

bool Related(const Ledger& ledger, const v1::Relation& relation,
             const json& from, const json& to) {
  const v1::Claim* a = ledger.Find(relation.from_claim());
  const v1::Claim* b = ledger.Find(relation.to_claim());
  return a != nullptr && b != nullptr && Matches(*a, from) && Matches(*b, to);
}

}  // namespace

absl::Time TimeOf(const std::string& text) {
  absl::Time time;
  std::string error;
  if (!absl::ParseTime(absl::RFC3339_full, text, &time, &error)) {
    std::cerr << text << ": " << error << "\n";
    std::exit(2);
  }
  return time;
}

std::vector<std::string> CheckTally(const Ledger& ledger, const json& scope,
                                    const json& moment) {
  std::vector<std::string> problems;
  const json& positions = moment.at("positions");
  // Where the words leave a class open there may be several questions; the one
  // with the most sides is meant.
  const v1::Tally* tally = nullptr;
  for (const v1::Tally& candidate : ledger.tallies) {
    const v1::Question* question = QuestionOf(ledger, candidate.question());
    if (question == nullptr || !InScope(question->scope(), scope) ||
        !Numbered(candidate)) {
      continue;
    }
    if (tally == nullptr ||
        candidate.positions_size() > tally->positions_size()) {
      tally = &candidate;
    }
  }
  if (tally == nullptr) {
    if (!positions.empty()) problems.push_back("no such tally");
    return problems;
  }
  if (positions.empty()) {
    problems.push_back(absl::StrCat("numbers too early: ", Text(*tally)));
    return problems;
  }
  if (static_cast<std::size_t>(tally->positions_size()) != positions.size()) {
    problems.push_back(absl::StrCat("other sides: ", Text(*tally)));
  }
  for (const json& position : positions) {
    CheckPosition(*tally, position, &problems);
  }
  if (moment.contains("status") &&
      v1::QuestionStatus_Name(tally->status()) !=
          absl::StrCat("QUESTION_STATUS_",
                       moment.at("status").get<std::string>())) {
    problems.push_back(absl::StrCat("status, not ", moment.at("status").dump(),
                                    ": ", Text(*tally)));
  }
  if (moment.contains("derived")) {
    CheckDerived(*tally, moment.at("derived"), &problems);
  }
  return problems;
}

std::vector<std::string> CheckQuestion(const Ledger& ledger,
                                       const json& answered_by,
                                       const std::string& status) {
  for (const v1::Claim& claim : ledger.claims) {
    if (!Matches(claim, answered_by)) continue;
    const v1::Question* question = QuestionOf(ledger, claim.question());
    if (question == nullptr) return {absl::StrCat("no ", claim.question())};
    const std::string is = v1::QuestionStatus_Name(question->status());
    if (is == absl::StrCat("QUESTION_STATUS_", status)) return {};
    return {absl::StrCat(question->display_name(), ": ", is, ", not ", status)};
  }
  return {absl::StrCat("no claim ", answered_by.dump())};
}

std::vector<std::string> CheckRelations(const Ledger& ledger,
                                        const json& expected, bool present) {
  std::vector<std::string> problems;
  for (const json& want : expected) {
    const std::string type =
        absl::StrCat("RELATION_TYPE_", want.at("type").get<std::string>());
    const bool either = want.value("either_way", false);
    const v1::Relation* found = nullptr;
    for (const v1::Relation& relation : ledger.relations) {
      if (v1::RelationType_Name(relation.type()) == type &&
          (Related(ledger, relation, want.at("from"), want.at("to")) ||
           (either &&
            Related(ledger, relation, want.at("to"), want.at("from"))))) {
        found = &relation;
      }
    }
    if (present && found == nullptr) {
      problems.push_back(absl::StrCat("missing: ", want.dump()));
    }
    if (present && found != nullptr && found->reason().empty()) {
      problems.push_back(absl::StrCat("no reason given: ", want.dump()));
    }
    if (!present && found != nullptr) {
      problems.push_back(
          absl::StrCat("unwanted: ", want.dump(), ": ", found->reason()));
    }
  }
  return problems;
}

std::vector<std::string> CheckEcho(const Ledger& ledger, const json& expected) {
  for (const v1::Claim& claim : ledger.claims) {
    if (!Matches(claim, expected.at("claim"))) continue;
    const v1::Echo& echo = claim.echo();
    std::vector<std::string> problems;
    if (echo.publisher_count() < expected.at("least_publishers").get<int>()) {
      problems.push_back(absl::StrCat("publishers: ", echo.publisher_count()));
    }
    if (echo.claimant_count() != expected.at("claimants").get<int>()) {
      problems.push_back(absl::StrCat("claimants: ", echo.claimant_count()));
    }
    if (expected.value("fewer_origins_than_publishers", false) &&
        echo.origin_count() >= echo.publisher_count()) {
      problems.push_back(absl::StrCat("origins: ", echo.origin_count(), " of ",
                                      echo.publisher_count(), " publishers"));
    }
    return problems;
  }
  return {absl::StrCat("no claim ", expected.at("claim").dump())};
}

}  // namespace parallax::testing
