// Headlines: title case and dropped words defeat the parser, so these rules
// read the line's surface.
#include "services/ingest/domain/extract/attribution/rule_context.h"

namespace parallax::ingest::domain::extract::attribution {

void FindHeadlineAttributions(RuleContext& context) { (void)context; }

}  // namespace parallax::ingest::domain::extract::attribution
