// What the program writes to, and how it may look there.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace parallax::cli {

enum class Style { kPlain, kBold, kDim, kRed, kGreen, kYellow, kCyan };

// One output stream of the process. Colours only where a person reads them: on
// a terminal, and not when NO_COLOR is set.
class Terminal {
 public:
  // `descriptor` is 1 or 2.
  explicit Terminal(int descriptor);

  bool interactive() const { return interactive_; }
  // Columns; 0 when the output is no terminal, and then nothing is cut.
  int width() const { return width_; }

  // `text` in `style`, or `text` itself where styles are off.
  std::string Paint(Style style, absl::string_view text) const;

  void Write(absl::string_view text) const;

 private:
  int descriptor_;
  bool interactive_ = false;
  bool colours_ = false;
  int width_ = 0;
};

}  // namespace parallax::cli
