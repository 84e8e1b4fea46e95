#include "terminal/app/toml_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace xz::app {

TomlReader::TomlReader(const toml::table* table, std::string name, std::string file, std::vector<std::string>& problems)
    : table_{table}, name_{std::move(name)}, file_{std::move(file)}, problems_{&problems} {}

std::string TomlReader::full_name(std::string_view key) const {
    return name_.empty() ? std::string{key} : fmt::format("{}.{}", name_, key);
}

const toml::node* TomlReader::find(std::string_view key) {
    asked_.emplace_back(key);
    return table_ == nullptr ? nullptr : table_->get(key);
}

void TomlReader::problem(std::string_view key, std::string_view expected) {
    const toml::node* node = table_ == nullptr ? nullptr : table_->get(key);
    const auto line = node != nullptr ? node->source().begin.line : table_ != nullptr ? table_->source().begin.line : 1;
    problems_->push_back(fmt::format("{}:{}: {}: expected {}", file_, std::max<unsigned>(line, 1), full_name(key), expected));
}

TomlReader TomlReader::table(std::string_view key) {
    const toml::node* node = find(key);
    if (node != nullptr && !node->is_table()) {
        problem(key, "a table");
    }
    return {node != nullptr ? node->as_table() : nullptr, full_name(key), file_, *problems_};
}

std::string TomlReader::required_text(std::string_view key, std::string_view expected) {
    const toml::node* node = find(key);
    if (node == nullptr || !node->is_string() || node->as_string()->get().empty()) {
        problem(key, expected);
        return {};
    }
    return node->as_string()->get();
}

std::string TomlReader::text(std::string_view key, std::string fallback) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return fallback;
    }
    if (!node->is_string()) {
        problem(key, "a string");
        return fallback;
    }
    return node->as_string()->get();
}

std::string TomlReader::choice(std::string_view key, const std::vector<std::string>& allowed, std::string fallback) {
    std::string value = text(key, fallback);
    if (std::ranges::find(allowed, value) == allowed.end()) {
        problem(key, fmt::format("one of {}", fmt::join(allowed, ", ")));
        return fallback;
    }
    return value;
}

std::vector<std::string> TomlReader::texts(std::string_view key, std::vector<std::string> fallback) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return fallback;
    }
    std::vector<std::string> texts;
    const bool all = node->is_array() && std::ranges::all_of(*node->as_array(), [&](const toml::node& item) {
        texts.push_back(item.value_or(std::string{}));
        return item.is_string();
    });
    if (!all) {
        problem(key, "a list of strings");
        return fallback;
    }
    return texts;
}

std::int64_t TomlReader::integer(std::string_view key, std::int64_t low, std::int64_t high, std::int64_t fallback) {
    return optional_integer(key, low, high).value_or(fallback);
}

std::optional<std::int64_t> TomlReader::optional_integer(std::string_view key, std::int64_t low, std::int64_t high) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    if (!node->is_integer() || node->as_integer()->get() < low || node->as_integer()->get() > high) {
        problem(key, fmt::format("a whole number from {} to {}", low, high));
        return std::nullopt;
    }
    return node->as_integer()->get();
}

void TomlReader::refuse_unknown() {
    if (table_ == nullptr) {
        return;
    }
    for (const auto& [key, node] : *table_) {
        if (std::ranges::find(asked_, key.str()) == asked_.end()) {
            problem(key.str(), fmt::format("one of {} (this key is unknown)", fmt::join(asked_, ", ")));
        }
    }
}

}  // namespace xz::app
