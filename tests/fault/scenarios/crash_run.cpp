#include "tests/fault/scenarios/crash_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>

namespace xz::fault {

using testing::CrashDisk;
using testing::Survival;

void Scenario::run(const Promise& promise) {
    for (std::size_t n = 0; n < steps(); ++n) {
        step(n);
        promise();
    }
}

void Scenario::recover() {
    begin();
    end();
}

void Scenario::judge(std::size_t kept) {
    begin();
    inspect(kept);
    end();
}

std::uint64_t Dice::below(std::uint64_t limit) {
    std::uint64_t number = 0;
    random_.fill({reinterpret_cast<std::uint8_t*>(&number), sizeof number});
    return limit == 0 ? 0 : number % limit;
}

CrashRun::CrashRun(const NamedScenario& scenario, std::uint64_t seed) : named_{scenario}, seed_{seed}, scenario_{scenario.make(seed)} {
    disk_ = std::make_unique<CrashDisk>(scenario_->folder());
    std::mutex mutex;
    scenario_->begin();
    scenario_->run([&] {
        const std::lock_guard lock{mutex};
        promised_at_.push_back(disk_->operations());
    });
    scenario_->end();
    disk_->stop();
    operations_ = disk_->operations();
}

std::size_t CrashRun::kept(const Cut& cut) const {
    return static_cast<std::size_t>(std::ranges::upper_bound(promised_at_, cut.at) - promised_at_.begin());
}

template <typename Judge>
void CrashRun::guarded(const Cut& cut, std::string_view times, Judge&& judge) {
    try {
        judge();
    } catch (const std::exception& loss) {
        scenario_->end();
        throw Loss{fmt::format("{} after {} promises; again: --scenario {} --seed {} --cut {} --survival {} --fate {}{}", loss.what(), kept(cut),
                               named_.name, seed_, cut.at, to_text(cut.survival), cut.fate, times)};
    }
}

void CrashRun::judge(const Cut& cut) {
    guarded(cut, "", [&] {
        disk_->power_cut(cut.at, cut.survival, cut.fate);
        scenario_->judge(kept(cut));
    });
}

void CrashRun::judge_twice(const Cut& cut) {
    guarded(cut, " --twice", [&] {
        disk_->power_cut(cut.at, cut.survival, cut.fate);
        CrashDisk opening{scenario_->folder()};
        scenario_->recover();
        opening.stop();
        Dice dice{cut.fate};
        opening.power_cut(dice.below(opening.operations() + 1), cut.survival, cut.fate);
        scenario_->judge(kept(cut));
    });
}

void cut_at_random(const NamedScenario& scenario, std::uint64_t seed, std::uint64_t cuts) {
    constexpr std::uint64_t once_in = 8;  // the power goes a second time
    CrashRun run{scenario, seed};
    Dice dice{seed};
    for (std::uint64_t n = 0; n < cuts; ++n) {
        const Cut cut{static_cast<std::size_t>(dice.below(run.operations() + 1)), testing::AllSurvivals[dice.below(std::size(testing::AllSurvivals))], dice.below(1U << 30)};
        if (dice.below(once_in) == 0) {
            run.judge_twice(cut);
        } else {
            run.judge(cut);
        }
    }
}

std::uint64_t cut_everywhere(const NamedScenario& scenario, std::uint64_t seed, std::uint64_t fates) {
    CrashRun run{scenario, seed};
    std::uint64_t cuts = 0;
    for (std::size_t at = 0; at <= run.operations(); ++at) {
        for (const Survival survival : testing::AllSurvivals) {
            const bool is_certain = survival == Survival::Everything || survival == Survival::SyncedOnly;
            for (std::uint64_t fate = 0; fate < (is_certain ? 1 : fates); ++fate) {
                run.judge({at, survival, at * fates + fate});
                ++cuts;
            }
        }
        run.judge_twice({at, testing::AllSurvivals[at % std::size(testing::AllSurvivals)], at});
        ++cuts;
    }
    return cuts;
}

}  // namespace xz::fault
