// What marks the ledger in a store, for those who handle stores as such: this
// service's openers, and the command that copies stores.
#pragma once

#include "common/storage/store_schema.h"

namespace parallax::claims::storage {

const ::parallax::storage::StoreSchema& LedgerSchema();

}  // namespace parallax::claims::storage
