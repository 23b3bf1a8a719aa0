#include <gtest/gtest.h>

#include <string>

#include "services/ingest/domain/extract/kinds/choice.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

// The words of the span of the act at `word`, said by the attribution whose cue
// is `cue`, if any.
std::string SpanOf(const std::string& text, const std::string& word,
                   const std::string& cue = "") {
  const Report report(text);
  Draft draft;
  draft.head = report.Find(word);
  if (!cue.empty()) draft.attribution = report.Cue(cue);
  SetSpan(report.doc(), draft);
  return report.Words(draft.first, draft.last);
}

TEST(Spans, TakeInTheWholeClause) {
  EXPECT_EQ(SpanOf("Troops shelled the town, and nobody was hurt", "shelled"),
            "Troops shelled the town");
  EXPECT_EQ(SpanOf("Troops left, and planes bombed the town", "bombed"),
            "planes bombed the town");
}

TEST(Spans, GoOnToTheNextBreak) {
  EXPECT_EQ(SpanOf("Rebels attacked the town while troops slept, he said",
                   "attacked"),
            "Rebels attacked the town while troops slept");
}

TEST(Spans, BeginWithTheSubject) {
  EXPECT_EQ(SpanOf("He spoke when two bombs exploded", "exploded"),
            "two bombs exploded");
  EXPECT_EQ(
      SpanOf("Offices of the movement, the largest, were shelled", "shelled"),
      "Offices of the movement, the largest, were shelled");
}

TEST(Spans, OfCountsInARowAreParted) {
  const Report report(
      "Two soldiers were killed and five wounded when rebels attacked");
  const auto span = [&](const std::string& word, const std::string& count) {
    Draft draft;
    draft.head = report.Find(word);
    draft.quantity = report.QuantityAt(count);
    SetSpan(report.doc(), draft);
    return report.Words(draft.first, draft.last);
  };
  EXPECT_EQ(span("killed", "two"), "Two soldiers were killed");
  EXPECT_EQ(span("wounded", "five"), "five wounded when rebels attacked");
}

TEST(Spans, TakeInTheSourceBesideTheClause) {
  EXPECT_EQ(
      SpanOf("Troops shelled the town, the ministry said", "shelled", "said"),
      "Troops shelled the town, the ministry said");
  EXPECT_EQ(SpanOf("The ministry said that troops shelled the town", "shelled",
                   "said"),
            "The ministry said that troops shelled the town");
}

TEST(Spans, LeaveASourceOutThatStandsFarAway) {
  EXPECT_EQ(SpanOf("Troops shelled the town, the bridge over the river was "
                   "closed at night, the ministry said",
                   "shelled", "said"),
            "Troops shelled the town");
}

TEST(Spans, StayInsideTheSentence) {
  const Report report("Troops left. Planes bombed the town. They left.");
  Draft draft;
  draft.head = report.Find("bombed");
  draft.object = static_cast<int32_t>(report.Find("troops"));
  SetSpan(report.doc(), draft);
  EXPECT_EQ(draft.sentence, 1u);
  EXPECT_GE(draft.first, report.doc().text().sentences[1].first);
  EXPECT_LE(draft.last, report.doc().text().sentences[1].last);
}

TEST(Spans, ReachToWhatIsCounted) {
  const Report report("Five soldiers, the ministry said, were killed");
  Draft draft;
  draft.head = report.Find("killed");
  draft.quantity = report.QuantityAt("five");
  ASSERT_GE(draft.quantity, 0);
  SetSpan(report.doc(), draft);
  EXPECT_EQ(report.Words(draft.first, draft.last),
            "Five soldiers, the ministry said, were killed");
}

// The words of the span of the number as one of those whom the act at `word`
// befell.
std::string SpanOfCount(const std::string& text, const std::string& number,
                        const std::string& word) {
  const Report report(text);
  Draft draft;
  draft.kind = Kind::kCasualties;
  draft.head = report.Find(word);
  draft.quantity = report.QuantityAt(number);
  draft.object = report.doc().quantities[draft.quantity].noun;
  SetSpan(report.doc(), draft);
  return report.Words(draft.first, draft.last);
}

TEST(Spans, OfCountsInARowEachKeepsToItsOwnWords) {
  const std::string text =
      "The blast killed eight Syrians, two Turks and five policemen";
  EXPECT_EQ(SpanOfCount(text, "eight", "killed"),
            "The blast killed eight Syrians");
  EXPECT_EQ(SpanOfCount(text, "two", "killed"), "two Turks");
  EXPECT_EQ(SpanOfCount(text, "five", "killed"), "five policemen");
}

TEST(Spans, ACountBehindTheActDoesNotPartThem) {
  EXPECT_EQ(SpanOfCount("12 people and their driver were killed by two gunmen",
                        "12", "killed"),
            "12 people and their driver were killed by two gunmen");
}

TEST(Spans, TheActStaysWithItsOwnCount) {
  const std::string text =
      "The blast killed eight soldiers and wounded two policemen";
  EXPECT_EQ(SpanOfCount(text, "eight", "killed"),
            "The blast killed eight soldiers");
  EXPECT_EQ(SpanOfCount(text, "two", "wounded"), "wounded two policemen");
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
