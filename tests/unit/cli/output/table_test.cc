#include "services/cli/output/table.h"

#include <fcntl.h>

#include "gtest/gtest.h"

namespace parallax::cli {
namespace {

TEST(DisplayWidthTest, CountsColumnsAndNotBytes) {
  EXPECT_EQ(DisplayWidth("Sotk"), 4u);
  EXPECT_EQ(DisplayWidth("Ağdam"), 5u);
  EXPECT_EQ(DisplayWidth("e\u0301"), 1u);
  EXPECT_EQ(DisplayWidth("北京"), 4u);
  EXPECT_EQ(DisplayWidth("\xff"), 1u);
}

TEST(CutToWidthTest, NeverCutsACharacter) {
  EXPECT_EQ(CutToWidth("Kalbajar", 8), "Kalbajar");
  EXPECT_EQ(CutToWidth("Kalbajar", 4), "Kal…");
  EXPECT_EQ(CutToWidth("北京市", 4), "北…");
  EXPECT_EQ(CutToWidth("Kalbajar", 0), "");
}

TEST(TableTest, AlignsColumnsAndTrimsLines) {
  Table table({{"SIDE"}, {"DEAD", Table::Align::kRight}, {"NOTE"}});
  table.AddRow({"Armenia", "105", "not final"});
  table.AddRow({"Azerbaijan", "71"});
  table.AddRow({"two\nlines", "1", ""});
  const Terminal no_terminal(open("/dev/null", O_WRONLY));
  EXPECT_EQ(table.Render(no_terminal),
            "SIDE        DEAD  NOTE\n"
            "Armenia      105  not final\n"
            "Azerbaijan    71\n"
            "two lines      1\n");
}

}  // namespace
}  // namespace parallax::cli
