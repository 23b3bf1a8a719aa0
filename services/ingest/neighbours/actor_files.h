// The actor registry as it ships.
#ifndef PARALLAX_SERVICES_INGEST_NEIGHBOURS_ACTOR_FILES_H_
#define PARALLAX_SERVICES_INGEST_NEIGHBOURS_ACTOR_FILES_H_

#include <string>

#include "absl/status/statusor.h"
#include "parallax/claims/v1/actor.pb.h"

namespace parallax::ingest::neighbours {

// All actors of the *.textproto files in `folder`, in the order of the files'
// names. NOT_FOUND when there are none, INVALID_ARGUMENT naming a file that
// cannot be read.
absl::StatusOr<claims::v1::ActorList> LoadActorFiles(const std::string& folder);

}  // namespace parallax::ingest::neighbours

#endif  // PARALLAX_SERVICES_INGEST_NEIGHBOURS_ACTOR_FILES_H_
