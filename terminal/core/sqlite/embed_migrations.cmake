# xz_embed_migrations(TARGET NAMESPACE xz::room): compiles the folder's migrations/NNNN_verb_noun.sql into TARGET as
# `std::span<const xz::sqlite::Migration> xz::room::migrations()`.
function(xz_embed_migrations target)
  cmake_parse_arguments(arg "" "NAMESPACE" "" ${ARGN})
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/migrations/*.sql)
  list(SORT files)
  set(entries "")
  set(version 0)
  foreach(file ${files})
    get_filename_component(name ${file} NAME_WE)
    math(EXPR version "${version} + 1")
    string(LENGTH "${version}" digits)
    math(EXPR missing "4 - ${digits}")
    string(REPEAT "0" ${missing} zeros)
    if(NOT name MATCHES "^${zeros}${version}_[a-z]+_[a-z_]+$")
      message(FATAL_ERROR "${file}: the next migration's name should be ${zeros}${version}_verb_noun.sql")
    endif()
    file(READ ${file} sql)
    string(APPEND entries "    {${version}, \"${name}\", R\"sql(${sql})sql\"},\n")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  endforeach()
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/migrations.cpp)
  file(CONFIGURE OUTPUT ${generated} @ONLY CONTENT
"#include \"terminal/core/sqlite/migrator.hpp\"

#include <array>
#include <span>

namespace @arg_NAMESPACE@ {
namespace {
constexpr std::array<xz::sqlite::Migration, @version@> kMigrations{{
@entries@}};
}  // namespace

std::span<const xz::sqlite::Migration> migrations();
std::span<const xz::sqlite::Migration> migrations() {
    return kMigrations;
}
}  // namespace @arg_NAMESPACE@
")
  target_sources(${target} PRIVATE ${generated})
endfunction()
