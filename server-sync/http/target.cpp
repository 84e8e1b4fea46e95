#include "server-sync/http/target.hpp"

#include "terminal/core/support/text.hpp"

namespace xz::server::http {

namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

enum class Plus { Literal, Blank };

std::optional<std::string> decode(std::string_view text, Plus plus) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            const int high = hex_digit(text[i + 1]);
            const int low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus == Plus::Blank) {
            c = ' ';
        }
        if (c == '\0') return std::nullopt;
        out.push_back(c);
    }
    if (!is_utf8(out)) return std::nullopt;
    return out;
}

// What comes before the mark; both go from `rest`.
std::string_view take_until(char mark, std::string_view& rest) {
    const auto end = rest.find(mark);
    const auto part = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    return part;
}

}  // namespace

std::optional<Target> parse_target(std::string_view text) {
    if (!text.starts_with('/')) return std::nullopt;
    Target target;
    const auto question = text.find('?');
    std::string_view path = text.substr(0, question);
    if (question != std::string_view::npos) {
        std::string_view rest = text.substr(question + 1);
        while (!rest.empty()) {
            std::string_view pair = take_until('&', rest);
            auto name = decode(take_until('=', pair), Plus::Blank);
            auto value = decode(pair, Plus::Blank);
            if (!name || !value) return std::nullopt;
            target.query.emplace_back(std::move(*name), std::move(*value));
        }
    }
    path.remove_prefix(1);
    while (true) {
        const auto end = std::min(path.find('/'), path.size());
        auto segment = decode(path.substr(0, end), Plus::Literal);
        if (!segment || *segment == "." || *segment == "..") return std::nullopt;
        target.path += '/' + *segment;
        target.segments.push_back(std::move(*segment));
        if (end == path.size()) break;
        path.remove_prefix(end + 1);
    }
    if (target.segments.size() == 1 && target.segments.front().empty()) target.segments.clear();
    return target;
}

}  // namespace xz::server::http
