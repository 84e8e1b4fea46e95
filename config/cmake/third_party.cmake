# Everything that comes from Debian's packages; config/packages.txt says which packages these are.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenSSL 3 REQUIRED)
find_package(CURL REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(ZLIB REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(CLI11 REQUIRED)
find_package(tl-expected REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
# The pkg-config file bears the version of SQLite inside: 3.46 is SQLCipher 4.6.
pkg_check_modules(sqlcipher REQUIRED IMPORTED_TARGET sqlcipher>=3.46)
pkg_check_modules(tomlplusplus REQUIRED IMPORTED_TARGET tomlplusplus)
pkg_check_modules(fontconfig REQUIRED IMPORTED_TARGET fontconfig)
pkg_check_modules(freetype2 REQUIRED IMPORTED_TARGET freetype2)
pkg_check_modules(rime REQUIRED IMPORTED_TARGET rime)
pkg_check_modules(zinnia REQUIRED IMPORTED_TARGET zinnia)
pkg_check_modules(qrcodegen REQUIRED IMPORTED_TARGET qrcodegencpp)
find_package(glfw3 3.3 REQUIRED)
set(OpenGL_GL_PREFERENCE LEGACY)  # libGL, which libgl-dev brings, also where libOpenGL is installed
find_package(OpenGL REQUIRED)
add_library(tomlplusplus ALIAS PkgConfig::tomlplusplus)

# The header hides the functions that take a key without this.
target_compile_definitions(PkgConfig::sqlcipher INTERFACE SQLITE_HAS_CODEC)

# Dear ImGui 1.92 is newer than Debian 12's: config/setup fetches Debian's own source package of it.
set(XUEZHEN_IMGUI_SOURCE "" CACHE PATH "Dear ImGui's sources; empty: where config/setup unpacked them")
if(NOT XUEZHEN_IMGUI_SOURCE)
  foreach(place $ENV{XUEZHEN_CACHE}/imgui $ENV{HOME}/.cache/xuezhen/imgui ${CMAKE_SOURCE_DIR}/build/third_party/imgui)
    if(EXISTS ${place}/imgui.cpp AND NOT XUEZHEN_IMGUI_SOURCE)
      set(XUEZHEN_IMGUI_SOURCE ${place})
    endif()
  endforeach()
endif()
if(NOT EXISTS ${XUEZHEN_IMGUI_SOURCE}/imgui.cpp)
  message(FATAL_ERROR "Dear ImGui's sources are missing: run config/setup, which fetches them")
endif()
add_library(imgui STATIC
  ${XUEZHEN_IMGUI_SOURCE}/imgui.cpp ${XUEZHEN_IMGUI_SOURCE}/imgui_draw.cpp ${XUEZHEN_IMGUI_SOURCE}/imgui_tables.cpp
  ${XUEZHEN_IMGUI_SOURCE}/imgui_widgets.cpp ${XUEZHEN_IMGUI_SOURCE}/misc/freetype/imgui_freetype.cpp
  ${XUEZHEN_IMGUI_SOURCE}/backends/imgui_impl_glfw.cpp ${XUEZHEN_IMGUI_SOURCE}/backends/imgui_impl_opengl3.cpp)
target_include_directories(imgui SYSTEM PUBLIC
  ${XUEZHEN_IMGUI_SOURCE} ${XUEZHEN_IMGUI_SOURCE}/backends ${XUEZHEN_IMGUI_SOURCE}/misc/freetype)
target_compile_definitions(imgui PUBLIC IMGUI_USE_WCHAR32 IMGUI_ENABLE_FREETYPE IMGUI_DISABLE_OBSOLETE_FUNCTIONS
  IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS IMGUI_DISABLE_FILE_FUNCTIONS_NOT_USED)
target_compile_options(imgui PRIVATE -w -O2)
target_link_libraries(imgui PUBLIC glfw PkgConfig::freetype2 OpenGL::GL ${CMAKE_DL_LIBS})
