#include "server-sync/app/admin_commands.hpp"
#include "server-sync/app/admin_output.hpp"
#include "server-sync/app/codes_file.hpp"
#include "server-sync/app/command_line.hpp"
#include "server-sync/app/import_command.hpp"
#include "server-sync/app/key_commands.hpp"
#include "server-sync/app/safety_commands.hpp"
#include "server-sync/app/version.hpp"
#include "server-sync/sync/imports.hpp"
#include "terminal/core/crypto/init.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <iostream>

namespace {

using namespace xz;
using namespace xz::server;
using app::CommandLine;
using app::complain;
using app::Form;
using app::print;

std::string line_from_stdin() {
    std::string line;
    std::getline(std::cin, line);
    return line;
}

int initialise(const CommandLine& line, app::InitChoices choices) {
    choices.config = line.config;
    const auto answer = app::initialise(choices);
    if (!answer) return complain(answer.error());
    print(*answer, line.form());
    if (line.form() == Form::Json) return 0;
    fmt::print(
        "\nNext:\n"
        "  1. Write root_code above on paper: it is kept nowhere. Carry everything in {} away from this machine and wipe the\n"
        "     folder: root.key to one safe, its code to another, each share of the recovery key to a custodian of its own.\n"
        "  2. xuezhen-admin --config {} bundle publish DIR, with a folder of instruments, windows and notice\n"
        "  3. xuezhen-admin --config {} import students FILE --codes FILE\n"
        "  4. xuezhen-admin --config {} import staff FILE\n"
        "  5. xuezhen-admin --config {} user reset USER, for the password of each of the staff\n"
        "  6. xuezhen-admin --config {} import status FILE\n"
        "  7. xuezhen-server serve --config {}\n"
        "  8. xuezhen-admin --config {} terminal add ID --place TEXT, and type the code at the terminal\n",
        answer->at("offline").as_string().c_str(), line.config, line.config, line.config, line.config, line.config, line.config, line.config);
    if (choices.names.empty()) {
        fmt::print(
            "\nWithout --name the certificate carries localhost and 127.0.0.1 only, when the configuration was made now.\n"
            "For terminals on other machines write every name and address into names = [...] of {} and run\n"
            "xuezhen-admin --config {} certificate renew\n",
            line.config, line.config);
    }
    return 0;
}

void add_init(CommandLine& line, app::InitChoices& choices) {
    auto* command = line.add(&line.app, "init", "Make a new platform: folder, keys, store, first account, configuration",
                             [&] { return initialise(line, choices); });
    command->add_option("--data", choices.data, "Data folder, when there is no configuration yet (/var/lib/xuezhen)");
    command->add_option("--offline", choices.offline, "Where the root key and the recovery key's shares go (DATA-offline)");
    command->add_option("--recovery", choices.recovery, "Public half of a recovery key made elsewhere by recovery-key new; else one is made here");
    command->add_option("--name", choices.names, "DNS name or address of this server; repeat for more (localhost, 127.0.0.1)");
    command->add_option("--user", choices.user, "First account of staff (admin)");
    command->add_option("--sync-port", choices.sync_port, "Port for terminals (8443)")->check(CLI::Range(0, 65535));
    command->add_option("--web-port", choices.web_port, "Port for pages (8080)")->check(CLI::Range(0, 65535));
    command->add_option("--web-tls", choices.web_tls, "off or platform (off)")->check(CLI::IsMember({"off", "platform"}));
}

struct Words {
    std::string file;
    std::string codes;
    std::string assets;
    std::string id;
    std::string place;
    int minutes = 15;
    std::string user;
    std::string name;
    std::string role = "counselor";
    std::string scope;
    std::vector<std::string> classes;
    std::string student_no;
    bool password_from_stdin = false;
    std::string report;
    bool partial = false;
    bool again = false;
    std::int64_t number = 0;
    bool release = false;
    bool discard = false;
    std::string reason;
    std::string message;
};

std::string footer_of(sync::ImportKind kind, std::string_view more) {
    const auto& columns = sync::columns_of(kind);
    return fmt::format(
        "Columns: {}{}{}\nother headers: [import.{}.columns] of the configuration\n"
        "CSV with a header line, UTF-8 or GB18030 (GBK); days as 2026-06-10, months as 202409.\n{}",
        fmt::join(columns.required, ","), columns.optional.empty() ? "" : " and optionally\n", fmt::join(columns.optional, ","), sync::to_text(kind), more);
}

void add_imports(CommandLine& line, Words& words) {
    auto* group = line.group("import", "Take in what the college hands over, as CSV");
    const auto add = [&](sync::ImportKind kind, std::string help, std::string_view more) {
        auto* command = line.add(group, std::string{sync::to_text(kind)}, std::move(help), [&line, &words, kind] {
            return app::import_file(line.config, line.form(),
                                    {.kind = sync::to_text(kind),
                                     .file = words.file,
                                     .codes = words.codes,
                                     .report = words.report,
                                     .extent = words.partial ? sync::Extent::Part : sync::Extent::Whole,
                                     .repetition = words.again ? sync::Repetition::Again : sync::Repetition::Refused});
        });
        command->add_option("FILE", words.file)->required();
        command->add_flag("--partial", words.partial, "Take the rows that are right although others are wrong");
        command->add_option("--report", words.report, "Write what is wrong to this file, as CSV");
        command->footer(footer_of(kind, more));
        return command;
    };
    add(sync::ImportKind::Students, "Roster; prints one activation code for each new student", "A column that is not there leaves what is known; one that is there and empty clears it.\nA code that was lost: student reset-pin NUMBER gives a new one.")
        ->add_option("--codes", words.codes, "Write the codes to this new file instead of printing them (better: a screen is not paper)");
    add(sync::ImportKind::Status, "Status data (状态数据); raises the warnings that they make",
        "A file that was taken in before is not taken again, and the answer says how many newer values stand in place of its own.")
        ->add_flag("--again", words.again, "Take a file's values once more: they supersede what came after them");
    add(sync::ImportKind::Staff, "Staff and their classes",
        "Classes are separated by blanks. Accounts come without a password: user reset USER gives one.");
}

int print_codes(const CommandLine& line, const Words& words) {
    const std::filesystem::path file = words.file;
    const bool as_csv = file.extension() == ".csv";
    if (!as_csv && file.extension() != ".html") return complain("--out takes a name that ends in .html or .csv");
    if (words.classes.size() + (words.scope.empty() ? 0 : 1) != 1) return complain("name one --class CODE or one --department CODE");
    auto codes = app::CodesFile::reserve(file);
    if (!codes) return complain(codes.error());
    auto answer = line.answer_of("codes", json::Value{{"unit", words.classes.empty() ? words.scope : words.classes.front()}, {"form", as_csv ? "csv" : "html"}});
    if (!answer) return complain(answer.error());
    if (auto written = codes->keep(std::string_view{answer->at("text").as_string()}); !written) {
        return complain(fmt::format("the codes handed out before have ended, and the new ones were not kept: {}; run it again, and hand out its codes", written.error()));
    }
    answer->as_object().erase("text");
    answer->as_object()["file"] = file.string();
    print(*answer, line.form());
    return 0;
}

void add_students(CommandLine& line, Words& words) {
    auto* codes = line.add(&line.app, "codes", "Fresh activation codes for whoever has no PIN, to print and hand out; older codes of theirs end",
                           [&] { return print_codes(line, words); });
    codes->add_option("--class", words.classes, "Code of a class")->expected(1);
    codes->add_option("--department", words.scope, "Code of a department");
    codes->add_option("--out", words.file, "New file: .html to print and cut, .csv for a spreadsheet")->required();
    auto* group = line.group("student", "Students' PINs");
    line.add(group, "reset-pin", "End a student's PIN; prints the activation code for the next one",
             [&] { return line.on_platform("user-reset", json::Value{{"student_no", words.student_no}}); })
        ->add_option("NUMBER", words.student_no)
        ->required();
}

void add_quarantine(CommandLine& line, Words& words) {
    auto* group = line.group("quarantine", "What was not accepted");
    line.add(group, "list", "Open cases", [&] { return line.on_platform("quarantine-list", json::Value(json::Object{})); });
    auto* resolve = line.add(group, "resolve", "Decide one case, on record", [&] {
        if (words.release == words.discard) return complain("say either --release or --discard");
        return line.on_platform("quarantine-resolve",
                                json::Value{{"number", words.number}, {"resolution", words.release ? "release" : "discard"}, {"reason", words.reason}});
    });
    resolve->add_option("NUMBER", words.number)->required();
    resolve->add_flag("--release", words.release, "Process it after all, its proof taken as given");
    resolve->add_flag("--discard", words.discard, "Leave it for good");
    resolve->add_option("--reason", words.reason, "Why, for the audit log; no student's words")->required();
}

int check_bundle(const CommandLine& line, const std::string& folder) {
    const auto answer = app::check_bundle(folder);
    if (!answer) return complain(answer.error());
    print(*answer, line.form());
    return 0;
}

void add_bundles(CommandLine& line, Words& words) {
    auto* group = line.group("bundle", "Instruments, windows and notices for the terminals");
    line.add(group, "check", "Say everything that is wrong with a folder", [&] { return check_bundle(line, words.file); })
        ->add_option("DIR", words.file)
        ->required();
    line.add(group, "publish", "Sign a folder as the next version, for ever",
             [&] { return line.on_platform("bundle-publish", app::bundle_arguments(words.file)); })
        ->add_option("DIR", words.file)
        ->required();
}

void add_terminals(CommandLine& line, Words& words) {
    auto* group = line.group("terminal", "Kiosks and their certificates");
    auto* add = line.add(group, "add", "A code with which one terminal enrols", [&] {
        return line.on_platform("terminal-add", json::Value{{"id", words.id}, {"place", words.place}, {"minutes", words.minutes}});
    });
    add->add_option("ID", words.id)->required();
    add->add_option("--place", words.place, "Where it stands, for people");
    add->add_option("--minutes", words.minutes, "How long the code holds (15)");
    line.add(group, "list", "All terminals", [&] { return line.on_platform("terminal-list", json::Value(json::Object{})); });
    auto* lock = line.add(group, "lock", "Take a terminal out of service, with words for whoever stands there",
                          [&] { return line.on_platform("terminal-lock", json::Value{{"id", words.id}, {"message", words.message}}); });
    lock->add_option("ID", words.id)->required();
    lock->add_option("--message", words.message, "What its screen says");
    line.add(group, "unlock", "Give a locked terminal back to students",
             [&] { return line.on_platform("terminal-unlock", json::Value{{"id", words.id}}); })
        ->add_option("ID", words.id)
        ->required();
    line.add(group, "lose", "Wait for this terminal no more: nobody knows where it is; it is welcome when it turns up",
             [&] { return line.on_platform("terminal-lose", json::Value{{"id", words.id}}); })
        ->add_option("ID", words.id)
        ->required();
    line.add(group, "revoke", "Take a terminal's trust away, for ever",
             [&] { return line.on_platform("terminal-revoke", json::Value{{"id", words.id}}); })
        ->add_option("ID", words.id)
        ->required();
}

int renew_certificate(const CommandLine& line) {
    const auto settings = app::load_settings(line.config);
    if (!settings) return complain(settings.error());
    const auto answer = app::renew_certificate(*settings);
    if (!answer) return complain(answer.error());
    print(*answer, line.form());
    return 0;
}

json::Value with_password(json::Object args, const Words& words) {
    if (words.password_from_stdin) args["password"] = line_from_stdin();
    return json::Value(std::move(args));
}

json::Value user_arguments(const Words& words) {
    json::Array classes;
    for (const auto& code : words.classes) classes.emplace_back(code);
    return with_password({{"user", words.user},
                          {"name", words.name.empty() ? words.user : words.name},
                          {"role", words.role},
                          {"scope", words.scope},
                          {"classes", std::move(classes)}},
                         words);
}

void add_users(CommandLine& line, Words& words) {
    auto* group = line.group("user", "Accounts of staff, and students' PINs");
    auto* add = line.add(group, "add", "An account; prints its first password", [&] { return line.on_platform("user-add", user_arguments(words)); });
    add->add_option("USER", words.user)->required();
    add->add_option("--name", words.name, "Shown on pages");
    add->add_option("--role", words.role, "counselor, teacher, department-lead, quality-office, psychology-centre, it, auditor");
    add->add_option("--scope", words.scope, "Unit that a department lead answers for");
    add->add_option("--class", words.classes, "Class of a counselor or teacher; repeat for more");
    add->add_flag("--password-stdin", words.password_from_stdin, "Take the password from the first line of standard input");
    auto* reset = line.add(group, "reset", "A new password for staff, or a new activation code for a student", [&] {
        if (!words.student_no.empty()) return line.on_platform("user-reset", json::Value{{"student_no", words.student_no}});
        return line.on_platform("user-reset", with_password(words.user.empty() ? json::Object{} : json::Object{{"user", words.user}}, words));
    });
    auto* user = reset->add_option("USER", words.user);
    reset->add_option("--student", words.student_no, "The student's number")->excludes(user);
    reset->add_flag("--password-stdin", words.password_from_stdin, "Take the password from the first line of standard input");
}

int score(const Words& words) {
    const auto result = app::score(words.file, words.assets);
    if (!result) return complain(result.error());
    fmt::print("{}\n", *result);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    CommandLine line;
    Words words;
    app::InitChoices choices;
    line.app.set_version_flag("--version", std::string{app::Version});
    line.app.add_option("--config", line.config, "The platform's configuration (/etc/xuezhen/server.toml)");
    line.app.require_subcommand(1);
    line.app.failure_message([](const CLI::App*, const CLI::Error& error) { return fmt::format("xuezhen-admin: {} (see --help)\n", error.what()); });
    add_init(line, choices);
    add_imports(line, words);
    add_students(line, words);
    add_bundles(line, words);
    add_terminals(line, words);
    add_users(line, words);
    auto* certificate = line.group("certificate", "The server's own certificate");
    line.add(certificate, "renew", "Issue it again with the names of the configuration; then restart the server", [&] { return renew_certificate(line); });
    add_quarantine(line, words);
    line.add(&line.app, "verify-report", "Say whether this platform signed a report: the text of its QR code on standard input",
             [&] { return line.on_platform("verify-report", json::Value{{"seal", line_from_stdin()}}); });
    app::add_keys(line);
    app::add_safety(line);
    auto* scoring = line.add(&line.app, "score", "Score one sheet of answers; needs no platform", [&] { return score(words); });
    scoring->add_option("FILE", words.file, "JSON, or - for standard input")->required();
    scoring->add_option("--assets", words.assets, "Folder with instruments/ to use instead of the ones inside");
    scoring->footer("Numbers are read exactly, up to 400 digits written out. A choice that the instrument does not offer is an error, also where the\n"
                    "indicator does not apply.");
    CLI11_PARSE(line.app, argc, argv);
    std::signal(SIGPIPE, SIG_IGN);
    // The one place of this program where what nobody nearby could act on becomes a line and a code.
    try {
        crypto::init();
        return line.chosen();
    } catch (const std::exception& error) {
        return complain(error.what());
    }
}
