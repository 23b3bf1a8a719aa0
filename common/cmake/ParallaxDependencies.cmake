# Everything comes from Debian 12 packages; deploy/packages.txt lists them.

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(absl CONFIG REQUIRED)
find_package(Protobuf REQUIRED)
# gRPC's own search for RE2 defines re2::re2, but not when the cache of an
# earlier run holds re2_FOUND.
unset(re2_FOUND CACHE)
find_package(gRPC CONFIG REQUIRED)
find_package(spdlog CONFIG REQUIRED)
find_package(yaml-cpp CONFIG REQUIRED)
find_package(nlohmann_json CONFIG REQUIRED)
find_package(CLI11 CONFIG REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(ZLIB REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n data)
find_package(PkgConfig REQUIRED)
pkg_check_modules(gumbo REQUIRED IMPORTED_TARGET gumbo)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
option(PARALLAX_BUILD_TESTS "Build the unit, conformance and end-to-end tests" ON)
if(PARALLAX_BUILD_TESTS)
  find_package(GTest CONFIG REQUIRED)
  find_package(benchmark CONFIG REQUIRED)
endif()

# S2 ships neither a CMake package nor a pkg-config file.
find_library(S2_LIBRARY s2 REQUIRED)
find_path(S2_INCLUDE_DIR s2/s2point.h REQUIRED)
add_library(s2::s2 INTERFACE IMPORTED)
target_include_directories(s2::s2 SYSTEM INTERFACE "${S2_INCLUDE_DIR}")
target_link_libraries(s2::s2 INTERFACE "${S2_LIBRARY}" OpenSSL::Crypto
  absl::base absl::strings absl::span absl::hash absl::flat_hash_set
  absl::btree absl::memory absl::synchronization)

if(PARALLAX_SANITIZER STREQUAL "thread")
  # Before Abseil in every program, so that its locks are seen.
  add_library(parallax_tsan_sync SHARED
    "${CMAKE_CURRENT_LIST_DIR}/tsan/absl_sync.cc")
  target_link_libraries(parallax_tsan_sync PRIVATE
    absl::synchronization absl::time ${CMAKE_DL_LIBS})
  link_libraries(parallax_tsan_sync)
endif()
