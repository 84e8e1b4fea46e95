// Cuts the power at random points of what terminal and platform do to their disks, and judges what is found: crash_points --points N prints
// one JSON line. A loss is told on stderr with the options that show it again, and ends the program with 1.
#include "tests/fault/scenarios/crash_run.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

using namespace xz::fault;

// Before the scenario is gone through anew, with other sizes. To open and judge a platform takes many times as long as a terminal's store,
// and one with an import in it as long again.
std::uint64_t cuts_of_a_run(std::string_view scenario) {
    return scenario == "server-import" ? 10 : scenario.starts_with("server-") ? 40 : 300;
}

struct Options {
    std::uint64_t points = 200'000;
    std::uint64_t seed = std::random_device{}();
    std::string scenario;  // to see one point again
    Cut cut;
    bool twice = false;
};

std::vector<NamedScenario> all_scenarios() {
    std::vector<NamedScenario> all{terminal_scenarios().begin(), terminal_scenarios().end()};
    all.insert(all.end(), server_scenarios().begin(), server_scenarios().end());
    return all;
}

struct Tally {
    std::uint64_t points = 0;
    std::uint64_t losses = 0;
};

// One process's share.
Tally cut_for(std::uint64_t points, std::uint64_t seed) {
    const auto scenarios = all_scenarios();
    Dice dice{seed};
    Tally tally;
    for (std::size_t turn = dice.below(scenarios.size()); tally.points < points; ++turn) {
        const NamedScenario& scenario = scenarios[turn % scenarios.size()];
        const std::uint64_t cuts = std::min(cuts_of_a_run(scenario.name), points - tally.points);
        try {
            cut_at_random(scenario, dice.below(1U << 30), cuts);
        } catch (const std::exception& loss) {
            fmt::print(stderr, "LOSS: {}\n", loss.what());
            ++tally.losses;
        }
        tally.points += cuts;
    }
    return tally;
}

int cut_all(const Options& options) {
    const auto start = std::chrono::steady_clock::now();
    const std::uint64_t processes = std::clamp<std::uint64_t>(std::thread::hardware_concurrency(), 1, options.points);
    std::array<int, 2> told{};
    if (::pipe(told.data()) != 0) {
        std::perror("crash_points");
        return 2;
    }
    std::fflush(nullptr);
    for (std::uint64_t n = 0; n < processes; ++n) {
        if (::fork() == 0) {
            const Tally tally = cut_for(options.points / processes + (n < options.points % processes ? 1 : 0), options.seed + n);
            std::_Exit(::write(told[1], &tally, sizeof tally) == sizeof tally ? 0 : 1);
        }
    }
    ::close(told[1]);
    Tally sum;
    std::uint64_t ended_well = 0;
    for (Tally tally; ::read(told[0], &tally, sizeof tally) == sizeof tally; ++ended_well) {
        sum.points += tally.points;
        sum.losses += tally.losses;
    }
    while (::wait(nullptr) > 0) {
    }
    const std::chrono::duration<double> span = std::chrono::steady_clock::now() - start;
    fmt::print(
        "{{\"name\":\"crash-points\",\"value\":{},\"unit\":\"points\",\"detail\":{{\"points\":{},\"losses\":{},\"seconds\":{:.1f},\"scenarios\":{},\"seed\":{},\"processes\":{}}}}}\n",
        sum.points, sum.points, sum.losses, span.count(), all_scenarios().size(), options.seed, processes);
    return sum.losses == 0 && ended_well == processes ? 0 : 1;
}

int see_again(const Options& options) {
    const auto scenarios = all_scenarios();
    const auto found = std::ranges::find(scenarios, options.scenario, &NamedScenario::name);
    if (found == scenarios.end()) {
        fmt::print(stderr, "no scenario '{}'\n", options.scenario);
        return 2;
    }
    CrashRun run{*found, options.seed};
    try {
        options.twice ? run.judge_twice(options.cut) : run.judge(options.cut);
    } catch (const Loss& loss) {
        fmt::print("{}\n", loss.what());
        return 1;
    }
    fmt::print("nothing is lost\n");
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    Options options;
    std::map<std::string, xz::testing::Survival> survivals;
    for (const auto survival : xz::testing::AllSurvivals) {
        survivals[std::string{to_text(survival)}] = survival;
    }
    CLI::App app{"Cuts the power at random points and judges what is found."};
    app.add_option("--points", options.points)->check(CLI::PositiveNumber)->envname("POINTS");
    app.add_option("--seed", options.seed);
    app.add_option("--scenario", options.scenario, "one point again, as a loss was told");
    app.add_option("--cut", options.cut.at);
    app.add_option("--survival", options.cut.survival)->transform(CLI::CheckedTransformer(survivals));
    app.add_option("--fate", options.cut.fate);
    app.add_flag("--twice", options.twice);
    CLI11_PARSE(app, count, arguments);
    return options.scenario.empty() ? cut_all(options) : see_again(options);
}
