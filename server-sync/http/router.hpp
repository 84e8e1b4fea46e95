// Finds the route of a call; pure, so that every path can be tried without a socket.
#pragma once

#include "server-sync/api/route.hpp"

#include <variant>

namespace xz::server::http {

struct Match {
    const api::Route* route;
    std::vector<std::pair<std::string, std::string>> parameters;
};
struct NoSuchPath {};
struct MethodNotAllowed {
    std::string allow;  // the Allow header's value
};

class Router {
public:
    explicit Router(api::Routes routes);

    // `path` is percent-decoded by segment: a "/" that was written as %2F does not part segments. HEAD finds GET's route.
    [[nodiscard]] std::variant<Match, NoSuchPath, MethodNotAllowed> find(api::Method method,
                                                                       const std::vector<std::string>& segments) const;
    [[nodiscard]] const api::Routes& routes() const { return routes_; }

private:
    struct Pattern {
        std::vector<std::string> segments;  // "{name}" captures
    };
    api::Routes routes_;
    std::vector<Pattern> patterns_;  // of the same index
};

}  // namespace xz::server::http
