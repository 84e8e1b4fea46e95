#include "tests/support/fleet/terminal.hpp"

#include "terminal/core/support/file.hpp"
#include "terminal/core/support/ids.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace xz::fleet {
namespace {

using namespace std::chrono_literals;

template <typename T>
T must(sync::Called<T> called, const char* what) {
    if (!called) throw Trouble{fmt::format("{}: {} {} {}", what, called.error().status, called.error().code, called.error().message)};
    return std::move(*called);
}

sync::Enrolled enrol(const std::string& url, std::string_view typed, RandomSource& random) {
    const auto code = protocol::parse_enrol_code(typed);
    if (!code) throw Trouble{"that is no enrolment code"};
    sync::NamedAuthority authority;
    std::copy(code->ca.begin(), code->ca.end(), authority.digest.begin());
    sync::CurlClient http{url, {authority, {}, {}}};
    sync::Platform platform{http};
    return must(sync::enrol(platform, *code, sync::EnrolmentKeys::generate(random)), "enrol");
}

}  // namespace

crypto::SigningKey read_signing_key(const std::filesystem::path& file) {
    const auto bytes = read_file(file, 128);
    if (!bytes) throw Trouble{bytes.error().message};
    auto text = text_of(*bytes);
    if (text.ends_with('\n')) text.remove_suffix(1);
    const auto seed = from_hex(text);
    auto secret = seed ? crypto::Secret<32>::from(*seed) : std::nullopt;
    if (!secret) throw Trouble{fmt::format("{}: expected 64 hex digits", file.string())};
    return crypto::SigningKey{std::move(*secret)};
}

Terminal::Terminal(std::string url, std::string_view code, RandomSource& random)
    : url_{std::move(url)}, random_{random}, enrolled_{enrol(url_, code, random)}, http_{connect()} {
    sync::Platform platform{*http_};
    const auto fetched = must(platform.bundle(""), "bundle");
    if (!fetched) throw Trouble{"the platform has published nothing yet"};
    const auto payload = protocol::accept(fetched->bundle, enrolled_.keys, {});
    if (!payload) throw Trouble{fmt::format("bundle: {}", protocol::to_text(payload.error()))};
    auto published = domain::parse_published(payload->published);
    if (!published) throw Trouble{domain::to_text(published.error())};
    published_ = std::move(*published);
    const SystemClock clock;
    place_.chain = IdMaker{clock, random_}.uuid_v7();
}

sync::Identity Terminal::identity() const {
    return {sync::authorities_of(enrolled_.keys, ""), enrolled_.certificate, crypto::SecureBytes::copy_of(enrolled_.certificate_key.bytes())};
}

std::unique_ptr<sync::CurlClient> Terminal::connect() const {
    return std::make_unique<sync::CurlClient>(url_, identity());
}

std::string Terminal::seal(const protocol::RecordContent& content, const crypto::SigningKey& receipt_key) {
    const auto statement = protocol::sign({.student_no = content.student_no, .terminal = enrolled_.terminal, .issued = content.started_at - 1min,
                                           .expires = content.submitted_at + 1h, .kid = {}},
                                          receipt_key);
    const auto& box = enrolled_.keys.box.front();
    const auto& recovery = enrolled_.keys.recovery.front();
    const protocol::Sealer sealer{enrolled_.terminal, enrolled_.signing_key, box.key, recovery.key, box.kid, recovery.kid};
    const auto sealed = protocol::seal(content, protocol::Prover{statement}, place_, sealer, content.submitted_at, random_);
    if (!sealed) throw Trouble{"seal: " + json::to_text(sealed.error().problem)};
    ++place_.seq;
    place_.prev = sealed->sha256;
    return sealed->bytes;
}

std::optional<std::vector<protocol::ReceiptStatus>> Terminal::offer(std::span<const std::string> envelopes) {
    sync::Platform platform{*http_};
    auto called = platform.records(envelopes);
    using Kind = sync::CallFailure::Kind;
    if (!called && (called.error().kind == Kind::Offline || called.error().kind == Kind::Busy)) return std::nullopt;
    const auto answer = must(std::move(called), "records");
    std::vector<protocol::ReceiptStatus> statuses;
    for (std::size_t i = 0; i < answer.results.size(); ++i) {
        const auto& result = answer.results[i];
        const auto key = enrolled_.keys.receipt_key(result.receipt.kid);
        if (!key || !protocol::is_signed_by(result.receipt, *key) || result.receipt.sha256 != protocol::envelope_digest(envelopes[i]))
            throw Trouble{fmt::format("the receipt of envelope {} does not verify", i)};
        if (result.status != protocol::ReceiptStatus::Stored && result.status != protocol::ReceiptStatus::Duplicate)
            throw Trouble{fmt::format("envelope {}: {} {}", i, protocol::to_text(result.status), result.reason ? protocol::to_text(*result.reason) : "")};
        statuses.push_back(result.status);
    }
    return statuses;
}

void Terminal::hand_in(std::span<const std::string> envelopes) {
    if (!offer(envelopes)) throw Trouble{"the platform does not answer"};
}

}  // namespace xz::fleet
