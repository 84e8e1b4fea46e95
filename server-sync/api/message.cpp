#include "server-sync/api/message.hpp"

#include "terminal/core/support/json.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>

namespace xz::server::api {

namespace {

std::string_view first(const std::vector<std::pair<std::string, std::string>>& pairs, std::string_view name) {
    const auto found = std::ranges::find(pairs, name, [](const auto& pair) { return std::string_view{pair.first}; });
    return found == pairs.end() ? std::string_view{} : std::string_view{found->second};
}

}  // namespace

std::string_view to_text(Method method) {
    switch (method) {
        case Method::Get: return "GET";
        case Method::Head: return "HEAD";
        case Method::Post: return "POST";
        case Method::Put: return "PUT";
        case Method::Delete: return "DELETE";
        case Method::Other: break;
    }
    return "OTHER";
}

std::string_view Request::header(std::string_view name) const { return first(headers, name); }

std::string_view Request::parameter(std::string_view name) const { return first(parameters, name); }

std::optional<std::string_view> Request::query_value(std::string_view name) const {
    for (const auto& [key, value] : query) {
        if (key == name) return value;
    }
    return std::nullopt;
}

std::string_view Request::cookie(std::string_view name) const {
    for (std::string_view rest = header("cookie"); !rest.empty();) {
        const auto end = std::min(rest.find(';'), rest.size());
        std::string_view pair = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
        if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') return pair.substr(name.size() + 1);
    }
    return {};
}

bool from_loopback(const Request& request) {
    constexpr std::string_view MappedPrefix = "::ffff:";  // IPv4 on a socket of both families
    if (!request.header("x-forwarded-for").empty() || !request.header("forwarded").empty()) return false;
    std::string_view source = request.source;
    if (source.starts_with(MappedPrefix)) source.remove_prefix(MappedPrefix.size());
    return source == "::1" || source.starts_with("127.");
}

Response json_response(int status, const boost::json::value& body) {
    return {.status = status, .content_type = "application/json", .body = boost::json::serialize(body)};
}

Response error_response(int status, std::string_view code, std::string_view message, std::string_view path) {
    return json_response(status, {{"error", {{"code", code}, {"message", message}, {"path", path}}}});
}

Response busy_response(int status, std::string_view code, std::chrono::seconds retry_after) {
    Response response = error_response(status, code, "try again after the time in Retry-After");
    response.headers.emplace_back("retry-after", std::to_string(retry_after.count()));
    return response;
}

Response empty_response(int status) { return {.status = status}; }

}  // namespace xz::server::api
