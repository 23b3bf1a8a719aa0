#include "services/ingest/domain/document_names.h"

#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace parallax::ingest::domain {
namespace {

TEST(DocumentNames, NormalisesAddresses) {
  EXPECT_EQ(
      NormalizeUri(" HTTPS://WWW.Example.org:443/A/b?x=1&utm_medium=m#c "),
      "https://www.example.org/A/b?x=1");
  EXPECT_EQ(NormalizeUri("http://example.org"), "http://example.org/");
  EXPECT_EQ(NormalizeUri("http://example.org?fbclid=1"), "http://example.org/");
  EXPECT_EQ(NormalizeUri("urn:report:1#x"), "urn:report:1");
  EXPECT_EQ(NormalizeUri(""), "");
}

TEST(DocumentNames, ParsesNames) {
  EXPECT_EQ(*ParseDocumentName("documents/abc2", "name"), "abc2");
  for (const char* name : {"", "documents/", "documents/a/b", "claims/a",
                           "documents/a b", "documents/../x"}) {
    EXPECT_THAT(ParseDocumentName(name, "name"),
                testing::HasReason(type::v1::ERROR_REASON_INVALID_FIELD))
        << name;
  }
}

TEST(DocumentNames, MentionsAreNamedBySpanAndContent) {
  claims::v1::Mention mention;
  mention.mutable_span()->set_start_byte(1);
  mention.mutable_span()->set_end_byte(9);
  const std::string id = MentionId(mention);
  mention.set_name("documents/d/revisions/r/mentions/m");
  EXPECT_EQ(MentionId(mention), id);
  mention.mutable_assertion()->set_kind(claims::v1::CLAIM_KIND_TRUCE);
  EXPECT_NE(MentionId(mention), id);
}

}  // namespace
}  // namespace parallax::ingest::domain
