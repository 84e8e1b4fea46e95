#include "server-sync/app/admin_commands.hpp"

#include "server-sync/admin/bundle_folder.hpp"
#include "server-sync/admin/control_socket.hpp"
#include "server-sync/admin/init.hpp"
#include "server-sync/admin/platform_store.hpp"
#include "server-sync/admin/private_folder.hpp"
#include "server-sync/admin/recovery_files.hpp"
#include "server-sync/sync/import_report.hpp"
#include "terminal/core/domain/score_json.hpp"
#include "terminal/core/support/file.hpp"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <iostream>
#include <iterator>

namespace xz::server::app {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t LargestCsv = 64 << 20;
constexpr std::size_t LargestSheet = 1 << 20;
constexpr unsigned ConfigMode = 0640;
constexpr auto ConfigFolderMode = fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec;
constexpr std::string_view AdminProgram = "xuezhen-admin";
constexpr std::string_view DefaultData = "/var/lib/xuezhen";

// Without a server one command at a time works on the store.
std::string at_work(const std::string& holder, const fs::path& data) {
    const bool imports = holder.find(" import-") != std::string::npos;
    return fmt::format("{} is running in {} ({}): wait until it has ended, then run this again", imports ? "another import" : "another command",
                       data.string(), holder);
}

Result<Settings, std::string> settings_for(const InitChoices& choices) {
    if (fs::exists(choices.config)) return load_settings(choices.config);
    Settings settings;
    settings.data = fs::absolute(choices.data.empty() ? fs::path{DefaultData} : choices.data);
    settings.names = choices.names.empty() ? std::vector<std::string>{"localhost", "127.0.0.1"} : choices.names;
    if (choices.sync_port >= 0) settings.sync_port = static_cast<std::uint16_t>(choices.sync_port);
    if (choices.web_port >= 0) settings.web_port = static_cast<std::uint16_t>(choices.web_port);
    if (choices.web_tls == "platform") settings.web_tls = WebTls::Platform;
    return settings;
}

// The folder of a configuration that is still to be written. A platform without its configuration would be out of reach.
Result<void, std::string> ready_folder(const fs::path& folder) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) {
        fs::create_directories(folder, error);
        if (!error) fs::permissions(folder, ConfigFolderMode, error);
        if (error) return failure("cannot make the folder " + folder.string() + " for the configuration: " + error.message());
    }
    if (::access(folder.c_str(), W_OK | X_OK) != 0) {
        return failure("cannot write the configuration into " + folder.string() + ": " + std::strerror(errno));
    }
    return {};
}

}  // namespace

admin::Answer on_platform(const Settings& settings, std::string_view command, const json::Value& args, const admin::Progress& progress) {
    const auto lock = admin::DataLock::try_take(settings.data, fmt::format("{} {}", AdminProgram, command));
    if (!lock) return failure(lock.error());
    const std::string holder = *lock ? std::string{} : admin::DataLock::holder(settings.data);
    if (holder.starts_with(AdminProgram)) return failure(at_work(holder, settings.data));
    if (!*lock) return admin::call_server(admin::control_path(settings.data), command, args, progress);
    const auto keys = admin::load_keys(admin::keys_folder(settings.data));
    if (!keys) return failure(keys.error());
    SystemClock clock;
    SystemRandom random;
    const auto store = admin::open_store(settings.data, *keys, random);
    if (!store) return failure(store.error());
    const auto ports = (*store)->ports();
    const sync::PublishedCache published{ports.bundles};
    return admin::run_command(command, args, {ports, published, *keys, clock, random, **store, settings.data, progress});
}

admin::Answer initialise(const InitChoices& choices) {
    const auto settings = settings_for(choices);
    if (!settings) return failure(settings.error());
    const fs::path offline = choices.offline.empty() ? fs::path{settings->data.string() + "-offline"} : fs::absolute(choices.offline);
    if (!fs::exists(choices.config)) {
        if (auto ready = ready_folder(fs::absolute(choices.config).parent_path()); !ready) return failure(ready.error());
    }
    std::optional<crypto::BoxPublicKey> recovery;
    if (!choices.recovery.empty()) {
        const auto bytes = read_file(choices.recovery, LargestSheet);
        if (!bytes) return failure(bytes.error().message);
        const auto key = admin::read_recovery_public(text_of(*bytes));
        if (!key) return failure(choices.recovery.string() + ": " + key.error());
        recovery = *key;
    }
    SystemClock clock;
    SystemRandom random;
    auto answer = admin::init_platform(
        {.data = settings->data, .offline = offline, .names = server_names(*settings), .first_user = choices.user, .recovery = recovery}, clock, random);
    if (!answer) return answer;
    if (!fs::exists(choices.config)) {
        if (auto written = write_file_atomically(choices.config, bytes_of(to_text(*settings)), ConfigMode); !written) {
            return failure(written.error().message);
        }
    }
    answer->as_object()["config"] = choices.config.string();
    answer->as_object()["sync_port"] = settings->sync_port;
    answer->as_object()["web_port"] = settings->web_port;
    return answer;
}

admin::Answer renew_certificate(const Settings& settings) {
    const auto folder = admin::keys_folder(settings.data);
    const auto keys = admin::load_keys(folder);
    if (!keys) return failure(keys.error());
    const SystemClock clock;
    if (auto renewed = admin::renew_server_certificate(*keys, server_names(settings), clock.now(), folder); !renewed) return failure(renewed.error());
    json::Array names;
    for (const auto& name : settings.names) names.emplace_back(name);
    return json::Value{{"names", std::move(names)}, {"next", "restart the server"}};
}

admin::Answer check_bundle(const fs::path& folder) {
    const auto files = admin::read_bundle_folder(folder);
    if (!files) return failure(files.error());
    const auto published = domain::read_bundle(*files);
    if (!published) return failure(domain::to_text(published.error()));
    std::size_t indicators = 0;
    for (const auto& dimension : published->current().dimensions) indicators += dimension.indicators.size();
    return json::Value{{"ok", true},
                       {"instrument", published->current().id()},
                       {"dimensions", published->current().dimensions.size()},
                       {"indicators", indicators},
                       {"cycles", published->cycles.size()}};
}

admin::Answer bundle_arguments(const fs::path& folder) {
    const auto files = admin::read_bundle_folder(folder);
    if (!files) return failure(files.error());
    json::Object texts;
    for (const auto& [name, text] : *files) texts[name] = text;
    return json::Value{{"files", std::move(texts)}};
}

admin::Answer import_arguments(const Settings& settings, std::string_view kind, const fs::path& file, sync::Extent extent,
                               sync::Repetition repetition) {
    const auto bytes = read_file(file, LargestCsv);
    if (!bytes) return failure(bytes.error().message);
    if (bytes->empty()) return failure(file.string() + " is empty");
    json::Object columns;
    if (const auto found = settings.import_columns.find(kind); found != settings.import_columns.end()) {
        for (const auto& [ours, theirs] : found->second) columns[ours] = theirs;
    }
    return json::Value{{"file", to_base64(*bytes)},
                       {"columns", std::move(columns)},
                       {"partial", extent == sync::Extent::Part},
                       {"again", repetition == sync::Repetition::Again},
                       {"days_before_year", settings.datum_days.before_year},
                       {"days_ahead", settings.datum_days.ahead}};
}

std::string report_csv(const json::Value& answer) {
    std::string csv = "\xEF\xBB\xBFline,column,expected\r\n";
    for (const auto& problem : answer.at("problems").as_array()) {
        csv += fmt::format("{},{},{}\r\n", problem.at("line").to_number<std::uint64_t>(), sync::csv_field(problem.at("column").as_string().c_str()),
                           sync::csv_field(problem.at("expected").as_string().c_str()));
    }
    return csv;
}

Result<std::string, std::string> score(const std::string& file, const fs::path& assets) {
    std::string sheet;
    if (file == "-") {
        sheet.assign(std::istreambuf_iterator<char>{std::cin}, {});
    } else {
        const auto bytes = read_file(file, LargestSheet);
        if (!bytes) return failure(bytes.error().message);
        sheet = text_of(*bytes);
    }
    domain::BundleFiles files;
    if (assets.empty()) {
        files = admin::embedded_bundle();
    } else {
        const fs::path folder = fs::is_directory(assets / "instruments") ? assets / "instruments" : assets;
        auto read = admin::read_bundle_folder(folder);
        if (!read) return failure(read.error());
        files = std::move(*read);
    }
    const auto published = domain::read_bundle(files);
    if (!published) return failure(domain::to_text(published.error()));
    return domain::score_json(sheet, published->current());
}

}  // namespace xz::server::app
