// The registry of actors as it ships.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/claims/domain/values.h"

namespace parallax::claims::domain {

// Every actor of the *.textproto files (ActorList) in `directory`, by name.
// NOT_FOUND when there is no such directory; INVALID_ARGUMENT names the file
// that cannot be read, or the actor that comes twice.
absl::StatusOr<pb::ActorList> LoadActorFiles(const std::string& directory);

}  // namespace parallax::claims::domain
