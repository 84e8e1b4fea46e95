// What the scenarios of the platform's store share: a platform without a network in a folder, students and kiosks.
#pragma once

#include "tests/fault/scenarios/scenario.hpp"
#include "tests/support/platform/test_platform.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xz::fault {

class ServerScenario : public Scenario {
public:
    explicit ServerScenario(std::uint64_t seed) : dice{seed} {}
    [[nodiscard]] const std::filesystem::path& folder() const override { return platform.folder.path(); }
    void begin() override { platform.reopen(); }
    void end() override { platform.close(); }
    void inspect(std::size_t kept) override {
        look(kept);
        expect_whole(platform.storage());
    }
    // Both files.
    static void expect_whole(server::storage::Storage& storage);

protected:
    virtual void look(std::size_t kept) = 0;

    [[nodiscard]] std::optional<server::sync::ChainHead> head(const testing::TestTerminal& kiosk) {
        return platform.ports().envelopes.chain(kiosk.id, kiosk.place.chain);
    }
    // The first `have` envelopes are there, once each, and the rest can come.
    void expect_goes_on(const testing::TestTerminal& kiosk, const std::vector<std::string>& envelopes, std::size_t have);

    Dice dice;
    testing::TestPlatform platform;
};

// Backups, and the way back from one.
[[nodiscard]] std::span<const NamedScenario> safekeeping_scenarios();

}  // namespace xz::fault
