#include "server-sync/admin/command.hpp"

#include "server-sync/admin/commands.hpp"

#include <array>

namespace xz::server::admin {

namespace {

struct Entry {
    std::string_view name;
    Answer (*run)(const json::Value&, const Platform&);
};

constexpr std::array Commands{
    Entry{"import-students", &import_students}, Entry{"import-status", &import_status},
    Entry{"import-staff", &import_staff},       Entry{"bundle-publish", &publish_bundle},
    Entry{"terminal-add", &add_terminal},       Entry{"terminal-list", &list_terminals},
    Entry{"terminal-lock", &lock_terminal},     Entry{"terminal-unlock", &unlock_terminal},
    Entry{"terminal-lose", &lose_terminal},     Entry{"keys-list", &list_keys},
    Entry{"keys-request", &request_keys},       Entry{"keys-install", &install_keys},
    Entry{"import-envelopes", &import_envelopes}, Entry{"recovery-note", &note_recovery},
    Entry{"backup", &make_backup},
    Entry{"terminal-revoke", &revoke_terminal}, Entry{"user-add", &add_user},
    Entry{"user-reset", &reset_user},           Entry{"quarantine-list", &list_quarantine},
    Entry{"codes", &make_codes},                Entry{"quarantine-resolve", &resolve_quarantine},
    Entry{"verify", &verify},                   Entry{"verify-report", &verify_report},
};

}  // namespace

Answer run_command(std::string_view name, const json::Value& args, const Platform& platform) {
    for (const auto& [known, run] : Commands) {
        if (known == name) return run(args, platform);
    }
    return failure("the running server knows no command " + std::string{name} + ": are both programs of one version?");
}

}  // namespace xz::server::admin
