// What xuezhen-admin does once its command line is understood: prints an answer, or one plain complaint.
#pragma once

#include "server-sync/admin/command.hpp"
#include "server-sync/app/settings.hpp"
#include "server-sync/sync/imports.hpp"

#include <filesystem>
#include <string>

namespace xz::server::app {

enum class Form { Text, Json };

// Runs it on the store when no server does, else inside the running server (see admin/control_socket.hpp).
[[nodiscard]] admin::Answer on_platform(const Settings& settings, std::string_view command, const json::Value& args,
                                        const admin::Progress& progress = {});

// What init needs to know when there is no configuration yet.
struct InitChoices {
    std::filesystem::path config;
    std::filesystem::path data;     // empty: as the configuration says, or /var/lib/xuezhen
    std::filesystem::path offline;  // empty: DATA-offline beside it
    std::filesystem::path recovery; // public half of a recovery key; empty: one is made
    std::vector<std::string> names;
    std::string user = "admin";
    int sync_port = -1;  // -1: the default
    int web_port = -1;
    std::string web_tls;
};
// Makes the platform, and the configuration if that file is not there yet.
[[nodiscard]] admin::Answer initialise(const InitChoices& choices);

// A server certificate with the names of the configuration; a running server goes on with the old one until it starts again.
[[nodiscard]] admin::Answer renew_certificate(const Settings& settings);

[[nodiscard]] admin::Answer check_bundle(const std::filesystem::path& folder);
// {"files":{name:text}} for bundle-publish.
[[nodiscard]] admin::Answer bundle_arguments(const std::filesystem::path& folder);
// {"file","columns","partial",…} for the imports; `kind` as in the configuration: "students".
[[nodiscard]] admin::Answer import_arguments(const Settings& settings, std::string_view kind, const std::filesystem::path& file,
                                              sync::Extent extent, sync::Repetition repetition);

// The table of an import's problems, for a spreadsheet: line,column,expected.
[[nodiscard]] std::string report_csv(const json::Value& answer);

// Scores one sheet ("-": standard input) with the instruments of `assets`, or the ones inside this program.
[[nodiscard]] Result<std::string, std::string> score(const std::string& file, const std::filesystem::path& assets);

}  // namespace xz::server::app
