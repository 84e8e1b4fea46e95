#include "terminal/core/support/json.hpp"

#include "terminal/core/support/json_number.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace xz::json {
namespace {

namespace bj = boost::json;

// The one member of a number kept as text. No document has a member of this name, for it is no UTF-8.
constexpr bj::string_view NumberKey = "\xff";

// Builds a value from the parser's events and refuses what `Limits` do not allow.
class Builder {
public:
    static constexpr std::size_t max_object_size = std::size_t(-1);
    static constexpr std::size_t max_array_size = std::size_t(-1);
    static constexpr std::size_t max_key_size = std::size_t(-1);
    static constexpr std::size_t max_string_size = std::size_t(-1);
    using error_code = bj::error_code;

    explicit Builder(Numbers numbers) : numbers_{numbers} {}

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code&) { return open(bj::object{}); }
    bool on_object_end(std::size_t, error_code&) { return close(); }
    bool on_array_begin(error_code&) { return open(bj::array{}); }
    bool on_array_end(std::size_t, error_code&) { return close(); }
    bool on_key_part(bj::string_view part, std::size_t, error_code&) {
        text_.append(part.data(), part.size());
        return true;
    }
    bool on_key(bj::string_view part, std::size_t, error_code& ec) {
        text_.append(part.data(), part.size());
        keys_.back() = std::exchange(text_, {});
        if (open_.back().as_object().contains(keys_.back())) return refuse(ec, "each member once");
        return true;
    }
    bool on_string_part(bj::string_view part, std::size_t, error_code&) {
        text_.append(part.data(), part.size());
        return true;
    }
    bool on_string(bj::string_view part, std::size_t, error_code&) {
        text_.append(part.data(), part.size());
        return add(bj::value(std::exchange(text_, {})));
    }
    bool on_number_part(bj::string_view part, error_code&) {
        text_.append(part.data(), part.size());
        return true;
    }
    bool on_int64(std::int64_t value, bj::string_view part, error_code& ec) {
        if (numbers_ == Numbers::decimal_text) return add_number(part);
        text_.clear();
        if (value > MaxInteger || value < -MaxInteger) return refuse(ec, IntegerExpected);
        return add(value);
    }
    bool on_uint64(std::uint64_t, bj::string_view part, error_code& ec) {
        if (numbers_ == Numbers::decimal_text) return add_number(part);
        return refuse(ec, IntegerExpected);  // the parser gives int64 for all that fits
    }
    bool on_double(double, bj::string_view part, error_code& ec) {
        if (numbers_ == Numbers::decimal_text) return add_number(part);
        return refuse(ec, IntegerExpected);
    }
    bool on_bool(bool value, error_code&) { return add(value); }
    bool on_null(error_code&) { return add(nullptr); }
    bool on_comment_part(bj::string_view, error_code&) { return true; }
    bool on_comment(bj::string_view, error_code&) { return true; }

    [[nodiscard]] std::string path() const {
        std::string path = "$";
        for (std::size_t i = 0; i < open_.size(); ++i) {
            if (const auto* array = open_[i].if_array())
                path += fmt::format("[{}]", array->size());
            else if (!keys_[i].empty())
                path += "." + keys_[i];
        }
        return path;
    }

    bj::value result;
    std::string expected;

private:
    static constexpr const char* IntegerExpected = "an integer between -(2^53-1) and 2^53-1";

    bool refuse(error_code& ec, const char* what) {
        expected = what;
        ec = make_error_code(boost::system::errc::invalid_argument);
        return false;
    }
    bool open(bj::value container) {
        open_.push_back(std::move(container));
        keys_.emplace_back();
        return true;
    }
    bool close() {
        bj::value done = std::move(open_.back());
        open_.pop_back();
        keys_.pop_back();
        return add(std::move(done));
    }
    bool add_number(bj::string_view part) {
        text_.append(part.data(), part.size());
        return add(bj::object{{NumberKey, std::exchange(text_, {})}});
    }
    bool add(bj::value value) {
        if (open_.empty())
            result = std::move(value);
        else if (auto* array = open_.back().if_array())
            array->push_back(std::move(value));
        else
            open_.back().as_object().emplace(keys_.back(), std::move(value));
        return true;
    }

    Numbers numbers_;
    std::vector<bj::value> open_;
    std::vector<std::string> keys_;  // of each open container, the member being read
    std::string text_;
};

// RFC 8785 §3.2.3 sorts by UTF-16 code units. Against UTF-8's order only one thing differs: surrogate pairs (lead byte ≥ 0xF0)
// come before U+E000…U+FFFF (lead bytes 0xEE and 0xEF).
bool utf16_less(std::string_view left, std::string_view right) {
    const auto [l, r] = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
    if (l == left.end() || r == right.end()) return l == left.end() && r != right.end();
    const auto a = static_cast<std::uint8_t>(*l);
    const auto b = static_cast<std::uint8_t>(*r);
    if (a >= 0xf0 && (b == 0xee || b == 0xef)) return true;
    if (b >= 0xf0 && (a == 0xee || a == 0xef)) return false;
    return a < b;
}

bool needs_escape(char c) {
    return static_cast<std::uint8_t>(c) < 0x20 || c == '"' || c == '\\';
}

void write_escaped(std::string& out, char c) {
    switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\b': out += "\\b"; break;
        case '\t': out += "\\t"; break;
        case '\n': out += "\\n"; break;
        case '\f': out += "\\f"; break;
        case '\r': out += "\\r"; break;
        default: fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
    }
}

// Run by run: an envelope is mostly base64, which needs no escape at all.
void write_string(std::string& out, std::string_view text) {
    out += '"';
    while (!text.empty()) {
        const auto escape = std::find_if(text.begin(), text.end(), needs_escape);
        const auto run = static_cast<std::size_t>(escape - text.begin());
        out.append(text.substr(0, run));
        text.remove_prefix(run);
        if (!text.empty()) {
            write_escaped(out, text.front());
            text.remove_prefix(1);
        }
    }
    out += '"';
}

void write_canonical(std::string& out, const Value& value);

void write_canonical(std::string& out, const Object& object) {
    std::vector<const bj::key_value_pair*> members;
    members.reserve(object.size());
    for (const auto& member : object) members.push_back(&member);
    std::sort(members.begin(), members.end(),
              [](const auto* left, const auto* right) { return utf16_less(left->key(), right->key()); });
    out += '{';
    for (const auto* member : members) {
        if (member != members.front()) out += ',';
        write_string(out, member->key());
        out += ':';
        write_canonical(out, member->value());
    }
    out += '}';
}

void write_canonical(std::string& out, const Value& value) {
    switch (value.kind()) {
        case bj::kind::null: out += "null"; break;
        case bj::kind::bool_: out += value.get_bool() ? "true" : "false"; break;
        case bj::kind::int64: fmt::format_to(std::back_inserter(out), "{}", value.get_int64()); break;
        case bj::kind::uint64: fmt::format_to(std::back_inserter(out), "{}", value.get_uint64()); break;
        case bj::kind::double_: throw std::logic_error("a floating-point number has no place in a signed form");
        case bj::kind::string: write_string(out, value.get_string()); break;
        case bj::kind::array: {
            out += '[';
            bool first = true;
            for (const auto& item : value.get_array()) {
                if (!std::exchange(first, false)) out += ',';
                write_canonical(out, item);
            }
            out += ']';
            break;
        }
        case bj::kind::object: write_canonical(out, value.get_object()); break;
    }
}

void write_pretty(std::string& out, const Value& value, std::size_t indent) {
    const auto line = [&](std::size_t depth) { out += '\n'; out.append(depth * 2, ' '); };
    bool first = true;
    if (const auto* array = value.if_array(); array && !array->empty()) {
        out += '[';
        for (const auto& item : *array) {
            if (!std::exchange(first, false)) out += ',';
            line(indent + 1);
            write_pretty(out, item, indent + 1);
        }
        line(indent);
        out += ']';
    } else if (const auto* object = value.if_object(); object && !object->empty()) {
        out += '{';
        for (const auto& member : *object) {
            if (!std::exchange(first, false)) out += ',';
            line(indent + 1);
            write_string(out, member.key());
            out += ": ";
            write_pretty(out, member.value(), indent + 1);
        }
        line(indent);
        out += '}';
    } else {
        write_canonical(out, value);
    }
}

}  // namespace

std::string to_text(const Problem& problem) {
    return fmt::format("{}: expected {}", problem.path, problem.expected);
}

std::string to_text(const std::vector<Problem>& problems) {
    std::string text;
    for (const auto& problem : problems) text += (text.empty() ? "" : "\n") + to_text(problem);
    return text;
}

Result<Value, Problem> parse(std::string_view text, const Limits& limits) {
    if (text.size() > limits.bytes)
        return failure(Problem{"$", fmt::format("at most {} bytes, not {}", limits.bytes, text.size())});
    bj::parse_options options;
    options.max_depth = limits.depth;
    bj::basic_parser<Builder> parser{options, limits.numbers};
    bj::error_code ec;
    const std::size_t used = parser.write_some(false, text.data(), text.size(), ec);
    if (!ec && used < text.size()) ec = bj::error::extra_data;
    if (ec) {
        const auto& builder = parser.handler();
        std::string expected = builder.expected;
        if (expected.empty()) {
            if (ec == bj::error::too_deep)
                expected = fmt::format("at most {} levels of nesting", limits.depth);
            else if (ec == bj::error::extra_data)
                expected = fmt::format("nothing after the document, at byte {}", used);
            else
                expected = fmt::format("JSON, but at byte {}: {}", used, ec.message());
        }
        return failure(Problem{builder.path(), std::move(expected)});
    }
    return std::move(parser.handler().result);
}

std::optional<std::string_view> number_text(const Value& value) {
    const auto* object = value.if_object();
    const auto* text = object ? object->if_contains(NumberKey) : nullptr;
    return text ? std::optional<std::string_view>{text->get_string()} : std::nullopt;
}

std::string canonical(const Value& value) {
    std::string out;
    write_canonical(out, value);
    return out;
}

std::string canonical(const Object& object) {
    std::string out;
    write_canonical(out, object);
    return out;
}

std::string pretty(const Value& value) {
    std::string out;
    write_pretty(out, value, 0);
    return out + '\n';
}

}  // namespace xz::json
