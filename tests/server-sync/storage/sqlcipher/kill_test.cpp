#include "tests/support/platform/test_platform.hpp"

#include <catch2/catch_test_macros.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <random>
#include <thread>

using namespace xz;
using namespace xz::testing;

namespace {

// In a process of its own: hands in one envelope after another and says so after each receipt.
[[noreturn]] void serve_until_killed(TestPlatform& platform, const TestTerminal& kiosk, const std::vector<std::string>& envelopes,
                                     int tell) {
    platform.reopen();
    for (const std::string& envelope : envelopes) {
        const auto answer = platform.receive(kiosk, {envelope});
        const char status = answer.results[0].status == protocol::ReceiptStatus::Stored ? 's' : '?';
        if (::write(tell, &status, 1) != 1) {
            break;
        }
    }
    ::pause();
    ::_exit(0);
}

}  // namespace

TEST_CASE("Killed at any moment, the store has every envelope that a receipt went out for, and takes up where it was") {
    TestPlatform platform;
    platform.add_students({"2024001"});
    std::mt19937 dice{7};
    for (int round = 0; round < 6; ++round) {
        TestTerminal kiosk = platform.add_terminal("kiosk-" + std::to_string(round));
        std::vector<std::string> envelopes;
        for (int index = 0; index < 60; ++index) {
            envelopes.push_back(platform.envelope(kiosk, "2024001"));
        }
        platform.close();
        int pipe[2];
        REQUIRE(::pipe(pipe) == 0);
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            serve_until_killed(platform, kiosk, envelopes, pipe[1]);
        }
        ::close(pipe[1]);
        const auto wanted = 1 + dice() % 20;
        std::string told(1, '\0');
        std::size_t receipts = 0;
        while (receipts < wanted && ::read(pipe[0], told.data(), 1) == 1) {
            REQUIRE(told == "s");
            ++receipts;
        }
        std::this_thread::sleep_for(std::chrono::microseconds{dice() % 4000});
        ::kill(child, SIGKILL);
        while (::read(pipe[0], told.data(), 1) == 1) {
            ++receipts;  // told before the end
        }
        ::close(pipe[0]);
        ::waitpid(child, nullptr, 0);

        platform.reopen();
        const auto head = platform.ports().envelopes.chain(kiosk.id, kiosk.place.chain);
        REQUIRE(head);
        CHECK(head->have_seq >= receipts);
        CHECK(head->highest_seq == head->have_seq);
        const auto answer = platform.receive(kiosk, envelopes);
        for (std::size_t index = 0; index < envelopes.size(); ++index) {
            const auto expected =
                index < head->have_seq ? protocol::ReceiptStatus::Duplicate : protocol::ReceiptStatus::Stored;
            CHECK(answer.results[index].status == expected);
        }
        CHECK(platform.ports().envelopes.chain(kiosk.id, kiosk.place.chain)->have_seq == envelopes.size());
    }
    CHECK(platform.ports().envelopes.counts().stored == 360);
}
