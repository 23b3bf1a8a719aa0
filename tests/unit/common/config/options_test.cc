#include "common/config/options.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace parallax::config {
namespace {

using ::parallax::testing::HasStatus;
using ::parallax::testing::IsOk;
using ::parallax::testing::TempDir;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class OptionsTest : public ::testing::Test {
 protected:
  OptionsTest()
      : options_({.program = "parallax-geo",
                  .about = "Places.",
                  .version = "1.2.3",
                  .env_prefix = "PARALLAX_GEO_"}) {
    options_.Add("listen", &listen_, "host:port to listen on", Address());
    options_.Add("threads", &threads_, "threads", InRange(1, 64));
    options_.Add("drain-grace", &grace_, "grace",
                 AtLeast(absl::ZeroDuration()));
    options_.Add("ratio", &ratio_, "ratio", RealInRange(0, 1));
    options_.Add("access-log", &access_log_, "log calls");
    options_.Add("peers", &peers_, "neighbours");
    options_.AddSecret("token-key", &key_, "key of page tokens");
  }

  std::string WriteFile(const std::string& text) {
    const std::string path = dir_.File("geo.yaml");
    std::ofstream(path) << text;
    return path;
  }

  std::string Problems(const std::vector<std::string>& arguments,
                       const std::vector<std::string>& environment = {}) {
    const auto action = options_.Parse(arguments, environment);
    EXPECT_THAT(action, HasStatus(absl::StatusCode::kInvalidArgument));
    return std::string(action.status().message());
  }

  TempDir dir_;
  std::string listen_ = "127.0.0.1:7303";
  int threads_ = 8;
  absl::Duration grace_ = absl::Seconds(20);
  double ratio_ = 0.5;
  bool access_log_ = true;
  std::vector<std::string> peers_ = {"a", "b"};
  std::string key_;
  Options options_;
};

TEST_F(OptionsTest, DefaultsStandWhenNothingIsSaid) {
  ASSERT_THAT(options_.Parse({}, {}), IsOk());
  EXPECT_EQ(listen_, "127.0.0.1:7303");
  EXPECT_EQ(threads_, 8);
}

TEST_F(OptionsTest, FlagsBeatEnvironmentBeatsFile) {
  const std::string file = WriteFile(
      "listen: 0.0.0.0:1\nthreads: 2\ndrain_grace: 5s\npeers: [x, y, z]\n");
  ASSERT_THAT(options_.Parse({"--config", file, "--listen=0.0.0.0:3"},
                             {"PARALLAX_GEO_LISTEN=0.0.0.0:2",
                              "PARALLAX_GEO_THREADS=3", "HOME=/root"}),
              IsOk());
  EXPECT_EQ(listen_, "0.0.0.0:3");
  EXPECT_EQ(threads_, 3);
  EXPECT_EQ(grace_, absl::Seconds(5));
  EXPECT_THAT(peers_, ElementsAre("x", "y", "z"));
}

TEST_F(OptionsTest, FlagForms) {
  ASSERT_THAT(options_.Parse({"--no-access-log", "--threads", "4", "--peers",
                              "p,q", "--peers=r"},
                             {}),
              IsOk());
  EXPECT_FALSE(access_log_);
  EXPECT_EQ(threads_, 4);
  EXPECT_THAT(peers_, ElementsAre("p", "q", "r"));
  ASSERT_THAT(options_.Parse({"--access-log=true"}, {}), IsOk());
  EXPECT_TRUE(access_log_);
}

TEST_F(OptionsTest, TheFileMayBeNamedInTheEnvironment) {
  const std::string file = WriteFile("threads: 5\n");
  ASSERT_THAT(options_.Parse({}, {"PARALLAX_GEO_CONFIG=" + file}), IsOk());
  EXPECT_EQ(threads_, 5);
}

TEST_F(OptionsTest, UnknownNamesAreRefusedWithTheNearest) {
  const std::string file = WriteFile("thread: 5\n");
  const std::string problems =
      Problems({"--config", file, "--lisen", "x"}, {"PARALLAX_GEO_RATOI=1"});
  EXPECT_THAT(problems, HasSubstr("unknown flag --lisen; did you mean "
                                  "--listen?"));
  EXPECT_THAT(problems, HasSubstr("PARALLAX_GEO_RATOI; did you mean "
                                  "PARALLAX_GEO_RATIO?"));
  EXPECT_THAT(problems, HasSubstr("geo.yaml:1: unknown name thread; did you "
                                  "mean threads?"));
}

TEST_F(OptionsTest, KubernetesServiceLinksAreNoOptions) {
  EXPECT_THAT(options_.Parse({}, {"PARALLAX_GEO_SERVICE_HOST=10.0.0.1",
                                  "PARALLAX_GEO_SERVICE_PORT_GRPC=7303",
                                  "PARALLAX_GEO_PORT=tcp://10.0.0.1:7303",
                                  "PARALLAX_GEO_PORT_7303_TCP_ADDR=10.0.0.1"}),
              IsOk());
}

TEST_F(OptionsTest, AllProblemsAreReportedAtOnce) {
  const std::string problems =
      Problems({"--listen=nowhere", "--threads=1000", "--drain-grace=soon",
                "--ratio=2", "stray"});
  EXPECT_THAT(problems, HasSubstr("listen \"nowhere\" must be host:port"));
  EXPECT_THAT(problems, HasSubstr("threads \"1000\" must be between 1 and 64 "
                                  "(from --threads)"));
  EXPECT_THAT(problems, HasSubstr("drain-grace \"soon\" is not a duration"));
  EXPECT_THAT(problems, HasSubstr("ratio \"2\" must be between"));
  EXPECT_THAT(problems, HasSubstr("unexpected argument \"stray\""));
}

TEST_F(OptionsTest, FileErrorsNameTheLine) {
  EXPECT_THAT(Problems({"--config", "/nonexistent/file"}),
              HasSubstr("cannot be read"));
  EXPECT_THAT(Problems({"--config", WriteFile("threads: [1, 2]\n")}),
              HasSubstr("geo.yaml:1: threads: expected one value"));
  EXPECT_THAT(Problems({"--config", WriteFile("threads: 1\nthreads: 2\n")}),
              HasSubstr("comes twice"));
  EXPECT_THAT(Problems({"--config", WriteFile("- a\n- b\n")}),
              HasSubstr("expected \"name: value\""));
  EXPECT_THAT(Problems({"--config", WriteFile("a: [\n")}),
              HasSubstr("geo.yaml"));
}

TEST_F(OptionsTest, ChecksOverSeveralOptions) {
  options_.AddCheck([this] {
    return threads_ > 4 && ratio_ > 0.9
               ? absl::InvalidArgumentError("threads and ratio do not agree")
               : absl::OkStatus();
  });
  EXPECT_THAT(options_.Parse({}, {}), IsOk());
  EXPECT_THAT(Problems({"--ratio=0.95"}), HasSubstr("do not agree"));
}

TEST_F(OptionsTest, PrintCanBeReadBackAndHidesSecrets) {
  const auto action = options_.Parse(
      {"--print-config", "--token-key=hunter2", "--threads=9"}, {});
  ASSERT_THAT(action, IsOk());
  ASSERT_TRUE(action->text.has_value());
  EXPECT_THAT(*action->text, HasSubstr("threads: 9"));
  EXPECT_THAT(*action->text, HasSubstr("# flag"));
  EXPECT_THAT(*action->text, HasSubstr("(redacted)"));
  EXPECT_THAT(*action->text, Not(HasSubstr("hunter2")));
  threads_ = 1;
  EXPECT_THAT(options_.Parse({"--config", WriteFile(*action->text)}, {}),
              IsOk());
  EXPECT_EQ(threads_, 9);
}

TEST_F(OptionsTest, PrintShowsWhatRedactionLeaves) {
  std::string store = "a:pass@b";
  options_.AddRedacted(
      "store", &store, "x", [](const std::string&) { return "a:***@b"; },
      [](const std::string& value) -> absl::Status {
        if (value == "a:pass@b") return absl::OkStatus();
        return absl::InvalidArgumentError("is not an address");
      });
  const auto action = options_.Parse({"--print-config"}, {});
  ASSERT_THAT(action, IsOk());
  EXPECT_THAT(*action->text, HasSubstr("a:***@b"));
  EXPECT_THAT(*action->text, Not(HasSubstr("pass")));
  const std::string problems = Problems({"--store=pass"});
  EXPECT_THAT(problems, HasSubstr("store is not an address"));
  EXPECT_THAT(problems, Not(HasSubstr("pass")));
}

TEST_F(OptionsTest, SecretsDoNotShowInErrors) {
  std::string other;
  options_.AddSecret("other", &other, "x", [](const std::string& value) {
    return value.empty() ? absl::OkStatus()
                         : absl::InvalidArgumentError("is weak");
  });
  EXPECT_THAT(Problems({"--other=hunter2"}), Not(HasSubstr("hunter2")));
}

TEST_F(OptionsTest, HelpAndVersion) {
  const auto help = options_.Parse({"--help"}, {});
  ASSERT_THAT(help, IsOk());
  EXPECT_THAT(*help->text, HasSubstr("--listen VALUE"));
  EXPECT_THAT(*help->text, HasSubstr("[127.0.0.1:7303]"));
  const auto version = options_.Parse({"--version"}, {});
  ASSERT_THAT(version, IsOk());
  EXPECT_EQ(*version->text, "parallax-geo 1.2.3\n");
}

}  // namespace
}  // namespace parallax::config
