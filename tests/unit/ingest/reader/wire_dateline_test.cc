#include "services/ingest/domain/reader/wire_dateline.h"

#include <gtest/gtest.h>

namespace parallax::ingest::domain::reader {
namespace {

std::string Body(const std::string& paragraph) {
  return paragraph.substr(FindWireDateline(paragraph).body);
}

TEST(WireDateline, EndsAtItsDash) {
  EXPECT_EQ(Body("KYIV, March 3 (Reuters) - Five people died."),
            "Five people died.");
  EXPECT_EQ(Body("YEREVAN, Sept 13 (Wire) — Forty-nine died."),
            "Forty-nine died.");
  EXPECT_EQ(Body("BEIRUT/JERUSALEM, Dec 3, 2024 (AP) -- Strikes killed 11."),
            "Strikes killed 11.");
  EXPECT_EQ(Body("TAMPA, Fla. — Three drones."), "Three drones.");
  EXPECT_EQ(Body("Yerevan, 14 September (Interfax) – The toll rose."),
            "The toll rose.");
  EXPECT_EQ(FindWireDateline("KYIV (Reuters) - Five.").agency, "Reuters");
  EXPECT_EQ(Body("GOMA, Democratic Republic of the Congo, 14 May 2025 - Five "
                 "died."),
            "Five died.");
}

TEST(WireDateline, LeavesSentencesAlone) {
  for (const char* text :
       {"The army - which denies it - said so.", "Kyiv: five dead",
        "Armenia – a landlocked country – said so.", "KYIV", "- said he", "",
        "Five soldiers died — the army said.",
        "The Bank of England - said so."}) {
    EXPECT_EQ(FindWireDateline(text).body, 0u) << text;
  }
}

}  // namespace
}  // namespace parallax::ingest::domain::reader
