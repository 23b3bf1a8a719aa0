// What marks the documents in a store, for those who handle stores as such:
// this service's openers, and the command that copies stores.
#pragma once

#include "common/storage/store_schema.h"

namespace parallax::ingest::storage {

const ::parallax::storage::StoreSchema& DocumentsSchema();

}  // namespace parallax::ingest::storage
