// The server's log: one JSON object a line on stderr, never with anything personal in it.
#pragma once

#include "server-sync/http/server.hpp"
#include "terminal/core/support/clock.hpp"

#include <boost/json/fwd.hpp>

#include <string_view>

namespace xz::server::app {

// Safe to use from several threads; each line is one write.
class Log {
public:
    explicit Log(const Clock& clock) : clock_{clock} {}

    void info(std::string_view event, boost::json::object fields) const;
    void error(std::string_view event, boost::json::object fields) const;

private:
    void line(std::string_view level, std::string_view event, boost::json::object fields) const;
    const Clock& clock_;
};

}  // namespace xz::server::app
