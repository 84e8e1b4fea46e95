// The platform as typed calls: each is one exchange of DESIGN 4's sync API, and none of them retries.
#pragma once

#include "terminal/core/protocol/action.hpp"
#include "terminal/core/protocol/batch.hpp"
#include "terminal/core/protocol/bundle.hpp"
#include "terminal/core/protocol/enrol.hpp"
#include "terminal/core/protocol/heartbeat.hpp"
#include "terminal/core/protocol/login.hpp"
#include "terminal/core/protocol/pin.hpp"
#include "terminal/core/protocol/renew.hpp"
#include "terminal/sync/call_failure.hpp"
#include "terminal/sync/http_port.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xz::sync {

template <typename T>
using Called = Result<T, CallFailure>;

// What came is well-formed; whether its signature holds is for the caller to check.
class Platform {
public:
    explicit Platform(HttpPort& http) : http_{http} {}

    [[nodiscard]] Called<protocol::EnrolAnswer> enrol(const protocol::EnrolRequest& request);
    [[nodiscard]] Called<protocol::RenewChallenge> renew(const protocol::RenewBegin& request);
    [[nodiscard]] Called<protocol::RenewAnswer> renew(const protocol::RenewFinish& request);

    struct Published {
        protocol::Bundle bundle;
        std::string etag;
    };
    // Nothing when the platform's bundle is still the one that `etag` names.
    [[nodiscard]] Called<std::optional<Published>> bundle(const std::string& etag);

    // `envelopes` in canonical bytes; the answer has as many results.
    [[nodiscard]] Called<protocol::BatchAnswer> records(std::span<const std::string> envelopes);

    [[nodiscard]] Called<protocol::LoginChallenge> login(const protocol::LoginBegin& request);
    [[nodiscard]] Called<protocol::LoginAnswer> login(const protocol::LoginFinish& request);
    [[nodiscard]] Called<void> pin(const protocol::PinRequest& request);
    // `token`: of the session that acts, from its login.
    [[nodiscard]] Called<protocol::ActionAnswer> act(const protocol::Action& action, std::string_view token);
    [[nodiscard]] Called<protocol::HeartbeatAnswer> heartbeat(const protocol::Heartbeat& request);

    // Nothing of what was said stays in a buffer.
    void hang_up() { http_.hang_up(); }

private:
    [[nodiscard]] Called<HttpAnswer> exchange(HttpRequest request);
    template <typename T>
    [[nodiscard]] Called<T> post(std::string path, std::string body, std::chrono::milliseconds limit,
                                 protocol::Decoded<T> (*decode)(std::string_view), std::vector<std::pair<std::string, std::string>> headers = {});

    HttpPort& http_;
};

}  // namespace xz::sync
