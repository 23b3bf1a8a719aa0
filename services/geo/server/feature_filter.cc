#include "services/geo/server/feature_filter.h"

#include <vector>

namespace parallax::geo::server {
namespace {

class Accessor : public parallax::storage::FilterAccessor {
 public:
  Accessor(const std::string& display_name, const v1::Attribution& attribution)
      : display_name_(display_name), attribution_(attribution) {}

  void Get(absl::string_view name,
           std::vector<parallax::storage::FilterValue>* values) const override {
    if (name == "display_name") {
      AddText(display_name_, values);
    } else if (name == "according_to") {
      AddText(attribution_.according_to(), values);
    } else if (name == "worldview") {
      AddText(attribution_.worldview(), values);
    } else if (name == "basis") {
      values->emplace_back(static_cast<int64_t>(attribution_.basis()));
    }
  }

 private:
  static void AddText(const std::string& text,
                      std::vector<parallax::storage::FilterValue>* values) {
    if (!text.empty()) values->emplace_back(text);
  }

  const std::string& display_name_;
  const v1::Attribution& attribution_;
};

}  // namespace

const parallax::storage::FilterSchema& AttributionSchema() {
  static const auto* const schema = [] {
    auto* made = new parallax::storage::FilterSchema;
    made->AddSearchable("according_to");
    made->AddSearchable("display_name");
    made->Add("worldview", parallax::storage::FilterType::kString);
    made->AddEnum("basis", v1::FeatureBasis_descriptor());
    return made;
  }();
  return *schema;
}

bool MatchesFilter(const parallax::storage::Filter& filter,
                   const v1::Layer& layer) {
  return parallax::storage::Matches(
      filter, AttributionSchema(),
      Accessor(layer.display_name(), layer.attribution()));
}

bool MatchesFilter(const parallax::storage::Filter& filter,
                   const v1::Feature& feature) {
  return parallax::storage::Matches(
      filter, AttributionSchema(),
      Accessor(feature.display_name(), feature.attribution()));
}

}  // namespace parallax::geo::server
