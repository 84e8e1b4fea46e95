#include "server-sync/http/router.hpp"

#include <algorithm>

namespace xz::server::http {

namespace {

std::vector<std::string> split(std::string_view pattern) {
    std::vector<std::string> segments;
    pattern.remove_prefix(1);
    while (!pattern.empty()) {
        const auto end = std::min(pattern.find('/'), pattern.size());
        segments.emplace_back(pattern.substr(0, end));
        pattern.remove_prefix(std::min(end + 1, pattern.size()));
    }
    return segments;
}

bool captures(std::string_view segment) { return segment.starts_with('{') && segment.ends_with('}'); }

bool answers(api::Method route, api::Method asked) {
    return route == asked || (route == api::Method::Get && asked == api::Method::Head);
}

}  // namespace

Router::Router(api::Routes routes) : routes_{std::move(routes)} {
    for (const auto& route : routes_) patterns_.push_back({split(route.pattern)});
}

std::variant<Match, NoSuchPath, MethodNotAllowed> Router::find(api::Method method, const std::vector<std::string>& segments) const {
    std::string allow;
    for (std::size_t i = 0; i < routes_.size(); ++i) {
        const auto& pattern = patterns_[i].segments;
        const bool fits = std::ranges::equal(pattern, segments, [](const std::string& want, const std::string& have) {
            return captures(want) ? !have.empty() : want == have;
        });
        if (!fits) continue;
        if (!answers(routes_[i].method, method)) {
            if (!allow.empty()) allow += ", ";
            allow += api::to_text(routes_[i].method);
            continue;
        }
        Match match{&routes_[i], {}};
        for (std::size_t s = 0; s < segments.size(); ++s) {
            if (captures(pattern[s])) match.parameters.emplace_back(pattern[s].substr(1, pattern[s].size() - 2), segments[s]);
        }
        return match;
    }
    if (!allow.empty()) return MethodNotAllowed{allow};
    return NoSuchPath{};
}

}  // namespace xz::server::http
