// The actor registry as it ships: every list parses, and the lists agree with
// each other.
#include <google/protobuf/text_format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "parallax/claims/v1/actor.pb.h"

namespace parallax::claims {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Registry {
  v1::ActorList list;
  std::map<std::string, const v1::Actor*> by_name;
  std::vector<std::string> problems;
};

// Parses every list once; parse errors and repeated names become problems.
const Registry& Actors() {
  static const Registry* const registry = [] {
    auto* read = new Registry;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(
             PARALLAX_SOURCE_DIR "/services/claims/data/actors")) {
      if (entry.path().extension() == ".textproto") {
        files.push_back(entry.path());
      }
    }
    std::sort(files.begin(), files.end());
    for (const std::filesystem::path& file : files) {
      std::stringstream text;
      text << std::ifstream(file).rdbuf();
      v1::ActorList list;
      if (!google::protobuf::TextFormat::ParseFromString(text.str(), &list)) {
        read->problems.push_back(
            absl::StrCat(file.string(), " does not parse"));
      }
      if (list.actors().empty()) {
        read->problems.push_back(absl::StrCat(file.string(), " is empty"));
      }
      read->list.MergeFrom(list);
    }
    for (const v1::Actor& actor : read->list.actors()) {
      if (!read->by_name.emplace(actor.name(), &actor).second) {
        read->problems.push_back(absl::StrCat(actor.name(), " twice"));
      }
    }
    return read;
  }();
  return *registry;
}

int CountOf(v1::ActorKind kind) {
  return static_cast<int>(std::count_if(
      Actors().list.actors().begin(), Actors().list.actors().end(),
      [kind](const v1::Actor& actor) { return actor.kind() == kind; }));
}

bool IsActorName(const std::string& name) {
  const std::string prefix = "actors/";
  if (!absl::StartsWith(name, prefix)) return false;
  const std::string id = name.substr(prefix.size());
  return !id.empty() && id.size() <= 63 &&
         std::all_of(id.begin(), id.end(), [](char c) {
           return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
         });
}

TEST(ActorsData, ParsesAndNamesEachActorOnce) {
  EXPECT_THAT(Actors().problems, IsEmpty());
}

TEST(ActorsData, CoversTheWorld) {
  EXPECT_GE(CountOf(v1::ACTOR_KIND_STATE), 200);
  EXPECT_GE(CountOf(v1::ACTOR_KIND_PERSON), 300);
  EXPECT_GE(CountOf(v1::ACTOR_KIND_ARMED_GROUP), 200);
  EXPECT_GE(CountOf(v1::ACTOR_KIND_INTERNATIONAL_ORGANISATION) +
                CountOf(v1::ACTOR_KIND_NGO) + CountOf(v1::ACTOR_KIND_MEDIA),
            150);
}

TEST(ActorsData, KeepsTheBoundsOfTheSchema) {
  std::vector<std::string> problems;
  for (const v1::Actor& actor : Actors().list.actors()) {
    const std::string& name = actor.name();
    if (!IsActorName(name)) problems.push_back(name + ": name");
    if (actor.display_name().empty()) problems.push_back(name + ": no display");
    if (actor.kind() == v1::ACTOR_KIND_UNSPECIFIED) {
      problems.push_back(name + ": no kind");
    }
    if (actor.authority() == v1::AUTHORITY_UNSPECIFIED) {
      problems.push_back(name + ": no authority");
    }
    if (actor.aliases_size() > 200 || actor.parents_size() > 16) {
      problems.push_back(name + ": too many aliases or parents");
    }
    for (const v1::Alias& alias : actor.aliases()) {
      if (alias.text().empty() || alias.text().size() > 200) {
        problems.push_back(name + ": alias length");
      }
    }
    const bool media = actor.kind() == v1::ACTOR_KIND_MEDIA;
    if (media == actor.family().empty()) problems.push_back(name + ": family");
    if (media && !actor.side().empty()) problems.push_back(name + ": side");
    if (actor.has_tenure() && actor.tenure().has_start_time() &&
        actor.tenure().has_end_time() &&
        actor.tenure().start_time().seconds() >=
            actor.tenure().end_time().seconds()) {
      problems.push_back(name + ": tenure ends before it starts");
    }
  }
  EXPECT_THAT(problems, IsEmpty());
}

TEST(ActorsData, CountryCodesBelongToOneStateEach) {
  std::map<std::string, std::string> owner;
  std::vector<std::string> problems;
  for (const v1::Actor& actor : Actors().list.actors()) {
    const std::string& code = actor.country_code();
    if (code.empty()) continue;
    if (actor.kind() != v1::ACTOR_KIND_STATE || code.size() != 2 ||
        !absl::ascii_isupper(code[0]) || !absl::ascii_isupper(code[1])) {
      problems.push_back(actor.name() + ": code " + code);
    }
    if (!owner.emplace(code, actor.name()).second) {
      problems.push_back(code + " twice");
    }
  }
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_GE(owner.size(), 195u);
}

TEST(ActorsData, ParentsExistAndSpeakForTheSameSide) {
  // Bodies that answer to another side than the one they belong to.
  const std::set<std::string> across = {
      "actors/international-criminal-tribunal-for-the-former-yugoslavia",
      "actors/jubaland", "actors/pdf"};
  std::vector<std::string> problems;
  for (const v1::Actor& actor : Actors().list.actors()) {
    for (const std::string& parent : actor.parents()) {
      const auto it = Actors().by_name.find(parent);
      if (it == Actors().by_name.end()) {
        problems.push_back(actor.name() + ": no parent " + parent);
      } else if (it->second->side() != actor.side() &&
                 !across.contains(actor.name())) {
        problems.push_back(absl::StrCat(actor.name(), " speaks for ",
                                        actor.side(), ", its parent ", parent,
                                        " for ", it->second->side()));
      }
    }
  }
  EXPECT_THAT(problems, IsEmpty());
}

TEST(ActorsData, OpponentsAreKnownAndMutual) {
  std::set<std::string> sides;
  std::map<std::string, std::set<std::string>> opponents;
  for (const v1::Actor& actor : Actors().list.actors()) {
    sides.insert(actor.side());
    opponents[actor.side()].insert(actor.opponents().begin(),
                                   actor.opponents().end());
  }
  std::vector<std::string> problems;
  for (const auto& [side, others] : opponents) {
    for (const std::string& other : others) {
      if (!sides.contains(other)) problems.push_back(other + ": no such side");
      if (!opponents[other].contains(side)) {
        problems.push_back(absl::StrCat(side, " against ", other, " only"));
      }
    }
  }
  EXPECT_THAT(problems, IsEmpty());
}

TEST(ActorsData, OneFormNamesOneActor) {
  std::map<std::string, std::set<std::string>> owners;
  for (const v1::Actor& actor : Actors().list.actors()) {
    owners[absl::AsciiStrToLower(actor.display_name())].insert(actor.name());
    for (const v1::Alias& alias : actor.aliases()) {
      owners[absl::AsciiStrToLower(alias.text())].insert(actor.name());
    }
  }
  std::vector<std::string> shared;
  for (const auto& [form, names] : owners) {
    if (names.size() > 1) shared.push_back(form);
  }
  // "JeM" is Jaish-e-Mohammad, "JEM" the Justice and Equality Movement of
  // Sudan; only the spelling tells them apart.
  EXPECT_THAT(shared, ElementsAre("jem"));
}

TEST(ActorsData, KnowsTheSidesOfTheFoundingReport) {
  const auto side = [](const std::string& form) {
    for (const v1::Actor& actor : Actors().list.actors()) {
      if (actor.display_name() == form) return actor.side();
      for (const v1::Alias& alias : actor.aliases()) {
        if (alias.text() == form) return actor.side();
      }
    }
    return std::string("unknown");
  };
  EXPECT_EQ(side("Nikol Pashinyan"), "Armenia");
  EXPECT_EQ(side("Yerevan"), "Armenia");
  EXPECT_EQ(side("Azeri"), "Azerbaijan");
  EXPECT_EQ(side("Kremlin"), "Russia");
  EXPECT_EQ(side("FSB"), "Russia");
  EXPECT_EQ(side("Recep Erdogan"), "Turkey");
  EXPECT_EQ(side("Collective Security Treaty Organisation"), "CSTO");
  EXPECT_EQ(side("Antony Blinken"), "US");
  EXPECT_EQ(side("Reuters"), "");
}

}  // namespace
}  // namespace parallax::claims
