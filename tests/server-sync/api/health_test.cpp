#include "server-sync/api/health.hpp"
#include "tests/server-sync/api/api_platform.hpp"

#include <catch2/catch_test_macros.hpp>

#include <boost/json.hpp>

#include <future>

using namespace xz;
using namespace xz::server;
using namespace xz::server::api;
using namespace xz::server::api::testing;
using namespace std::chrono_literals;

namespace {

// A store that reads and, while its disk is full, does not write.
class FullDisk final : public sync::PlatformState {
public:
    [[nodiscard]] protocol::Epoch epoch() const override { return {}; }
    void set_epoch(protocol::Epoch, sync::Completion<sync::Done>) override {}
    [[nodiscard]] std::optional<std::string> value(std::string_view) const override { return std::nullopt; }
    void set_value(std::string, std::string, sync::Completion<sync::Done> done) override {
        ++writes;
        if (full) return done(failure(sync::Unavailable{"database or disk is full"}));
        done(sync::Done{});
    }
    void check_integrity(sync::Completion<std::vector<std::string>>) override {}
    bool full = false;
    int writes = 0;
};

struct Duty {
    Duty() : endpoint{health(platform.all_ports, pulse, "1.0", [] { return std::vector<std::string>{"rotate"}; })} {}
    Response ask(const std::string& source) {
        Request request;
        request.source = source;
        Response answer;
        endpoint(std::move(request), [&](Response response) { answer = std::move(response); });
        return answer;
    }
    ApiPlatform platform;
    FullDisk disk;
    std::vector<std::string> told;
    StorePulse pulse{disk, platform.clock, [this](Pulse now, const std::string& why) { told.push_back(now == Pulse::Beats ? "beats" : why); }};
    Endpoint endpoint;
};

}  // namespace

TEST_CASE("A server that cannot write says degraded with a code, and ok again once it can") {
    Duty duty;
    CHECK(body_of(duty.ask("198.51.100.7")) == json::Value{{"status", "ok"}});
    CHECK(body_of(duty.ask("127.0.0.1")).at("version") == "1.0");
    CHECK(body_of(duty.ask("127.0.0.1")).at("reminders") == json::Array{"rotate"});
    duty.disk.full = true;
    duty.platform.clock.advance(3s);
    const auto degraded = duty.ask("198.51.100.7");
    CHECK(degraded.status == 503);
    CHECK(body_of(degraded) == json::Value{{"status", "degraded"}, {"code", "store_not_writable"}});
    CHECK(duty.pulse.last() == Pulse::Missed);
    CHECK(duty.told == std::vector<std::string>{"database or disk is full"});
    duty.disk.full = false;
    duty.platform.clock.advance(3s);
    CHECK(duty.ask("198.51.100.7").status == 200);
    CHECK(duty.told.back() == "beats");
}

TEST_CASE("However many ask for its health, the disk sees one write in two seconds") {
    Duty duty;
    for (int i = 0; i < 50; ++i) CHECK(duty.ask("198.51.100.7").status == 200);
    CHECK(duty.disk.writes == 1);
    duty.platform.clock.advance(2s);
    CHECK(duty.ask("198.51.100.7").status == 200);
    CHECK(duty.disk.writes == 2);
}

TEST_CASE("A real store keeps the pulse's write") {
    ApiPlatform platform;
    std::promise<Pulse> felt;
    StorePulse pulse{platform.all_ports.state, platform.clock, [](auto, const auto&) {}};
    pulse.feel([&](Pulse now) { felt.set_value(now); });
    CHECK(felt.get_future().get() == Pulse::Beats);
}
