// Terminals that hand in envelopes without a pause to a server that dies under them, and hold it to each of its receipts.
#include "terminal/core/crypto/init.hpp"
#include "terminal/core/domain/feedback.hpp"
#include "terminal/core/support/ids.hpp"
#include "tests/support/fleet/terminal.hpp"
#include "tests/support/sample/plans.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <atomic>
#include <iostream>
#include <memory>
#include <random>
#include <thread>

namespace {

using namespace xz;
using namespace std::chrono_literals;

constexpr std::size_t LargestBatch = 8;
constexpr std::size_t BatchAgain = 200;
constexpr std::uint64_t Seed = 20260910;  // of the sample college
constexpr auto Pause = 20ms;      // between two tries while nobody answers
constexpr auto Patience = 120s;   // with a server that is there again and still does not answer

// One terminal and what it has of the platform's receipts.
class Sender {
public:
    Sender(std::unique_ptr<fleet::Terminal> terminal, const sample::College& college, const crypto::SigningKey& receipt_key, RandomSource& random)
        : terminal_{std::move(terminal)}, college_{college}, receipt_key_{receipt_key}, ids_{clock_, random} {}

    // Until `stopping`; what is under way then is still brought to its receipt.
    void work(const std::atomic<bool>& stopping, unsigned seed) {
        std::minstd_rand dice{seed};
        while (!stopping) {
            const auto first = sealed_.size();
            const auto count = 1 + dice() % LargestBatch;
            for (std::size_t i = 0; i < count; ++i) sealed_.push_back(write(college_.students.at(dice() % college_.students.size())));
            hand_in(std::span{sealed_}.subspan(first));
        }
    }

    // Each envelope once more: a receipt that was given binds the server to know it.
    void work_again() {
        for (std::size_t i = 0; i < sealed_.size(); i += BatchAgain) {
            const auto part = std::span{sealed_}.subspan(i, std::min(BatchAgain, sealed_.size() - i));
            for (const auto status : hand_in(part)) {
                if (status != protocol::ReceiptStatus::Duplicate) throw fleet::Trouble{"an envelope with a receipt was unknown to the server"};
            }
        }
    }

    [[nodiscard]] std::size_t handed_in() const { return sealed_.size(); }
    [[nodiscard]] std::size_t unanswered() const { return unanswered_; }

private:
    std::string write(const sample::Person& person) {
        const Instant now = clock_.now();
        return terminal_->seal({.id = ids_.uuid_v7(), .student_no = person.student_no, .kind = protocol::RecordKind::Feedback,
                                .academic_year = college_.academic_year(0), .instrument = terminal_->published().current().id(), .revision = 1,
                                .base = {}, .payload = domain::to_json(sample::feedback_of(college_, person)), .consents = {},
                                .started_at = now - 1min, .submitted_at = now, .locale = "zh_CN", .source = protocol::RecordSource::Terminal},
                               receipt_key_);
    }

    std::vector<protocol::ReceiptStatus> hand_in(std::span<const std::string> envelopes) {
        const auto end = clock_.steady() + Patience;
        while (clock_.steady() < end) {
            if (auto statuses = terminal_->offer(envelopes)) return std::move(*statuses);
            ++unanswered_;
            std::this_thread::sleep_for(Pause);
        }
        throw fleet::Trouble{"the server does not come back"};
    }

    std::unique_ptr<fleet::Terminal> terminal_;
    const sample::College& college_;
    const crypto::SigningKey& receipt_key_;
    SystemClock clock_;
    IdMaker ids_;
    std::vector<std::string> sealed_;
    std::size_t unanswered_ = 0;
};

// Each sender on a thread of its own; false when one of them failed, which it says.
template <typename Work>
bool together(std::vector<std::unique_ptr<Sender>>& senders, Work&& work) {
    std::atomic<bool> well = true;
    std::vector<std::jthread> threads;
    for (auto& sender : senders) {
        threads.emplace_back([&, at = &sender - senders.data()] {
            try {
                work(*sender, static_cast<unsigned>(at + 1));
            } catch (const std::exception& error) {
                std::cerr << fmt::format("fault_load: {}\n", error.what());
                well = false;
            }
        });
    }
    threads.clear();
    return well;
}

}  // namespace

// Reads one enrolment code a line, each a terminal, up to an empty line; prints "ready" and works until a line or the end comes;
// then asks for all of it again, and prints {"envelopes","unanswered"}. Exit 1: a receipt did not hold.
int main(int count, char** arguments) {
    std::string url;
    std::filesystem::path receipt_key_file;
    CLI::App app{"Load for a server that is killed"};
    app.add_option("--url", url)->required();
    app.add_option("--receipt-key", receipt_key_file, "the platform's, for the statements of logins")->required();
    CLI11_PARSE(app, count, arguments);
    try {
        crypto::init();
        const auto receipt_key = fleet::read_signing_key(receipt_key_file);
        SystemRandom random;
        const SystemClock clock;
        const auto college = sample::make_college(sample::first_year_for(day_in_china(clock.now())), Seed);
        std::vector<std::unique_ptr<Sender>> senders;
        for (std::string code; std::getline(std::cin, code) && !code.empty();)
            senders.push_back(std::make_unique<Sender>(std::make_unique<fleet::Terminal>(url, code, random), college, receipt_key, random));
        fmt::print("ready\n");
        std::fflush(stdout);

        std::atomic<bool> stopping = false;
        const std::jthread listener{[&] {
            std::string line;
            std::getline(std::cin, line);
            stopping = true;
        }};
        if (!together(senders, [&](Sender& sender, unsigned seed) { sender.work(stopping, seed); })) return 1;
        if (!together(senders, [](Sender& sender, unsigned) { sender.work_again(); })) return 1;
        std::size_t envelopes = 0, unanswered = 0;
        for (const auto& sender : senders) {
            envelopes += sender->handed_in();
            unanswered += sender->unanswered();
        }
        fmt::print("{{\"envelopes\":{},\"unanswered\":{}}}\n", envelopes, unanswered);
        return 0;
    } catch (const std::exception& error) {
        std::cerr << fmt::format("fault_load: {}\n", error.what());
        return 1;
    }
}
