# cmake -DZH=… -DEN=… -DTEMPLATE=… -DOUT=… -P embed_catalogs.cmake: the .mo files as a C++ source.
function(read_bytes file result)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  set(${result} "${bytes}" PARENT_SCOPE)
endfunction()
read_bytes(${ZH} chinese_bytes)
read_bytes(${EN} english_bytes)
configure_file(${TEMPLATE} ${OUT} @ONLY)
