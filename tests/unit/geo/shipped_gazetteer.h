// The gazetteer that ships with the service, for tests.
#pragma once

#include <gtest/gtest.h>

#include "services/geo/domain/gazetteer/gazetteer.h"
#include "services/geo/storage/mapped_file.h"

namespace parallax::geo::testing {

// Opened once; ends the process when it cannot be.
inline const domain::Gazetteer& ShippedGazetteer() {
  static const auto* const gazetteer = [] {
    auto file = storage::MappedFile::Open(PARALLAX_SOURCE_DIR
                                          "/services/geo/data/world.gaz");
    if (!file.ok()) std::abort();
    // Lives as long as the process; static, so that it is no leak.
    static const auto* const kept = new storage::MappedFile(*std::move(file));
    auto parsed = domain::Gazetteer::Parse(kept->bytes());
    if (!parsed.ok()) std::abort();
    return new domain::Gazetteer(*std::move(parsed));
  }();
  return *gazetteer;
}

}  // namespace parallax::geo::testing
