// Sends prebuilt envelopes over several connections, each a terminal of its own, and times every request: the load of `sync-ingest`.
#include "terminal/core/crypto/init.hpp"
#include "terminal/core/protocol/batch.hpp"
#include "terminal/core/support/ids.hpp"
#include "tests/support/fleet/terminal.hpp"
#include "tests/support/sample/results.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <iostream>
#include <memory>
#include <thread>

namespace {

using namespace xz;
using namespace std::chrono_literals;

struct Options {
    std::string url;
    std::filesystem::path receipt_key;
    std::size_t batch = 1;
    std::size_t envelopes = 8000;
    std::size_t skip = 0;  // of the students' years that an earlier call has used
    std::size_t classes_a_grade = 8;
};

// One student's diagnosis of one year.
struct Piece {
    const sample::Person* person;
    int years_ago;
};

std::vector<Piece> pieces(const sample::College& college) {
    std::vector<Piece> found;
    for (int years_ago = 2; years_ago >= 0; --years_ago)
        for (const auto& person : college.students)
            if (college.grade(person, years_ago) >= 1) found.push_back({&person, years_ago});
    return found;
}

std::vector<std::string> seal_all(fleet::Terminal& terminal, const sample::College& college, const std::vector<Piece>& work, std::size_t first,
                                  std::size_t step, const Options& options, const crypto::SigningKey& receipt_key, IdMaker& ids) {
    const auto& instrument = terminal.published().current();
    std::vector<std::string> sealed;
    for (std::size_t i = first; i < options.envelopes; i += step) {
        const auto& piece = work.at(options.skip + i);
        const auto* cycle = terminal.published().cycle(college.academic_year(piece.years_ago));
        const auto cohort = college.grade(*piece.person, piece.years_ago) == 3 ? domain::Cohort::Graduating : domain::Cohort::Continuing;
        const Instant at = std::chrono::sys_days{cycle->window(domain::Activity::Diagnosis, cohort)->opens} + 30h;
        sealed.push_back(terminal.seal({.id = ids.uuid_v7(), .student_no = piece.person->student_no, .kind = protocol::RecordKind::Diagnosis,
                                        .academic_year = college.academic_year(piece.years_ago), .instrument = instrument.id(), .revision = 1,
                                        .base = {}, .payload = domain::to_json(sample::diagnosis_of(college, *piece.person, piece.years_ago, instrument)),
                                        .consents = {}, .started_at = at - 9min, .submitted_at = at, .locale = "zh_CN",
                                        .source = protocol::RecordSource::Terminal},
                                       receipt_key));
    }
    return sealed;
}

// Milliseconds of each request; an answer that is not all "stored" ends the program.
std::vector<double> send_all(sync::CurlClient& http, const std::vector<std::string>& envelopes, std::size_t batch) {
    sync::Platform platform{http};
    std::vector<double> times;
    for (std::size_t i = 0; i < envelopes.size(); i += batch) {
        const std::span part{envelopes.data() + i, std::min(batch, envelopes.size() - i)};
        const auto begin = std::chrono::steady_clock::now();
        const auto answer = platform.records(part);
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
        if (!answer) throw fleet::Trouble{"records: " + answer.error().message};
        for (const auto& result : answer->results)
            if (result.status != protocol::ReceiptStatus::Stored) throw fleet::Trouble{fmt::format("an envelope was {}", protocol::to_text(result.status))};
    }
    return times;
}

double percentile(std::vector<double>& sorted, double share) {
    return sorted.at(std::min(sorted.size() - 1, static_cast<std::size_t>(share * static_cast<double>(sorted.size()))));
}

}  // namespace

// Reads one enrolment code a line; each makes one connection. Prints "ready", waits for a line, then sends and prints the figures.
int main(int count, char** arguments) {
    Options options;
    CLI::App app{"Load for sync-ingest"};
    app.add_option("--url", options.url)->required();
    app.add_option("--receipt-key", options.receipt_key)->required();
    app.add_option("--batch", options.batch);
    app.add_option("--envelopes", options.envelopes);
    app.add_option("--skip", options.skip);
    app.add_option("--classes", options.classes_a_grade);
    CLI11_PARSE(app, count, arguments);
    try {
        crypto::init();
        const auto receipt_key = fleet::read_signing_key(options.receipt_key);
        SystemRandom random;
        const SystemClock clock;
        IdMaker ids{clock, random};
        const auto college = sample::make_college(sample::first_year_for(day_in_china(clock.now())), 20260910, {options.classes_a_grade, 50});
        const auto work = pieces(college);

        std::vector<std::unique_ptr<fleet::Terminal>> terminals;
        for (std::string code; std::getline(std::cin, code) && !code.empty();) terminals.push_back(std::make_unique<fleet::Terminal>(options.url, code, random));
        std::vector<std::vector<std::string>> envelopes;
        std::vector<std::unique_ptr<sync::CurlClient>> connections;
        std::size_t bytes = 0;
        for (std::size_t i = 0; i < terminals.size(); ++i) {
            envelopes.push_back(seal_all(*terminals[i], college, work, i, terminals.size(), options, receipt_key, ids));
            for (const auto& envelope : envelopes.back()) bytes += envelope.size();
            connections.push_back(terminals[i]->connect());
            sync::Platform platform{*connections.back()};
            (void)platform.bundle("\"warm\"");  // the handshake is not what is measured
        }
        fmt::print("ready\n");
        std::fflush(stdout);
        std::string line;
        std::getline(std::cin, line);

        std::vector<std::vector<double>> times(terminals.size());
        std::atomic<bool> failed = false;
        const auto begin = std::chrono::steady_clock::now();
        {
            std::vector<std::jthread> threads;
            for (std::size_t i = 0; i < terminals.size(); ++i)
                threads.emplace_back([&, i] {
                    try {
                        times[i] = send_all(*connections[i], envelopes[i], options.batch);
                    } catch (const std::exception& error) {
                        std::cerr << "bench_ingest_driver: " << error.what() << '\n';
                        failed = true;
                    }
                });
        }
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        if (failed) return 1;
        std::vector<double> all;
        for (const auto& part : times) all.insert(all.end(), part.begin(), part.end());
        std::sort(all.begin(), all.end());
        fmt::print("{{\"envelopes\":{},\"connections\":{},\"bytes_each\":{},\"seconds\":{:.3f},\"rate\":{:.1f},\"p50\":{:.3f},\"p99\":{:.3f}}}\n",
                   options.envelopes, terminals.size(), bytes / options.envelopes, seconds, static_cast<double>(options.envelopes) / seconds,
                   percentile(all, 0.5), percentile(all, 0.99));
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "bench_ingest_driver: " << error.what() << '\n';
        return 1;
    }
}
