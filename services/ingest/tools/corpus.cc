#include "services/ingest/tools/corpus.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "services/ingest/domain/reader/text/text_reader.h"

namespace parallax::ingest::tools {
namespace {

using domain::extract::ActorCatalogue;
using domain::extract::CountBound;
using domain::extract::ExtractedClaim;
using domain::extract::GoldClaim;
using domain::extract::Kind;
using domain::extract::Measure;
using domain::extract::Stance;
using nlohmann::json;

// Byte offset of each code point, and of the end.
std::vector<uint32_t> ByteOffsets(const std::string& text) {
  std::vector<uint32_t> out;
  for (size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
      out.push_back(static_cast<uint32_t>(i));
    }
  }
  out.push_back(static_cast<uint32_t>(text.size()));
  return out;
}

std::string Text(const json& object, const char* key) {
  const auto it = object.find(key);
  return it == object.end() || it->is_null() ? "" : it->get<std::string>();
}

std::string Side(const json& object, const char* key,
                 const ActorCatalogue& actors) {
  const std::string name = Text(object, key);
  const int32_t actor = name.empty() ? -1 : actors.Find(name);
  return actor < 0 || actors.actor(actor).side.empty()
             ? name
             : actors.actor(actor).side;
}

template <size_t kSize>
int IndexOf(const absl::string_view (&names)[kSize], absl::string_view name) {
  const auto it = std::find(std::begin(names), std::end(names), name);
  return it == std::end(names) ? 0 : static_cast<int>(it - std::begin(names));
}

GoldClaim ReadClaim(const json& row, const std::vector<uint32_t>& bytes,
                    const ActorCatalogue& actors) {
  GoldClaim claim;
  claim.kind = static_cast<Kind>(
      IndexOf(domain::extract::kKindNames, Text(row, "kind")));
  claim.stance = static_cast<Stance>(
      IndexOf(domain::extract::kStanceNames, Text(row, "stance")));
  claim.begin = bytes[std::min(row["start"].get<size_t>(), bytes.size() - 1)];
  claim.end = bytes[std::min(row["end"].get<size_t>(), bytes.size() - 1)];
  claim.claimant = Text(row, "claimant");
  claim.claimant_side = Side(row, "claimant_side", actors);
  if (row.contains("measure")) {
    claim.measure = static_cast<Measure>(
        IndexOf(domain::extract::kMeasureNames, Text(row, "measure")));
  }
  if (row.contains("count_min") && !row["count_min"].is_null()) {
    claim.count.min = row["count_min"].get<int64_t>();
  }
  if (row.contains("count_max") && !row["count_max"].is_null()) {
    claim.count.max = row["count_max"].get<int64_t>();
  }
  claim.count.bound = static_cast<CountBound>(
      IndexOf(domain::extract::kCountBoundNames, Text(row, "bound")));
  claim.victims_side = Side(row, "victims_side", actors);
  claim.victims_type = Text(row, "victims_type");
  claim.has_perpetrator = row.contains("perpetrator_side");
  claim.perpetrator_side = Side(row, "perpetrator_side", actors);
  claim.place = Text(row, "place");
  claim.event_date = Text(row, "event_date");
  return claim;
}

}  // namespace

absl::StatusOr<std::vector<AnnotatedArticle>> ReadCorpus(
    const std::string& directory, const ActorCatalogue& actors) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(directory, error)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  if (error || files.empty()) {
    return absl::NotFoundError(absl::StrCat("no *.json below ", directory));
  }
  std::sort(files.begin(), files.end());
  std::vector<AnnotatedArticle> out;
  for (const std::filesystem::path& file : files) {
    std::ifstream in(file);
    const json row = json::parse(in, nullptr, false);
    if (row.is_discarded() || !row.is_object() || !row.contains("text")) {
      return absl::InvalidArgumentError(
          absl::StrCat(file.string(), " is no annotated article"));
    }
    AnnotatedArticle article;
    article.id = Text(row, "id");
    domain::reader::Hints hints;
    hints.outlet = Text(row, "outlet");
    hints.title = Text(row, "title");
    const std::string published = Text(row, "published");
    absl::CivilDay day;
    if (absl::ParseCivilTime(published, &day)) {
      hints.publish_time =
          absl::FromCivil(absl::CivilHour(day) + 12, absl::UTCTimeZone());
    }
    const std::string text = Text(row, "text");
    auto reading = domain::reader::ReadText(text, hints);
    if (!reading.ok()) return reading.status();
    article.article = std::move(reading->article);
    const std::vector<uint32_t> bytes = ByteOffsets(article.article.text);
    if (row.contains("claims")) {
      for (const json& claim : row["claims"]) {
        article.claims.push_back(ReadClaim(claim, bytes, actors));
      }
    }
    out.push_back(std::move(article));
  }
  return out;
}

std::string PredictionLine(const AnnotatedArticle& article,
                           const std::vector<ExtractedClaim>& claims) {
  const std::string& text = article.article.text;
  std::vector<uint32_t> points(text.size() + 1);
  uint32_t point = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    points[i] = point;
    if (i + 1 == text.size() ||
        (static_cast<unsigned char>(text[i + 1]) & 0xC0) != 0x80) {
      ++point;
    }
  }
  points[text.size()] = point;
  json rows = json::array();
  for (const ExtractedClaim& claim : claims) {
    json row;
    row["kind"] = std::string(KindName(claim.kind));
    row["start"] = points[claim.span.begin];
    row["end"] = points[claim.span.end];
    row["stance"] = std::string(StanceName(claim.stance));
    row["claimant"] = claim.claimant;
    row["claimant_side"] = claim.claimant_side;
    row["via"] = claim.via;
    row["rule"] = claim.rule;
    const bool counted = claim.kind == Kind::kCasualties ||
                         claim.kind == Kind::kDamage ||
                         claim.kind == Kind::kDeployment;
    if (counted) {
      row["count_min"] = nullptr;
      row["count_max"] = nullptr;
      row["bound"] = nullptr;
      if (claim.count.min) row["count_min"] = *claim.count.min;
      if (claim.count.max) row["count_max"] = *claim.count.max;
      if (claim.count.bound != CountBound::kNone) {
        row["bound"] = std::string(CountBoundName(claim.count.bound));
      }
    }
    if (claim.kind == Kind::kCasualties) {
      row["measure"] = std::string(MeasureName(claim.measure));
      row["victims_side"] = claim.victims_side;
      row["victims_type"] = std::string(VictimsTypeName(claim.victims_type));
    }
    if (claim.kind != Kind::kAppeal) {
      row["perpetrator_side"] = claim.perpetrator_side;
    }
    row["place"] = claim.place;
    row["event_date"] = nullptr;
    if (claim.event_day) {
      row["event_date"] =
          absl::StrFormat("%04d-%02d-%02d", claim.event_day->year(),
                          claim.event_day->month(), claim.event_day->day());
    }
    rows.push_back(std::move(row));
  }
  return json{{"id", article.id}, {"claims", std::move(rows)}}.dump();
}

}  // namespace parallax::ingest::tools
