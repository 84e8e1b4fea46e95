#include "tests/fault/scenarios/crash_run.hpp"
#include "tests/fault/scenarios/terminal_scenario.hpp"

#include "terminal/core/sqlite/page_file.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <vector>

namespace xz::fault {

using namespace storage;

namespace {

// Two drafts whose days are over.
class Expiry : public TerminalScenario {
public:
    explicit Expiry(std::uint64_t seed) : TerminalScenario{seed} {
        create();
        for (std::uint8_t pin = 1; pin <= 2; ++pin) {
            std::ignore = open().drafts().begin(Student, Kind, Year, stretched(pin), bytes_of(std::string(dice.between(200, 20'000), 'x')));
        }
        for (sqlite::Statement rows = open().database().prepare("SELECT wrapped_key FROM drafts"); rows.next();) {
            wrapped_.push_back(rows.blob(0));
        }
        end();
        clock.advance(std::chrono::days{8});
    }
    [[nodiscard]] std::size_t steps() const override { return 1; }
    void step(std::size_t) override { expect(open().drafts().expire() == 2, "two drafts expire"); }

protected:
    void look(std::size_t kept) override {
        std::size_t whole = 0;
        std::size_t all = 0;
        for (sqlite::Statement rows = open().database().prepare("SELECT wrapped_key FROM drafts"); rows.next();) {
            ++all;
            whole += std::ranges::find(wrapped_, rows.blob(0)) != wrapped_.end() ? 1 : 0;
        }
        expect(whole == 0 || whole == wrapped_.size(), "one draft's key is destroyed and the other's is not");
        expect(all == 0 || all == wrapped_.size(), "one draft is gone and the other is not");
        expect(kept == 0 || all == 0, "an expired draft is there");
        expect(all > 0 || !keys_lie_in_the_file(), "a draft's body went before its key was gone from the disk");
    }

private:
    // In the file itself, whatever the log holds over it.
    [[nodiscard]] bool keys_lie_in_the_file() {
        const testing::TemporaryFolder apart;
        const StoreKeys keys = open().keys();
        std::filesystem::copy_file(folder() / "store" / "store.db", apart / "store.db");
        const auto file = sqlite::PageFile::open(apart / "store.db", sqlite::Key{keys.store.bytes().data(), 32});
        expect(file.has_value(), "the file cannot be read");
        for (std::uint32_t number = 1; number <= file->pages(); ++number) {
            const auto page = file->page(number);
            for (const Bytes& wrapped : wrapped_) {
                if (page && !std::ranges::search(page->bytes(), wrapped).empty()) {
                    return true;
                }
            }
        }
        return false;
    }

    std::vector<Bytes> wrapped_;
};

}  // namespace

TEST_CASE("An expired draft's key is gone from the disk before its body goes, wherever the power is cut") {
    CHECK(cut_everywhere({"draft-expiry", [](std::uint64_t seed) -> std::unique_ptr<Scenario> { return std::make_unique<Expiry>(seed); }}, 1, 2) > 100);
}

}  // namespace xz::fault
