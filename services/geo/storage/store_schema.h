// What marks the layers in a store, for those who handle stores as such: this
// service's openers, and the command that copies stores.
#pragma once

#include "common/storage/store_schema.h"

namespace parallax::geo::storage {

const ::parallax::storage::StoreSchema& LayersSchema();

}  // namespace parallax::geo::storage
