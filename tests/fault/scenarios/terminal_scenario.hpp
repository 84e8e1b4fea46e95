// What the scenarios of the terminal's store share: a store in a folder, and one open at a time.
#pragma once

#include "tests/fault/scenarios/scenario.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/terminal/storage/given_store.hpp"

#include "terminal/storage/store.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace xz::fault {

// The store did not open.
class Refused : public std::runtime_error {
public:
    explicit Refused(storage::StoreFailure failure) : std::runtime_error{std::string{to_text(failure)}}, failure_{failure} {}
    [[nodiscard]] storage::StoreFailure failure() const { return failure_; }

private:
    storage::StoreFailure failure_;
};

class TerminalScenario : public Scenario {
public:
    explicit TerminalScenario(std::uint64_t seed) : dice{seed}, random{seed} {}

    [[nodiscard]] const std::filesystem::path& folder() const override { return own_.path(); }
    void begin() override;
    void end() override { store.reset(); }
    void inspect(std::size_t kept) override;
    // As above, and a student comes and works.
    void judge(std::size_t kept) override;

    std::unique_ptr<storage::Store> store;

protected:
    // The rules of the scenario; the store's integrity is looked at afterwards.
    virtual void look(std::size_t kept) = 0;

    // A store that nothing has happened to yet, open.
    void create();
    // As the command does that enrols: what an earlier try has left is taken up.
    void open_or_create();
    [[nodiscard]] storage::Store& open() { return *store; }

    Dice dice;
    testing::RepeatableRandom random;
    testing::FakeClock clock;
    storage::GivenKey key{7};
    storage::StoreOptions options{.reserve_bytes = 0, .least_free_bytes = 0, .vfs = {}};

private:
    testing::TemporaryFolder own_;
};

}  // namespace xz::fault
