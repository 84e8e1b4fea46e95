# cmake -DOUTPUT=… -DASSETS=… -DWEB_DIST=… -P embed.cmake: writes a source file whose assembler takes each file in whole.
file(GLOB files ${ASSETS}/instruments/*.json ${ASSETS}/api/*.json ${ASSETS}/print/*.html)
set(names)
foreach(file ${files})
  file(RELATIVE_PATH name ${ASSETS} ${file})
  list(APPEND names ${name})
endforeach()
if(WEB_DIST)
  file(GLOB_RECURSE pages ${WEB_DIST}/*)
  foreach(file ${pages})
    file(RELATIVE_PATH name ${WEB_DIST} ${file})
    list(APPEND files ${file})
    list(APPEND names web/${name})
  endforeach()
endif()

set(blocks "")
set(declarations "")
set(rows "")
set(index 0)
foreach(file name IN ZIP_LISTS files names)
  string(APPEND blocks "asm(R\"(.section .rodata\n.balign 16\nxz_asset_${index}_begin:\n.incbin \"${file}\"\nxz_asset_${index}_end:\n.byte 0\n.text\n)\");\n")
  string(APPEND declarations "extern const char begin_${index} asm(\"xz_asset_${index}_begin\");\nextern const char end_${index} asm(\"xz_asset_${index}_end\");\n")
  string(APPEND rows "        File{\"${name}\", {&begin_${index}, static_cast<std::size_t>(&end_${index} - &begin_${index})}},\n")
  math(EXPR index "${index} + 1")
endforeach()

file(WRITE ${OUTPUT} "// Made by assets/embed.cmake.
#include \"assets/embedded.hpp\"

#include <array>

${blocks}
extern \"C\" {
${declarations}}

namespace xz::assets {

std::span<const File> files() {
    static const std::array<File, ${index}> all{
${rows}    };
    return all;
}

}  // namespace xz::assets
")
