// JSON that is hostile until checked: a strict parser, RFC 8785's canonical form, and typed reading that says where and what was expected.
#pragma once

#include "terminal/core/support/bytes.hpp"
#include "terminal/core/support/clock.hpp"
#include "terminal/core/support/result.hpp"

#include <boost/json/fwd.hpp>

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::json {

using Value = boost::json::value;
using Object = boost::json::object;
using Array = boost::json::array;

inline constexpr std::int64_t MaxInteger = (std::int64_t{1} << 53) - 1;  // what every JSON reader keeps exactly (RFC 7493 §2.2)

// Something wrong at `path` ("$.items[3].weight"); `expected` finishes the sentence "expected …".
struct Problem {
    std::string path;
    std::string expected;
    friend bool operator==(const Problem&, const Problem&) = default;
};

// "$.items[3].weight: expected an integer from 1 to 100"
[[nodiscard]] std::string to_text(const Problem& problem);
// One line a problem.
[[nodiscard]] std::string to_text(const std::vector<Problem>& problems);

enum class Numbers {
    integers,     // anything but an integer of at most MaxInteger in size is refused
    decimal_text  // every number becomes a value that json_number.hpp reads, so that no digit is lost
};

struct Limits {
    std::size_t bytes = std::size_t{1} << 20;
    std::size_t depth = 16;
    Numbers numbers = Numbers::integers;
};

// Refuses what RFC 8259 refuses, and bad UTF-8, duplicate members, bytes after the document, and what is over the limits.
[[nodiscard]] Result<Value, Problem> parse(std::string_view text, const Limits& limits = {});

// RFC 8785 of a value without floating-point numbers.
[[nodiscard]] std::string canonical(const Value& value);
[[nodiscard]] std::string canonical(const Object& object);

// Indented by two blanks, members in their order, for files that people read.
[[nodiscard]] std::string pretty(const Value& value);

// Reads one object's members by name. What is missing or wrong is added to `problems` and an empty value is returned, so that
// one pass finds every problem; the caller looks at `problems` before it trusts anything.
class ObjectReader {
public:
    // `value` must outlive the reader; if it is no object, that is the problem and every member reads as empty.
    ObjectReader(const Value& value, std::string path, std::vector<Problem>& problems);

    [[nodiscard]] bool has(std::string_view key) const;  // present and not null
    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::string path_of(std::string_view key) const;

    // Sizes are in code points.
    std::string text(std::string_view key, std::size_t min, std::size_t max);
    std::optional<std::string> optional_text(std::string_view key, std::size_t max);
    std::int64_t integer(std::string_view key, std::int64_t low, std::int64_t high);
    std::optional<std::int64_t> optional_integer(std::string_view key, std::int64_t low, std::int64_t high);
    bool boolean(std::string_view key);
    // One of `allowed`; the index of it, 0 after a problem.
    std::size_t choice(std::string_view key, const std::vector<std::string_view>& allowed);
    Instant instant(std::string_view key);
    std::chrono::year_month_day day(std::string_view key);
    std::string uuid(std::string_view key);
    Bytes base64(std::string_view key, std::size_t min_bytes, std::size_t max_bytes);
    Bytes hex(std::string_view key, std::size_t bytes);
    // A member that must be there, of any kind; nullptr after a problem.
    const Value* member(std::string_view key);
    const Value* optional_member(std::string_view key);
    ObjectReader object(std::string_view key);
    // Calls `item(value, path)` for each element of an array of `min` to `max` elements.
    void each(std::string_view key, std::size_t min, std::size_t max,
              const std::function<void(const Value&, const std::string&)>& item);
    // Calls `item(key, value, path)` for each member of the object `key`.
    void each_member(std::string_view key, std::size_t max,
                     const std::function<void(std::string_view, const Value&, const std::string&)>& item);

    // A problem for each member that nobody asked for. Call it last.
    void refuse_unknown();
    void problem(std::string_view key, std::string expected);

private:
    const Value* find(std::string_view key);

    const Object* object_ = nullptr;
    std::string path_;
    std::vector<Problem>* problems_;
    std::vector<std::string> asked_;
    bool broken_ = false;  // not an object: said once, not for each member
};

}  // namespace xz::json
