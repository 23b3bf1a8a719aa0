#include "tests/unit/ingest/domain/extract/extract_support.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"

namespace parallax::ingest::domain::extract {
namespace {

constexpr char kActors[] = R"pb(
  actors {
    name: "actors/armenia"
    display_name: "Armenia"
    kind: ACTOR_KIND_STATE
    side: "Armenia"
    country_code: "AM"
    aliases { text: "Armenian" kind: ALIAS_KIND_DEMONYM }
    aliases { text: "Armenians" kind: ALIAS_KIND_DEMONYM }
    aliases { text: "Yerevan" kind: ALIAS_KIND_METONYM }
    opponents: "Azerbaijan"
  }
  actors {
    name: "actors/azerbaijan"
    display_name: "Azerbaijan"
    kind: ACTOR_KIND_STATE
    side: "Azerbaijan"
    country_code: "AZ"
    aliases { text: "Azerbaijani" kind: ALIAS_KIND_DEMONYM }
    aliases { text: "Baku" kind: ALIAS_KIND_METONYM }
    opponents: "Armenia"
  }
  actors {
    name: "actors/ukraine"
    display_name: "Ukraine"
    kind: ACTOR_KIND_STATE
    side: "Ukraine"
    country_code: "UA"
    aliases { text: "Ukrainian" kind: ALIAS_KIND_DEMONYM }
    aliases { text: "Kyiv" kind: ALIAS_KIND_METONYM }
    opponents: "Russia"
  }
  actors {
    name: "actors/russia"
    display_name: "Russia"
    kind: ACTOR_KIND_STATE
    side: "Russia"
    country_code: "RU"
    aliases { text: "Russian" kind: ALIAS_KIND_DEMONYM }
    aliases { text: "Moscow" kind: ALIAS_KIND_METONYM }
    aliases { text: "the Kremlin" kind: ALIAS_KIND_METONYM }
    opponents: "Ukraine"
  }
  actors {
    name: "actors/afghanistan"
    display_name: "Afghanistan"
    kind: ACTOR_KIND_STATE
    side: "Afghanistan"
    country_code: "AF"
    aliases { text: "Afghan" kind: ALIAS_KIND_DEMONYM }
  }
  actors {
    name: "actors/palestine"
    display_name: "Palestine"
    kind: ACTOR_KIND_STATE
    side: "Palestine"
    country_code: "PS"
    aliases { text: "Palestinian" kind: ALIAS_KIND_DEMONYM }
  }
  actors {
    name: "actors/syria"
    display_name: "Syria"
    kind: ACTOR_KIND_STATE
    side: "Syria"
    country_code: "SY"
    aliases { text: "Syrian" kind: ALIAS_KIND_DEMONYM }
  }
  actors {
    name: "actors/turkey"
    display_name: "Turkey"
    kind: ACTOR_KIND_STATE
    side: "Turkey"
    country_code: "TR"
    aliases { text: "Turkish" kind: ALIAS_KIND_DEMONYM }
  }
  actors {
    name: "actors/pkk"
    display_name: "PKK"
    kind: ACTOR_KIND_ARMED_GROUP
    side: "PKK"
    opponents: "Turkey"
  }
  actors {
    name: "actors/niger"
    display_name: "Niger"
    kind: ACTOR_KIND_STATE
    side: "Niger"
    country_code: "NE"
    aliases { text: "Nigerien" kind: ALIAS_KIND_DEMONYM }
    opponents: "Nigerien rebels"
  }
  actors {
    name: "actors/nigerien-rebels"
    display_name: "Nigerien rebels"
    kind: ACTOR_KIND_ARMED_GROUP
    side: "Nigerien rebels"
    aliases { text: "pro-Nigerien fighters" }
    opponents: "Niger"
  }
  actors {
    name: "actors/nigeria"
    display_name: "Nigeria"
    kind: ACTOR_KIND_STATE
    side: "Nigeria"
    country_code: "NG"
    aliases { text: "Nigerian" kind: ALIAS_KIND_DEMONYM }
  }
  actors {
    name: "actors/united-states"
    display_name: "United States"
    kind: ACTOR_KIND_STATE
    side: "US"
    country_code: "US"
    aliases { text: "US" kind: ALIAS_KIND_ABBREVIATION }
    aliases { text: "Соединённые Штаты" language: "ru" }
  }
  actors {
    name: "actors/ministry-of-defence-of-armenia"
    display_name: "Ministry of Defence of Armenia"
    kind: ACTOR_KIND_GOVERNMENT_BODY
    side: "Armenia"
    authority: AUTHORITY_DEFENCE_MINISTRY
    aliases { text: "Armenian defence ministry" }
  }
  actors {
    name: "actors/northern-front"
    display_name: "Northern Front"
    kind: ACTOR_KIND_ARMED_GROUP
    side: "Northern Front"
    authority: AUTHORITY_ARMED_GROUP
    opponents: "Syria"
  }
  actors {
    name: "actors/reuters"
    display_name: "Reuters"
    kind: ACTOR_KIND_MEDIA
    authority: AUTHORITY_MEDIA
    family: "Reuters"
  }
  actors {
    name: "actors/sana"
    display_name: "SANA"
    kind: ACTOR_KIND_MEDIA
    authority: AUTHORITY_MEDIA
    family: "Syrian state"
  }
  actors {
    name: "actors/us-led-coalition"
    display_name: "US-led coalition"
    kind: ACTOR_KIND_ARMED_GROUP
    side: "US-led coalition"
    authority: AUTHORITY_ARMED_GROUP
  }
  actors {
    name: "actors/relief-watch"
    display_name: "Relief Watch"
    kind: ACTOR_KIND_NGO
    side: "Relief Watch"
  }
)pb";

}  // namespace

const Resources& TestResources() {
  static const std::unique_ptr<const Resources>* const resources = [] {
    auto loaded = Resources::Load(std::string(PARALLAX_BINARY_DIR) +
                                  "/share/parallax/ingest");
    if (!loaded.ok()) ADD_FAILURE() << loaded.status();
    return new std::unique_ptr<const Resources>(*std::move(loaded));
  }();
  return **resources;
}

std::shared_ptr<const ActorCatalogue> TestActors() {
  static const auto* const actors = [] {
    claims::v1::ActorList list;
    if (!google::protobuf::TextFormat::ParseFromString(kActors, &list)) {
      ADD_FAILURE() << "the test's actors do not parse";
    }
    return new std::shared_ptr<const ActorCatalogue>(
        ActorCatalogue::Build(list));
  }();
  return *actors;
}

Article MakeReport(const std::string& text, BlockRole first,
                   std::optional<absl::CivilDay> published) {
  Article article;
  article.text = text;
  article.outlet = "The Outlet";
  article.language = "en";
  if (published.has_value()) article.published = absl::CivilSecond(*published);
  size_t begin = 0;
  while (begin < text.size()) {
    size_t end = text.find('\n', begin);
    if (end == std::string::npos) end = text.size();
    if (end > begin) {
      article.blocks.push_back(
          {static_cast<uint32_t>(begin), static_cast<uint32_t>(end),
           article.blocks.empty() ? first : BlockRole::kBody});
    }
    begin = end + 1;
  }
  return article;
}

uint32_t Report::Find(const std::string& lower, int nth) const {
  for (uint32_t i = 0; i < doc().size(); ++i) {
    if (doc().token(i).lower == lower && nth-- == 0) return i;
  }
  ADD_FAILURE() << "no token \"" << lower << "\"";
  return doc().size();
}

SideId Report::Side(const std::string& name) const {
  for (size_t i = 0; i < doc().sides.size(); ++i) {
    if (doc().sides[i].name == name) return static_cast<SideId>(i);
  }
  return kNoSide;
}

int32_t Report::TriggerOf(Kind kind) const {
  for (size_t i = 0; i < doc().triggers.size(); ++i) {
    if (doc().triggers[i].trigger->kind == kind) {
      return static_cast<int32_t>(i);
    }
  }
  return -1;
}

int32_t Report::QuantityAt(const std::string& lower) const {
  return doc().notes[Find(lower)].quantity;
}

int32_t Report::Cue(const std::string& lower) const {
  for (size_t i = 0; i < attributions().size(); ++i) {
    for (const TokenRange& range : attributions()[i].cue) {
      for (uint32_t t = range.first; t < range.last; ++t) {
        if (doc().token(t).lower == lower) return static_cast<int32_t>(i);
      }
    }
  }
  return -1;
}

std::string Show(const Count& count) {
  const auto number = [](const std::optional<int64_t>& n) {
    return n.has_value() ? absl::StrCat(*n) : std::string();
  };
  const std::string range =
      count.min == count.max && count.min.has_value()
          ? number(count.min)
          : absl::StrCat(number(count.min), "..", number(count.max));
  return absl::StrCat(
      range, " ",
      count.bound == CountBound::kNone ? "none" : CountBoundName(count.bound));
}

std::string WriteTempFile(const std::string& name, const std::string& content) {
  std::string path = absl::StrCat(testing::TempDir(), "/extract_", name);
  std::ofstream(path, std::ios::binary) << content;
  return path;
}

}  // namespace parallax::ingest::domain::extract
