// A line on the terminal that tells how far long work has come.
#pragma once

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/cli/output/terminal.h"

namespace parallax::cli {

// Writes to a terminal only; elsewhere it stays silent. Not thread safe.
class Progress {
 public:
  // `terminal` must outlive it. `total` 0 means not known.
  Progress(const Terminal& terminal, absl::string_view what, size_t total);
  ~Progress();

  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void Advance(size_t done);

 private:
  void Draw();

  const Terminal& terminal_;
  std::string what_;
  size_t total_;
  size_t done_ = 0;
  absl::Time start_;
  absl::Time drawn_ = absl::InfinitePast();
};

}  // namespace parallax::cli
