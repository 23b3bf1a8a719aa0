// Claims as rows, with every field that the ledger keeps of them.
#pragma once

#include "services/claims/domain/as_of.h"
#include "services/claims/domain/exports/csv.h"

namespace parallax::claims::domain {

// The line of column names.
void WriteNativeHeader(CsvWriter* csv);

// One version of a claim. `recorded` is when the ledger took it, `replaced`
// when it took the next, kForever while it stands.
void WriteNativeRow(const pb::Claim& claim, Micros recorded, Micros replaced,
                    const Viewpoint& from, CsvWriter* csv);

}  // namespace parallax::claims::domain
