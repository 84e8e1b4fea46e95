#include "tests/server-sync/api/api_platform.hpp"

#include "assets/embedded.hpp"
#include "terminal/core/crypto/password.hpp"
#include "terminal/core/protocol/bundle.hpp"
#include "tests/support/bundle_folder.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <future>

namespace xz::server::api::testing {

using sync::wait_for;

namespace {

constexpr int PasswordThreads = 1;
constexpr std::size_t PasswordsWaiting = 8;
constexpr std::chrono::days Year{365};

std::vector<std::string> split(std::string_view path) {
    std::vector<std::string> segments;
    path.remove_prefix(1);
    while (!path.empty()) {
        const auto end = std::min(path.find('/'), path.size());
        segments.emplace_back(path.substr(0, end));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return segments;
}

bool captures(std::string_view segment) { return segment.starts_with('{'); }

// The route's parameters when it fits.
std::optional<std::vector<std::pair<std::string, std::string>>> fit(const Route& route, Method method, std::string_view path) {
    const auto pattern = split(route.pattern);
    const auto segments = split(path);
    if (route.method != method || pattern.size() != segments.size()) return std::nullopt;
    std::vector<std::pair<std::string, std::string>> parameters;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (captures(pattern[i])) {
            parameters.emplace_back(pattern[i].substr(1, pattern[i].size() - 2), segments[i]);
        } else if (pattern[i] != segments[i]) {
            return std::nullopt;
        }
    }
    return parameters;
}

}  // namespace

Post ApiPlatform::poster() {
    // Not on the store's writer thread, which must not wait for itself.
    return [this](std::function<void()> work) {
        const std::lock_guard lock{posted_guard_};
        posted_.emplace_back(std::move(work));
    };
}

ApiPlatform::~ApiPlatform() { close(); }

ApiPlatform::ApiPlatform()
    : all_ports{ports()},
      authority{crypto::Authority::create("test CA", {clock.now() - Year, clock.now() + Year})},
      bundle_key{crypto::SigningKey::generate(random_source)},
      root_key{crypto::SigningKey::generate(random_source)},
      key_set{protocol::sign(protocol::KeySet{.version = 1,
                                              .authorities = {authority.certificate().to_pem()},
                                              .root = root_key.verify_key(),
                                              .next_root = std::nullopt,
                                              .receipt = {{receipt_key.verify_key().id(), receipt_key.verify_key()}},
                                              .bundle = {{bundle_key.verify_key().id(), bundle_key.verify_key()}},
                                              .box = {{box_key.public_key().id(), box_key.public_key()}},
                                              .recovery = {{recovery_key.public_key().id(), recovery_key.public_key()}}},
                             root_key)},
      cache_{all_ports.bundles},
      vault_{all_ports.records, all_ports.student_keys, random_source},
      contexts_{all_ports, cache_, vault_, receipt_key},
      years_{all_ports, cache_, vault_},
      proceedings_{all_ports, cache_, vault_, random_source},
      feedback_{all_ports, cache_, vault_, random_source},
      warnings_{all_ports, cache_, random_source},
      actions_{all_ports, cache_, proceedings_, feedback_, warnings_},
      boards_{all_ports, cache_},
      challenges_{random_source},
      passwords_{PasswordThreads, PasswordsWaiting},
      ingest_{all_ports.envelopes, all_ports.state.epoch(), receipt_key, clock, [](std::function<void()> work) { work(); }},
      sync_services_{all_ports, ingest_, contexts_, actions_, warnings_, challenges_, authority, receipt_key,
                     [this] { return std::make_shared<const protocol::KeySet>(key_set); }, clock, random_source, metrics_, poster()},
      web_services_{all_ports, boards_, passwords_, activity_, clock, random_source, proceedings_, years_, warnings_, feedback_, metrics_,
                    poster(), std::string{assets::find("print/activation-slips.html").value_or("")}},
      routes_{sync_routes(sync_services_, [] {})} {
    std::ranges::move(web_routes(web_services_), std::back_inserter(routes_));
    wait_for<sync::Done>(
        [&](auto done) { all_ports.state.set_value("platform_salt", to_base64(Bytes(32, std::uint8_t{7})), std::move(done)); });
}

Response ApiPlatform::call(Method method, std::string_view target, std::string body, const Caller& caller) {
    const auto question = std::min(target.find('?'), target.size());
    const auto path = target.substr(0, question);
    for (const auto& route : routes_) {
        auto parameters = fit(route, method, path);
        if (!parameters) continue;
        if (auto refusal = refuse(route.access, caller.certificate, clock.now())) return *refusal;
        Request request{.method = method,
                        .path = std::string{path},
                        .parameters = std::move(*parameters),
                        .headers = caller.headers,
                        .body = std::move(body),
                        .certificate = caller.certificate,
                        .source = caller.source,
                        .id = "test",
                        .encrypted = true};
        if (question < target.size()) {
            const auto query = target.substr(question + 1);
            const auto equals = std::min(query.find('='), query.size());
            request.query.emplace_back(query.substr(0, equals), query.substr(std::min(equals + 1, query.size())));
        }
        std::promise<Response> answer;
        route.endpoint(std::move(request), [&answer](Response response) { answer.set_value(std::move(response)); });
        return answer.get_future().get();
    }
    return error_response(404, "no_route", "");
}

Caller ApiPlatform::as(const std::string& terminal) const {
    return {.certificate = ClientCertificate{terminal, "", clock.now() + Year}, .headers = {}};
}

void ApiPlatform::publish_signed() {
    const auto members = domain::bundle_members(xz::testing::bundle_folder(XUEZHEN_ASSETS "/instruments"));
    const auto payload = protocol::encode_payload({.version = ++version_,
                                                   .academic_year = xz::testing::Year,
                                                   .platform_salt = Bytes(32, std::uint8_t{7}),
                                                   .key_set = key_set,
                                                   .crl = "",
                                                   .published = *members});
    sync::PublishedBundle bundle{.version = version_,
                                 .wire = protocol::encode(protocol::sign_bundle(version_, *payload, bundle_key)),
                                 .payload = *payload,
                                 .sha256 = {},
                                 .published_at = clock.now(),
                                 .actor = "test"};
    bundle.sha256 = to_hex(crypto::sha256(std::string_view{bundle.wire}));
    wait_for<sync::PublishVerdict>([&](auto done) { all_ports.bundles.publish(bundle, {published.current().id()}, std::move(done)); });
}

void ApiPlatform::add_staff(const std::string& user, const std::string& password, sync::Role role, const std::vector<std::string>& classes,
                            const std::string& unit) {
    const sync::StaffAccount account{.user = user,
                                     .name = "王老师",
                                     .role = role,
                                     .scope = unit,
                                     .password_hash = crypto::hash_password(password, random_source, {8u << 10, 1}),
                                     .active = true};
    wait_for<sync::Done>([&](auto done) { all_ports.staff.put(account, std::move(done)); });
    std::vector<sync::ClassAssignment> assignments;
    for (const auto& code : classes) assignments.push_back({user, code, day_in_china(clock.now()), std::nullopt});
    wait_for<sync::Done>([&](auto done) { all_ports.staff.assign(assignments, std::move(done)); });
}

Caller ApiPlatform::signed_in(const std::string& user, const std::string& password) {
    const auto body = boost::json::serialize(json::Value{{"user", user}, {"password", password}});
    const auto response = post("/api/v1/login", body, {.certificate = {}, .headers = {{"content-type", "application/json"}}});
    if (response.status != 200) return {};
    const auto cookie = header_of(response, "set-cookie");
    return {.certificate = {},
            .headers = {{"cookie", cookie.substr(0, cookie.find(';'))},
                        {"x-csrf", std::string{body_of(response).at("csrf").as_string()}}}};
}

json::Value body_of(const Response& response) { return boost::json::parse(response.body); }

std::string error_code(const Response& response) {
    return std::string{body_of(response).at("error").at("code").as_string()};
}

std::string header_of(const Response& response, std::string_view name) {
    const auto found = std::ranges::find(response.headers, name, [](const auto& pair) { return std::string_view{pair.first}; });
    return found == response.headers.end() ? "" : found->second;
}

}  // namespace xz::server::api::testing
