#include "terminal/core/support/ids.hpp"
#include "terminal/core/support/json.hpp"
#include "terminal/core/support/text.hpp"

#include <boost/json/value.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace xz::json {

ObjectReader::ObjectReader(const Value& value, std::string path, std::vector<Problem>& problems)
    : object_{value.if_object()}, path_{std::move(path)}, problems_{&problems} {
    if (!object_) {
        broken_ = true;
        problems_->push_back({path_, "an object"});
    }
}

std::string ObjectReader::path_of(std::string_view key) const {
    return fmt::format("{}.{}", path_, key);
}

void ObjectReader::problem(std::string_view key, std::string expected) {
    if (!broken_) problems_->push_back({path_of(key), std::move(expected)});
}

const Value* ObjectReader::find(std::string_view key) {
    asked_.emplace_back(key);
    if (!object_) return nullptr;
    const Value* value = object_->if_contains(key);
    return value && !value->is_null() ? value : nullptr;
}

bool ObjectReader::has(std::string_view key) const {
    if (!object_) return false;
    const Value* value = object_->if_contains(key);
    return value && !value->is_null();
}

std::string ObjectReader::text(std::string_view key, std::size_t min, std::size_t max) {
    const Value* value = find(key);
    const auto* string = value ? value->if_string() : nullptr;
    const std::size_t size = string ? count_code_points(*string) : 0;
    if (string && size >= min && size <= max) return std::string{*string};
    problem(key, fmt::format("a text of {} to {} characters", min, max));
    return {};
}

std::optional<std::string> ObjectReader::optional_text(std::string_view key, std::size_t max) {
    if (has(key)) return text(key, 0, max);
    asked_.emplace_back(key);
    return std::nullopt;
}

std::int64_t ObjectReader::integer(std::string_view key, std::int64_t low, std::int64_t high) {
    const Value* value = find(key);
    const auto* number = value ? value->if_int64() : nullptr;
    if (number && *number >= low && *number <= high) return *number;
    problem(key, fmt::format("an integer from {} to {}", low, high));
    return low;
}

std::optional<std::int64_t> ObjectReader::optional_integer(std::string_view key, std::int64_t low, std::int64_t high) {
    if (has(key)) return integer(key, low, high);
    asked_.emplace_back(key);
    return std::nullopt;
}

bool ObjectReader::boolean(std::string_view key) {
    const Value* value = find(key);
    if (value && value->is_bool()) return value->get_bool();
    problem(key, "true or false");
    return false;
}

std::size_t ObjectReader::choice(std::string_view key, const std::vector<std::string_view>& allowed) {
    const Value* value = find(key);
    if (const auto* string = value ? value->if_string() : nullptr) {
        const auto found = std::find(allowed.begin(), allowed.end(), std::string_view{*string});
        if (found != allowed.end()) return static_cast<std::size_t>(found - allowed.begin());
    }
    problem(key, fmt::format("one of {}", fmt::join(allowed, ", ")));
    return 0;
}

Instant ObjectReader::instant(std::string_view key) {
    const Value* value = find(key);
    if (const auto* string = value ? value->if_string() : nullptr)
        if (const auto instant = from_rfc3339(*string)) return *instant;
    problem(key, "a time like 2026-06-10T02:03:04.005Z");
    return {};
}

std::chrono::year_month_day ObjectReader::day(std::string_view key) {
    const Value* value = find(key);
    if (const auto* string = value ? value->if_string() : nullptr)
        if (const auto day = day_from_text(*string)) return *day;
    problem(key, "a day like 2026-06-10");
    return {};
}

std::string ObjectReader::uuid(std::string_view key) {
    const Value* value = find(key);
    if (const auto* string = value ? value->if_string() : nullptr)
        if (is_uuid(*string)) return std::string{*string};
    problem(key, "a UUID in lowercase");
    return {};
}

Bytes ObjectReader::base64(std::string_view key, std::size_t min_bytes, std::size_t max_bytes) {
    const Value* value = find(key);
    if (const auto* string = value ? value->if_string() : nullptr)
        if (auto bytes = from_base64(*string); bytes && bytes->size() >= min_bytes && bytes->size() <= max_bytes)
            return std::move(*bytes);
    problem(key, min_bytes == max_bytes ? fmt::format("base64 of {} bytes", min_bytes)
                                        : fmt::format("base64 of {} to {} bytes", min_bytes, max_bytes));
    return {};
}

Bytes ObjectReader::hex(std::string_view key, std::size_t size) {
    const Value* value = find(key);
    if (const auto* string = value ? value->if_string() : nullptr)
        if (auto bytes = from_hex(*string); bytes && bytes->size() == size) return std::move(*bytes);
    problem(key, fmt::format("{} lowercase hex digits", size * 2));
    return {};
}

const Value* ObjectReader::member(std::string_view key) {
    const Value* value = find(key);
    if (!value) problem(key, "a value");
    return value;
}

const Value* ObjectReader::optional_member(std::string_view key) {
    return find(key);
}

ObjectReader ObjectReader::object(std::string_view key) {
    static const Value nothing;
    const Value* value = find(key);
    if (broken_) {
        std::vector<Problem> said_already;
        ObjectReader reader{nothing, path_of(key), said_already};
        reader.problems_ = problems_;
        return reader;
    }
    return ObjectReader{value ? *value : nothing, path_of(key), *problems_};
}

void ObjectReader::each(std::string_view key, std::size_t min, std::size_t max,
                        const std::function<void(const Value&, const std::string&)>& item) {
    const Value* value = find(key);
    const auto* array = value ? value->if_array() : nullptr;
    if (!array || array->size() < min || array->size() > max) {
        problem(key, fmt::format("an array of {} to {} elements", min, max));
        return;
    }
    for (std::size_t i = 0; i < array->size(); ++i) item((*array)[i], fmt::format("{}[{}]", path_of(key), i));
}

void ObjectReader::each_member(std::string_view key, std::size_t max,
                               const std::function<void(std::string_view, const Value&, const std::string&)>& item) {
    const Value* value = find(key);
    const auto* object = value ? value->if_object() : nullptr;
    if (!object || object->size() > max) {
        problem(key, fmt::format("an object of at most {} members", max));
        return;
    }
    for (const auto& member : *object) item(member.key(), member.value(), fmt::format("{}.{}", path_of(key), std::string_view{member.key()}));
}

void ObjectReader::refuse_unknown() {
    if (!object_) return;
    for (const auto& member : *object_) {
        const std::string_view key = member.key();
        if (std::find(asked_.begin(), asked_.end(), key) == asked_.end()) problem(key, "no such member");
    }
}

}  // namespace xz::json
