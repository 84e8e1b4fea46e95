#include "terminal/core/protocol/draft.hpp"

#include "terminal/core/protocol/codec.hpp"

namespace xz::protocol {
namespace {

using codec::Object;
using codec::ObjectReader;
using codec::Problems;
using codec::Value;

Draft read_draft(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    Draft draft;
    codec::version_1(reader);
    draft.revision = codec::number(reader, "revision", 1);
    draft.instrument = codec::versioned_name(reader, "instrument");
    draft.started_at = reader.instant("started_at");
    draft.updated_at = reader.instant("updated_at");
    draft.content = codec::object_text(reader, "content");
    reader.refuse_unknown();
    return draft;
}

}  // namespace

Decoded<std::string> encode(const Draft& draft) {
    auto content = codec::parse(draft.content, codec::Form::Any, MaxDraft);
    if (!content) return failure(content.error());
    std::string text = json::canonical(Object{{"v", 1},
                                              {"revision", codec::number(draft.revision)},
                                              {"instrument", draft.instrument},
                                              {"started_at", to_rfc3339(draft.started_at)},
                                              {"updated_at", to_rfc3339(draft.updated_at)},
                                              {"content", std::move(*content)}});
    if (const auto again = decode_draft(text); !again) return failure(again.error());
    return text;
}

Decoded<Draft> decode_draft(std::string_view text) {
    return codec::decode(text, codec::Form::Any, MaxDraft, read_draft);
}

}  // namespace xz::protocol
