#include "server-sync/admin/plain_text.hpp"
#include "server-sync/app/admin_commands.hpp"
#include "server-sync/app/version.hpp"
#include "terminal/core/crypto/init.hpp"
#include "terminal/core/support/file.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <iostream>

namespace {

using namespace xz;
using namespace xz::server;
using app::Form;

int complain(std::string_view message) {
    fmt::print(stderr, "xuezhen-admin: {}\n", message);
    return 1;
}

void print(const json::Value& answer, Form form) {
    if (form == Form::Json) {
        fmt::print("{}\n", boost::json::serialize(answer));
    } else {
        fmt::print("{}", admin::to_plain_text(answer));
    }
}

// What every command shares, and the command that the line named.
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

    // Runs it on the platform and prints the answer.
    int on_platform(std::string_view command, const admin::Answer& args) const {
        const auto answer = answer_of(command, args);
        if (!answer) return complain(answer.error());
        print(*answer, form());
        return 0;
    }

    [[nodiscard]] admin::Answer answer_of(std::string_view command, const admin::Answer& args) const {
        if (!args) return args;
        const auto settings = app::load_settings(config);
        if (!settings) return failure(settings.error());
        return app::on_platform(*settings, command, *args);
    }
};

std::string line_from_stdin() {
    std::string line;
    std::getline(std::cin, line);
    return line;
}

void print_import(const CommandLine& line, const json::Value& answer) {
    if (line.form() == Form::Text && answer.at("repeated").as_bool()) {
        fmt::print("this file was taken in before; nothing was done\n");
    } else {
        print(answer, line.form());
    }
}

int import_file(const CommandLine& line, std::string_view command, const std::string& file) {
    const auto answer = line.answer_of(command, app::csv_arguments(file));
    if (!answer) return complain(answer.error());
    print_import(line, *answer);
    return 0;
}

// Codes go into a file of their own when one is named: they are handed out on paper, not left in a terminal's scrollback.
int import_students(const CommandLine& line, const std::string& file, const std::string& codes_file) {
    if (codes_file.empty()) return import_file(line, "import-students", file);
    if (auto made = app::make_codes_file(codes_file); !made) return complain(made.error());
    auto answer = line.answer_of("import-students", app::csv_arguments(file));
    if (!answer || answer->at("repeated").as_bool()) std::filesystem::remove(codes_file);
    if (!answer) return complain(answer.error());
    if (!answer->at("repeated").as_bool()) {
        std::string csv = "XH,XM,BH,code\n";
        for (const auto& code : answer->at("codes").as_array()) {
            csv += fmt::format("{},{},{},{}\n", code.at("student_no").as_string().c_str(), code.at("name").as_string().c_str(),
                               code.at("class_code").as_string().c_str(), code.at("code").as_string().c_str());
        }
        if (auto written = write_file_atomically(codes_file, bytes_of(csv), 0600); !written) {
            print(*answer, line.form());  // the codes are kept nowhere else
            return complain(written.error().message);
        }
        answer->as_object()["codes"] = codes_file;
    }
    print_import(line, *answer);
    return 0;
}

int initialise(const CommandLine& line, app::InitChoices choices) {
    choices.config = line.config;
    const auto answer = app::initialise(choices);
    if (!answer) return complain(answer.error());
    print(*answer, line.form());
    if (line.form() == Form::Json) return 0;
    fmt::print(
        "\nNext:\n"
        "  1. Take the root and recovery keys in {} away from this machine, to two custodians.\n"
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
    command->add_option("--offline", choices.offline, "Where the root and recovery keys go (DATA-offline)");
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
};

void add_imports(CommandLine& line, Words& words) {
    auto* group = line.group("import", "Take in what the college hands over, as CSV");
    const std::string rules = "UTF-8 with a header line; days as 2026-06-10, months as 202409.";
    auto* students = line.add(group, "students", "Roster; prints one activation code for each new student",
                              [&] { return import_students(line, words.file, words.codes); });
    students->add_option("FILE", words.file)->required();
    students->add_option("--codes", words.codes, "Write the codes to this new file instead of printing them (better: a screen is not paper)");
    students->footer(
        "Columns: XH,XM,XBM,BH,RXNY,class_name,department_code,department_name and optionally\n"
        "major_code,major_name,status,card_no,grade_override,graduates_on,internship_from,adult_on\n" +
        rules + "\nA code that was lost: user reset --student NUMBER gives a new one.");
    auto* status = line.add(group, "status", "Status data (状态数据)", [&] { return import_file(line, "import-status", words.file); });
    status->add_option("FILE", words.file)->required();
    status->footer("Columns: XH,indicator,academic_year,term,value,source,as_of\n" + rules);
    auto* staff = line.add(group, "staff", "Staff and their classes", [&] { return import_file(line, "import-staff", words.file); });
    staff->add_option("FILE", words.file)->required();
    staff->footer("Columns: user,name,role and optionally scope,classes,from,until; classes separated by blanks\n" + rules +
                  "\nAccounts come without a password: user reset USER gives one.");
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

int verify(const CommandLine& line) {
    const auto answer = line.answer_of("verify", json::Value(json::Object{}));
    if (!answer) return complain(answer.error());
    print(*answer, line.form());
    return answer->at("ok").as_bool() ? 0 : 2;
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
    add_bundles(line, words);
    add_terminals(line, words);
    add_users(line, words);
    auto* certificate = line.group("certificate", "The server's own certificate");
    line.add(certificate, "renew", "Issue it again with the names of the configuration; then restart the server", [&] { return renew_certificate(line); });
    auto* quarantine = line.group("quarantine", "What was not accepted");
    line.add(quarantine, "list", "Open cases", [&] { return line.on_platform("quarantine-list", json::Value(json::Object{})); });
    line.add(&line.app, "verify", "Prove that chains and the audit log have no gap; ends with 2 when something is wrong", [&] { return verify(line); });
    auto* scoring = line.add(&line.app, "score", "Score one sheet of answers; needs no platform", [&] { return score(words); });
    scoring->add_option("FILE", words.file, "JSON, or - for standard input")->required();
    scoring->add_option("--assets", words.assets, "Folder with instruments/ to use instead of the ones inside");
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
