#include "services/geo/domain/layers/layer_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/storage/ids.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"

namespace parallax::geo::domain {
namespace {

using status::Violations;

constexpr auto kAttribution = type::v1::ERROR_REASON_ATTRIBUTION_REQUIRED;
constexpr size_t kMaxIdLength = 63;

// Years 1 to 9998, as the schema promises.
constexpr int64_t kMinSeconds = -62135596800;
constexpr int64_t kMaxSeconds = 253370764800;

bool IsId(absl::string_view id) {
  return !id.empty() && id.size() <= kMaxIdLength &&
         std::all_of(id.begin(), id.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

// Characters, not bytes.
size_t Length(absl::string_view text) {
  return static_cast<size_t>(std::count_if(
      text.begin(), text.end(),
      [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void AtMost(size_t limit, absl::string_view text, absl::string_view field,
            Violations& bad) {
  if (Length(text) > limit) {
    bad.Add(field, absl::StrCat("must hold at most ", limit, " characters"));
  }
}

bool IsBlank(absl::string_view text) {
  return text.find_first_not_of(" \t\r\n") == absl::string_view::npos;
}

void CheckTime(const google::protobuf::Timestamp& time, absl::string_view field,
               Violations& bad) {
  if (time.seconds() < kMinSeconds || time.seconds() >= kMaxSeconds ||
      time.nanos() < 0 || time.nanos() > 999'999'999) {
    bad.Add(field, "must lie between the years 1 and 9998");
  }
}

void CheckAttribution(const v1::Attribution& attribution,
                      const std::string& field, Violations& bad) {
  if (IsBlank(attribution.according_to())) {
    bad.Add(absl::StrCat(field, ".according_to"),
            "is required: say according to whom", kAttribution);
  }
  AtMost(500, attribution.according_to(), absl::StrCat(field, ".according_to"),
         bad);
  if (attribution.basis() == v1::FEATURE_BASIS_UNSPECIFIED) {
    bad.Add(absl::StrCat(field, ".basis"),
            "is required: claimed, assessed, denied, de facto or de jure",
            kAttribution);
  } else if (!v1::FeatureBasis_IsValid(attribution.basis())) {
    bad.Add(absl::StrCat(field, ".basis"), "is not a known basis");
  }
  const auto& validity = attribution.validity();
  const std::string when = absl::StrCat(field, ".validity");
  if (!validity.has_start_time() && !validity.has_end_time()) {
    bad.Add(when, "is required: at least one end of the interval",
            kAttribution);
  }
  if (validity.has_start_time()) {
    CheckTime(validity.start_time(), absl::StrCat(when, ".start_time"), bad);
  }
  if (validity.has_end_time()) {
    CheckTime(validity.end_time(), absl::StrCat(when, ".end_time"), bad);
  }
  if (validity.has_start_time() && validity.has_end_time()) {
    const auto& start = validity.start_time();
    const auto& end = validity.end_time();
    if (start.seconds() > end.seconds() ||
        (start.seconds() == end.seconds() && start.nanos() >= end.nanos())) {
      bad.Add(absl::StrCat(when, ".end_time"), "must be after start_time");
    }
  }
  const std::string& view = attribution.worldview();
  if (!view.empty() &&
      (view.size() != 2 || !std::all_of(view.begin(), view.end(), [](char c) {
         return c >= 'A' && c <= 'Z';
       }))) {
    bad.Add(absl::StrCat(field, ".worldview"),
            "must be an ISO 3166-1 alpha-2 code");
  }
  const std::string& actor = attribution.actor();
  if (!actor.empty()) {
    absl::string_view id = actor;
    if (!absl::ConsumePrefix(&id, "actors/") || id.empty() ||
        id.size() > kMaxIdLength) {
      bad.Add(absl::StrCat(field, ".actor"), "must be actors/{actor}");
    }
  }
  AtMost(2048, attribution.source_uri(), absl::StrCat(field, ".source_uri"),
         bad);
}

std::string Hash(const google::protobuf::Message& message,
                 absl::string_view kind) {
  std::string bytes;
  {
    // Maps in a fixed order, so that equal content has equal bytes.
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    message.SerializeToCodedStream(&coded);
  }
  return parallax::storage::ContentId(kind, {bytes});
}

}  // namespace

bool IsLayerName(absl::string_view name) {
  return absl::ConsumePrefix(&name, "layers/") && IsId(name);
}

bool IsFeatureName(absl::string_view name) {
  return !LayerOfFeature(name).empty();
}

std::string LayerOfFeature(absl::string_view name) {
  const size_t at = name.find("/features/");
  if (at == absl::string_view::npos) return "";
  const absl::string_view layer = name.substr(0, at);
  name.remove_prefix(at + 10);
  return IsLayerName(layer) && IsId(name) ? std::string(layer) : "";
}

void CheckLayer(const v1::Layer& layer, absl::string_view field,
                Violations& bad) {
  if (!IsLayerName(layer.name())) {
    bad.Add(absl::StrCat(field, ".name"),
            "must be layers/{layer} of lower-case letters, digits and "
            "hyphens, 1 to 63 characters");
  }
  if (IsBlank(layer.display_name())) {
    bad.Add(absl::StrCat(field, ".display_name"), "is required");
  }
  AtMost(200, layer.display_name(), absl::StrCat(field, ".display_name"), bad);
  AtMost(2000, layer.description(), absl::StrCat(field, ".description"), bad);
  CheckAttribution(layer.attribution(), absl::StrCat(field, ".attribution"),
                   bad);
}

void InheritAttribution(const v1::Attribution& layer, v1::Feature& feature) {
  v1::Attribution& own = *feature.mutable_attribution();
  // The actor, view and source belong to the words that name the source: a
  // feature with a source of its own must not borrow them.
  if (own.according_to().empty()) {
    own.set_according_to(layer.according_to());
    if (own.actor().empty()) own.set_actor(layer.actor());
    if (own.source_uri().empty()) own.set_source_uri(layer.source_uri());
  }
  if (own.basis() == v1::FEATURE_BASIS_UNSPECIFIED) {
    own.set_basis(layer.basis());
  }
  if (!own.validity().has_start_time() && !own.validity().has_end_time()) {
    *own.mutable_validity() = layer.validity();
  }
  if (own.worldview().empty()) own.set_worldview(layer.worldview());
}

void CheckFeature(const v1::Feature& feature, absl::string_view layer,
                  absl::string_view field, Violations& bad) {
  if (!IsFeatureName(feature.name())) {
    bad.Add(absl::StrCat(field, ".name"),
            "must be layers/{layer}/features/{feature} of lower-case letters, "
            "digits and hyphens, 1 to 63 characters each");
  } else if (LayerOfFeature(feature.name()) != layer) {
    bad.Add(absl::StrCat(field, ".name"),
            absl::StrCat("must be of the layer ", layer));
  }
  AtMost(200, feature.display_name(), absl::StrCat(field, ".display_name"),
         bad);
  CheckAttribution(feature.attribution(), absl::StrCat(field, ".attribution"),
                   bad);
  if (feature.properties_size() > 64) {
    bad.Add(absl::StrCat(field, ".properties"), "must hold at most 64 entries");
  }
  for (const auto& [key, value] : feature.properties()) {
    if (key.empty() || Length(key) > 100 || Length(value) > 1000) {
      bad.Add(absl::StrCat(field, ".properties"),
              "keys must hold 1 to 100 and values at most 1000 characters");
      break;
    }
  }
}

std::string EtagOf(const v1::Layer& layer) {
  v1::Layer content = layer;
  content.clear_feature_count();
  content.clear_create_time();
  content.clear_update_time();
  content.clear_etag();
  content.clear_revision();
  return Hash(content, "layer");
}

std::string EtagOf(const v1::Feature& feature) {
  v1::Feature content = feature;
  content.clear_etag();
  content.clear_revision();
  return Hash(content, "feature");
}

}  // namespace parallax::geo::domain
