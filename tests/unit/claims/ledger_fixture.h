// A ledger in a fresh SQLite file, and its content in words.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "services/claims/domain/ledger_views.h"
#include "services/claims/domain/recorder.h"
#include "services/claims/domain/reviewer.h"
#include "services/claims/storage/sqlite/open_ledger.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/claims/report.h"

namespace parallax::claims::testing {

class Ledger {
 public:
  Ledger() {
    auto opened = storage::OpenSqliteLedger(path(), 4);
    EXPECT_TRUE(opened.ok()) << opened.status();
    if (opened.ok()) store_ = *std::move(opened);
    recorder_ = std::make_unique<domain::Recorder>(store_.get());
    views_ = std::make_unique<domain::LedgerViews>(store_.get());
    reviewer_ = std::make_unique<domain::Reviewer>(store_.get(), store_.get(),
                                                   views_.get());
  }

  pb::RecordMentionsResponse Record(const Report& report) {
    auto response = recorder_->Record(call(), report.request());
    EXPECT_TRUE(response.ok()) << response.status();
    return response.value_or(pb::RecordMentionsResponse());
  }

  // Reviews the claim by text format: "reject {}". Request ids count up.
  absl::StatusOr<pb::ReviewClaimResponse> TryReview(const std::string& claim,
                                                    const std::string& action) {
    pb::ReviewClaimRequest request;
    request.set_claim(claim);
    request.set_request_id(absl::StrCat("request-", ++requests_));
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
        action, request.mutable_review()));
    request.mutable_review()->set_reviewer("analyst");
    request.mutable_review()->set_reason("looked at the words");
    return reviewer_->Review(call(), request);
  }
  pb::ReviewClaimResponse Review(const std::string& claim,
                                 const std::string& action) {
    auto response = TryReview(claim, action);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.value_or(pb::ReviewClaimResponse());
  }

  std::vector<pb::Claim> Claims(const domain::Viewpoint& from = {}) {
    return Values(views_->ListClaims(call(), Query("publish_time"), from));
  }
  std::vector<pb::Question> Questions(const domain::Viewpoint& from = {}) {
    return Values(views_->ListQuestions(call(), Query("publish_time"), from));
  }
  std::vector<pb::Incident> Incidents(const domain::Viewpoint& from = {}) {
    return Values(views_->ListIncidents(call(), Query("publish_time"), from));
  }
  std::vector<pb::Relation> Relations(const domain::Viewpoint& from = {}) {
    return Values(views_->ListRelations(call(), Query("publish_time"), from));
  }

  // The question of that scope; an empty one when there is none.
  pb::Question Question(pb::CasualtyMeasure measure,
                        const std::string& victims_side,
                        pb::VictimClass victims_class,
                        const domain::Viewpoint& from = {}) {
    for (const pb::Question& question : Questions(from)) {
      if (question.scope().measure() == measure &&
          question.scope().victims_side() == victims_side &&
          question.scope().victims_class() == victims_class &&
          question.scope().aspect().empty()) {
        return question;
      }
    }
    return {};
  }
  pb::Question Question(pb::ClaimKind kind, const std::string& aspect,
                        const domain::Viewpoint& from = {}) {
    for (const pb::Question& question : Questions(from)) {
      if (question.scope().kind() == kind &&
          question.scope().aspect() == aspect) {
        return question;
      }
    }
    return {};
  }
  pb::Tally Tally(const std::string& question,
                  const domain::Viewpoint& from = {}) {
    auto tally = views_->GetTally(call(), question, from);
    EXPECT_TRUE(tally.ok()) << tally.status();
    return tally.value_or(pb::Tally());
  }

  // Everything that the ledger says, without what arrival decides: revisions,
  // record times, etags. Equal ledgers have equal text.
  std::string Text(const domain::Viewpoint& from = {}) {
    std::vector<std::string> rows;
    for (pb::Claim claim : Claims(from)) {
      claim.clear_revision();
      claim.clear_etag();
      claim.clear_record_time();
      rows.push_back(Print(claim));
    }
    for (pb::Question question : Questions(from)) {
      question.clear_revision();
      rows.push_back(Print(question));
      auto tally = views_->GetTally(call(), question.name(), from);
      EXPECT_TRUE(tally.ok()) << tally.status();
      if (tally.ok() && !tally->question().empty()) {
        tally->clear_revision();
        tally->clear_as_of();
        tally->clear_recorded_as_of();
        tally->clear_view();
        rows.push_back(Print(*tally));
      }
    }
    for (pb::Incident incident : Incidents(from)) {
      incident.clear_revision();
      rows.push_back(Print(incident));
    }
    for (pb::Relation relation : Relations(from)) {
      relation.clear_revision();
      rows.push_back(Print(relation));
    }
    std::sort(rows.begin(), rows.end());
    std::string text;
    for (const std::string& row : rows) absl::StrAppend(&text, row, "\n");
    return text;
  }

  // "REVISES 105<-135" for every relation: type, figures or claimants.
  std::multiset<std::string> RelationTexts(const domain::Viewpoint& from = {}) {
    std::map<std::string, std::string> labels;
    for (const pb::Claim& claim : Claims(from)) {
      labels[claim.name()] = Label(claim);
    }
    std::multiset<std::string> texts;
    for (const pb::Relation& relation : Relations(from)) {
      texts.insert(absl::StrCat(
          pb::RelationType_Name(relation.type()).substr(14), " ",
          labels[relation.from_claim()], " -> ", labels[relation.to_claim()]));
    }
    return texts;
  }

  static std::string Label(const pb::Claim& claim) {
    const pb::Assertion& a = claim.assertion();
    const std::string& who = a.claimant().display_name();
    std::string what = pb::ClaimKind_Name(a.kind()).substr(11);
    if (a.has_casualties()) {
      what = a.casualties().has_count()
                 ? absl::StrCat(a.casualties().count().best())
                 : "no number";
    }
    return absl::StrCat(who.empty() ? "outlet" : who, ":", what);
  }

  domain::LedgerViews& views() { return *views_; }
  storage::SqlLedgerStore& store() { return *store_; }
  domain::Recorder& recorder() { return *recorder_; }
  domain::Reviewer& reviewer() { return *reviewer_; }
  parallax::testing::FakeClock& clock() { return clock_; }
  const rpc::CallContext& call() const { return call_; }
  std::string path() const { return directory_.File("ledger.db"); }

 private:
  static std::string Print(const google::protobuf::Message& message) {
    std::string text;
    google::protobuf::TextFormat::Printer printer;
    printer.SetSingleLineMode(true);
    printer.PrintToString(message, &text);
    return text;
  }
  static domain::ListQuery Query(const std::string& order) {
    domain::ListQuery query;
    query.order_by = order;
    query.limit = 100000;
    return query;
  }
  template <typename Message>
  std::vector<Message> Values(absl::StatusOr<domain::Page<Message>> page) {
    EXPECT_TRUE(page.ok()) << page.status();
    std::vector<Message> values;
    if (!page.ok()) return values;
    for (auto& row : page->rows) values.push_back(std::move(row.value));
    return values;
  }

  parallax::testing::TempDir directory_;
  parallax::testing::FakeClock clock_;
  rpc::CallContext call_ = rpc::CallContext::Background(clock_);
  int requests_ = 0;
  std::unique_ptr<storage::SqlLedgerStore> store_;
  std::unique_ptr<domain::Recorder> recorder_;
  std::unique_ptr<domain::LedgerViews> views_;
  std::unique_ptr<domain::Reviewer> reviewer_;
};

}  // namespace parallax::claims::testing
