// Values of the schema in the words that files use.
#pragma once

#include <string>

#include "absl/time/time.h"
#include "google/protobuf/descriptor.h"
#include "services/claims/domain/as_of.h"
#include "services/claims/domain/values.h"

namespace parallax::claims::domain {

// "KILLED" of CASUALTY_MEASURE_KILLED; "" for the unspecified value.
template <typename Enum>
std::string EnumWord(Enum value) {
  const auto* type = google::protobuf::GetEnumDescriptor<Enum>();
  const auto* named = type->FindValueByNumber(value);
  if (named == nullptr || value == 0) return "";
  const std::string& zero = type->FindValueByNumber(0)->name();
  return named->name().substr(zero.size() - std::string("UNSPECIFIED").size());
}

// Who says it: "Nikol Pashinyan (Armenia)"; the outlet's own voice is "".
std::string AccordingTo(const pb::Claimant& claimant);

// RFC 3339, "" when `micros` is kForever.
std::string MomentText(Micros micros);

// "MACHINE" or "REVIEWED".
std::string ViewWord(const Viewpoint& from);

}  // namespace parallax::claims::domain
