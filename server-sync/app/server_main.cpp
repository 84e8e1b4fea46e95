#include "server-sync/admin/platform_store.hpp"
#include "server-sync/admin/private_folder.hpp"
#include "server-sync/app/platform.hpp"
#include "server-sync/app/preflight.hpp"
#include "server-sync/app/version.hpp"
#include "terminal/core/crypto/init.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <boost/json/object.hpp>

#include <sys/resource.h>

#include <csignal>
#include <cstdio>

namespace {

using namespace xz;
using namespace xz::server;

int complain(std::string_view message) {
    fmt::print(stderr, "xuezhen-server: {}\n", message);
    return 1;
}

enum class Task { Check, Serve };

// Secrets are in memory: no core dump takes them to disk. A client that leaves must not end us.
void harden() {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    std::signal(SIGPIPE, SIG_IGN);
}

int check(const std::string& file, const app::Settings& settings, const admin::PlatformKeys& keys, RandomSource& random) {
    if (const auto problems = app::certificate_problems(settings, keys.server_certificate, SystemClock{}.now()); !problems.empty()) {
        return complain(fmt::format("{}: {}", file, fmt::join(problems, "\nxuezhen-server: ")));
    }
    const auto lock = admin::DataLock::try_take(settings.data, "xuezhen-server --check");
    if (!lock) return complain(lock.error());
    if (!*lock) {
        fmt::print("{}: ok; the store was not looked at, because a server works on it\n", file);
        return 0;
    }
    if (const auto store = admin::open_store(settings.data, keys, random); !store) return complain(store.error());
    fmt::print("{}: ok\n", file);
    return 0;
}

int serve(const std::string& file, Task task) {
    const auto settings = app::load_settings(file);
    if (!settings) return complain(settings.error());
    auto keys = admin::load_keys(admin::keys_folder(settings->data));
    if (!keys) return complain(keys.error());
    SystemClock clock;
    SystemRandom random;
    if (task == Task::Check) return check(file, *settings, *keys, random);
    const app::Log log{clock};
    app::RunningPlatform platform{*settings, std::move(*keys), log, clock, random};
    platform.run();
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Xuezhen platform: receives what terminals hand in, shows staff what came of it", "xuezhen-server"};
    app.set_version_flag("--version", std::string{app::Version});
    app.require_subcommand(1);
    app.failure_message([](const CLI::App*, const CLI::Error& error) { return fmt::format("xuezhen-server: {} (see --help)\n", error.what()); });
    auto* command = app.add_subcommand("serve", "Serve terminals and pages until SIGTERM, which drains and ends with 0");
    std::string file;
    bool check = false;
    command->add_option("--config", file, "The configuration, TOML")->required();
    command->add_flag("--check", check, "Read configuration, certificate, keys and store, say what is wrong, and end");
    CLI11_PARSE(app, argc, argv);
    harden();
    // The one place of this program where what nobody nearby could act on becomes a line and a code.
    try {
        crypto::init();
        return serve(file, check ? Task::Check : Task::Serve);
    } catch (const std::exception& error) {
        return complain(error.what());
    }
}
