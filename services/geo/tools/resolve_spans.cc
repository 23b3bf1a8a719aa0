// resolve_spans: reads documents with marked place names (JSON lines: doc,
// text, spans of start_byte, end_byte, phrase) and prints where each lies (JSON
// lines: doc, toponyms of start, end, lat, lon, level, country), to measure the
// resolver on public corpora.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "services/geo/domain/gazetteer/gazetteer.h"
#include "services/geo/domain/resolve/resolver.h"
#include "services/geo/storage/mapped_file.h"

namespace {

using nlohmann::json;
namespace domain = parallax::geo::domain;

constexpr size_t kContextBytes = 80;

json ResolveDocument(const domain::Gazetteer& gazetteer,
                     const domain::Resolver& resolver, const json& document) {
  const std::string text = document.at("text");
  std::vector<domain::ToponymMention> mentions;
  for (const json& span : document.at("spans")) {
    const size_t start = span.at("start_byte"), end = span.at("end_byte");
    const size_t from = start > kContextBytes ? start - kContextBytes : 0;
    mentions.push_back({text.substr(start, end - start),
                        static_cast<int64_t>(start),
                        text.substr(from, end - from + kContextBytes)});
  }
  const auto answers = resolver.Resolve(mentions, {});
  json toponyms = json::array();
  for (size_t i = 0; i < answers.size(); ++i) {
    const json& span = document.at("spans").at(i);
    json toponym = {{"start", span.at("start_byte")},
                    {"end", span.at("end_byte")},
                    {"text", mentions[i].phrase},
                    {"basis", answers[i].basis},
                    {"score", answers[i].score}};
    if (answers[i].place != domain::kNoPlace) {
      const domain::Place place = gazetteer.Get(answers[i].place);
      toponym["lat"] = answers[i].lat;
      toponym["lon"] = answers[i].lon;
      toponym["country"] = place.country;
      toponym["level"] = domain::PlaceKindName(place.kind);
      toponym["name"] = std::string(place.name);
      const std::string id = gazetteer.IdOf(answers[i].place);
      if (id.find_first_not_of("0123456789") == std::string::npos) {
        toponym["geonameid"] = id;
      }
    }
    toponyms.push_back(std::move(toponym));
  }
  return {{"doc", document.at("doc")}, {"toponyms", std::move(toponyms)}};
}

}  // namespace

int main(int argc, char** argv) {
  std::string gazetteer_path;
  domain::ResolverWeights weights;
  CLI::App app("Resolves marked place names of documents");
  app.add_option("--gazetteer", gazetteer_path, "gazetteer file")->required();
  const std::pair<const char*, double*> tunable[] = {
      {"prominence", &weights.prominence},
      {"country", &weights.country},
      {"alternate", &weights.alternate},
      {"historic", &weights.historic},
      {"demonym", &weights.demonym},
      {"fuzzy", &weights.fuzzy},
      {"hint", &weights.hint},
      {"hint-against", &weights.hint_against},
      {"partial", &weights.partial},
      {"next-to", &weights.next_to},
      {"context", &weights.context},
      {"seat", &weights.seat},
      {"temperature", &weights.temperature}};
  for (const auto& [name, value] : tunable) {
    app.add_option(std::string("--") + name, *value, "weight");
  }
  CLI11_PARSE(app, argc, argv);
  const auto file = parallax::geo::storage::MappedFile::Open(gazetteer_path);
  if (!file.ok()) {
    std::fprintf(stderr, "%s\n", file.status().ToString().c_str());
    return 1;
  }
  const auto gazetteer = domain::Gazetteer::Parse(file->bytes());
  if (!gazetteer.ok()) {
    std::fprintf(stderr, "%s\n", gazetteer.status().ToString().c_str());
    return 1;
  }
  const domain::Resolver resolver(*gazetteer, weights);
  std::string line;
  while (std::getline(std::cin, line)) {
    if (line.empty()) continue;
    const json answer =
        ResolveDocument(*gazetteer, resolver, json::parse(line));
    std::printf("%s\n", answer.dump().c_str());
  }
  return 0;
}
