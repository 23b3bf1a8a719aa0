# Small wrappers that give every target the same warnings and include root.

# parallax_library(NAME SRCS... DEPS... [GRPC])
# A static library. GRPC reuses the precompiled gRPC and schema headers: give
# it to libraries whose sources include generated or gRPC headers.
function(parallax_library name)
  cmake_parse_arguments(ARG "GRPC" "" "SRCS;DEPS" ${ARGN})
  add_library(${name} STATIC ${ARG_SRCS})
  target_include_directories(${name} PUBLIC "${CMAKE_SOURCE_DIR}")
  target_compile_options(${name} PRIVATE ${PARALLAX_WARNINGS})
  target_link_libraries(${name} PUBLIC ${ARG_DEPS})
  if(ARG_GRPC)
    target_link_libraries(${name} PUBLIC parallax_protos)
    target_precompile_headers(${name} REUSE_FROM parallax_grpc_pch)
  endif()
endfunction()

# parallax_binary(NAME SRCS... DEPS... [GRPC]): a program in <build>/bin.
function(parallax_binary name)
  cmake_parse_arguments(ARG "GRPC" "" "SRCS;DEPS" ${ARGN})
  add_executable(${name} ${ARG_SRCS})
  target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}")
  target_compile_options(${name} PRIVATE ${PARALLAX_WARNINGS})
  target_link_libraries(${name} PRIVATE ${ARG_DEPS})
  if(ARG_GRPC)
    target_link_libraries(${name} PRIVATE parallax_protos)
    target_precompile_headers(${name} REUSE_FROM parallax_grpc_pch)
  endif()
endfunction()

# What is deployed, without trainers and measuring programs.
add_custom_target(parallax_programs)

# parallax_program(NAME ...): a parallax_binary that is deployed.
function(parallax_program name)
  parallax_binary(${name} ${ARGN})
  install(TARGETS ${name})
  add_dependencies(parallax_programs ${name})
endfunction()

# Every test program with what it starts, without measurements and trainers.
add_custom_target(parallax_tests)

# parallax_test(NAME SRCS... DEPS... [GRPC] [LABELS...] [TIMEOUT n])
# One GoogleTest program, registered as one ctest test with the given labels.
function(parallax_test name)
  cmake_parse_arguments(ARG "GRPC" "TIMEOUT" "SRCS;DEPS;LABELS" ${ARGN})
  add_executable(${name} ${ARG_SRCS})
  target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}")
  target_compile_options(${name} PRIVATE ${PARALLAX_WARNINGS})
  target_compile_definitions(${name} PRIVATE
    PARALLAX_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
    PARALLAX_BINARY_DIR="${CMAKE_BINARY_DIR}")
  target_link_libraries(${name} PRIVATE ${ARG_DEPS} GTest::gmock GTest::gtest_main)
  set_target_properties(${name} PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  if(ARG_GRPC)
    target_link_libraries(${name} PRIVATE parallax_protos)
    target_precompile_headers(${name} REUSE_FROM parallax_grpc_pch)
  endif()
  add_dependencies(parallax_tests ${name})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300)
  endif()
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES
    TIMEOUT ${ARG_TIMEOUT}
    LABELS "${ARG_LABELS}"
    ENVIRONMENT "TSAN_OPTIONS=ignore_noninstrumented_modules=1:suppressions=${CMAKE_SOURCE_DIR}/common/cmake/tsan/suppressions.txt")
endfunction()

# parallax_data(SERVICE FILES...): files that ship with a service, copied to
# <build>/share/parallax/<service> and installed beside it.
function(parallax_data service)
  foreach(file IN LISTS ARGN)
    get_filename_component(leaf "${file}" NAME)
    configure_file("${file}"
      "${CMAKE_BINARY_DIR}/share/parallax/${service}/${leaf}" COPYONLY)
    install(FILES "${file}" DESTINATION "share/parallax/${service}")
  endforeach()
endfunction()
