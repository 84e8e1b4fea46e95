#include "tests/terminal/storage/store_fixture.hpp"

#include <algorithm>

namespace xz::storage {

namespace {

using Why = UnlockFailure::Why;
using namespace std::chrono_literals;

UnlockFailure wrong(StoreFixture& fixture, std::uint8_t pin) {
    const auto opened = fixture.store->drafts().unlock(Student, stretched(pin), PinTrust::Unproven);
    REQUIRE_FALSE(opened.has_value());
    return opened.error();
}

}  // namespace

TEST_CASE_METHOD(StoreFixture, "A draft resumes with its last saved body after the process is gone") {
    OpenDraft draft = begin("first");
    REQUIRE(store->drafts().save(draft, bytes_of("second")));
    reopen();
    const auto opened = store->drafts().unlock(Student, stretched(1), PinTrust::Unproven);
    REQUIRE(opened);
    REQUIRE(opened->size() == 1);
    CHECK(opened->front().id == draft.id);
    CHECK(opened->front().kind == Kind);
    CHECK(opened->front().academic_year == Year);
    CHECK(opened->front().started_at == draft.started_at);
    CHECK(text_of_draft(opened->front()) == "second");
}

TEST_CASE_METHOD(StoreFixture, "Only the PIN that began a draft opens it, and only under its number") {
    const OpenDraft draft = begin("mine", 1);
    CHECK(wrong(*this, 2).why == Why::WrongPin);
    const auto other = store->drafts().unlock("2026010102", stretched(1), PinTrust::Unproven);
    REQUIRE_FALSE(other);
    CHECK(other.error().why == Why::NoDrafts);
}

TEST_CASE_METHOD(StoreFixture, "Each try is counted on disk before it is made, and tries grow slower") {
    begin("mine", 1);
    for (int n = 0; n < 4; ++n) {
        CHECK(wrong(*this, 9).wait == 0s);
    }
    CHECK(wrong(*this, 9).wait == 30s);
    reopen();
    CHECK(wrong(*this, 1).why == Why::TooSoon);
    CHECK(store->drafts().wait_before_unlock(Student) == 30s);
    clock.advance(29s);
    CHECK(wrong(*this, 1).wait == 1s);
    clock.advance(1s);
    CHECK(wrong(*this, 9).wait == 60s);
    clock.advance(24h);
    for (int n = 0; n < 12; ++n) {
        clock.advance(15min);
        CHECK(wrong(*this, 9).why == Why::WrongPin);
    }
    CHECK(wrong(*this, 9).wait == 900s);
    clock.advance(15min);
    CHECK(store->drafts().unlock(Student, stretched(1), PinTrust::Unproven).has_value());
    CHECK(store->drafts().wait_before_unlock(Student) == 0s);
}

TEST_CASE_METHOD(StoreFixture, "A clock that goes back by years makes nobody wait for years") {
    begin("mine", 1);
    for (int n = 0; n < 5; ++n) {
        static_cast<void>(wrong(*this, 9));
    }
    clock.jump_to(Instant{1000h});
    CHECK(wrong(*this, 1).wait == 30s);
    clock.advance(30s);
    CHECK(store->drafts().unlock(Student, stretched(1), PinTrust::Unproven).has_value());
}

TEST_CASE_METHOD(StoreFixture, "Beginning anew and a PIN that the platform has proven never wait") {
    begin("mine", 1);
    for (int n = 0; n < 8; ++n) {
        static_cast<void>(wrong(*this, 9));
    }
    const OpenDraft anew = begin("anew", 2);
    CHECK(text_of_draft(anew) == "anew");
    const auto opened = store->drafts().unlock(Student, stretched(1), PinTrust::ProvenOnline);
    REQUIRE(opened);
    CHECK(text_of_draft(opened->front()) == "mine");
}

TEST_CASE_METHOD(StoreFixture, "A stranger's drafts under my number push out each other, not my work") {
    OpenDraft mine = begin("mine", 1);
    for (int n = 0; n < 3; ++n) {
        REQUIRE(store->drafts().save(mine, bytes_of("mine, more")));
    }
    for (std::uint8_t stranger = 2; stranger < 9; ++stranger) {
        clock.advance(1min);
        const OpenDraft theirs = begin("theirs", stranger);
        CHECK(store->drafts().count() <= static_cast<std::int64_t>(DraftStore::MostPerStudent));
    }
    CHECK(text_of_draft(mine) == "mine, more");
}

TEST_CASE_METHOD(StoreFixture, "A student's plan, check and diagnosis do not push each other out") {
    const OpenDraft diagnosis = begin("diagnosis");
    for (int n = 0; n < 4; ++n) {
        std::ignore = store->drafts().begin(Student, protocol::RecordKind::Plan, Year, stretched(1), bytes_of("plan"));
    }
    CHECK(text_of_draft(diagnosis) == "diagnosis");
    CHECK(store->drafts().count() == 4);
}

TEST_CASE_METHOD(StoreFixture, "While a PIN is being changed both PINs open the same work, and afterwards the one that holds") {
    OpenDraft draft = begin("my work", 1);
    REQUIRE(store->drafts().save(draft, bytes_of("more work")));
    std::vector<OpenDraft> mine;
    mine.push_back(std::move(draft));
    const auto copies = store->drafts().copy_for(mine, stretched(2));
    reopen();
    for (const std::uint8_t pin : {1, 2}) {
        const auto opened = store->drafts().unlock(Student, stretched(pin), PinTrust::Unproven);
        REQUIRE(opened);
        REQUIRE(opened->size() == 1);
        CHECK(text_of_draft(opened->front()) == "more work");
        CHECK(opened->front().saved_at == mine.front().saved_at);
    }
    SECTION("the new one") {
        store->drafts().discard(mine);
        CHECK(wrong(*this, 1).why == Why::WrongPin);
        CHECK(store->drafts().unlock(Student, stretched(2), PinTrust::Unproven));
    }
    SECTION("the old one") {
        store->drafts().discard(copies);
        CHECK(wrong(*this, 2).why == Why::WrongPin);
        CHECK(store->drafts().unlock(Student, stretched(1), PinTrust::Unproven));
    }
    CHECK(store->drafts().count() == 1);
}

TEST_CASE_METHOD(StoreFixture, "A draft that is gone says so instead of pretending to be saved") {
    OpenDraft draft = begin();
    store->drafts().discard(draft);
    CHECK_FALSE(store->drafts().save(draft, bytes_of("late")));
    CHECK_FALSE(store->drafts().body(draft));
    CHECK(store->drafts().count() == 0);
}

TEST_CASE_METHOD(StoreFixture, "A draft dies after seven days at the latest, whatever the policy says") {
    begin("old", 1);
    clock.advance(6 * 24h);
    CHECK(store->drafts().expire(1000 * 24h) == 0);
    clock.advance(24h);
    CHECK(store->drafts().expire(1000 * 24h) == 1);
    const OpenDraft young = begin("young", 1);
    clock.advance(25h);
    CHECK(store->drafts().expire(24h) == 1);
}

TEST_CASE_METHOD(StoreFixture, "A clock that lies kills no draft") {
    store->time_floor().advance(clock.now());
    const Instant truth = clock.now();
    const OpenDraft before = begin("before", 1);
    clock.jump_to(truth + 10 * 365 * 24h);
    CHECK(store->drafts().expire() == 0);
    clock.jump_to(Instant{});
    const OpenDraft dead_clock = begin("dead clock", 2);
    CHECK(store->drafts().expire() == 0);
    clock.jump_to(truth + 24h);
    CHECK(store->drafts().expire() == 0);
    CHECK(text_of_draft(before) == "before");
    CHECK(text_of_draft(dead_clock) == "dead clock");
    clock.jump_to(truth + 7 * 24h);
    CHECK(store->drafts().expire() == 1);
    clock.jump_to(truth + 8 * 24h);
    CHECK(store->drafts().expire() == 1);
}

TEST_CASE_METHOD(StoreFixture, "Neither number nor words of a student stand in the rows") {
    begin("a canary sings", 1);
    sqlite::Statement row = store->database().prepare("SELECT student, body, wrapped_key FROM drafts");
    REQUIRE(row.next());
    for (int column = 0; column < 3; ++column) {
        const auto bytes = text_of(row.blob_view(column));
        CHECK(bytes.find("canary") == std::string_view::npos);
        CHECK(bytes.find(Student) == std::string_view::npos);
    }
}

}  // namespace xz::storage
