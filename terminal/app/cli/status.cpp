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

struct Report {
    std::string text;
    std::string failure;  // of the store; empty: it is in order
};

std::vector<std::string> faults_in(storage::Store& store) {
    try {
        return store.check_integrity();
    } catch (const sqlite::Error& error) {
        return {error.what()};
    }
}

// From the store itself when no terminal runs, every page of it read; else what the running one has left.
Result<Report, std::string> report_of(const Settings& settings) {
    const auto lock = InstanceLock::take(settings.store_directory);
    if (!lock) {
        const auto left = read_file(status_file(settings.store_directory), largest_report);
        return left ? Result<Report, std::string>{Report{std::string{text_of(*left)}, {}}} : failure(lock.error());
    }
    const SystemClock clock;
    SystemRandom random;
    auto opened = storage::Store::open(settings.store_directory, key_provider(settings), clock, random);
    if (!opened && opened.error() == storage::StoreFailure::NotFound) {
        return failure(fmt::format("{} holds no store; enrol this terminal first", settings.store_directory.string()));
    }
    StoreTrouble trouble{.failure = opened ? storage::StoreFailure::Damaged : opened.error(), .faults = opened ? faults_in(**opened) : std::vector<std::string>{}};
    if (opened && trouble.faults.empty()) {
        return Report{status_report(**opened, settings.store_directory, sync::Connection::Unknown, clock.now()), {}};
    }
    if (opened) {
        opened->reset();
    }
    if (const auto wreck = storage::Wreck::look(settings.store_directory, key_provider(settings)); wreck && trouble.failure == storage::StoreFailure::Damaged) {
        trouble.wreck = wreck->report();
        trouble.terminal = wreck->identity() ? wreck->identity()->terminal : std::string{};
    }
    return Report{status_report(trouble, settings.store_directory, clock.now()), explain(settings, trouble.failure)};
}

}  // namespace

int status(const Settings& settings, Output output) {
    const auto report = report_of(settings);
    if (!report) {
        fmt::print(stderr, "xuezhen-terminal status: {}\n", report.error());
        return 1;
    }
    fmt::print("{}\n", output == Output::Json ? report->text : in_lines(report->text));
    if (!report->failure.empty()) {
        fmt::print(stderr, "xuezhen-terminal status: {}\n", report->failure);
        return 1;
    }
    return 0;
}

}  // namespace xz::app
