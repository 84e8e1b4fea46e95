#include "server-sync/api/entity_tag.hpp"

#include <algorithm>

namespace xz::server::api {

namespace {

std::string_view trimmed(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    return text.substr(0, text.find_last_not_of(" \t") + 1);
}

template <typename Wanted>
bool any_item(std::string_view list, Wanted wanted) {
    while (!list.empty()) {
        const auto end = std::min(list.find(','), list.size());
        if (wanted(trimmed(list.substr(0, end)))) return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

}  // namespace

std::string entity_tag(std::string_view hash) { return '"' + std::string{hash} + '"'; }

bool matches(std::string_view if_none_match, std::string_view tag) {
    return any_item(if_none_match, [tag](std::string_view item) {
        if (item.starts_with("W/")) item.remove_prefix(2);
        return item == tag || item == "*";
    });
}

bool accepts_gzip(const Request& request) {
    return any_item(request.header("accept-encoding"), [](std::string_view item) {
        const auto semicolon = std::min(item.find(';'), item.size());
        const auto weight = trimmed(item.substr(std::min(semicolon + 1, item.size())));
        return trimmed(item.substr(0, semicolon)) == "gzip" && !(weight.starts_with("q=0") && weight.find_first_of("123456789") == std::string_view::npos);
    });
}

}  // namespace xz::server::api
