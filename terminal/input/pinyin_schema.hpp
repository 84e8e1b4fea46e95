// The input method as librime reads it: pinyin to simplified Chinese over Debian's prebuilt tables, with no memory of what is typed.
#pragma once

#include <string_view>

namespace xz::input {

inline constexpr const char* PinyinSchema = "xuezhen_pinyin";

// default.yaml: the schema to begin a session with.
inline constexpr std::string_view DefaultConfig = R"(config_version: '1'
schema_list:
  - schema: xuezhen_pinyin
menu:
  page_size: 10
)";

// xuezhen_pinyin.schema.yaml: `dictionary` and `prism` name files that the package rime-data-luna-pinyin has built.
inline constexpr std::string_view SchemaConfig = R"(schema:
  schema_id: xuezhen_pinyin
  name: pinyin
  version: '1'
switches:
  - name: simplified
    reset: 1
engine:
  processors: [speller, express_editor]
  segmentors: [abc_segmentor, fallback_segmentor]
  translators: [script_translator]
  filters: [simplifier, uniquifier]
speller:
  alphabet: zyxwvutsrqponmlkjihgfedcba
  delimiter: " '"
translator:
  dictionary: luna_pinyin
  prism: luna_pinyin
  enable_user_dict: false
  enable_completion: true
  enable_sentence: true
  preedit_format:
    - xform/([nl])v/$1ü/
simplifier:
  option_name: simplified
  opencc_config: t2s.json
)";

}  // namespace xz::input
