// The extractor that the service runs: an article in, its mentions out.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "parallax/claims/v1/actor.pb.h"
#include "services/ingest/domain/extract/mention/detail_lexicon.h"
#include "services/ingest/domain/extract/resources.h"
#include "services/ingest/domain/mention_extractor.h"

namespace parallax::ingest::domain::extract {

// Thread safe; see MentionExtractor.
class Extractor final : public MentionExtractor {
 public:
  // Reads models and lexicons of `directory` (share/parallax/ingest). NotFound
  // or InvalidArgument names the file at fault.
  static absl::StatusOr<std::unique_ptr<Extractor>> Load(
      const std::string& directory, const claims::v1::ActorList& actors);

  std::vector<claims::v1::Mention> Extract(
      const Article& article) const override;
  absl::Status SetActors(const claims::v1::ActorList& actors) override;

 private:
  Extractor(std::unique_ptr<const Resources> resources, DetailLexicon details);
  std::shared_ptr<const ActorCatalogue> Actors() const;

  const std::unique_ptr<const Resources> resources_;
  const DetailLexicon details_;
  mutable absl::Mutex mutex_;
  std::shared_ptr<const ActorCatalogue> actors_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace parallax::ingest::domain::extract
