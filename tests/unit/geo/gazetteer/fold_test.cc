#include "services/geo/domain/gazetteer/fold.h"

#include <gtest/gtest.h>

namespace parallax::geo::domain {
namespace {

TEST(FoldNameTest, DropsCaseMarksAndPunctuation) {
  EXPECT_EQ(FoldName("Nagorno-Karabakh"), "nagorno karabakh");
  EXPECT_EQ(FoldName("  St. John's  "), "st johns");
  EXPECT_EQ(FoldName("U.S."), "us");
  EXPECT_EQ(FoldName("Cúcuta"), "cucuta");
  EXPECT_EQ(FoldName("Kʻarvacharr"), "karvacharr");
  EXPECT_EQ(FoldName("Mar’yinka"), "maryinka");
}

TEST(FoldNameTest, ReplacesLettersThatUnicodeDoesNotDecompose) {
  EXPECT_EQ(FoldName("Kəlbəcər"), "kelbecer");
  EXPECT_EQ(FoldName("Łódź"), "lodz");
  EXPECT_EQ(FoldName("Tromsø"), "tromso");
  EXPECT_EQ(FoldName("Straße"), "strasse");
  EXPECT_EQ(FoldName("Ağdam"), FoldName("AĞDAM"));
}

TEST(FoldNameTest, KeepsOtherScripts) {
  EXPECT_EQ(FoldName("КИЇВ"), FoldName("Київ"));
  EXPECT_FALSE(FoldName("Սոթք").empty());
}

TEST(FoldNameTest, TakesAnyBytes) {
  EXPECT_EQ(FoldName(""), "");
  EXPECT_EQ(FoldName("..''"), "");
  EXPECT_EQ(FoldName("a\xff\xfe"), "a");
  EXPECT_EQ(FoldName(absl::string_view("a\0b", 3)), "a b");
}

}  // namespace
}  // namespace parallax::geo::domain
