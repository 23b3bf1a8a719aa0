#include "services/ingest/domain/text_prints.h"

#include <gtest/gtest.h>

#include <string>

#include "services/ingest/domain/reader/text/text_reader.h"

namespace parallax::ingest::domain {
namespace {

Article Read(const std::string& text) {
  return reader::ReadText(text)->article;
}

constexpr char kWire[] =
    "Two bridges are hit overnight\n\n"
    "Two bridges on the northern road were hit in the night, the ministry of "
    "transport said on Monday. Nobody was hurt, the mayor of the nearest town "
    "told reporters. The road will stay closed until engineers have looked at "
    "the piers, and heavy lorries are sent round by the coast.\n\n"
    "It is the third strike on the road within a month. The army said that it "
    "had shot down four of six drones that came from the east.\n";

// The share of equal values, in percent.
int Alike(const std::string& a, const std::string& b) {
  const auto x = TextSketch(Read(a));
  const auto y = TextSketch(Read(b));
  if (x.size() != kSketchValues || y.size() != kSketchValues) return -1;
  int same = 0;
  for (int i = 0; i < kSketchValues; ++i) same += x[i] == y[i] ? 1 : 0;
  return same * 100 / kSketchValues;
}

TEST(TextPrints, HashSeesWordsOnly) {
  EXPECT_EQ(
      TextHash(Read("A headline of the day\n\nFive died, the army said.\n")),
      TextHash(Read("A  Headline of the DAY\n\nShare Save\n\n“Five” died - "
                    "the army said\n")));
  EXPECT_NE(
      TextHash(Read("A headline of the day\n\nFive died, the army said.\n")),
      TextHash(Read("A headline of the day\n\nSix died, the army said.\n")));
}

TEST(TextPrints, SketchOfACopyIsTheSame) {
  std::string shouted = kWire;
  shouted.replace(shouted.find("Two bridges"), 11, "TWO  BRIDGES");
  EXPECT_EQ(Alike(kWire, kWire), 100);
  EXPECT_EQ(Alike(kWire, shouted), 100);
}

TEST(TextPrints, SketchOfANearCopyIsMuchTheSame) {
  std::string headed = kWire;
  headed.replace(0, headed.find('\n'), "Night strike closes the road north");
  EXPECT_GT(Alike(kWire, headed), 75);
  std::string cut = kWire;
  cut.erase(cut.find(" The army said"),
            cut.find("east.") + 5 - cut.find(" The army said"));
  EXPECT_GT(Alike(kWire, cut), 60);
}

TEST(TextPrints, SketchOfAnotherReportOfTheEventDiffers) {
  const std::string other =
      "Drones strike road in the north\n\n"
      "Drones struck two bridges before dawn on Monday, according to the "
      "ministry of transport, closing the northern road to traffic. The army "
      "said that it had brought down four of six drones. The mayor said that "
      "nobody was hurt. Lorries have to take the coast road until the piers "
      "are inspected.\n";
  EXPECT_LT(Alike(kWire, other), 15);
}

TEST(TextPrints, ShortTextsHaveNoSketch) {
  EXPECT_TRUE(TextSketch(Read("Truce holds\n\nIt holds, he said.\n")).empty());
}

}  // namespace
}  // namespace parallax::ingest::domain
