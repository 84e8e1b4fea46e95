#include "terminal/app/cli/commands.hpp"

#include "terminal/app/terminal.hpp"
#include "terminal/app/window/shell.hpp"
#include "terminal/core/crypto/password.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <sys/resource.h>
#include <vector>

namespace xz::app {
namespace {

struct Check {
    std::string name;
    bool passed = false;
    std::string detail;
};

Check check_argon2() {
    const auto start = std::chrono::steady_clock::now();
    const auto stretched = crypto::argon2id("246813", crypto::Argon2Salt{}, crypto::PinCost);
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
    return {"pin", took < std::chrono::seconds{3}, fmt::format("a PIN is stretched in {} ms", took.count())};
}

Check check_locked_memory() {
    rlimit limit{};
    ::getrlimit(RLIMIT_MEMLOCK, &limit);
    const bool enough = limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= (std::size_t{1} << 20);
    return {"locked-memory", enough, enough ? "secrets can be kept off swap" : fmt::format("only {} bytes may be locked; raise RLIMIT_MEMLOCK", limit.rlim_cur)};
}

Check check_clock() {
    const auto year = std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(SystemClock{}.now())}.year();
    const bool plausible = year >= std::chrono::year{2026} && year < std::chrono::year{2100};
    return {"clock", plausible, fmt::format("the machine's year is {}", static_cast<int>(year))};
}

Check check_key(const Settings& settings) {
    const auto key = key_provider(settings).provide();
    return {"key", key.has_value(), key ? "the store's wrapping key is there" : std::string{storage::to_text(key.error())}};
}

// Opens the store as `run` would and reads every page of it; a terminal that is not enrolled yet has none, and that is no fault.
Check check_store(const Settings& settings) {
    const SystemClock clock;
    SystemRandom random;
    const auto opened = storage::Store::open(settings.store_directory, key_provider(settings), clock, random);
    if (!opened) {
        return {"store", opened.error() == storage::StoreFailure::NotFound, std::string{storage::to_text(opened.error())}};
    }
    const auto faults = (*opened)->check_integrity();
    return {"store", faults.empty(), faults.empty() ? "whole" : faults.front()};
}

Check check_window() {
    const auto shell = Shell::open({.title = "selftest", .width = 540, .height = 960, .mode = WindowSettings::Mode::Hidden});
    return {"window", shell.has_value(), shell ? "OpenGL and fonts work" : shell.error()};
}

}  // namespace

int selftest(const Settings& settings, Output output) {
    const std::vector<Check> checks{check_clock(), check_argon2(), check_locked_memory(), check_key(settings), check_store(settings), check_window()};
    bool all = true;
    json::Array list;
    for (const Check& check : checks) {
        all = all && check.passed;
        list.push_back(json::Object{{"name", check.name}, {"passed", check.passed}, {"detail", check.detail}});
        if (output == Output::Text) {
            fmt::print("{} {}: {}\n", check.passed ? "ok  " : "FAIL", check.name, check.detail);
        }
    }
    if (output == Output::Json) {
        fmt::print("{}\n", json::canonical(json::Object{{"passed", all}, {"checks", std::move(list)}}));
    }
    return all ? 0 : 1;
}

}  // namespace xz::app
