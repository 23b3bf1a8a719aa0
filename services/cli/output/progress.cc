#include "services/cli/output/progress.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"

namespace parallax::cli {
namespace {

constexpr size_t kBar = 24;
constexpr absl::Duration kRedraw = absl::Milliseconds(80);

}  // namespace

Progress::Progress(const Terminal& terminal, absl::string_view what,
                   size_t total)
    : terminal_(terminal), what_(what), total_(total), start_(absl::Now()) {
  Draw();
}

Progress::~Progress() {
  if (terminal_.interactive()) terminal_.Write("\r\x1b[K");
}

void Progress::Advance(size_t done) {
  done_ = done;
  Draw();
}

void Progress::Draw() {
  if (!terminal_.interactive()) return;
  const absl::Time now = absl::Now();
  if (now - drawn_ < kRedraw && done_ != total_) return;
  drawn_ = now;
  const double seconds = std::max(1e-3, absl::ToDoubleSeconds(now - start_));
  const double rate = static_cast<double>(done_) / seconds;
  if (total_ == 0) {
    terminal_.Write(
        absl::StrFormat("\r\x1b[K%s  %d  %.0f/s", what_, done_, rate));
    return;
  }
  const size_t filled = kBar * std::min(done_, total_) / total_;
  std::string bar;
  for (size_t i = 0; i < kBar; ++i)
    absl::StrAppend(&bar, i < filled ? "█" : "░");
  terminal_.Write(absl::StrFormat("\r\x1b[K%s  %s  %d/%d  %.0f/s", what_, bar,
                                  done_, total_, rate));
}

}  // namespace parallax::cli
