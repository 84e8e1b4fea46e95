#include "server-sync/admin/arguments.hpp"
#include "server-sync/admin/audit.hpp"
#include "server-sync/admin/box_keys.hpp"
#include "server-sync/admin/bundle_publish.hpp"
#include "server-sync/admin/commands.hpp"
#include "terminal/core/domain/published.hpp"
#include "terminal/core/protocol/bundle.hpp"
#include "terminal/core/protocol/heartbeat.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace xz::server::admin {

namespace {

constexpr std::size_t MostFiles = 64;
constexpr std::size_t LargestFile = 4 << 20;
constexpr std::chrono::days RevocationListLife{30};
constexpr std::string_view RevocationsMark = "published_revocations";
constexpr json::Limits PayloadLimits{.bytes = MostFiles * LargestFile, .depth = 64, .numbers = json::Numbers::integers};

Result<domain::BundleFiles, std::string> files_of(const json::Value& args) {
    Arguments arguments{args};
    domain::BundleFiles files;
    arguments.read().each_member("files", MostFiles, [&](std::string_view name, const json::Value& text, const std::string& path) {
        if (!text.is_string() || text.get_string().size() > LargestFile) return arguments.read().problem(path, "a file's text");
        files.emplace(name, std::string_view{text.get_string()});
    });
    if (auto problems = arguments.problems(); !problems.empty()) return failure(problems);
    return files;
}

// Every certificate of every revoked terminal.
std::vector<crypto::Revocation> revocations(const Platform& platform) {
    std::vector<crypto::Revocation> revoked;
    for (const auto& terminal : platform.ports.terminals.all()) {
        if (terminal.state != sync::TerminalState::Revoked) continue;
        for (const auto& certificate : platform.ports.terminals.certificates(terminal.id)) {
            revoked.push_back({certificate.serial, terminal.revoked_at.value_or(platform.clock.now())});
        }
    }
    std::ranges::sort(revoked, {}, &crypto::Revocation::serial);
    return revoked;
}

// "" when nothing is revoked.
std::string revocation_list(const std::vector<crypto::Revocation>& revoked, std::uint64_t number, const Platform& platform) {
    if (revoked.empty()) return "";
    const Instant now = platform.clock.now();
    return platform.keys.authority.revocation_list(revoked, number, now, now + RevocationListLife);
}

// Which revocations a bundle carries: a list's signature differs each time that it is made, what it says need not.
std::string mark_of(const std::vector<crypto::Revocation>& revoked, std::uint64_t version) {
    std::string serials;
    for (const auto& entry : revoked) serials += entry.serial + '\n';
    return fmt::format("{}:{}", version, to_hex(crypto::sha256(std::string_view{serials})));
}

struct Draft {
    std::string academic_year;
    std::string members;
    std::vector<std::string> instruments;
    std::vector<domain::Instrument> forms;
};

Result<Draft, std::string> check(const domain::BundleFiles& files, Instant now) {
    const auto published = domain::read_bundle(files);
    if (!published) return failure(domain::to_text(published.error()));
    auto members = domain::bundle_members(files);
    if (!members) return failure(domain::to_text(members.error()));
    Draft draft{.academic_year = published->cycle_at(now).academic_year, .members = std::move(*members), .instruments = {}, .forms = published->instruments};
    for (const auto& instrument : published->instruments) draft.instruments.push_back(instrument.id());
    return draft;
}

Result<std::string, std::string> payload_of(const Draft& draft, std::uint64_t version, std::string crl, const Platform& platform) {
    auto salt = from_base64(platform.ports.state.value("platform_salt").value_or(""));
    if (!salt || salt->empty()) return failure("the store has no platform salt: was it made by init?");
    auto payload = protocol::encode_payload({.version = version,
                                             .academic_year = draft.academic_year,
                                             .platform_salt = std::move(*salt),
                                             .key_set = *platform.keys.held->key_set(),
                                             .crl = std::move(crl),
                                             .published = draft.members});
    if (!payload) return failure("the bundle cannot be encoded: " + json::to_text(payload.error().problem));
    return std::move(*payload);
}

// Forms and standards by "name@version"; `payload` is canonical JSON of ours.
std::map<std::string, std::string> forms_of(std::string_view payload) {
    std::map<std::string, std::string> forms;
    const auto value = json::parse(payload, PayloadLimits);
    if (!value || !value->is_object()) return forms;
    for (const auto* member : {"instruments", "standards"}) {
        const auto* parts = value->get_object().if_contains(member);
        if (!parts || !parts->is_array()) continue;
        for (const auto& part : parts->get_array()) {
            forms.emplace(fmt::format("{}@{}", part.at("name").as_string().c_str(), json::canonical(part.at("version"))), json::canonical(part));
        }
    }
    return forms;
}

// What earlier versions of a form asked is still asked or was given up by name: no code comes back for another question.
Result<void, std::string> check_given_up(const Draft& draft, const domain::Published& former, std::uint64_t bundle) {
    for (const domain::Instrument& form : draft.forms) {
        const auto knows = [&](const std::string& code) { return form.find(code) != nullptr || std::ranges::find(form.retired, code) != form.retired.end(); };
        for (const domain::Instrument& earlier : former.instruments) {
            if (earlier.name != form.name || earlier.version >= form.version) continue;
            std::vector<std::string> codes = earlier.retired;
            for (const auto& dimension : earlier.dimensions)
                for (const auto& indicator : dimension.indicators) codes.push_back(indicator.code);
            const auto lost = std::ranges::find_if_not(codes, knows);
            if (lost != codes.end()) {
                return failure(fmt::format("{} was asked or retired by {} in bundle {}: ask it, or name it in \"retired\"", *lost, earlier.id(), bundle));
            }
            const auto back = std::ranges::find_if(earlier.retired, [&](const std::string& code) { return form.find(code) != nullptr; });
            if (back != earlier.retired.end()) {
                return failure(fmt::format("{} was retired by {} in bundle {} and cannot be asked again: take another code", *back, earlier.id(), bundle));
            }
        }
    }
    return {};
}

// What was published once stays what it is: records name it by name and version, and are scored with it years later.
Result<void, std::string> check_history(const Draft& draft, std::uint64_t newest, const Platform& platform) {
    const auto forms = forms_of(draft.members);
    for (std::uint64_t version = newest; version > 0; --version) {
        const auto bundle = platform.ports.bundles.version(version);
        if (!bundle) continue;
        if (const auto former = domain::parse_published(bundle->payload)) {
            if (auto given_up = check_given_up(draft, *former, version); !given_up) return given_up;
        }
        for (const auto& [id, text] : forms_of(bundle->payload)) {
            const auto found = forms.find(id);
            if (found != forms.end() && found->second != text) {
                return failure(fmt::format("{} was published with other content in bundle {}: raise its version", id, version));
            }
        }
    }
    return {};
}

std::string revocation_list_in(std::string_view payload) {
    const auto value = json::parse(payload, PayloadLimits);
    const auto* crl = value && value->is_object() ? value->get_object().if_contains("crl") : nullptr;
    return crl && crl->is_string() ? std::string{crl->get_string()} : "";
}

// A revocation list is made anew in good time before terminals call it old.
bool says_the_same(const sync::PublishedBundle& newest, const Draft& draft, const std::vector<crypto::Revocation>& revoked, const Platform& platform) {
    const std::string crl = revocation_list_in(newest.payload);
    const bool fresh = crl.empty() || platform.clock.now() < newest.published_at + RevocationListLife / 2;
    const bool revokes_the_same = crl.empty() ? revoked.empty()
                                              : platform.ports.state.value(RevocationsMark) == mark_of(revoked, newest.version);
    if (!fresh || !revokes_the_same) return false;
    const auto same = payload_of(draft, newest.version, crl, platform);
    return same && *same == newest.payload;
}

json::Value answer_of(const sync::PublishedBundle& bundle, const std::string& academic_year, bool unchanged) {
    return {{"version", bundle.version}, {"unchanged", unchanged}, {"sha256", bundle.sha256}, {"academic_year", academic_year}};
}

// As the version after the highest that anybody has heard of: after a restore terminals may hold later ones than the store.
Answer publish(const Draft& draft, const std::vector<crypto::Revocation>& revoked, const Platform& platform) {
    const std::uint64_t version = newest_known_bundle(platform) + 1;
    auto payload = payload_of(draft, version, revocation_list(revoked, version, platform), platform);
    if (!payload) return failure(payload.error());
    const auto signed_bundle = protocol::sign_bundle(version, *payload, platform.keys.bundle);
    sync::PublishedBundle bundle{.version = version,
                                 .wire = protocol::encode(signed_bundle),
                                 .payload = std::move(*payload),
                                 .sha256 = {},
                                 .published_at = platform.clock.now(),
                                 .actor = std::string{Actor}};
    bundle.sha256 = to_hex(crypto::sha256(std::string_view{bundle.wire}));
    const auto verdict = sync::wait_for<sync::PublishVerdict>(
        [&](auto completion) { platform.ports.bundles.publish(bundle, draft.instruments, std::move(completion)); });
    if (verdict == sync::PublishVerdict::NotAbove) return failure("another bundle was published meanwhile: look, and publish again");
    sync::wait_for<sync::Done>([&](auto completion) {
        platform.ports.state.set_value(std::string{RevocationsMark}, mark_of(revoked, version), std::move(completion));
    });
    note(platform, "bundle.publish", std::to_string(version));
    keep_box_book(platform);
    return answer_of(bundle, draft.academic_year, false);
}

}  // namespace

Answer publish_bundle(const json::Value& args, const Platform& platform) {
    const auto files = files_of(args);
    if (!files) return failure(files.error());
    const auto draft = check(*files, platform.clock.now());
    if (!draft) return failure(draft.error());
    const auto newest = platform.ports.bundles.newest();
    const auto revoked = revocations(platform);
    const bool is_newest_known = newest && newest->version >= newest_known_bundle(platform);
    if (is_newest_known && says_the_same(*newest, *draft, revoked, platform)) return answer_of(*newest, draft->academic_year, true);
    if (const auto unchanged = check_history(*draft, newest ? newest->version : 0, platform); !unchanged) return failure(unchanged.error());
    return publish(*draft, revoked, platform);
}

Answer publish_again(const Platform& platform) {
    const auto newest = platform.ports.bundles.newest();
    if (!newest) return failure("no bundle has been published yet: xuezhen-admin bundle publish DIR");
    const auto published = domain::parse_published(newest->payload);
    auto value = json::parse(newest->payload, PayloadLimits);
    if (!published || !value || !value->is_object()) return failure("the newest bundle does not read: publish its folder again");
    Draft draft;
    draft.academic_year = published->cycle_at(platform.clock.now()).academic_year;
    for (const auto& instrument : published->instruments) draft.instruments.push_back(instrument.id());
    for (const char* ours : {"platform_salt", "key_set", "crl"}) value->get_object().erase(ours);
    draft.members = json::canonical(*value);
    return publish(draft, revocations(platform), platform);
}

std::uint64_t newest_known_bundle(const Platform& platform) {
    const auto newest = platform.ports.bundles.newest();
    std::uint64_t known = newest ? newest->version : 0;
    for (const auto& terminal : platform.ports.terminals.all()) {
        const auto beat = protocol::decode_heartbeat(terminal.status);
        if (beat && terminal.state != sync::TerminalState::Revoked) known = std::max(known, beat->bundle_version);
    }
    if (const auto restored = json::parse(platform.ports.state.value(KnownBundleMark).value_or("0")); restored && restored->is_int64()) {
        known = std::max(known, static_cast<std::uint64_t>(restored->get_int64()));
    }
    return known;
}

}  // namespace xz::server::admin
