#include "server-sync/app/settings.hpp"

#include "terminal/core/support/file.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <limits>

namespace xz::server::app {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t LargestFile = 256 * 1024;
constexpr std::int64_t MostDatumDays = 366;

bool is_address(const std::string& text) {
    std::array<std::uint8_t, 16> bytes;
    return ::inet_pton(AF_INET, text.c_str(), bytes.data()) == 1 || ::inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1;
}

bool is_loopback(const std::string& address) { return address.starts_with("127.") || address == "::1"; }

// Reads one table's keys by name; what is wrong and what nobody asked for becomes a line with its place.
class TableReader {
public:
    TableReader(const toml::table* table, std::string name, std::string file, std::vector<std::string>& problems)
        : table_{table}, name_{std::move(name)}, file_{std::move(file)}, problems_{problems} {}

    void text(std::string_view key, std::string& into) {
        const auto* node = find(key);
        if (!node) return;
        if (const auto value = node->value_exact<std::string>(); value && !value->empty()) {
            into = *value;
        } else {
            expected(*node, key, "a text that is not empty");
        }
    }
    void address(std::string_view key, std::string& into) {
        const auto* node = find(key);
        if (!node) return;
        if (const auto value = node->value_exact<std::string>(); value && is_address(*value)) {
            into = *value;
        } else {
            expected(*node, key, "an IPv4 or IPv6 address");
        }
    }
    template <typename Number>
    void number(std::string_view key, Number& into, std::int64_t low, std::int64_t high) {
        const auto* node = find(key);
        if (!node) return;
        if (const auto value = node->value_exact<std::int64_t>(); value && *value >= low && *value <= high) {
            into = static_cast<Number>(*value);
        } else {
            expected(*node, key, fmt::format("a whole number from {} to {}", low, high));
        }
    }
    void seconds(std::string_view key, std::chrono::milliseconds& into) {
        std::int64_t value = std::chrono::duration_cast<std::chrono::seconds>(into).count();
        number(key, value, 1, 3600);
        into = std::chrono::seconds{value};
    }
    void texts(std::string_view key, std::vector<std::string>& into) {
        const auto* node = find(key);
        if (!node) return;
        const auto* array = node->as_array();
        if (!array || array->empty()) return expected(*node, key, "a list of names, at least one");
        for (const auto& item : *array) {
            if (const auto value = item.value_exact<std::string>(); value && !value->empty()) {
                into.push_back(*value);
            } else {
                expected(item, key, "texts that are not empty");
            }
        }
    }
    void networks(std::string_view key, http::Networks& into) {
        const auto* node = find(key);
        if (!node) return;
        const auto* array = node->as_array();
        if (!array) return expected(*node, key, "a list of addresses or ranges");
        for (const auto& item : *array) {
            const auto text = item.value_exact<std::string>();
            if (auto network = http::Network::parse(text.value_or(""))) {
                into.push_back(*network);
            } else {
                expected(item, key, "an address like \"10.0.0.1\" or a range like \"10.0.0.0/16\"");
            }
        }
    }
    template <std::size_t N>
    std::size_t choice(std::string_view key, const std::array<std::string_view, N>& allowed, std::size_t otherwise) {
        const auto* node = find(key);
        if (!node) return otherwise;
        const auto value = node->value_exact<std::string>();
        const auto found = std::ranges::find(allowed, value.value_or(""));
        if (found != allowed.end()) return static_cast<std::size_t>(found - allowed.begin());
        expected(*node, key, fmt::format("one of \"{}\"", fmt::join(allowed, "\", \"")));
        return otherwise;
    }
    // A table inside this one, with texts under some of `known`.
    void headers(std::string_view key, const sync::ImportColumns& known, std::map<std::string, std::string, std::less<>>& into) {
        const auto* node = find(key);
        if (!node) return;
        if (!node->is_table()) return expected(*node, key, "a table of our columns with their headers in the college's files");
        TableReader table{node->as_table(), fmt::format("{}.{}", name_, key), file_, problems_};
        for (const auto* columns : {&known.required, &known.optional}) {
            for (const auto column : *columns) {
                std::string header;
                table.text(column, header);
                if (header.empty()) continue;
                const auto taken = std::ranges::find(into, header, [](const auto& entry) { return entry.second; });
                if (taken != into.end()) table.expected(*node->as_table()->get(column), column, fmt::format("another header than {} has", taken->first));
                into.emplace(column, std::move(header));
            }
        }
        table.refuse_unknown();
    }
    [[nodiscard]] TableReader table(std::string_view key) {
        const auto* node = find(key);
        if (node && !node->is_table()) expected(*node, key, "a table");
        return {node ? node->as_table() : nullptr, fmt::format("{}.{}", name_, key), file_, problems_};
    }
    void missing(std::string_view key, std::string_view what) {
        const auto line = table_ ? table_->source().begin.line : 1;
        problems_.push_back(fmt::format("{}:{}: [{}] expected {} = {}", file_, line, name_, key, what));
    }
    void refuse_unknown() {
        if (!table_) return;
        for (const auto& [key, node] : *table_) {
            if (std::ranges::find(asked_, key.str()) != asked_.end()) continue;
            problems_.push_back(fmt::format("{}:{}: [{}] unknown key {}; expected one of {}", file_, key.source().begin.line, name_, key.str(),
                                            fmt::join(asked_, ", ")));
        }
    }

private:
    const toml::node* find(std::string_view key) {
        asked_.emplace_back(key);
        return table_ ? table_->get(key) : nullptr;
    }
    void expected(const toml::node& node, std::string_view key, std::string_view what) {
        problems_.push_back(fmt::format("{}:{}: [{}] {} expected {}", file_, node.source().begin.line, name_, key, what));
    }

    const toml::table* table_;
    std::string name_;
    std::string file_;
    std::vector<std::string>& problems_;
    std::vector<std::string> asked_;
};

constexpr std::array<std::string_view, 6> Sections{"data", "sync", "web", "import", "keys", "limits"};
constexpr std::int64_t LongestTerm = 3660;  // days
constexpr std::array<std::string_view, 3> TlsNames{"off", "platform", "files"};

fs::path beside(const fs::path& file, const fs::path& path) { return path.empty() || path.is_absolute() ? path : file.parent_path() / path; }

}  // namespace

Result<Settings, std::string> parse_settings(std::string_view text, const fs::path& file) {
    toml::parse_result parsed;
    try {
        parsed = toml::parse(text);
    } catch (const toml::parse_error& error) {  // toml++'s only way to say so
        return failure(fmt::format("{}:{}: expected TOML: {}", file.string(), error.source().begin.line, error.description()));
    }
    std::vector<std::string> problems;
    for (const auto& [key, node] : parsed) {
        if (std::ranges::find(Sections, key.str()) == Sections.end() || !node.is_table()) {
            problems.push_back(fmt::format("{}:{}: unknown key {}; expected the tables [{}]", file.string(), key.source().begin.line, key.str(),
                                           fmt::join(Sections, "], [")));
        }
    }
    const auto section = [&](std::string_view name) {
        return TableReader{parsed.get_as<toml::table>(name), std::string{name}, file.string(), problems};
    };
    Settings settings;

    auto data = section("data");
    std::string directory;
    data.text("directory", directory);
    if (directory.empty()) data.missing("directory", "\"/var/lib/xuezhen\"");
    settings.data = beside(file, directory);
    data.refuse_unknown();

    auto sync = section("sync");
    sync.address("address", settings.sync_address);
    sync.number("port", settings.sync_port, 0, 65535);
    sync.texts("names", settings.names);
    if (settings.names.empty()) sync.missing("names", "[\"platform.example.edu.cn\"]");
    sync.refuse_unknown();

    auto web = section("web");
    web.address("address", settings.web_address);
    web.number("port", settings.web_port, 0, 65535);
    settings.web_tls = static_cast<WebTls>(web.choice("tls", TlsNames, 0));
    std::string certificate;
    std::string key;
    web.text("certificate", certificate);
    web.text("private_key", key);
    settings.web_certificate = beside(file, certificate);
    settings.web_key = beside(file, key);
    if (settings.web_tls == WebTls::Files && certificate.empty()) web.missing("certificate", "the file of a PEM chain, because tls = \"files\"");
    if (settings.web_tls == WebTls::Files && key.empty()) web.missing("private_key", "the file of a PEM key, because tls = \"files\"");
    if (settings.web_tls == WebTls::Off && !is_loopback(settings.web_address)) {
        web.missing("tls", "\"platform\" or \"files\": without TLS the address must be 127.0.0.1 or ::1");
    }
    if (settings.web_port != 0 && settings.web_port == settings.sync_port) web.missing("port", "another one than [sync] port");
    web.networks("trusted_proxies", settings.trusted_proxies);
    web.refuse_unknown();

    auto imports = section("import");
    for (const auto kind : {sync::ImportKind::Students, sync::ImportKind::Status, sync::ImportKind::Staff}) {
        auto import = imports.table(sync::to_text(kind));
        import.headers("columns", sync::columns_of(kind), settings.import_columns[std::string{sync::to_text(kind)}]);
        if (kind == sync::ImportKind::Status) {
            import.number("days_before_year", settings.datum_days.before_year, 0, MostDatumDays);
            import.number("days_ahead", settings.datum_days.ahead, 0, MostDatumDays);
        }
        import.refuse_unknown();
    }
    imports.refuse_unknown();

    auto keys = section("keys");
    std::int64_t box_days = settings.box_days.count();
    keys.number("box_days", box_days, 1, LongestTerm);
    settings.box_days = std::chrono::days{box_days};
    keys.refuse_unknown();

    auto limits = section("limits");
    limits.number("threads", settings.threads, 0, 256);
    limits.number("connections", settings.limits.connections, 1, 1'000'000);
    limits.number("exchanges", settings.limits.exchanges, 1, 1'000'000);
    limits.seconds("idle_seconds", settings.limits.idle);
    limits.seconds("drain_seconds", settings.limits.drain);
    limits.refuse_unknown();

    if (!problems.empty()) return failure(fmt::format("{}", fmt::join(problems, "\n")));
    return settings;
}

Result<Settings, std::string> load_settings(const fs::path& file) {
    const auto bytes = read_file(file, LargestFile);
    if (!bytes) return failure(bytes.error().message);
    return parse_settings(text_of(*bytes), fs::absolute(file));
}

crypto::ServerNames server_names(const Settings& settings) {
    crypto::ServerNames names{.common_name = settings.names.front(), .dns = {}, .addresses = {}};
    for (const auto& name : settings.names) (is_address(name) ? names.addresses : names.dns).push_back(name);
    return names;
}

std::string to_text(const Settings& settings) {
    return fmt::format(R"(# Xuezhen platform. An unknown key or a bad value is refused when the program starts.

[data]
# Store, keys and control socket. Readable by the platform's own account only.
directory = "{}"

[sync]
# Terminals connect here, with client certificates of this platform's own CA.
address = "{}"
port = {}
# Every name and address by which terminals and browsers reach this server; the certificate carries them.
names = ["{}"]

[web]
# Pages for staff, health and metrics.
address = "{}"
port = {}
# "off": loopback only, behind a proxy of your own; "platform": the certificate made by init; "files": your own.
tls = "{}"
# certificate = "web.cert.pem"
# private_key = "web.key.pem"
# Proxies of your own in front of the pages: theirs are the only X-Forwarded-For and X-Forwarded-Proto that count.
# trusted_proxies = ["127.0.0.1"]

# When the college's files have other headers than ours (xuezhen-admin import students --help), say which:
# [import.students.columns]
# XH = "学号"
# XM = "姓名"
# [import.status.columns]
# value = "成绩"
# Status data as of days that lie further back than this before their year's standards are published, or ahead of today, are slips:
# [import.status]
# days_before_year = {}
# days_ahead = {}

[keys]
# After so many days (a term) xuezhen-admin verify and /healthz remind of: xuezhen-admin keys rotate-box
# box_days = {}

[limits]
# threads = 0            # 0: as many as cores
# connections = {}     # over both listeners
# exchanges = {}       # requests being answered; beyond them 503
# idle_seconds = {}
# drain_seconds = {}     # after SIGTERM
)",
                       settings.data.string(), settings.sync_address, settings.sync_port, fmt::join(settings.names, "\", \""),
                       settings.web_address, settings.web_port, TlsNames[static_cast<std::size_t>(settings.web_tls)],
                       settings.datum_days.before_year, settings.datum_days.ahead, settings.box_days.count(), settings.limits.connections, settings.limits.exchanges,
                       std::chrono::duration_cast<std::chrono::seconds>(settings.limits.idle).count(),
                       std::chrono::duration_cast<std::chrono::seconds>(settings.limits.drain).count());
}

}  // namespace xz::server::app
