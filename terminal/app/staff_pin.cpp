#include "terminal/app/staff_pin.hpp"

#include "terminal/core/crypto/password.hpp"
#include "terminal/core/support/file.hpp"
#include "terminal/core/support/json.hpp"

#include <boost/json.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <system_error>
#include <utility>

namespace xz::app {
namespace {

using namespace std::chrono_literals;

constexpr int free_tries = 3;
constexpr std::chrono::seconds first_wait = 30s;
constexpr std::chrono::seconds longest_wait = 1h;
constexpr int most_counted = 1'000'000;
constexpr std::size_t largest_file = 4096;  // bytes

}  // namespace

std::chrono::seconds StaffPin::wait_after(int wrong) {
    if (wrong < free_tries) {
        return 0s;
    }
    auto wait = first_wait;
    for (int i = free_tries; i < wrong && wait < longest_wait; ++i) {
        wait *= 2;
    }
    return std::min(wait, longest_wait);
}

StaffPin::StaffPin(std::string hash, std::filesystem::path attempts, const Clock& clock)
    : hash_{std::move(hash)}, file_{std::move(attempts)}, clock_{clock} {
    std::error_code unseen;
    if (!std::filesystem::exists(file_, unseen)) {
        return;
    }
    // One that cannot be read was tampered with or torn: the longest wait from now on.
    attempts_ = {.wrong = most_counted, .last = clock_.now()};
    const auto bytes = read_file(file_, largest_file);
    const auto kept = bytes ? json::parse(text_of(*bytes)) : failure(json::Problem{});
    if (!kept) {
        return;
    }
    std::vector<json::Problem> problems;
    json::ObjectReader reader{*kept, "$", problems};
    const Attempts read{.wrong = static_cast<int>(reader.integer("wrong", 0, most_counted)), .last = reader.instant("last")};
    if (problems.empty()) {
        attempts_ = read;
    }
}

std::chrono::seconds StaffPin::left() const {
    const auto wait = wait_after(attempts_.wrong);
    const auto since = clock_.now() - attempts_.last;
    // A clock that stepped back shortens nothing.
    return since < 0ms ? wait : std::chrono::ceil<std::chrono::seconds>(std::max<Instant::duration>(wait - since, 0ms));
}

void StaffPin::keep() const {
    const auto text = json::canonical(json::Object{{"wrong", attempts_.wrong}, {"last", to_rfc3339(attempts_.last)}});
    if (const auto written = write_file_atomically(file_, bytes_of(text), 0600); !written) {
        spdlog::warn("maintenance: {}", written.error().message);  // a full disk: counted until the program ends
    }
}

StaffPin::Checked StaffPin::check(std::string_view pin) {
    if (hash_.empty()) {
        spdlog::warn("maintenance: somebody tries a PIN, and none is set");
        return {Checked::Verdict::NoneSet};
    }
    if (const auto wait = left(); wait > 0s) {
        spdlog::warn("maintenance: a try {} s too early", wait.count());
        return {Checked::Verdict::Wrong, wait};
    }
    attempts_ = {.wrong = std::min(attempts_.wrong + 1, most_counted), .last = clock_.now()};
    keep();
    if (crypto::check_password(hash_, pin) == crypto::PasswordVerdict::Wrong) {
        spdlog::warn("maintenance: wrong PIN, {} in a row", attempts_.wrong);
        return {Checked::Verdict::Wrong, wait_after(attempts_.wrong)};
    }
    spdlog::warn("maintenance: panel opened");
    attempts_.wrong = 0;
    keep();
    return {Checked::Verdict::Right};
}

}  // namespace xz::app
