#include "services/ingest/domain/extract/count_parts.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/ingest/domain/extract/kinds/choice.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

// Casualties counted by each of `numbers`, all by the first word for some.
std::vector<Draft> Drafts(const Report& report,
                          const std::vector<std::string>& numbers) {
  std::vector<Draft> drafts;
  for (const std::string& number : numbers) {
    Draft draft;
    draft.kind = Kind::kCasualties;
    draft.trigger = report.TriggerOf(Kind::kCasualties);
    draft.quantity = report.QuantityAt(number);
    draft.head = report.doc().triggers[draft.trigger].head;
    draft.count = report.doc().quantities[draft.quantity].count;
    draft.object = report.doc().quantities[draft.quantity].noun;
    draft.sentence = report.doc().notes[draft.head].sentence;
    SetSpan(report.doc(), draft);
    drafts.push_back(draft);
  }
  return drafts;
}

TEST(CountParts, EachOfAListAddsToTheFirst) {
  const Report report("About 30 soldiers and four volunteers were killed.");
  const auto drafts = Drafts(report, {"30", "four"});
  EXPECT_FALSE(AddsToOther(report.doc(), drafts, 0));
  EXPECT_TRUE(AddsToOther(report.doc(), drafts, 1));
}

TEST(CountParts, OthersOfAnotherClassAreCountedApart) {
  const Report report("About 30 soldiers and four civilians were killed.");
  auto drafts = Drafts(report, {"30", "four"});
  drafts[0].victims_type = VictimsType::kMilitary;
  drafts[1].victims_type = VictimsType::kCivilian;
  EXPECT_FALSE(AddsToOther(report.doc(), drafts, 1));
}

TEST(CountParts, APartIsNoAddition) {
  const Report report("In all 22 people, including five women, were killed.");
  const auto drafts = Drafts(report, {"22", "five"});
  EXPECT_TRUE(IsPartOfOther(report.doc(), drafts, 1));
  EXPECT_FALSE(AddsToOther(report.doc(), drafts, 1));
}

TEST(CountParts, WhatAnotherVerbCountsIsNoPartOfTheList) {
  const Report report("About 30 soldiers came and four people were killed.");
  const auto drafts = Drafts(report, {"30", "four"});
  EXPECT_FALSE(AddsToOther(report.doc(), drafts, 1));
}

TEST(CountParts, AnotherFiveIsAnAddition) {
  const Report report("Another five soldiers were killed.");
  EXPECT_TRUE(AddsToOther(report.doc(), Drafts(report, {"five"}), 0));
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
