// The platform's configuration: one TOML file for xuezhen-server and xuezhen-admin.
#pragma once

#include "server-sync/http/forwarded.hpp"
#include "server-sync/http/limits.hpp"
#include "server-sync/sync/imports.hpp"
#include "terminal/core/crypto/authority.hpp"
#include "terminal/core/support/result.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::app {

enum class WebTls {
    Off,       // loopback only
    Platform,  // the certificate that init made; browsers need the platform's CA
    Files,     // a certificate of the college's own
};

struct Settings {
    std::filesystem::path data;  // absolute, or relative to the configuration file

    std::string sync_address = "0.0.0.0";
    std::uint16_t sync_port = 8443;
    std::vector<std::string> names;  // DNS names and addresses that terminals and browsers use; at least one

    std::string web_address = "127.0.0.1";
    std::uint16_t web_port = 8080;
    WebTls web_tls = WebTls::Off;
    std::filesystem::path web_certificate;  // PEM chain, with WebTls::Files
    std::filesystem::path web_key;
    http::Networks trusted_proxies;         // whose X-Forwarded-For and X-Forwarded-Proto are believed

    // By import ("students"): our columns' names → the headers of the college's files.
    std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> import_columns;

    sync::DatumDays datum_days;  // of status data

    std::chrono::days box_days{183};  // a term: after it verify and /healthz remind of another box key

    int threads = 0;  // 0: as many as cores, at least 2
    http::Limits limits;
};

// Every problem as "FILE:LINE: expected …", one line each.
[[nodiscard]] Result<Settings, std::string> parse_settings(std::string_view text, const std::filesystem::path& file);
[[nodiscard]] Result<Settings, std::string> load_settings(const std::filesystem::path& file);

// What the server's certificate must name.
[[nodiscard]] crypto::ServerNames server_names(const Settings& settings);

// A commented configuration with these values, as init writes it.
[[nodiscard]] std::string to_text(const Settings& settings);

}  // namespace xz::server::app
