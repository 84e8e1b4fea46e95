#include "terminal/app/sign_in.hpp"

#include "tests/terminal/app/kiosk.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string_view>
#include <tuple>

namespace xz::app {
namespace {

using namespace std::chrono_literals;
namespace flow = ui::flow;
using test::Kiosk;

constexpr auto student = "20260001";
constexpr auto pin = "283746";
constexpr auto year = "2026-2027";

flow::StartLogin login(flow::Ticket ticket, std::string_view typed) { return {ticket, student, flow::SecretText{typed}}; }
flow::SaveDraft save(flow::Ticket ticket) { return {ticket, protocol::RecordKind::Diagnosis, year, R"({"answers":{}})"}; }

}  // namespace

TEST_CASE("Offline, after five wrong PINs none is looked at for a while, and whoever begins anew never waits") {
    Kiosk kiosk;
    kiosk.platform.silence = sync::NoAnswer::Unreachable;
    std::ignore = kiosk.expect<flow::LoginSucceeded>(flow::StartOffline{1, student, flow::SecretText{pin}});
    std::ignore = kiosk.expect<flow::DraftSaved>(save(2));
    std::ignore = kiosk.expect<flow::SessionWiped>(flow::WipeSession{3});

    for (flow::Ticket guess = 4; guess < 9; ++guess) {
        const auto away = kiosk.expect<flow::PlatformUnreachable>(login(guess, "918273"));
        CHECK(away.drafts == flow::LocalDrafts::OtherPin);
        CHECK((away.wait > 0s) == (guess == 8));
    }
    const auto right = kiosk.expect<flow::PlatformUnreachable>(login(9, pin));
    CHECK(right.drafts == flow::LocalDrafts::OtherPin);
    CHECK(right.wait > 0s);
    CHECK(right.wait <= 30s);

    CHECK(kiosk.expect<flow::LoginSucceeded>(flow::StartOffline{10, student, flow::SecretText{"618243"}}).mode == flow::LoginMode::Offline);
    CHECK(kiosk.expect<flow::DraftSaved>(save(11)).ticket == 11);
}

}  // namespace xz::app
