# What most files read of others' headers, compiled once for the libraries and once for the test programs. It takes no include away
# from a file: preset dev builds without it, so that a file which forgets one fails on the desk of whoever wrote it, and the test of
# the architecture holds the names that a file uses against its own includes.
set(xz_common_headers <algorithm> <array> <atomic> <charconv> <chrono> <cmath> <condition_variable> <cstddef> <cstdint> <cstring>
  <filesystem> <fstream> <functional> <iterator> <map> <memory> <mutex> <optional> <set> <span> <stdexcept> <string> <string_view>
  <thread> <unordered_map> <utility> <variant> <vector> <boost/json.hpp> <fmt/format.h> <tl/expected.hpp>)

# xz_precompile(NAME [HEADER…]): for a library that links xz_support, with whose definitions the headers are compiled. HEADERs of
# the project that nearly every file of a large library includes are worth a set of its own.
function(xz_precompile name)
  list(TRANSFORM ARGN PREPEND ${CMAKE_SOURCE_DIR}/)
  if(XUEZHEN_PRECOMPILED AND (ARGN OR name STREQUAL "xz_support"))
    target_precompile_headers(${name} PRIVATE ${xz_common_headers} ${ARGN})
  elseif(XUEZHEN_PRECOMPILED)
    target_precompile_headers(${name} REUSE_FROM xz_support)
  endif()
endfunction()

# A folder is a namespace is a target: xz_library(NAME) makes the library of the folder it stands in.
function(xz_library name)
  cmake_parse_arguments(arg "" "" "PUBLIC;PRIVATE;PRECOMPILE" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cpp)
  file(GLOB headers CONFIGURE_DEPENDS *.hpp)
  if(sources)
    add_library(${name} STATIC ${sources})
    set(scope PUBLIC)
  else()
    add_library(${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_sources(${name} ${scope} FILE_SET HEADERS BASE_DIRS ${CMAKE_SOURCE_DIR} FILES ${headers})
  target_include_directories(${name} ${scope} ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} ${scope} ${arg_PUBLIC})
  if(sources)
    target_link_libraries(${name} PRIVATE ${arg_PRIVATE})
    set_target_properties(${name} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
    if(arg_PUBLIC)
      xz_precompile(${name} ${arg_PRECOMPILE})
    endif()
  endif()
endfunction()

# xz_test(NAME [LABELS …] [LIBS …] [PROPERTIES …]) makes one Catch2 program of the folder's *_test.cpp; each case is a ctest.
function(xz_test name)
  cmake_parse_arguments(arg "" "" "LABELS;LIBS;PROPERTIES" ${ARGN})
  if(NOT arg_LABELS)
    set(arg_LABELS unit)
  endif()
  file(GLOB sources CONFIGURE_DEPENDS *_test.cpp)
  add_executable(${name} ${sources})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
  target_compile_definitions(${name} PRIVATE XUEZHEN_ASSETS="${CMAKE_SOURCE_DIR}/assets" XUEZHEN_SOURCE="${CMAKE_SOURCE_DIR}"
    XUEZHEN_BUILD="${CMAKE_BINARY_DIR}")
  target_link_libraries(${name} PRIVATE ${arg_LIBS} Catch2::Catch2WithMain rapidcheck)
  # Half of a build are test programs, and they find as much with less optimizing in themselves.
  target_compile_options(${name} PRIVATE $<$<CONFIG:RelWithDebInfo>:-Og>)
  if(XUEZHEN_PRECOMPILED)
    target_link_libraries(${name} PRIVATE xz_support)
    get_property(precompiled GLOBAL PROPERTY xz_precompiled_test)
    if(precompiled)
      target_precompile_headers(${name} REUSE_FROM ${precompiled})
    else()
      target_precompile_headers(${name} PRIVATE ${xz_common_headers} <catch2/catch_test_macros.hpp>)
      set_property(GLOBAL PROPERTY xz_precompiled_test ${name})
    endif()
  endif()
  if("unit" IN_LIST arg_LABELS)
    add_dependencies(unit_programs ${name})
  endif()
  catch_discover_tests(${name} DISCOVERY_MODE PRE_TEST TEST_PREFIX "${name}: "
    PROPERTIES LABELS "${arg_LABELS}" TIMEOUT 900 ${arg_PROPERTIES})
endfunction()

function(xz_rooms)
  foreach(room ${ARGN})
    if(EXISTS ${CMAKE_SOURCE_DIR}/${room}/CMakeLists.txt)
      add_subdirectory(${CMAKE_SOURCE_DIR}/${room})
    endif()
  endforeach()
endfunction()
