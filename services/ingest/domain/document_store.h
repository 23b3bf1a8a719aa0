// What keeps documents: every revision, its bytes, and how far its mentions
// have come.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_DOCUMENT_STORE_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_DOCUMENT_STORE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/rpc/call_context.h"
#include "common/storage/filter.h"
#include "common/storage/sql_value.h"
#include "parallax/ingest/v1/document.pb.h"
#include "parallax/ingest/v1/ingest_service.pb.h"
#include "services/ingest/domain/document_names.h"

namespace parallax::ingest::domain {

// A revision to be kept, with all that is needed to read it again.
struct NewRevision {
  RevisionKey key;
  std::string uri;        // the document's, normalised; "" when none
  std::string text_hash;  // see TextHash()
  // As it was handed in, with content; fetch_time is set.
  v1::DocumentInput input;
  // As it was read, with text and blocks, without raw; name, ordinal and
  // mention_count are the store's.
  v1::DocumentRevision revision;
};

// What recording a revision's mentions came to.
struct RecordedOutcome {
  int32_t mention_count = 0;
  int64_t ledger_revision = 0;
  std::vector<std::string> claims;  // names, each once
};

struct KeptRevision {
  bool created = false;   // false when it was there before
  bool recorded = false;  // its mentions are in the ledger
  RecordedOutcome outcome;
};

// One page of a list. `after` are the sort keys of the last item, empty on the
// last page.
struct PageRequest {
  int size = 100;
  std::vector<parallax::storage::SqlValue> after;
};

struct DocumentPage {
  std::vector<v1::Document> documents;
  std::vector<parallax::storage::SqlValue> next;
};

struct RevisionPage {
  std::vector<v1::DocumentRevision> revisions;
  std::vector<parallax::storage::SqlValue> next;
};

// Thread safe, as are the roles below. Errors of the engine are INTERNAL
// (STORE_FAILED), RESOURCE_EXHAUSTED for a full disk.
class RevisionKeeper {
 public:
  virtual ~RevisionKeeper() = default;

  // Keeps the revision, pending, unless it is there already; durable on return.
  // An existing revision is left as it is.
  virtual absl::StatusOr<KeptRevision> Keep(const rpc::CallContext& context,
                                            const NewRevision& revision) = 0;

  // Ends the pending state; durable on return. NOT_FOUND for an unknown key.
  virtual absl::Status MarkRecorded(const rpc::CallContext& context,
                                    const RevisionKey& key,
                                    const RecordedOutcome& outcome) = 0;
};

class PendingRevisions {
 public:
  virtual ~PendingRevisions() = default;

  // Keys of revisions whose mentions may not be in the ledger, the oldest
  // first, at most `limit`, kept before `kept_before`.
  virtual absl::StatusOr<std::vector<RevisionKey>> ListPending(
      const rpc::CallContext& context, absl::Time kept_before, int limit) = 0;

  // What the revision was handed in as, with content. NOT_FOUND.
  virtual absl::StatusOr<v1::DocumentInput> LoadInput(
      const rpc::CallContext& context, const RevisionKey& key) = 0;
};

class DocumentReader {
 public:
  virtual ~DocumentReader() = default;

  // NOT_FOUND when there is no such document.
  virtual absl::StatusOr<v1::Document> GetDocument(
      const rpc::CallContext& context, const std::string& document,
      v1::DocumentView view) = 0;

  // The latest published first, then by id. `filter` was parsed against
  // DocumentFilterSchema().
  virtual absl::StatusOr<DocumentPage> ListDocuments(
      const rpc::CallContext& context, const parallax::storage::Filter& filter,
      const PageRequest& page) = 0;

  // The earliest published first. NOT_FOUND when there is no such document.
  virtual absl::StatusOr<RevisionPage> ListRevisions(
      const rpc::CallContext& context, const std::string& document,
      v1::DocumentView view, const PageRequest& page) = 0;
};

class DocumentStore : public RevisionKeeper,
                      public PendingRevisions,
                      public DocumentReader {
 public:
  // A key that survives restarts, made on first use.
  virtual absl::StatusOr<std::string> Secret(const std::string& name) = 0;

  // Refuses new work and closes. Idempotent.
  virtual void Close() = 0;
};

// The fields that ListDocuments filters by.
const parallax::storage::FilterSchema& DocumentFilterSchema();

}  // namespace parallax::ingest::domain

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_DOCUMENT_STORE_H_
