// Words joined for the value of a feature, off the heap unless they are long.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_JOINED_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_JOINED_H_

#include <cstddef>
#include <cstring>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "services/ingest/domain/extract/model/feature_value.h"

namespace parallax::ingest::domain::extract {

// Reads as absl::StrCat of the same parts, as long as it lives.
class Joined {
 public:
  template <typename... Parts>
  explicit Joined(const Parts&... parts) {
    Join(absl::string_view(parts)...);
  }
  Joined(const Joined&) = delete;
  Joined& operator=(const Joined&) = delete;

  operator absl::string_view() const { return view_; }  // NOLINT: a view of it

 private:
  template <typename... Views>
  void Join(Views... views) {
    const std::size_t size = (views.size() + ...);
    if (size > sizeof(buffer_)) {
      long_ = absl::StrCat(views...);
      view_ = long_;
      return;
    }
    char* end = buffer_;
    const auto append = [&end](absl::string_view view) {
      if (!view.empty()) std::memcpy(end, view.data(), view.size());
      end += view.size();
    };
    (append(views), ...);
    view_ = absl::string_view(buffer_, size);
  }

  char buffer_[64];
  std::string long_;
  absl::string_view view_;
};

// Joined words as a value, hashed once for all the features that have it.
class JoinedValue {
 public:
  template <typename... Parts>
  explicit JoinedValue(const Parts&... parts)
      : text_(parts...), value_(text_) {}

  operator const FeatureValue&() const { return value_; }  // NOLINT: as Joined

 private:
  Joined text_;
  FeatureValue value_;
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_MODEL_JOINED_H_
