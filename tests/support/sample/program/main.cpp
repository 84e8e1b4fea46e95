// Makes the invented college that the demonstration, the pages' tests and the benchmarks run with.
#include "assets/embedded.hpp"
#include "terminal/core/crypto/init.hpp"
#include "terminal/core/support/file.hpp"
#include "terminal/core/support/ids.hpp"
#include "tests/support/fleet/terminal.hpp"
#include "tests/support/sample/college.hpp"
#include "tests/support/sample/results.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iostream>

namespace {

using namespace xz;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr std::uint64_t Seed = 20260910;
constexpr std::size_t Batch = 100;
constexpr std::size_t MostBytes = std::size_t{1} << 20;

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

// The last day of the year's diagnosis that lies before now, at a quarter past ten in the morning in China, and a minute later a student.
Instant handed_in(const domain::Cycle& cycle, domain::Cohort cohort, std::size_t index) {
    const auto* window = cycle.window(domain::Activity::Diagnosis, cohort);
    return std::chrono::sys_days{window->opens} + std::chrono::days{1} + 2h + std::chrono::minutes{15 + index % 300};
}

// One class has hardly begun, so that there is one that is too small to be shown.
bool is_late(const sample::College& college, const sample::Person& person) {
    const auto& room = college.classrooms[person.classroom];
    return room.department == 0 && room.entry_year == college.first_year;
}

// Two past years of results, and this year's of more than half of each class. Handed in by a terminal as any other's.
void hand_in_records(const Options& options) {
    const auto receipt_key = fleet::read_signing_key(options.receipt_key);

    SystemRandom random;
    const SystemClock clock;
    IdMaker ids{clock, random};
    fleet::Terminal terminal{options.url, options.code, random};
    const auto& instrument = terminal.published().current();
    const auto college = college_of(options);
    std::size_t handed = 0;
    std::vector<std::string> waiting;
    const auto flush = [&] {
        if (!waiting.empty()) terminal.hand_in(waiting);
        handed += waiting.size();
        waiting.clear();
    };
    for (int years_ago = 2; years_ago >= 0; --years_ago) {
        const auto* cycle = terminal.published().cycle(college.academic_year(years_ago));
        if (!cycle) throw fleet::Trouble{"the platform's bundle has no windows for " + college.academic_year(years_ago)};
        std::size_t index = 0;
        for (const auto& person : college.students) {
            ++index;
            const int grade = college.grade(person, years_ago);
            if (grade < 1 || (years_ago == 0 && person.student_no == options.keep_out)) continue;
            auto dice = sample::Dice{Seed}.fork(person.student_no + "/turnout");
            if (years_ago == 0 && !dice.chance(is_late(college, person) ? 0.1 : 0.72)) continue;
            const auto cohort = grade == 3 ? domain::Cohort::Graduating : domain::Cohort::Continuing;
            const Instant at = handed_in(*cycle, cohort, index);
            const auto diagnosis = sample::diagnosis_of(college, person, years_ago, instrument);
            waiting.push_back(terminal.seal({.id = ids.uuid_v7(), .student_no = person.student_no, .kind = protocol::RecordKind::Diagnosis,
                                             .academic_year = college.academic_year(years_ago), .instrument = instrument.id(),
                                             .revision = 1, .base = {}, .payload = domain::to_json(diagnosis), .consents = {},
                                             .started_at = at - 9min, .submitted_at = at, .locale = "zh_CN",
                                             .source = protocol::RecordSource::Terminal},
                                            receipt_key));
            if (waiting.size() == Batch) flush();
        }
    }
    flush();
    fmt::print("{{\"handed_in\":{},\"terminal\":\"{}\"}}\n", handed, terminal.name());
}

// The student that a demonstration logs in as: second year, so that there is a last year, and a name beyond the basic plane.
void print_guest(const Options& options) {
    const auto college = college_of(options);
    const auto found = std::find_if(college.students.begin(), college.students.end(), [&](const auto& person) {
        return college.grade(person) == 2 && college.departments[college.classrooms[person.classroom].department].name == "软件工程系" &&
               static_cast<unsigned char>(person.name.front()) >= 0xf0;
    });
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
    auto* records = app.add_subcommand("records", "enrol a terminal and hand in two past years' and this year's diagnoses");
    records->add_option("--url", options.url, "the sync API, https://host:port")->required();
    records->add_option("--code", options.code, "an enrolment code")->required();
    records->add_option("--receipt-key", options.receipt_key, "the platform's receipt key, which signs the statements of logins")->required();
    records->add_option("--keep-out", options.keep_out, "the number of a student who hands nothing in this year");
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
