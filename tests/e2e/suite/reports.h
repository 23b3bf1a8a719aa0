// The sample reports of tests/data/reports.
#pragma once

#include <string>
#include <vector>

#include "parallax/ingest/v1/ingest_service.pb.h"

namespace parallax::testing {

// Every report with its bytes and what the manifest says of it, in the
// manifest's order. Ends the program when a file is missing.
std::vector<ingest::v1::DocumentInput> SampleReports();

// Contents of a file; ends the program when it cannot be read.
std::string ReadFileOrDie(const std::string& path);

// The folder `shared` beside the checkout, or as PARALLAX_SHARED says; empty
// when there is none.
std::string SharedFolder();

}  // namespace parallax::testing
