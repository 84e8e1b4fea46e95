#include "server-sync/app/log.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <unistd.h>

namespace xz::server::app {

void Log::info(std::string_view event, boost::json::object fields) const { line("info", event, std::move(fields)); }

void Log::error(std::string_view event, boost::json::object fields) const { line("error", event, std::move(fields)); }

void Log::line(std::string_view level, std::string_view event, boost::json::object fields) const {
    boost::json::object entry{{"time", to_rfc3339(clock_.now())}, {"level", level}, {"event", event}};
    for (auto& field : fields) entry[field.key()] = std::move(field.value());
    const std::string text = boost::json::serialize(entry) + '\n';
    // A log that nobody takes must not stop the platform.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
}

}  // namespace xz::server::app
