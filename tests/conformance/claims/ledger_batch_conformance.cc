// Documents that share a transaction.
#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "gmock/gmock.h"
#include "services/claims/domain/checker.h"
#include "services/claims/domain/coming_mentions.h"
#include "services/claims/domain/ledger_views.h"
#include "services/claims/domain/record_all.h"
#include "services/claims/domain/recorder.h"
#include "tests/conformance/claims/ledger_store_conformance.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/claims/random_reports.h"
#include "tests/unit/claims/report.h"
#include "tests/unit/claims/week_story.h"

namespace parallax::claims::testing {
namespace {

using parallax::testing::HasStatus;
using parallax::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

using Requests = std::vector<pb::RecordMentionsRequest>;
using Responses = std::vector<pb::RecordMentionsResponse>;

rpc::CallContext Call() { return rpc::CallContext::Background(); }

template <typename Message>
void Put(const absl::StatusOr<domain::Page<Message>>& page,
         std::map<std::string, std::string>* content) {
  ASSERT_THAT(page, IsOk());
  for (const auto& row : page->rows) {
    Message value = row.value;
    value.clear_revision();
    if constexpr (std::is_same_v<Message, pb::Claim>) {
      value.clear_record_time();
      value.clear_etag();
    }
    (*content)[value.name()] = value.SerializeAsString();
  }
}

// What the ledger says, without what arrival decides.
std::map<std::string, std::string> Content(OpenStore& store) {
  domain::LedgerViews views(&store.reader());
  domain::ListQuery query;
  query.order_by = "publish_time";
  query.limit = 10'000;
  std::map<std::string, std::string> content;
  Put(views.ListClaims(Call(), query, domain::kForever), &content);
  Put(views.ListQuestions(Call(), query, domain::kForever), &content);
  Put(views.ListIncidents(Call(), query, domain::kForever), &content);
  Put(views.ListRelations(Call(), query, domain::kForever), &content);
  return content;
}

Responses RecordTogether(OpenStore& store, const Requests& requests) {
  std::vector<const pb::RecordMentionsRequest*> batch;
  batch.reserve(requests.size());
  for (const auto& request : requests) batch.push_back(&request);
  Responses responses;
  EXPECT_THAT(store.ledger().Write(Call(),
                                   [&](domain::LedgerTransaction& transaction) {
                                     return domain::RecordAll(
                                         batch, 0, &transaction, &responses);
                                   }),
              IsOk());
  EXPECT_EQ(responses.size(), requests.size());
  return responses;
}

Responses RecordInTurn(OpenStore& store, const Requests& requests) {
  domain::Recorder recorder(&store.ledger());
  Responses responses;
  for (const auto& request : requests) {
    auto response = recorder.Record(Call(), request);
    EXPECT_THAT(response, IsOk());
    responses.push_back(*std::move(response));
  }
  return responses;
}

std::vector<std::string> ClaimsOf(const pb::RecordMentionsResponse& response) {
  return {response.claims().begin(), response.claims().end()};
}

// Records batches in one store and their documents one by one in another: the
// two must say the same, also to who sends everything again.
void ExpectSame(const Engine& engine, const std::vector<Requests>& batches) {
  const auto home_of_batches = engine.make();
  const auto home_of_turns = engine.make();
  const auto together = home_of_batches->Open();
  const auto in_turn = home_of_turns->Open();
  Requests all;
  for (const Requests& batch : batches) {
    const Responses responses = RecordTogether(*together, batch);
    RecordInTurn(*in_turn, batch);
    ASSERT_EQ(Content(*together), Content(*in_turn));
    // Answers are of the ledger as the batch leaves it.
    const std::int64_t revision = in_turn->ledger().CommittedRevision();
    std::map<std::string, const pb::RecordMentionsRequest*> last;
    for (const auto& request : batch) {
      last[request.source().document_revision()] = &request;
    }
    for (std::size_t i = 0; i < batch.size(); ++i) {
      if (last[batch[i].source().document_revision()] != &batch[i]) continue;
      const Responses again = RecordInTurn(*in_turn, {batch[i]});
      EXPECT_EQ(ClaimsOf(responses[i]), ClaimsOf(again[0]));
      all.push_back(batch[i]);
    }
    EXPECT_EQ(in_turn->ledger().CommittedRevision(), revision);
  }
  // Sending everything again changes nothing.
  const std::int64_t revision = together->ledger().CommittedRevision();
  std::map<std::string, pb::RecordMentionsRequest> latest;
  for (const auto& request : all) {
    latest[request.source().document_revision()] = request;
  }
  Requests again;
  for (const auto& [name, request] : latest) again.push_back(request);
  const Responses first = RecordTogether(*together, again);
  const Responses second = RecordInTurn(*in_turn, again);
  EXPECT_EQ(together->ledger().CommittedRevision(), revision);
  for (std::size_t i = 0; i < again.size(); ++i) {
    EXPECT_EQ(ClaimsOf(first[i]), ClaimsOf(second[i]));
  }
  const auto checked =
      domain::CheckLedger(Call(), &together->reader(), &together->admin());
  ASSERT_THAT(checked, IsOk());
  EXPECT_EQ(checked->fault_count(), 0) << checked->ShortDebugString();
}

TEST_P(LedgerStoreConformance, ABatchTellsWhatItsDocumentsTellInTurn) {
  for (unsigned seed = 51; seed <= 53; ++seed) {
    std::mt19937 random(seed);
    std::vector<Requests> batches(1);
    for (const Report& report : RandomReports(&random, 60)) {
      batches.back().push_back(report.request());
      if (random() % 8 == 0) batches.emplace_back();
    }
    std::erase_if(batches, [](const auto& batch) { return batch.empty(); });
    ExpectSame(GetParam(), batches);
  }
}

TEST_P(LedgerStoreConformance, RevisionsOfOneDocumentMayShareABatch) {
  const auto killed = [](const std::string& document, int revision, int count) {
    return Report(document, absl::StrCat("2022-09-1", revision, " 10:00"), "RT",
                  revision)
        .Killed("Armenia", "Armenia", count)
        .OfMilitary("Armenia")
        .On("2022-09-12")
        .Truce("Armenia", "Armenia")
        .On("2022-09-12")
        .request();
  };
  ExpectSame(
      GetParam(),
      {{killed("d1", 2, 49), killed("d2", 1, 49)},
       // A later, an earlier and the same one, that comes twice.
       {killed("d1", 3, 105), killed("d1", 1, 20), killed("d1", 2, 50),
        killed("d2", 1, 50), killed("d2", 1, 51)},
       // What is held already, changed, and as it was held.
       {killed("d1", 3, 105), killed("d1", 3, 106), killed("d1", 3, 105)},
       {killed("d2", 1, 51), killed("d2", 1, 51), killed("d1", 2, 50)}});
}

TEST_P(LedgerStoreConformance, AnEarlierRevisionCountsAgainWhenItIsTheLatest) {
  // Ids that are no numbers stand in the order of publication.
  const auto killed = [](const std::string& id, const std::string& published,
                         int count) {
    pb::RecordMentionsRequest request = Report("d1", published, "RT")
                                            .Killed("Armenia", "Armenia", count)
                                            .OfMilitary("Armenia")
                                            .On("2022-09-12")
                                            .request();
    request.mutable_source()->set_document_revision(
        absl::StrCat("documents/d1/revisions/", id));
    for (pb::Mention& mention : *request.mutable_mentions()) {
      mention.clear_name();
    }
    return request;
  };
  ExpectSame(GetParam(), {{killed("aaaaaaaaaa", "2022-09-13 10:00", 49)},
                          {killed("bbbbbbbbbb", "2022-09-14 10:00", 105)},
                          {killed("bbbbbbbbbb", "2022-09-12 10:00", 105),
                           Report("d2", "2022-09-14 10:00", "AP")
                               .Killed("Armenia", "Armenia", 49)
                               .OfMilitary("Armenia")
                               .On("2022-09-12")
                               .request()},
                          {killed("cccccccccc", "2022-09-11 10:00", 7),
                           killed("bbbbbbbbbb", "2022-09-15 10:00", 106)}});
}

TEST_P(LedgerStoreConformance, ComingMentionsAreReadAsRecordedOnes) {
  const auto home_of_half = GetParam().make();
  const auto home_of_all = GetParam().make();
  const auto half = home_of_half->Open();
  const auto all = home_of_all->Open();
  std::mt19937 random(61);
  std::set<std::string> documents;
  std::vector<domain::PreparedRevision> coming;
  for (const Report& report : RandomReports(&random, 80)) {
    const pb::RecordMentionsRequest request = report.request();
    domain::PreparedRevision prepared = domain::PrepareRevision(request);
    if (!documents.insert(prepared.source.document).second) continue;
    RecordInTurn(*all, {request});
    if (random() % 2 == 0) {
      RecordInTurn(*half, {request});
    } else {
      coming.push_back(std::move(prepared));
    }
  }
  using Read = std::map<std::string, std::vector<std::string>>;
  const auto read_all = [](domain::MentionReader& reader, Read* read) {
    const auto put = [read](const std::string& what, const auto& mentions) {
      ASSERT_THAT(mentions, IsOk());
      std::vector<std::string>& names = (*read)[what];
      for (const domain::SourcedMention& mention : *mentions) {
        names.push_back(absl::StrCat(mention.source->document_revision(), " ",
                                     mention.mention->name(), " ",
                                     mention.published));
      }
      std::sort(names.begin(), names.end());
    };
    for (const std::string& parties : std::vector<std::string>{
             "Armenia|Azerbaijan", "Russia|Ukraine", "Sudan", "Nobody"}) {
      for (domain::Day first = domain::DayOf(At("2022-04-20"));
           first < domain::DayOf(At("2022-08-20")); first += 3) {
        const domain::Segment days = {first, first + first % 20};
        const std::string what = absl::StrCat(parties, " ", first, " ");
        const auto activity =
            reader.ReadActivity(parties, days, domain::Horizon());
        ASSERT_THAT(activity, IsOk());
        for (const auto& [day, of] : *activity) {
          (*read)[absl::StrCat(what, "activity")].push_back(
              absl::StrCat(day, " ", of.documents, " ", of.ending));
        }
        put(absl::StrCat(what, "dated"),
            reader.ReadDated(parties, days, domain::Horizon()));
        put(absl::StrCat(what, "loose"),
            reader.ReadLoose(parties, days, domain::Horizon()));
      }
    }
  };
  const auto read_apart = [](domain::MentionReader& reader,
                             const std::string& parties,
                             const std::string& group) {
    const auto mentions = reader.ReadApart(parties, group, domain::Horizon());
    EXPECT_THAT(mentions, IsOk());
    return mentions->size();
  };
  Read expected;
  Read found;
  std::map<std::pair<std::string, std::string>, std::size_t> apart;
  ASSERT_THAT(all->ledger().Write(
                  Call(),
                  [&](domain::LedgerTransaction& transaction) -> absl::Status {
                    read_all(transaction, &expected);
                    for (const auto& prepared : coming) {
                      for (const auto& mention : prepared.mentions) {
                        const domain::Anchor& anchor = mention.anchor;
                        if (anchor.mode != domain::AnchorMode::kApart) continue;
                        apart[{anchor.parties, anchor.group}] = read_apart(
                            transaction, anchor.parties, anchor.group);
                      }
                    }
                    return absl::OkStatus();
                  }),
              IsOk());
  ASSERT_THAT(half->ledger().Write(
                  Call(),
                  [&](domain::LedgerTransaction& transaction) -> absl::Status {
                    domain::ComingMentions reader(&transaction);
                    for (const auto& prepared : coming) {
                      reader.Add(prepared.mentions);
                    }
                    read_all(reader, &found);
                    for (const auto& [of, size] : apart) {
                      EXPECT_EQ(read_apart(reader, of.first, of.second), size);
                    }
                    return absl::OkStatus();
                  }),
              IsOk());
  EXPECT_EQ(found, expected);
  EXPECT_THAT(apart, Not(IsEmpty()));
}

TEST_P(LedgerStoreConformance, AWriteThatFailsHoldsUpNobodyAndLeavesNothing) {
  const auto home = GetParam().make();
  const auto store = home->Open();
  const std::vector<Report> reports = WeekStory();
  // The first of a batch has written when it fails, and others wait.
  absl::Notification written;
  absl::Notification release;
  std::thread failing([&] {
    const pb::RecordMentionsRequest request = reports[0].request();
    const absl::Status status = store->ledger().Write(
        Call(), [&](domain::LedgerTransaction& transaction) -> absl::Status {
          Responses responses;
          EXPECT_THAT(
              domain::RecordAll({&request}, 0, &transaction, &responses),
              IsOk());
          // Reading shows what was put, so it is written by now.
          const auto activity =
              transaction.ReadActivity("Armenia|Azerbaijan",
                                       {domain::DayOf(At("2022-09-01")),
                                        domain::DayOf(At("2022-09-30"))},
                                       domain::Horizon());
          EXPECT_THAT(activity, IsOk());
          EXPECT_THAT(*activity, Not(IsEmpty()));
          written.Notify();
          release.WaitForNotification();
          return absl::AbortedError("on second thoughts");
        });
    EXPECT_THAT(status, HasStatus(absl::StatusCode::kAborted));
  });
  written.WaitForNotification();
  std::vector<std::thread> followers;
  std::vector<std::int64_t> revisions(2);
  for (std::size_t i = 0; i < revisions.size(); ++i) {
    followers.emplace_back([&, i] {
      domain::Recorder recorder(&store->ledger());
      const auto response = recorder.Record(Call(), reports[i + 1].request());
      ASSERT_THAT(response, IsOk());
      revisions[i] = response->revision();
    });
  }
  release.Notify();
  failing.join();
  for (std::thread& follower : followers) follower.join();
  std::sort(revisions.begin(), revisions.end());
  EXPECT_THAT(revisions, ElementsAre(1, 2));
  EXPECT_EQ(store->ledger().CommittedRevision(), 2);

  const auto other_home = GetParam().make();
  const auto other = other_home->Open();
  RecordInTurn(*other, {reports[1].request(), reports[2].request()});
  EXPECT_EQ(Content(*store), Content(*other));
  // It can still be recorded.
  RecordInTurn(*store, {reports[0].request()});
  EXPECT_EQ(store->ledger().CommittedRevision(), 3);
  EXPECT_THAT(Content(*store), Not(Content(*other)));
}

}  // namespace
}  // namespace parallax::claims::testing
