#include "terminal/core/sqlite/page_file.hpp"
#include "tests/terminal/storage/store_fixture.hpp"

#include <algorithm>
#include <array>

namespace xz::storage {

namespace {

using namespace std::chrono_literals;

constexpr protocol::Epoch kEpoch{1};
constexpr std::chrono::days kKeep{14};
constexpr std::string_view kCanary = "a canary in a sealed envelope";

// Whether the words lie anywhere in the decrypted file, in use or not.
bool lies_in_the_file(StoreFixture& fixture) {
    const StoreKeys keys = fixture.store->keys();
    fixture.close();
    const auto file = sqlite::PageFile::open(fixture.folder.path() / "store" / "store.db", sqlite::Key{keys.store.bytes().data(), 32});
    REQUIRE(file.has_value());
    bool found = false;
    for (std::uint32_t number = 1; number <= file->pages(); ++number) {
        const auto page = file->page(number);
        REQUIRE(page.has_value());
        found = found || page->text().find(kCanary) != std::string_view::npos;
    }
    fixture.reopen();
    return found;
}

}  // namespace

TEST_CASE_METHOD(StoreFixture, "An envelope with a receipt is kept as long as it must be, and then nothing of it lies in the file") {
    auto envelope = sealed_for(store->outbox().next_place(), 30'000);
    envelope.bytes += kCanary;
    envelope.sha256 = protocol::envelope_digest(envelope.bytes);
    store->submit(envelope, {Student, Kind, Year, 1, clock.now()}, nullptr);
    store->tidy();
    CHECK(lies_in_the_file(*this));
    store->outbox().keep_receipts(std::array{result_for(envelope, kEpoch)});

    const auto purged_at = [&](std::chrono::hours later) {
        auto told = answer(kEpoch, 1, envelope.sha256, 1);
        told.time = clock.now() + later;
        return store->outbox().purge(told, kKeep);
    };
    CHECK(purged_at(kKeep - 1h) == 0);
    CHECK(purged_at(kKeep) == 1);
    store->tidy();
    CHECK_FALSE(lies_in_the_file(*this));
    CHECK(store->outbox().chain_end().seq == 1);
}

}  // namespace xz::storage
