# Puts text files into a target, so that a binary needs no files beside it.
include_guard(GLOBAL)

# Where generated headers lie: "services/geo/storage/migrations.h" is made for
# a target of the folder services/geo/storage.
set(PARALLAX_GENERATED_DIR "${CMAKE_BINARY_DIR}/generated" CACHE INTERNAL "")

# Writes ${path} only when its text changes, so nothing is rebuilt needlessly.
function(_parallax_write path text)
  if(EXISTS "${path}")
    file(READ "${path}" old)
    if(old STREQUAL text)
      return()
    endif()
  endif()
  file(WRITE "${path}" "${text}")
endfunction()

function(_parallax_literal out file)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
  file(READ "${file}" text)
  if(text MATCHES "\\)parallax\"")
    message(FATAL_ERROR "${file} holds the end mark of a raw string")
  endif()
  set(${out} "R\"parallax(${text})parallax\"" PARENT_SCOPE)
endfunction()

# parallax_embed_text(TARGET HEADER name.h NAMESPACE a::b FILES x.json ...)
# Each file becomes absl::string_view x_json() in the header
# "<folder of the target>/name.h".
function(parallax_embed_text target)
  cmake_parse_arguments(ARG "" "HEADER;NAMESPACE" "FILES" ${ARGN})
  file(RELATIVE_PATH folder "${CMAKE_SOURCE_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}")
  get_filename_component(stem "${ARG_HEADER}" NAME_WE)
  set(header "#pragma once\n\n#include \"absl/strings/string_view.h\"\n\nnamespace ${ARG_NAMESPACE} {\n")
  set(source "#include \"${folder}/${ARG_HEADER}\"\n\nnamespace ${ARG_NAMESPACE} {\n")
  foreach(file IN LISTS ARG_FILES)
    get_filename_component(path "${file}" ABSOLUTE)
    get_filename_component(leaf "${file}" NAME)
    string(MAKE_C_IDENTIFIER "${leaf}" name)
    _parallax_literal(literal "${path}")
    string(APPEND header "absl::string_view ${name}();\n")
    string(APPEND source "absl::string_view ${name}() { return ${literal}; }\n")
  endforeach()
  string(APPEND header "}  // namespace ${ARG_NAMESPACE}\n")
  string(APPEND source "}  // namespace ${ARG_NAMESPACE}\n")
  _parallax_write("${PARALLAX_GENERATED_DIR}/${folder}/${ARG_HEADER}" "${header}")
  _parallax_write("${PARALLAX_GENERATED_DIR}/${folder}/${stem}.cc" "${source}")
  target_sources(${target} PRIVATE "${PARALLAX_GENERATED_DIR}/${folder}/${stem}.cc")
  target_include_directories(${target} PUBLIC "${PARALLAX_GENERATED_DIR}")
endfunction()

# parallax_migrations(TARGET NAMESPACE a::b [FUNCTION SqliteMigrations]
#                     FILES migrations/0001_initial.sql ...)
# The schema steps of a store, in the order of the numbers that their names
# begin with, as parallax::storage::Migrations SqliteMigrations() in the header
# "<folder of the target>/migrations.h" (another FUNCTION gives another
# header: PostgresMigrations is in "postgres_migrations.h").
function(parallax_migrations target)
  cmake_parse_arguments(ARG "" "NAMESPACE;FUNCTION" "FILES" ${ARGN})
  set(stem migrations)
  if(NOT ARG_FUNCTION)
    set(ARG_FUNCTION SqliteMigrations)
  elseif(ARG_FUNCTION MATCHES "^(.+)Migrations$")
    string(TOLOWER "${CMAKE_MATCH_1}_migrations" stem)
  endif()
  file(RELATIVE_PATH folder "${CMAKE_SOURCE_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}")
  set(rows)
  set(expected 0)
  list(SORT ARG_FILES)
  foreach(file IN LISTS ARG_FILES)
    get_filename_component(path "${file}" ABSOLUTE)
    get_filename_component(leaf "${file}" NAME_WE)
    math(EXPR expected "${expected} + 1")
    if(NOT leaf MATCHES "^0*([0-9]+)_[a-z0-9_]+$" OR
       NOT CMAKE_MATCH_1 EQUAL expected)
      message(FATAL_ERROR "${file}: expected a name like 000${expected}_topic.sql")
    endif()
    _parallax_literal(literal "${path}")
    string(APPEND rows "    {${expected}, \"${leaf}\", ${literal}},\n")
  endforeach()
  _parallax_write("${PARALLAX_GENERATED_DIR}/${folder}/${stem}.h"
    "#pragma once\n\n#include \"common/storage/migration.h\"\n\nnamespace ${ARG_NAMESPACE} {\n::parallax::storage::Migrations ${ARG_FUNCTION}();\n}  // namespace ${ARG_NAMESPACE}\n")
  _parallax_write("${PARALLAX_GENERATED_DIR}/${folder}/${stem}.cc"
    "#include \"${folder}/${stem}.h\"\n\nnamespace ${ARG_NAMESPACE} {\n::parallax::storage::Migrations ${ARG_FUNCTION}() {\n  static const ::parallax::storage::Migration kSteps[] = {\n${rows}  };\n  return kSteps;\n}\n}  // namespace ${ARG_NAMESPACE}\n")
  target_sources(${target} PRIVATE "${PARALLAX_GENERATED_DIR}/${folder}/${stem}.cc")
  target_include_directories(${target} PUBLIC "${PARALLAX_GENERATED_DIR}")
endfunction()
