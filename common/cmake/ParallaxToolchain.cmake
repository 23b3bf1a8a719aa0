# Language level, warnings, sanitizers, linker and compiler cache.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
# Programs are compiled like libraries, so that both can use one precompiled
# header.
set(CMAKE_CXX_COMPILE_OPTIONS_PIE "-fPIC")

set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

set(PARALLAX_SANITIZER "" CACHE STRING "address, thread, fuzzer or empty")
set_property(CACHE PARALLAX_SANITIZER PROPERTY STRINGS "" address thread fuzzer)
if(PARALLAX_SANITIZER STREQUAL "address")
  # Abseil lays its containers out differently when it knows of the sanitizer;
  # the system's libraries (S2 shares a btree with us) are built without.
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all
                      -fno-omit-frame-pointer -U__SANITIZE_ADDRESS__)
  add_link_options(-fsanitize=address,undefined)
elseif(PARALLAX_SANITIZER STREQUAL "thread")
  add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
  add_link_options(-fsanitize=thread)
elseif(PARALLAX_SANITIZER STREQUAL "fuzzer")
  # clang only; the fuzz targets link the engine, everything else is watched.
  # Without the address sanitizer, which clang cannot hide from Abseil (see
  # above); the same targets run under it in the asan preset.
  add_compile_options(-fsanitize=fuzzer-no-link,undefined
                      -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  add_link_options(-fsanitize=undefined)
endif()

find_program(PARALLAX_CCACHE ccache)
if(PARALLAX_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      "${CMAKE_COMMAND}" -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      "${PARALLAX_CCACHE}")
endif()

find_program(PARALLAX_MOLD mold)
if(PARALLAX_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# Warnings hold for the project's own code; generated code opts out.
set(PARALLAX_WARNINGS -Wall -Wextra -Werror -Wno-unused-parameter
                      -Wno-missing-field-initializers)
# Another compiler has other warnings.
if(PARALLAX_SANITIZER STREQUAL "fuzzer")
  list(REMOVE_ITEM PARALLAX_WARNINGS -Werror)
endif()

# GCC 12 sees uninitialised and overflowing strings where std::variant and
# std::string are inlined (gcc.gnu.org/PR105562, PR105329); only when it
# optimises or instruments, so the debug builds keep these warnings.
if((CMAKE_BUILD_TYPE STREQUAL "Release" OR PARALLAX_SANITIZER)
   AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  list(APPEND PARALLAX_WARNINGS -Wno-maybe-uninitialized -Wno-stringop-overflow
              -Wno-restrict -Wno-array-bounds)
endif()
