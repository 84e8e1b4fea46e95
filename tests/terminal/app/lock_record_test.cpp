#include "terminal/app/lock_record.hpp"

#include "tests/terminal/app/kiosk.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::app;

TEST_CASE("A lock order is obeyed once, and what it said outlives the program") {
    test::Kiosk kiosk;
    const auto lock = protocol::command_of("0197588e-9a00-7000-8000-000000000001", protocol::Lock{"送修"});
    const auto unlock = protocol::command_of("0197588e-9a00-7000-8000-000000000002", protocol::Unlock{});
    const auto obey = [&](const protocol::Command& command) { return kiosk.storage.ask([&](storage::Store& store) { return LockRecord{store.settings()}.obey(command); }); };
    const auto message = [&] { return kiosk.storage.ask([](storage::Store& store) { return LockRecord{store.settings()}.message(); }); };
    CHECK_FALSE(message());
    CHECK(obey(lock));
    CHECK_FALSE(obey(lock));
    CHECK(message() == "送修");
    CHECK_FALSE(obey({"0197588e-9a00-7000-8000-000000000003", "reload", "{}"}));
    CHECK(message() == "送修");
    CHECK(obey(unlock));
    CHECK_FALSE(message());
    CHECK_FALSE(obey(unlock));
}
