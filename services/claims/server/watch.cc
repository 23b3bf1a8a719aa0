#include "services/claims/server/watch.h"

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/claims/server/request.h"

namespace parallax::claims::server {

absl::StatusOr<WatchPlan> PlanWatch(const domain::pb::WatchRequest& request) {
  status::Violations bad;
  WatchPlan plan;
  if (request.after_revision() < 0) {
    bad.Add("after_revision", "must not be negative");
  }
  plan.after_revision = request.after_revision();
  for (int i = 0; i < request.subjects_size(); ++i) {
    const auto subject = request.subjects(i);
    if (!domain::pb::ChangeSubject_IsValid(subject) ||
        subject == domain::pb::CHANGE_SUBJECT_UNSPECIFIED) {
      bad.Add(absl::StrCat("subjects[", i, "]"), "is no kind of resource");
    }
    plan.subjects.insert(static_cast<int>(subject));
  }
  if (!request.incident().empty()) {
    CheckName("incidents", request.incident(), "incident", &bad);
  }
  plan.incident = request.incident();
  const std::int32_t interval = request.progress_interval_ms();
  if (interval != 0 && (interval < 100 || interval > 60'000)) {
    bad.Add("progress_interval_ms", "must be between 100 and 60,000");
  }
  if (interval != 0) plan.progress_interval = absl::Milliseconds(interval);
  PARALLAX_RETURN_IF_ERROR(bad.ToStatus());
  return plan;
}

}  // namespace parallax::claims::server
