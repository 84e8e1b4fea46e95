// Makes the invented college that the demonstration, the pages' tests and the benchmarks run with.
#include "assets/embedded.hpp"
#include "terminal/core/crypto/init.hpp"
#include "terminal/core/support/file.hpp"
#include "tests/support/fleet/terminal.hpp"
#include "tests/support/sample/college.hpp"
#include "tests/support/sample/program/years.hpp"
#include "tests/support/sample/results.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <iostream>

namespace {

using namespace xz;
namespace fs = std::filesystem;

constexpr std::uint64_t Seed = 20260910;

struct Options {
    fs::path folder;
    std::string today;
    std::size_t classes_a_grade = 1;
    std::size_t students_a_class = 50;
    std::string url;
    std::string code;
    fs::path receipt_key;
    std::string keep_out;
};

std::chrono::year_month_day day_of(const Options& options) {
    if (options.today.empty()) return day_in_china(SystemClock{}.now());
    const auto day = day_from_text(options.today);
    if (!day) throw fleet::Trouble{"--today: expected a day like 2026-06-10"};
    return *day;
}

sample::College college_of(const Options& options) {
    return sample::make_college(sample::first_year_for(day_of(options)), Seed, {options.classes_a_grade, options.students_a_class});
}

void write(const fs::path& path, std::string_view text) {
    if (auto written = write_file_atomically(path, bytes_of(text), 0644); !written) throw fleet::Trouble{written.error().message};
}

// What `xuezhen-admin` imports and publishes: students.csv, staff.csv, status.csv and the folder bundle/.
void write_files(const Options& options) {
    const auto college = college_of(options);
    const auto bundle = options.folder / "bundle";
    fs::create_directories(bundle);
    domain::BundleFiles files;
    for (const auto name : domain::BundleFileNames) {
        const auto file = assets::find(fmt::format("instruments/{}", name));
        files[std::string{name}] = name == "windows.json" ? sample::windows_json(day_of(options)) : std::string{file.value()};
        write(bundle / name, files[std::string{name}]);
    }
    const auto published = domain::read_bundle(files);
    if (!published) throw fleet::Trouble{domain::to_text(published.error())};
    write(options.folder / "students.csv", sample::students_csv(college));
    write(options.folder / "staff.csv", sample::staff_csv(college));
    write(options.folder / "status.csv", sample::status_csv(college, published->current(), day_of(options)));
}

// Three years of records, handed in by a terminal as any other's.
void hand_in_records(const Options& options) {
    const auto receipt_key = fleet::read_signing_key(options.receipt_key);
    SystemRandom random;
    fleet::Terminal terminal{options.url, options.code, random};
    const auto college = college_of(options);
    const auto handed = sample::Years{terminal, receipt_key, college, options.keep_out, random}.hand_in();
    fmt::print("{{\"handed_in\":{},\"terminal\":\"{}\"}}\n", handed, terminal.name());
}

void print_guest(const Options& options) {
    const auto college = college_of(options);
    const auto* found = sample::guest_of(college);
    if (!found) throw fleet::Trouble{"a college of this size has nobody to demonstrate with"};
    const auto& room = college.classrooms[found->classroom];
    fmt::print("{{\"student_no\":\"{}\",\"name\":\"{}\",\"class\":\"{}\",\"class_name\":\"{}\",\"counselor\":\"{}\",\"academic_year\":\"{}\"}}\n",
               found->student_no, found->name, room.code, room.name, college.counselors[room.department].user, college.academic_year());
}

}  // namespace

int main(int count, char** arguments) {
    Options options;
    CLI::App app{"Makes an invented college for demonstrations, tests and benchmarks."};
    app.require_subcommand(1);
    app.add_option("--today", options.today, "the day around which this year's windows lie (YYYY-MM-DD; default: today)");
    app.add_option("--classes", options.classes_a_grade, "classes a department and grade")->check(CLI::Range(1, 99));
    app.add_option("--students", options.students_a_class, "students a class")->check(CLI::Range(1, 999));
    auto* files = app.add_subcommand("files", "write students.csv, staff.csv, status.csv and bundle/ into a folder");
    files->add_option("FOLDER", options.folder)->required();
    auto* records = app.add_subcommand("records", "enrol a terminal and hand in the plans, checks, diagnoses and feedback of three years");
    records->add_option("--url", options.url, "the sync API, https://host:port")->required();
    records->add_option("--code", options.code, "an enrolment code")->required();
    records->add_option("--receipt-key", options.receipt_key, "the platform's receipt key, which signs the statements of logins")->required();
    records->add_option("--keep-out", options.keep_out, "the number of a student who hands in everything but this year's diagnosis");
    auto* guest = app.add_subcommand("guest", "print the student and the counselor that a demonstration uses");
    CLI11_PARSE(app, count, arguments);
    try {
        crypto::init();
        if (*files) write_files(options);
        if (*records) hand_in_records(options);
        if (*guest) print_guest(options);
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "xuezhen-sample: " << error.what() << '\n';
        return 1;
    }
}
