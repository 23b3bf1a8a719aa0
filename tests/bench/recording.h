// How fast documents are recorded.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "tests/bench/figures.h"

namespace parallax::bench {

struct RecordingPlan {
  int rounds = 3;
  std::int64_t reports = 1536;
};

// Records reports of the archive through RecordMentions, then writes the same
// rows by hand: by INSERT into SQLite, and where PostgreSQL is installed by
// COPY into it. The figures are the medians of what recording has of the speed
// of writing. `folder` exists.
absl::Status CompareRecording(const RecordingPlan& plan,
                              const std::string& folder,
                              std::vector<Figure>* figures);

}  // namespace parallax::bench
