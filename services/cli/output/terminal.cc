#include "services/cli/output/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

#include "absl/strings/str_cat.h"

namespace parallax::cli {
namespace {

absl::string_view Code(Style style) {
  switch (style) {
    case Style::kPlain:
      return "0";
    case Style::kBold:
      return "1";
    case Style::kDim:
      return "2";
    case Style::kRed:
      return "31";
    case Style::kGreen:
      return "32";
    case Style::kYellow:
      return "33";
    case Style::kCyan:
      return "36";
  }
  return "0";
}

}  // namespace

Terminal::Terminal(int descriptor) : descriptor_(descriptor) {
  interactive_ = isatty(descriptor) == 1;
  if (!interactive_) return;
  const char* no_colour = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  colours_ = (no_colour == nullptr || *no_colour == '\0') &&
             terminal != nullptr && absl::string_view(terminal) != "dumb";
  winsize size{};
  width_ = ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0
               ? size.ws_col
               : 100;
}

std::string Terminal::Paint(Style style, absl::string_view text) const {
  if (!colours_ || style == Style::kPlain) return std::string(text);
  return absl::StrCat("\x1b[", Code(style), "m", text, "\x1b[0m");
}

void Terminal::Write(absl::string_view text) const {
  while (!text.empty()) {
    const ssize_t written = write(descriptor_, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<size_t>(written));
  }
}

}  // namespace parallax::cli
