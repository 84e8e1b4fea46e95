#include "terminal/core/protocol/codec.hpp"

#include "terminal/core/support/ids.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace xz::protocol::codec {
namespace {

constexpr std::size_t MaxPem = 16 << 10;

bool is_versioned_name(std::string_view text) {
    const std::size_t at = text.find('@');
    const auto is_part = [](std::string_view part) {
        return !part.empty() && part.size() <= 64 && std::ranges::all_of(part, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
        });
    };
    return at != std::string_view::npos && is_part(text.substr(0, at)) && is_part(text.substr(at + 1));
}

bool is_pem(std::string_view text) {
    return text.size() <= MaxPem && text.starts_with("-----BEGIN ");
}

}  // namespace

Decoded<Value> parse(std::string_view text, Form form, std::size_t max_bytes) {
    if (text.size() > max_bytes)
        return failure(Malformed{Defect::TooLarge, {"$", fmt::format("at most {} bytes", max_bytes)}});
    auto value = json::parse(text, {.bytes = max_bytes, .depth = MaxDepth});
    if (!value) return failure(Malformed{Defect::NotJson, value.error()});
    if (form == Form::Canonical && json::canonical(*value) != text)
        return failure(Malformed{Defect::NotCanonical, {"$", "the canonical form (RFC 8785)"}});
    return std::move(*value);
}

crypto::VerifyKey verify_key(ObjectReader& reader, std::string_view key) {
    return crypto::VerifyKey::from(base64<32>(reader, key)).value_or(crypto::VerifyKey{});
}

std::string terminal_name(ObjectReader& reader, std::string_view key) {
    return name(reader, key, is_terminal_name, "a terminal's name");
}
std::string student_no(ObjectReader& reader, std::string_view key) {
    return name(reader, key, is_student_no, "a student's number");
}
std::string academic_year(ObjectReader& reader, std::string_view key) {
    return name(reader, key, is_academic_year, "an academic year like 2026-2027");
}
std::string key_name(ObjectReader& reader, std::string_view key) {
    return name(reader, key, is_key_id, "a key's name");
}
std::string id(ObjectReader& reader, std::string_view key) {
    return name(reader, key, is_uuid_v7, "a UUID of version 7 in lowercase");
}
std::string versioned_name(ObjectReader& reader, std::string_view key) {
    return name(reader, key, is_versioned_name, "a name and version like self-diagnosis@1");
}
std::string pem(ObjectReader& reader, std::string_view key) {
    return name(reader, key, is_pem, "PEM");
}

std::uint64_t number(ObjectReader& reader, std::string_view key, std::uint64_t low, std::uint64_t high) {
    return static_cast<std::uint64_t>(
        reader.integer(key, static_cast<std::int64_t>(low), static_cast<std::int64_t>(high)));
}

void version_1(ObjectReader& reader) {
    static_cast<void>(reader.integer("v", 1, 1));
}

bool nullable(const Value& object, ObjectReader& reader, std::string_view key) {
    if (reader.optional_member(key) != nullptr) return true;
    const Object* members = object.if_object();
    if (members != nullptr && !members->contains(key)) reader.problem(key, "a value or null");
    return false;
}

std::string object_text(ObjectReader& reader, std::string_view key) {
    const Value* value = reader.member(key);
    if (value == nullptr) return {};
    if (value->is_object()) return json::canonical(*value);
    reader.problem(key, "an object");
    return {};
}

Value value_of(std::string_view json_text) {
    auto value = json::parse(json_text, {.bytes = MaxBundle, .depth = MaxDepth});
    if (!value) throw std::invalid_argument{"not JSON: " + json::to_text(value.error())};
    return std::move(*value);
}

Value number(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}

std::string with_signature(Object object, const crypto::Signature& signature) {
    object["sig"] = to_base64(signature);
    return json::canonical(object);
}

}  // namespace xz::protocol::codec
