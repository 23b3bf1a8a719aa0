#include "services/ingest/domain/extract/actors/actor_catalogue.h"

#include <google/protobuf/text_format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace parallax::ingest::domain::extract {
namespace {

using claims::v1::ALIAS_KIND_NAME;

bool ShortCapitals(absl::string_view text) {
  if (text.size() > 5) return false;
  for (const char c : text) {
    if (!absl::ascii_isupper(c) && c != '.' && !absl::ascii_isdigit(c)) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::shared_ptr<const ActorCatalogue> ActorCatalogue::Build(
    const claims::v1::ActorList& actors) {
  auto catalogue = std::make_shared<ActorCatalogue>();
  for (const claims::v1::Actor& actor : actors.actors()) catalogue->Add(actor);
  catalogue->FindOutletSides(actors);
  return catalogue;
}

absl::StatusOr<std::shared_ptr<const ActorCatalogue>> ActorCatalogue::Load(
    const std::string& directory) {
  std::error_code error;
  std::vector<std::string> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(directory, error)) {
    if (entry.path().extension() == ".textproto") {
      files.push_back(entry.path().string());
    }
  }
  if (files.empty()) {
    return absl::NotFoundError(
        absl::StrCat("no actor lists (*.textproto) in ", directory));
  }
  // The order of the folder is not the same on every machine.
  std::sort(files.begin(), files.end());
  claims::v1::ActorList all;
  for (const std::string& file : files) {
    std::ifstream in(file);
    std::stringstream content;
    content << in.rdbuf();
    claims::v1::ActorList list;
    if (!google::protobuf::TextFormat::ParseFromString(content.str(), &list)) {
      return absl::InvalidArgumentError(
          absl::StrCat(file, " is no list of actors"));
    }
    all.MergeFrom(list);
  }
  return Build(all);
}

void ActorCatalogue::Add(const claims::v1::Actor& actor) {
  CatalogueActor entry;
  entry.name = actor.name();
  entry.display_name = actor.display_name();
  entry.side = actor.side();
  entry.kind = actor.kind();
  entry.authority = actor.authority();
  entry.opponents.assign(actor.opponents().begin(), actor.opponents().end());
  entry.country = actor.kind() == claims::v1::ACTOR_KIND_STATE &&
                  !actor.country_code().empty();
  const int32_t index = static_cast<int32_t>(actors_.size());
  actors_.push_back(std::move(entry));
  if (!actor.side().empty()) {
    const auto [of_side, added] = side_actors_.try_emplace(actor.side(), index);
    if (actor.display_name() == actor.side()) of_side->second = index;
  }
  AddAlias(actor.display_name(), ALIAS_KIND_NAME, index);
  for (const claims::v1::Alias& alias : actor.aliases()) {
    if (alias.language().empty() || alias.language() == "en") {
      AddAlias(alias.text(), alias.kind(), index);
    }
  }
  if (actors_[index].country) {
    country_sides_.try_emplace(actor.country_code(), actor.side());
  }
}

// A family that is a side's name ("Houthi") or says whose state it is of
// ("Syrian state").
void ActorCatalogue::FindOutletSides(const claims::v1::ActorList& actors) {
  for (int i = 0; i < actors.actors_size(); ++i) {
    const claims::v1::Actor& actor = actors.actors(i);
    if (actor.kind() != claims::v1::ACTOR_KIND_MEDIA ||
        actor.family() == "platform") {
      continue;
    }
    const int32_t owner = Find(absl::StripSuffix(actor.family(), " state"));
    actors_[i].outlet = true;
    if (owner >= 0) actors_[i].outlet_side = actors_[owner].side;
  }
}

void ActorCatalogue::AddAlias(absl::string_view text,
                              claims::v1::AliasKind kind, int32_t actor) {
  table_.Add(vocabulary_, text, static_cast<int32_t>(aliases_.size()));
  if (absl::StrContains(absl::AsciiStrToLower(text), "ministry")) {
    ministries_.insert(actors_[actor].side);
  }
  aliases_.push_back(CatalogueAlias{actor, kind, ShortCapitals(text)});
}

ActorCatalogue::Match ActorCatalogue::Longest(
    absl::Span<const WordIds> words) const {
  const PhraseTable::Match match = table_.LongestForm(words);
  return Match{match.length, match.values};
}

absl::string_view ActorCatalogue::SideOfCountry(absl::string_view code) const {
  const auto it = country_sides_.find(code);
  return it == country_sides_.end() ? absl::string_view() : it->second;
}

int32_t ActorCatalogue::OfSide(absl::string_view side) const {
  const auto it = side_actors_.find(side);
  return it == side_actors_.end() ? -1 : it->second;
}

int32_t ActorCatalogue::Find(absl::string_view name) const {
  std::vector<WordIds> words;
  for (const std::string& word : Vocabulary::Split(name)) {
    const uint32_t id = vocabulary_.Find(word);
    words.push_back(WordIds{id, id});
  }
  if (words.empty()) return -1;
  const Match match = Longest(words);
  return match.length == words.size() ? aliases_[match.aliases->front()].actor
                                      : -1;
}

}  // namespace parallax::ingest::domain::extract
