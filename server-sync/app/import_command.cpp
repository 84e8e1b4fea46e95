#include "server-sync/app/import_command.hpp"

#include "server-sync/app/admin_output.hpp"
#include "server-sync/app/codes_file.hpp"
#include "terminal/core/support/file.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <functional>
#include <optional>

namespace xz::server::app {

namespace {

// One line on a terminal that is written over; a line now and then where errors go to a file.
class ProgressLine {
public:
    ~ProgressLine() {
        if (shown_ && on_terminal_) fmt::print(stderr, "\r\x1b[K");
    }
    void operator()(std::string_view what, std::uint64_t done, std::uint64_t all) {
        const auto now = std::chrono::steady_clock::now();
        if (now - last_ < (on_terminal_ ? std::chrono::milliseconds{200} : std::chrono::milliseconds{5000})) return;
        last_ = now;
        shown_ = true;
        const std::string far = all == 0 ? std::to_string(done) : fmt::format("{} %", done * 100 / all);
        fmt::print(stderr, "{}{} {}{}", on_terminal_ ? "\r\x1b[K" : "", what, far, on_terminal_ ? "" : "\n");
    }

private:
    bool on_terminal_ = ::isatty(STDERR_FILENO) == 1;
    bool shown_ = false;
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();  // a short command says nothing
};

admin::Answer run_import(const std::filesystem::path& config, const ImportOrder& order) {
    const auto settings = load_settings(config);
    if (!settings) return failure(settings.error());
    const auto args = import_arguments(*settings, order.kind, order.file, order.extent, order.repetition);
    if (!args) return args;
    ProgressLine progress;
    return on_platform(*settings, fmt::format("import-{}", order.kind), *args, std::ref(progress));
}

std::string place_of(const json::Value& problem) {
    const auto where = problem.at("line").to_number<std::uint64_t>();
    const std::string column = problem.at("column").as_string().c_str();
    const std::string expected = fmt::format("expected {}", problem.at("expected").as_string().c_str());
    if (where == 0) return expected;
    return fmt::format("line {}{}{}: {}", where, column.empty() ? "" : ", ", column, expected);
}

void print_repeated(const json::Value& answer) {
    const auto& object = answer.as_object();
    const auto* at = object.if_contains("taken_at");
    fmt::print("this file was taken in {}; nothing of it was done again\n", at ? std::string{"on "} + at->as_string().c_str() : "before");
    const auto* overruled = object.if_contains("overruled_by");
    if (overruled && !overruled->as_array().empty()) {
        for (const auto& batch : overruled->as_array()) {
            fmt::print("newer values stand for {} of its rows, from the file taken in on {} (SHA-256 {})\n",
                       batch.at("rows").to_number<std::uint64_t>(), batch.at("taken_at").as_string().c_str(), batch.at("hash").as_string().c_str());
        }
        fmt::print("to bring this file's values back, import it with --again\n");
    }
    const auto* warnings = object.if_contains("warnings");
    const auto students = warnings ? warnings->at("students").to_number<std::uint64_t>() : 0;
    if (students > 0) fmt::print("the warnings of {} students that had been left were evaluated now\n", students);
}

void print_import(Form form, const json::Value& answer) {
    if (form == Form::Json) return print(answer, form);
    if (answer.at("repeated").as_bool()) return print_repeated(answer);
    for (const auto& problem : answer.at("problems").as_array()) fmt::print("{}\n", place_of(problem));
    if (const auto more = answer.at("more_problems").to_number<std::uint64_t>(); more > 0) fmt::print("and {} more\n", more);
    if (!answer.at("taken").as_bool()) return;
    auto shown = answer.as_object();
    for (const auto* known : {"problems", "more_problems", "taken", "repeated", "unevaluated"}) {
        if (shown.contains(known)) shown.stable_erase(shown.find(known));
    }
    if (auto* warnings = shown.if_contains("warnings")) {
        const json::Object counts = warnings->as_object();
        shown.stable_erase(shown.find("warnings"));
        for (const auto& [name, count] : counts) shown[fmt::format("warnings {}", std::string_view{name})] = count;
    }
    print(json::Value(std::move(shown)), form);
}

// Codes go into a file of their own when one is named: they are handed out on paper, not left in a terminal's scrollback.
Result<void, std::string> write_codes(json::Value& answer, CodesFile& codes, const std::string& file) {
    std::string csv = "\xEF\xBB\xBFXH,XM,BH,code\r\n";
    for (const auto& code : answer.at("codes").as_array()) {
        csv += fmt::format("{},{},{},{}\r\n", sync::csv_field(code.at("student_no").as_string().c_str()), sync::csv_field(code.at("name").as_string().c_str()),
                           sync::csv_field(code.at("class_code").as_string().c_str()), sync::csv_field(code.at("code").as_string().c_str()));
    }
    if (auto written = codes.keep(csv); !written) return written;
    answer.as_object()["codes"] = file;
    return {};
}

}  // namespace

int import_file(const std::filesystem::path& config, Form form, const ImportOrder& order) {
    std::optional<CodesFile> codes;
    if (!order.codes.empty()) {
        auto reserved = CodesFile::reserve(order.codes);
        if (!reserved) return complain(reserved.error());
        codes.emplace(std::move(*reserved));
    }
    auto answer = run_import(config, order);
    if (!answer) return complain(answer.error());
    const bool taken = answer->at("taken").as_bool();
    if (codes && taken) {
        if (auto written = write_codes(*answer, *codes, order.codes); !written) {
            print(*answer, form);  // the codes are kept nowhere else
            return complain(written.error());
        }
    }
    print_import(form, *answer);
    if (!order.report.empty()) {
        if (auto written = write_file_atomically(order.report, bytes_of(report_csv(*answer)), 0600); !written) return complain(written.error().message);
    }
    const bool known = taken || answer->at("repeated").as_bool();
    if (const auto* why = answer->as_object().if_contains("unevaluated")) {
        return complain(fmt::format("{}, but not all warnings are evaluated: {}; when that is mended, import the same file again, or leave it to "
                                    "the running server's next hour",
                                    taken ? "the file is taken in" : "the file was taken in before", why->as_string().c_str()));
    }
    if (known) return 0;
    const auto& problems = answer->at("problems").as_array();
    const auto others = problems.size() - 1 + answer->at("more_problems").to_number<std::uint64_t>();
    return complain(fmt::format("nothing was taken: {}{}", place_of(problems.front()), others > 0 ? fmt::format(" (and {} more)", others) : ""));
}

}  // namespace xz::server::app
