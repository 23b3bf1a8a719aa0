#include <parallax/claims/v1/claims_service.grpc.pb.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "common/status/macros.h"
#include "services/cli/output/table.h"
#include "services/cli/output/text.h"
#include "services/cli/session.h"
#include "services/cli/viewpoint.h"

namespace parallax::cli {
namespace {

namespace v1 = claims::v1;

struct Options {
  std::string name;
  std::string side;
  std::string kind;
  std::string party;
  std::string place;
  std::string text;
  std::string within;
  double radius_km = 25;
  std::string inside;
  std::string incident;
  std::string question;
  std::string filter;
  std::string order;
  ViewOptions view;
  int limit = 50;
};

std::string EventTime(const v1::Assertion& assertion) {
  return assertion.has_event_time() ? IntervalText(assertion.event_time()) : "";
}

std::string PlaceText(const v1::Assertion& assertion) {
  return assertion.places().empty() ? "" : assertion.places(0).phrase();
}

Style StyleOf(const v1::Claim& claim) {
  if (claim.review_state() == v1::REVIEW_STATE_REJECTED) return Style::kRed;
  return claim.superseded_by().empty() ? Style::kPlain : Style::kDim;
}

absl::Status ShowOne(Session& session, const Options& options,
                     v1::ClaimsService::Stub& stub) {
  v1::GetClaimRequest request;
  request.set_name(FullName("claims", options.name));
  PARALLAX_RETURN_IF_ERROR(SetViewpoint(options.view, &request));
  PARALLAX_ASSIGN_OR_RETURN(
      const v1::GetClaimResponse response,
      Call(session, stub, &v1::ClaimsService::Stub::GetClaim, request));
  const v1::Claim& claim = response.claim();
  if (session.json) {
    session.out.Write(JsonText(claim, false));
    return absl::OkStatus();
  }
  const v1::Assertion& assertion = claim.assertion();
  const auto field = [&](absl::string_view title, absl::string_view value) {
    if (value.empty()) return;
    session.out.Write(absl::StrCat(
        session.out.Paint(
            Style::kDim,
            absl::StrCat(title, std::string(12 - title.size(), ' '))),
        value, "\n"));
  };
  session.out.Write(absl::StrCat(
      session.out.Paint(
          Style::kBold,
          absl::StrCat(ClaimantText(assertion.claimant()), " ",
                       StanceText(assertion), ": ", ContentText(assertion))),
      "\n"));
  field("quote", absl::StrCat("\"", claim.quote(), "\""));
  field("event", EventTime(assertion));
  field("place", PlaceText(assertion));
  field("via", absl::StrJoin(assertion.claimant().via(), ", "));
  field("published", TimeText(claim.first_published_time()));
  field("carried by",
        absl::StrCat(claim.echo().mention_count(), " mentions, ",
                     claim.echo().publisher_count(), " publishers, ",
                     claim.echo().family_count(), " families, ",
                     claim.echo().text_count(), " texts, ",
                     claim.echo().origin_count(), " origins"));
  field("superseded", claim.superseded_by());
  field("reviewed",
        EnumWord("REVIEW_STATE_", v1::ReviewState_Name(claim.review_state())));
  field("question", claim.question());
  field("incident", claim.incident());
  field("name", claim.name());
  return absl::OkStatus();
}

absl::StatusOr<std::string> FilterOf(const Options& options) {
  std::vector<std::string> parts;
  if (!options.filter.empty()) {
    parts.push_back(absl::StrCat("(", options.filter, ")"));
  }
  const auto equals = [&](absl::string_view field, absl::string_view value) {
    if (!value.empty()) {
      parts.push_back(absl::StrCat(field, " = ", FilterString(value)));
    }
  };
  equals("claimant_side", options.side);
  if (!options.kind.empty()) {
    parts.push_back(
        absl::StrCat("kind = ", absl::AsciiStrToUpper(options.kind)));
  }
  const auto has = [&](absl::string_view field, absl::string_view value) {
    if (!value.empty()) {
      parts.push_back(absl::StrCat(field, ":", FilterString(value)));
    }
  };
  has("party", options.party);
  has("place", options.place);
  if (!options.text.empty()) parts.push_back(FilterString(options.text));
  if (!options.inside.empty()) {
    parts.push_back(absl::StrCat("inside(", FilterString(options.inside), ")"));
  }
  if (!options.within.empty()) {
    PARALLAX_ASSIGN_OR_RETURN(const std::vector<double> center,
                              Numbers("--within", options.within, 2));
    parts.push_back(absl::StrFormat("within(%.8f, %.8f, %.6f)", center[0],
                                    center[1], options.radius_km));
  }
  if (!options.incident.empty()) {
    equals("incident", FullName("incidents", options.incident));
  }
  if (!options.question.empty()) {
    equals("question", FullName("questions", options.question));
  }
  return absl::StrJoin(parts, " AND ");
}

absl::Status List(Session& session, const Options& options) {
  PARALLAX_ASSIGN_OR_RETURN(auto* stub, session.connection->Claims());
  if (!options.name.empty()) return ShowOne(session, options, *stub);

  v1::ListClaimsRequest request;
  PARALLAX_ASSIGN_OR_RETURN(*request.mutable_filter(), FilterOf(options));
  request.set_order_by(options.order);
  PARALLAX_RETURN_IF_ERROR(SetViewpoint(options.view, &request));
  Table table({{"PUBLISHED"},
               {"CLAIMANT", Table::Align::kLeft, true},
               {"STANCE"},
               {"KIND"},
               {"CONTENT", Table::Align::kLeft, true},
               {"EVENT"},
               {"PLACE", Table::Align::kLeft, true},
               {"SAID", Table::Align::kRight},
               {"CLAIM"}});
  int left = options.limit;
  bool more = false;
  while (left > 0) {
    request.set_page_size(std::min(left, 1000));
    PARALLAX_ASSIGN_OR_RETURN(
        const v1::ListClaimsResponse response,
        Call(session, *stub, &v1::ClaimsService::Stub::ListClaims, request));
    for (const v1::Claim& claim : response.claims()) {
      if (session.json) {
        session.out.Write(JsonText(claim, false));
        continue;
      }
      const v1::Assertion& assertion = claim.assertion();
      table.AddRow(
          {TimeText(claim.first_published_time()),
           ClaimantText(assertion.claimant()), StanceText(assertion),
           EnumWord("CLAIM_KIND_", v1::ClaimKind_Name(assertion.kind())),
           ContentText(assertion), EventTime(assertion), PlaceText(assertion),
           absl::StrCat(claim.echo().mention_count(), "x"),
           std::string(ShortName(claim.name()))},
          StyleOf(claim));
    }
    left -= response.claims_size();
    more = !response.next_page_token().empty();
    if (!more || response.claims().empty()) break;
    request.set_page_token(response.next_page_token());
  }
  if (session.json) return absl::OkStatus();
  session.out.Write(table.rows() == 0 ? "no claims\n"
                                      : table.Render(session.out));
  if (more) {
    session.err.Write(
        absl::StrCat("The first ", table.rows(), "; --limit shows more.\n"));
  }
  return absl::OkStatus();
}

}  // namespace

void AddClaims(CLI::App& app, Work* work) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("claims", "List claims, or show one in full");
  command->add_option("NAME", options->name, "One claim to show");
  command->add_option("--side", options->side, "Only claims of this side");
  command->add_option("--kind", options->kind,
                      "casualties, attack, damage, territory, truce, "
                      "deployment or appeal");
  command->add_option("--party", options->party,
                      "Only claims by or about this side or its conflicts");
  command->add_option("--place", options->place, "Place, or an area around it");
  command->add_option("--text", options->text,
                      "Words in this order in quote or claimant; a star at the "
                      "end stands for the rest of a word");
  command->add_option("--inside", options->inside,
                      "Place by name or places/PLACE, or "
                      "layers/LAYER/features/FEATURE");
  command->add_option("--within", options->within,
                      "LATITUDE,LONGITUDE of a circle's centre");
  command->add_option("--radius", options->radius_km, "Its radius in km")
      ->check(CLI::Range(0.001, 5000.0))
      ->capture_default_str();
  command->add_option("--incident", options->incident, "Only this incident");
  command->add_option("--question", options->question, "Only this question");
  command->add_option("--filter", options->filter, "AIP-160 filter");
  command->add_option("--order", options->order,
                      "publish_time, event_time, record_time, "
                      "mention_count or tally_impact, with \" desc\" at "
                      "will");
  AddViewOptions(*command, &options->view);
  command->add_option("--limit", options->limit, "At most this many")
      ->check(CLI::Range(1, 1000000))
      ->capture_default_str();
  command->callback([options, work] {
    *work = [options](Session& session) { return List(session, *options); };
  });
}

}  // namespace parallax::cli
