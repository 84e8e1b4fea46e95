// What every command of xuezhen-admin shares, and the command that the line named.
#pragma once

#include "server-sync/app/admin_commands.hpp"
#include "server-sync/app/admin_output.hpp"

#include <CLI/CLI.hpp>

#include <functional>
#include <string>
#include <string_view>

namespace xz::server::app {

struct CommandLine {
    CLI::App app{"Xuezhen platform's command line for IT", "xuezhen-admin"};
    std::string config = "/etc/xuezhen/server.toml";
    bool as_json = false;
    std::function<int()> chosen;

    [[nodiscard]] Form form() const { return as_json ? Form::Json : Form::Text; }

    CLI::App* add(CLI::App* parent, std::string name, std::string help, std::function<int()> run) {
        auto* command = parent->add_subcommand(std::move(name), std::move(help));
        command->add_flag("--json", as_json, "Print JSON");
        command->fallthrough();  // --config may stand behind the command
        command->callback([this, run = std::move(run)] { chosen = run; });
        return command;
    }

    CLI::App* group(std::string name, std::string help) {
        auto* parent = app.add_subcommand(std::move(name), std::move(help));
        parent->require_subcommand(1);
        parent->fallthrough();
        return parent;
    }

    // Prints the answer, or complains; the exit code.
    [[nodiscard]] int show(const admin::Answer& answer) const {
        if (!answer) return complain(answer.error());
        print(*answer, form());
        return 0;
    }

    // Runs it on the platform and prints the answer.
    [[nodiscard]] int on_platform(std::string_view command, const admin::Answer& args) const { return show(answer_of(command, args)); }

    [[nodiscard]] admin::Answer answer_of(std::string_view command, const admin::Answer& args) const {
        if (!args) return args;
        const auto settings = load_settings(config);
        if (!settings) return failure(settings.error());
        return xz::server::app::on_platform(*settings, command, *args);
    }
};

}  // namespace xz::server::app
