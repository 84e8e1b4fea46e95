// Reads a TOML file's tables by name and collects every problem with file and line; an unknown key is one too.
#pragma once

#include <toml++/toml.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::app {

class TomlReader {
public:
    // `table` may be null (the file leaves it out): every optional member then reads as its default.
    TomlReader(const toml::table* table, std::string name, std::string file, std::vector<std::string>& problems);

    [[nodiscard]] TomlReader table(std::string_view key);
    [[nodiscard]] std::string required_text(std::string_view key, std::string_view expected);
    [[nodiscard]] std::string text(std::string_view key, std::string fallback);
    [[nodiscard]] std::string choice(std::string_view key, const std::vector<std::string>& allowed, std::string fallback);
    [[nodiscard]] std::vector<std::string> texts(std::string_view key, std::vector<std::string> fallback);
    [[nodiscard]] std::int64_t integer(std::string_view key, std::int64_t low, std::int64_t high, std::int64_t fallback);
    [[nodiscard]] std::optional<std::int64_t> optional_integer(std::string_view key, std::int64_t low, std::int64_t high);

    // A problem at the key's line, or at the table's where the key is missing.
    void problem(std::string_view key, std::string_view expected);
    // A problem for each key that nobody asked for. Call it last.
    void refuse_unknown();

private:
    const toml::node* find(std::string_view key);
    [[nodiscard]] std::string full_name(std::string_view key) const;

    const toml::table* table_;
    std::string name_;
    std::string file_;
    std::vector<std::string>* problems_;
    std::vector<std::string> asked_;
};

}  // namespace xz::app
