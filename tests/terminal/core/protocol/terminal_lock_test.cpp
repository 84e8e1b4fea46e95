#include "terminal/core/protocol/terminal_lock.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::protocol;

namespace {

const std::string id = "0197588e-9a00-7000-8000-0123456789ab";

}  // namespace

TEST_CASE("A lock order comes out of its command as it went in") {
    CHECK(lock_order(command_of(id, Lock{"本机送修，请到二楼。"})) == LockOrder{Lock{"本机送修，请到二楼。"}});
    CHECK(lock_order(command_of(id, Lock{})) == LockOrder{Lock{}});
    CHECK(lock_order(command_of(id, Unlock{})) == LockOrder{Unlock{}});
    CHECK(command_of(id, Lock{"x"}).args == R"({"message":"x"})");
    CHECK(command_of(id, Unlock{}).args == "{}");
}

TEST_CASE("What is no well-formed lock order orders nothing") {
    CHECK_FALSE(lock_order({id, "reload", "{}"}));
    CHECK_FALSE(lock_order({id, "lock", "{}"}));
    CHECK_FALSE(lock_order({id, "lock", R"({"message":5})"}));
    CHECK_FALSE(lock_order({id, "lock", R"({"message":"x","for":"ever"})"}));
    CHECK_FALSE(lock_order({id, "lock", R"({"message":")" + std::string(LongestLockMessage + 1, 'x') + "\"}"}));
    CHECK_FALSE(lock_order({id, "unlock", R"({"message":"x"})"}));
    CHECK_FALSE(lock_order({id, "unlock", "no json"}));
}
