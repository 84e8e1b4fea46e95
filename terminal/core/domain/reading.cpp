#include "terminal/core/domain/reading.hpp"

#include <boost/json/value.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace xz::domain::reading {

Label label_at(const Place& place, std::size_t max) {
    auto reader = place.object();
    Label label{.zh = reader.text("zh", 1, max), .en = reader.text("en", 1, max)};
    reader.refuse_unknown();
    return label;
}

Label label(json::ObjectReader& reader, std::string_view key, Problems& problems, std::size_t max) {
    const auto* value = reader.member(key);
    return value ? label_at({*value, reader.path_of(key), problems}, max) : Label{};
}

Label optional_label(json::ObjectReader& reader, std::string_view key, Problems& problems, std::size_t max) {
    const auto* value = reader.optional_member(key);
    return value ? label_at({*value, reader.path_of(key), problems}, max) : Label{};
}

Decimal decimal_at(const Place& place) {
    const auto* text = place.value.if_string();
    const auto decimal = text ? Decimal::parse(*text) : std::nullopt;
    if (decimal && decimal->text() == std::string_view{*text}) return *decimal;
    place.problem("a decimal as a string, like \"4.5\"");
    return {};
}

Decimal decimal(json::ObjectReader& reader, std::string_view key, Problems& problems) {
    const auto* value = reader.member(key);
    return value ? decimal_at({*value, reader.path_of(key), problems}) : Decimal{};
}

std::vector<Decimal> decimals(json::ObjectReader& reader, std::string_view key, std::size_t min, std::size_t max, Problems& problems) {
    std::vector<Decimal> all;
    reader.each(key, min, max, [&](const json::Value& value, const std::string& path) {
        all.push_back(decimal_at({value, path, problems}));
    });
    return all;
}

namespace {

constexpr std::string_view CodeExpected = "a code of 1 to 32 letters, digits, '_' or '-'";

bool is_code(const json::Value& value) {
    constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    const auto* text = value.if_string();
    return text && !text->empty() && text->size() <= 32 && std::string_view{*text}.find_first_not_of(allowed) == std::string_view::npos;
}

}  // namespace

std::string code_at(const Place& place) {
    if (is_code(place.value)) return std::string{place.value.get_string()};
    place.problem(std::string{CodeExpected});
    return {};
}

std::string code(json::ObjectReader& reader, std::string_view key) {
    const auto* value = reader.optional_member(key);
    if (value && is_code(*value)) return std::string{value->get_string()};
    reader.problem(key, std::string{CodeExpected});
    return {};
}

bool flag(json::ObjectReader& reader, std::string_view key) {
    return reader.optional_member(key) && reader.boolean(key);
}

void Unique::add(json::ObjectReader& reader, std::string_view key, const std::string& code) {
    if (!code.empty() && !seen_.insert(code).second) reader.problem(key, fmt::format("each code once, and {} is there already", code));
}

}  // namespace xz::domain::reading
