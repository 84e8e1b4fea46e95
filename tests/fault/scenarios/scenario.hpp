// One thing that the product does to its disk, in steps each of which promises something, and what must be true after any of them.
#pragma once

#include "tests/support/fakes.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace xz::fault {

// A promise was broken.
class Loss : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

inline void expect(bool held, std::string_view what) {
    if (!held) {
        throw Loss{std::string{what}};
    }
}

// Called when a promise is made, from any thread.
using Promise = std::function<void()>;

// Made in a folder of its own with what the steps begin with, and nothing open. The steps can be gone through again and again, each
// time after the folder was put back.
class Scenario {
public:
    Scenario() = default;
    Scenario(const Scenario&) = delete;
    Scenario& operator=(const Scenario&) = delete;
    virtual ~Scenario() = default;

    [[nodiscard]] virtual const std::filesystem::path& folder() const = 0;

    virtual void begin() = 0;  // opens
    [[nodiscard]] virtual std::size_t steps() const = 0;
    virtual void step(std::size_t n) = 0;  // promises something by returning
    virtual void end() = 0;                // closes; nothing happens when nothing is open

    // Through what begin() opened. Throws Loss unless the first `kept` promises are kept, once, and of the next all or nothing is there.
    virtual void inspect(std::size_t kept) = 0;

    // All of it. One that makes several promises in a step says so itself.
    virtual void run(const Promise& promise);
    // After a power cut: opens what is on the disk and closes it.
    virtual void recover();
    // The same, inspects it, and goes on working with it.
    virtual void judge(std::size_t kept);
};

struct NamedScenario {
    std::string_view name;
    std::unique_ptr<Scenario> (*make)(std::uint64_t seed);  // the seed sets sizes and contents
};

[[nodiscard]] std::span<const NamedScenario> terminal_scenarios();
[[nodiscard]] std::span<const NamedScenario> server_scenarios();

// Numbers for sizes and contents.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : random_{seed} {}
    std::uint64_t below(std::uint64_t limit);
    std::size_t between(std::size_t least, std::size_t most) { return least + static_cast<std::size_t>(below(most - least + 1)); }

private:
    testing::RepeatableRandom random_;
};

}  // namespace xz::fault
