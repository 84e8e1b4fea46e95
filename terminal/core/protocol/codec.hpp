// How this room reads and writes JSON; for the .cpp files of this folder only.
#pragma once

#include "terminal/core/crypto/sign.hpp"
#include "terminal/core/protocol/decoded.hpp"
#include "terminal/core/protocol/limits.hpp"
#include "terminal/core/protocol/names.hpp"
#include "terminal/core/support/bytes.hpp"
#include "terminal/core/support/json.hpp"

#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xz::protocol::codec {

using json::Array;
using json::Object;
using json::ObjectReader;
using json::Value;
using Problems = std::vector<json::Problem>;

enum class Form { Any, Canonical };

// The value that strict JSON holds, in canonical form if `form` says so.
[[nodiscard]] Decoded<Value> parse(std::string_view text, Form form, std::size_t max_bytes);

// `read(value, path, problems)` makes a T and adds a problem for whatever keeps it from being one.
template <typename Read>
[[nodiscard]] auto decode(std::string_view text, Form form, std::size_t max_bytes, Read&& read)
    -> Decoded<decltype(read(std::declval<const Value&>(), std::string{}, std::declval<Problems&>()))> {
    const Decoded<Value> value = parse(text, form, max_bytes);
    if (!value) return failure(value.error());
    Problems problems;
    auto result = read(*value, std::string{"$"}, problems);
    if (!problems.empty()) return failure(Malformed{Defect::Shape, problems.front()});
    return result;
}

// The member `key` as another reading function sees it; an empty value when it is not there.
template <typename Read>
[[nodiscard]] auto nested(ObjectReader& reader, std::string_view key, Problems& problems, Read&& read) {
    using T = decltype(read(std::declval<const Value&>(), std::string{}, problems));
    const Value* value = reader.member(key);
    return value != nullptr ? read(*value, reader.path_of(key), problems) : T{};
}

// Each element of the array `key`.
template <typename Read>
[[nodiscard]] auto list(ObjectReader& reader, std::string_view key, std::size_t min, std::size_t max, Problems& problems,
                        Read&& read) {
    std::vector<decltype(read(std::declval<const Value&>(), std::string{}, problems))> items;
    reader.each(key, min, max,
                [&](const Value& value, const std::string& path) { items.push_back(read(value, path, problems)); });
    return items;
}

// Exactly N bytes in base64, or in hex.
template <std::size_t N>
[[nodiscard]] std::array<std::uint8_t, N> base64(ObjectReader& reader, std::string_view key) {
    std::array<std::uint8_t, N> bytes{};
    std::ranges::copy(reader.base64(key, N, N), bytes.begin());
    return bytes;
}
template <std::size_t N>
[[nodiscard]] std::array<std::uint8_t, N> hex(ObjectReader& reader, std::string_view key) {
    std::array<std::uint8_t, N> bytes{};
    std::ranges::copy(reader.hex(key, N), bytes.begin());
    return bytes;
}
[[nodiscard]] crypto::VerifyKey verify_key(ObjectReader& reader, std::string_view key);

// A text that `accepts` likes; `expected` ends the sentence "expected …".
template <typename Accepts>
[[nodiscard]] std::string name(ObjectReader& reader, std::string_view key, Accepts&& accepts, const char* expected) {
    const Value* value = reader.member(key);
    if (value == nullptr) return {};
    const auto* text = value->if_string();
    if (text != nullptr && accepts(std::string_view{*text})) return std::string{*text};
    reader.problem(key, expected);
    return {};
}
[[nodiscard]] std::string terminal_name(ObjectReader& reader, std::string_view key);
[[nodiscard]] std::string student_no(ObjectReader& reader, std::string_view key);
[[nodiscard]] std::string academic_year(ObjectReader& reader, std::string_view key);
[[nodiscard]] std::string key_name(ObjectReader& reader, std::string_view key);
[[nodiscard]] std::string id(ObjectReader& reader, std::string_view key);          // UUIDv7
[[nodiscard]] std::string versioned_name(ObjectReader& reader, std::string_view key);  // "name@version"
[[nodiscard]] std::string pem(ObjectReader& reader, std::string_view key);

template <typename Enum>
[[nodiscard]] Enum choice(ObjectReader& reader, std::string_view key) {
    std::optional<Enum> found;
    const std::string text = name(
        reader, key, [&](std::string_view word) { return (found = from_text<Enum>(word)).has_value(); }, "a known word");
    return found.value_or(Enum{});
}

[[nodiscard]] std::uint64_t number(ObjectReader& reader, std::string_view key, std::uint64_t low = 0,
                                   std::uint64_t high = MaxSequence);
void version_1(ObjectReader& reader);  // "v":1

// Whether `key` of `object` (which `reader` reads) has a value. Only an explicit null says that it has none: a member left out
// would be signed as null by one side and as nothing by the other.
[[nodiscard]] bool nullable(const Value& object, ObjectReader& reader, std::string_view key);

// A member that is an object, as its canonical text.
[[nodiscard]] std::string object_text(ObjectReader& reader, std::string_view key);
// The value that canonical (or any strict) JSON text holds; for text that this program has made or checked itself.
[[nodiscard]] Value value_of(std::string_view json_text);

// For writing.
[[nodiscard]] Value number(std::uint64_t value);
template <typename T>
[[nodiscard]] Value or_null(const std::optional<T>& value) {
    return value ? Value(*value) : Value(nullptr);
}

// The canonical form of an object, which is what a signature is over; with its "sig", it is what travels.
[[nodiscard]] std::string with_signature(Object object, const crypto::Signature& signature);

}  // namespace xz::protocol::codec
