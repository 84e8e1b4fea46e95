// The words of the interface: gettext catalogs (assets/locale/*.po), compiled by msgfmt, carried in the program and switched at run time.
//
// The .mo files are read here and not by libintl, because libintl takes its language from the process's locale: that needs locales installed,
// which a minimal system has not, and it is one for all threads.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace xz::ui::locale {

// The msgid of an entry. Written "login.title"_t in code, so that a test finds each one and no other text passes for one.
struct Key {
    std::string_view id;
};
[[nodiscard]] constexpr Key operator""_t(const char* text, std::size_t size) { return Key{{text, size}}; }

// What stands in for {name} in a text.
using Argument = std::pair<std::string_view, std::string_view>;

class Catalog {
public:
    // The bytes of a .mo file (GNU gettext manual, "The Format of GNU MO Files"), little endian; they outlive the catalog.
    // Throws std::invalid_argument when they are not one: a build that embeds a broken catalog is our bug.
    explicit Catalog(std::span<const std::uint8_t> mo);

    // The text, valid while the bytes live; a missing entry shows its own key, so that it is seen.
    [[nodiscard]] std::string_view operator()(Key key) const;
    // With every {name} filled in.
    [[nodiscard]] std::string operator()(Key key, std::initializer_list<Argument> arguments) const;
    // The form for that many, with {n} filled in.
    [[nodiscard]] std::string count(Key key, std::uint64_t n, std::initializer_list<Argument> arguments = {}) const;

    [[nodiscard]] const std::unordered_map<std::string_view, std::string_view>& entries() const { return entries_; }

private:
    std::unordered_map<std::string_view, std::string_view> entries_;  // plural forms separated by NUL, as in the file
    bool has_plural_ = false;                                         // English: one, many; Chinese: one form for all
};

[[nodiscard]] const Catalog& chinese();
[[nodiscard]] const Catalog& english();

}  // namespace xz::ui::locale
