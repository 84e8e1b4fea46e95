#include "tests/fault/scenarios/server_scenario.hpp"

#include <utility>

namespace xz::fault {

void ServerScenario::expect_goes_on(const testing::TestTerminal& kiosk, const std::vector<std::string>& envelopes, std::size_t have) {
    const auto answer = platform.receive(kiosk, envelopes);
    for (std::size_t n = 0; n < envelopes.size(); ++n) {
        expect(answer.results[n].status == (n < have ? protocol::ReceiptStatus::Duplicate : protocol::ReceiptStatus::Stored),
               "an envelope that was stored is not known, or one that was not is");
    }
    expect(platform.ports().envelopes.counts().stored == envelopes.size(), "an envelope is there twice, or not");
}

void ServerScenario::expect_whole(server::storage::Storage& storage) {
    const auto problems = server::sync::wait_for<std::vector<std::string>>([&](auto done) { storage.ports().state.check_integrity(std::move(done)); });
    expect(problems.empty(), problems.empty() ? "" : "platform.db: " + problems.front());
    const auto of_keys = storage.ports().student_keys.check_integrity();
    expect(of_keys.empty(), of_keys.empty() ? "" : "student-keys.db: " + of_keys.front());
}

}  // namespace xz::fault
