// All routes over a real store and no sockets: a test calls them as the network would.
#pragma once

#include "server-sync/analytics/publisher.hpp"
#include "server-sync/api/sync_routes.hpp"
#include "server-sync/api/web_routes.hpp"
#include "server-sync/sync/ingest.hpp"
#include "server-sync/sync/record_vault.hpp"
#include "server-sync/sync/student_actions.hpp"
#include "server-sync/sync/student_context.hpp"
#include "server-sync/sync/student_years.hpp"
#include "terminal/core/support/json.hpp"
#include "tests/support/platform/test_platform.hpp"

#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace xz::server::api::testing {

// Who calls, and with what besides the body.
struct Caller {
    std::optional<ClientCertificate> certificate;
    Headers headers;
    std::string source = "192.0.2.1";
};

class ApiPlatform : public xz::testing::TestPlatform {
public:
    ApiPlatform();
    ~ApiPlatform();
    ApiPlatform(const ApiPlatform&) = delete;
    ApiPlatform& operator=(const ApiPlatform&) = delete;

    // The answer of the route that fits, its certificate rule included. Waits for it.
    [[nodiscard]] Response call(Method method, std::string_view path, std::string body = {}, const Caller& caller = {});
    [[nodiscard]] Response post(std::string_view path, std::string body, const Caller& caller = {}) {
        return call(Method::Post, path, std::move(body), caller);
    }
    [[nodiscard]] Response get(std::string_view path, const Caller& caller = {}) { return call(Method::Get, path, {}, caller); }

    // A terminal's connection.
    [[nodiscard]] Caller as(const std::string& terminal) const;
    // Publishes the instruments with a real signature; the version counts up from 2.
    void publish_signed();
    // A staff account with that password and, for a counselor, those classes; for a department lead that unit.
    void add_staff(const std::string& user, const std::string& password, sync::Role role, const std::vector<std::string>& classes = {},
                   const std::string& unit = {});
    // Signs in; headers with cookie and CSRF token. Empty when it fails.
    [[nodiscard]] Caller signed_in(const std::string& user, const std::string& password);

    [[nodiscard]] const Routes& routes() const { return routes_; }
    [[nodiscard]] const sync::WarningDesk& warning_desk() const { return warnings_; }
    [[nodiscard]] const Metrics& metrics() const { return metrics_; }

    SystemRandom random_source;
    sync::Ports all_ports;
    crypto::Authority authority;
    crypto::SigningKey bundle_key;
    crypto::SigningKey root_key;
    protocol::KeySet key_set;

private:
    [[nodiscard]] Post poster();

    sync::PublishedCache cache_;
    sync::RecordVault vault_;
    sync::StudentContexts contexts_;
    sync::StudentYears years_;
    sync::Proceedings proceedings_;
    sync::FeedbackDesk feedback_;
    sync::WarningDesk warnings_;
    sync::StudentActions actions_;
    analytics::Boards boards_;
    Challenges challenges_;
    PasswordDesk passwords_;
    SessionActivity activity_;
    Metrics metrics_;
    sync::Ingest ingest_;
    SyncServices sync_services_;
    WebServices web_services_;
    Routes routes_;
    std::uint64_t version_ = 1;
    std::mutex posted_guard_;
    std::vector<std::jthread> posted_;  // last: ends before what it uses
};

// The answer's body as JSON.
[[nodiscard]] json::Value body_of(const Response& response);
// The "code" of an error body.
[[nodiscard]] std::string error_code(const Response& response);
[[nodiscard]] std::string header_of(const Response& response, std::string_view name);

}  // namespace xz::server::api::testing
