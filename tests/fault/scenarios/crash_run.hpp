// A scenario gone through once and written down, and the disk that a power cut at any point of it leaves, judged.
#pragma once

#include "tests/fault/scenarios/scenario.hpp"
#include "tests/support/crash_disk/crash_disk.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace xz::fault {

struct Cut {
    std::size_t at = 0;  // operations that were done; the next one was under way
    testing::Survival survival = testing::Survival::Everything;
    std::uint64_t fate = 0;
};

class CrashRun {
public:
    CrashRun(const NamedScenario& scenario, std::uint64_t seed);

    [[nodiscard]] std::size_t operations() const { return operations_; }

    // Throw Loss, which says how to see it again. The second one also cuts the power while what was found is being opened.
    void judge(const Cut& cut);
    void judge_twice(const Cut& cut);

private:
    template <typename Judge>
    void guarded(const Cut& cut, std::string_view times, Judge&& judge);
    [[nodiscard]] std::size_t kept(const Cut& cut) const;

    NamedScenario named_;
    std::uint64_t seed_;
    std::unique_ptr<Scenario> scenario_;
    std::unique_ptr<testing::CrashDisk> disk_;
    std::vector<std::size_t> promised_at_;  // operations done by then
    std::size_t operations_ = 0;
};

// `cuts` of the scenario at random; throws Loss.
void cut_at_random(const NamedScenario& scenario, std::uint64_t seed, std::uint64_t cuts);

// Every operation of the scenario cut in every way, `fates` times each; answers the number of cuts. Throws Loss.
std::uint64_t cut_everywhere(const NamedScenario& scenario, std::uint64_t seed, std::uint64_t fates = 1);

}  // namespace xz::fault
