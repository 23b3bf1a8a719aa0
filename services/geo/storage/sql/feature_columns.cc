#include "services/geo/storage/sql/feature_columns.h"

namespace parallax::geo::storage {
namespace {

using parallax::storage::SqlValue;

[[gnu::noinline]] SqlValue OpenOr(bool set,
                                  const google::protobuf::Timestamp& time) {
  SqlValue value;
  if (set) value = SqlValue(time.seconds() * 1'000'000 + time.nanos() / 1000);
  return value;
}

}  // namespace

ValidityColumns ValidityOf(const v1::Feature& feature) {
  const auto& validity = feature.attribution().validity();
  return {OpenOr(validity.has_start_time(), validity.start_time()),
          OpenOr(validity.has_end_time(), validity.end_time())};
}

}  // namespace parallax::geo::storage
