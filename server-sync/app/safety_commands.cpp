#include "server-sync/app/safety_commands.hpp"

#include "server-sync/app/envelope_folder.hpp"
#include "server-sync/app/safekeeping.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <memory>

namespace xz::server::app {

namespace {

constexpr int SomethingIsWrong = 2;

struct SafetyWords {
    std::string folder;
    std::string student_keys;
    std::string backup;
    std::string store;
    std::string out;
    std::string receipts;
    std::vector<std::string> shares;
    bool older = false;
    bool quarantine = false;
};

int verify(const CommandLine& line, const SafetyWords& words) {
    const auto settings = load_settings(line.config);
    if (!settings) return complain(settings.error());
    if (!words.backup.empty()) return line.show(verify_backup(*settings, words.backup, words.student_keys));
    const auto answer = on_platform(*settings, "verify", json::Value{{"box_days", settings->box_days.count()}});
    if (!answer) return complain(answer.error());
    print(*answer, line.form());
    return answer->at("ok").as_bool() ? 0 : SomethingIsWrong;
}

int import(const CommandLine& line, const SafetyWords& words) {
    const auto settings = load_settings(line.config);
    if (!settings) return complain(settings.error());
    const auto answer = import_folder(*settings, words.folder, words.receipts);
    if (!answer) return complain(answer.error());
    print(*answer, line.form());
    return answer->at("problems").as_array().empty() ? 0 : SomethingIsWrong;
}

int recover(const CommandLine& line, const SafetyWords& words) {
    if (words.shares.size() != 2) return complain("name both shares: --share FILE --share FILE");
    if (words.quarantine == !words.store.empty()) return complain("say either --store DIR, for a dead kiosk's store, or --quarantine");
    if (!words.quarantine && words.out.empty()) return complain("--store needs --out DIR, a new folder for the envelopes");
    const auto settings = load_settings(line.config);
    const Shares shares{words.shares[0], words.shares[1]};
    if (words.quarantine) return settings ? line.show(recover_quarantine(*settings, shares)) : complain(settings.error());
    return line.show(recover_kiosk(settings ? &*settings : nullptr, words.store, shares, words.out));
}

template <typename Run>
int with_settings(const CommandLine& line, Run&& run) {
    const auto settings = load_settings(line.config);
    if (!settings) return complain(settings.error());
    return line.show(run(*settings));
}

}  // namespace

void add_safety(CommandLine& line) {
    const auto words = std::make_shared<SafetyWords>();  // shared by the commands, one of which runs
    const auto student_keys = [words](CLI::App* command) { command->add_option("--student-keys", words->student_keys, "Folder of the students' keys, apart (DIR-student-keys)"); };
    auto* backup = line.add(&line.app, "backup", "Copy the platform into two new folders, prove the copy, and tell terminals what is safe; the server may run",
                            [&line, words] { return with_settings(line, [&](const Settings& settings) { return back_up(settings, words->folder, words->student_keys); }); });
    backup->add_option("DIR", words->folder)->required();
    student_keys(backup);
    backup->footer("Keep the folder of the students' keys elsewhere, and not for long: what is erased there is erased in every backup.\nA copy of DATA/keys belongs in a safe: without it no backup opens.");
    auto* restored = line.add(&line.app, "restore", "Put a proven backup in the store's place; the old store is moved aside. Stop the server first", [&line, words] {
        return with_settings(line, [&](const Settings& settings) { return restore(settings, words->folder, words->student_keys, words->older ? Older::Taken : Older::Refused); });
    });
    restored->add_option("DIR", words->folder)->required();
    student_keys(restored);
    restored->add_flag("--older", words->older, "Although a later backup was made: terminals may have purged what this one lacks");
    auto* verified = line.add(&line.app, "verify", "Prove that chains and the audit log have no gap and the store is sound; ends with 2 when something is wrong",
                              [&line, words] { return verify(line, *words); });
    verified->add_option("--backup", words->backup, "Prove this backup instead");
    student_keys(verified);
    auto* recovered = line.add(&line.app, "recover", "With both shares of the recovery key: the envelopes in a dead kiosk's store, or those whose box key is gone",
                               [&line, words] { return recover(line, *words); });
    recovered->add_option("--store", words->store, "The kiosk's data folder, or a copy of it; nothing in it is changed");
    recovered->add_option("--out", words->out, "New folder for its envelopes, for import-envelopes");
    recovered->add_flag("--quarantine", words->quarantine, "Open what lies in this platform's quarantine for want of its box key; stop the server first");
    recovered->add_option("--share", words->shares, "A custodian's file; twice");
    auto* imported = line.add(&line.app, "import-envelopes", "Take in envelopes that were carried here, by the rules of the network; receipts are written beside them",
                              [&line, words] { return import(line, *words); });
    imported->add_option("DIR", words->folder)->required();
    imported->add_option("--receipts", words->receipts, "Folder for the receipts (DIR)");
}

}  // namespace xz::server::app
