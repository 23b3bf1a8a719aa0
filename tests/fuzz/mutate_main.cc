// Runs a fuzz target built by a compiler without a fuzzing engine: every seed
// as it is, then mutations of seeds, from a fixed sequence of random numbers,
// for a bounded time. An input that ends the program is left in <name>.crash,
// to be given back as an argument.
//
//   filter_fuzz CORPUS_FOLDER --seconds=5
//   filter_fuzz FILE               once, as it is
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

constexpr std::size_t kMaxBytes = 64 * 1024;

// For the signal handler.
std::string current;
std::string crash_file;

void SaveAndDie(int signal) {
  const int file = open(crash_file.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0644);
  if (file >= 0) {
    [[maybe_unused]] auto written = write(file, current.data(), current.size());
    close(file);
  }
  const char text[] = "fuzz: the input is in a .crash file\n";
  [[maybe_unused]] auto written = write(2, text, sizeof(text) - 1);
  ::signal(signal, SIG_DFL);
  raise(signal);
}

std::string ReadAll(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void Run(std::string input) {
  current = std::move(input);
  // A copy of exactly this size, so that a sanitizer sees reads beyond it.
  const std::vector<uint8_t> bytes(current.begin(), current.end());
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

std::string Mutate(const std::vector<std::string>& seeds,
                   std::mt19937_64& random) {
  std::string text = seeds[random() % seeds.size()];
  const int steps = 1 + static_cast<int>(random() % 6);
  for (int i = 0; i < steps; ++i) {
    const std::size_t at = text.empty() ? 0 : random() % (text.size() + 1);
    const std::size_t length = 1 + random() % 16;
    switch (random() % 6) {
      case 0:  // another byte
        if (at < text.size()) text[at] = static_cast<char>(random());
        break;
      case 1:  // a flipped bit
        if (at < text.size()) text[at] ^= static_cast<char>(1 << random() % 8);
        break;
      case 2:  // bytes taken away
        text.erase(at, length);
        break;
      case 3:  // a part said again
        text.insert(at, text.substr(std::min(at, text.size()), length));
        break;
      case 4: {  // a part of another seed
        const std::string& other = seeds[random() % seeds.size()];
        if (other.empty()) break;
        text.insert(at, other.substr(random() % other.size(), length * 4));
        break;
      }
      default:  // cut short
        text.resize(at);
    }
  }
  if (text.size() > kMaxBytes) text.resize(kMaxBytes);
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  crash_file = std::filesystem::path(argv[0]).filename().string() + ".crash";
  for (const int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL}) {
    ::signal(signal, SaveAndDie);
  }
  double seconds = 5;
  std::vector<std::string> seeds;
  bool mutate = false;
  for (int i = 1; i < argc; ++i) {
    if (std::strncmp(argv[i], "--seconds=", 10) == 0) {
      seconds = std::atof(argv[i] + 10);
    } else if (std::filesystem::is_directory(argv[i])) {
      mutate = true;
      std::vector<std::filesystem::path> files;
      for (const auto& entry : std::filesystem::directory_iterator(argv[i])) {
        files.push_back(entry.path());
      }
      std::sort(files.begin(), files.end());
      for (const auto& file : files) seeds.push_back(ReadAll(file));
    } else {
      Run(ReadAll(argv[i]));
    }
  }
  seeds.emplace_back();
  for (const std::string& seed : seeds) Run(seed);
  if (!mutate) return 0;
  std::mt19937_64 random(20220915);
  const auto end =
      std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  std::uint64_t runs = seeds.size();
  while (std::chrono::steady_clock::now() < end) {
    for (int i = 0; i < 16; ++i, ++runs) Run(Mutate(seeds, random));
  }
  std::cout << "fuzz: " << runs << " inputs\n";
  return 0;
}
