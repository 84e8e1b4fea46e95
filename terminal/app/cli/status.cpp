#include "terminal/app/cli/commands.hpp"

#include "terminal/app/instance_lock.hpp"
#include "terminal/app/status_report.hpp"
#include "terminal/app/terminal.hpp"
#include "terminal/core/support/file.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace xz::app {
namespace {

constexpr std::size_t largest_report = std::size_t{1} << 20;  // bytes

// From the store itself when no terminal runs, else what the running one has left.
Result<std::string, std::string> report_of(const Settings& settings) {
    const auto lock = InstanceLock::take(settings.store_directory);
    if (!lock) {
        const auto left = read_file(status_file(settings.store_directory), largest_report);
        return left ? Result<std::string, std::string>{text_of(*left)} : failure(lock.error());
    }
    const SystemClock clock;
    SystemRandom random;
    const auto opened = storage::Store::open(settings.store_directory, key_provider(settings), clock, random);
    if (!opened && opened.error() == storage::StoreFailure::NotFound) {
        return failure(fmt::format("{} holds no store; enrol this terminal first", settings.store_directory.string()));
    }
    if (!opened) {
        return failure(fmt::format("store {}: {}", settings.store_directory.string(), storage::to_text(opened.error())));
    }
    return status_report(**opened, sync::Connection::Unknown, clock.now());
}

}  // namespace

int status(const Settings& settings, Output output) {
    const auto report = report_of(settings);
    if (!report) {
        fmt::print(stderr, "xuezhen-terminal status: {}\n", report.error());
        return 1;
    }
    fmt::print("{}\n", output == Output::Json ? *report : in_lines(*report));
    return 0;
}

}  // namespace xz::app
