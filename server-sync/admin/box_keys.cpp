#include "server-sync/admin/box_keys.hpp"

#include "server-sync/admin/audit.hpp"
#include "server-sync/admin/platform_store.hpp"
#include "terminal/core/protocol/envelope.hpp"

#include <fmt/format.h>

#include <boost/json/object.hpp>

#include <algorithm>
#include <map>

namespace xz::server::admin {

namespace {

// Since when a key is in use, and which bundle ended that: a named value of the store, because the key files say neither.
constexpr std::string_view BookName = "box_keys";
constexpr std::size_t LargestBook = 64 << 10;
constexpr std::size_t MostLookedThrough = 4096;  // arrived and not opened yet; beyond it the next hour looks again

struct Entry {
    std::optional<Instant> since;
    std::optional<std::uint64_t> replaced_in;
    friend bool operator==(const Entry&, const Entry&) = default;
};
using Book = std::map<std::string, Entry>;

Book read_book(const Platform& platform) {
    Book book;
    const auto value = json::parse(platform.ports.state.value(BookName).value_or("{}"), {.bytes = LargestBook});
    if (!value || !value->is_object()) return book;
    for (const auto& [kid, member] : value->get_object()) {
        std::vector<json::Problem> problems;
        json::ObjectReader reader{member, "$", problems};
        Entry& entry = book[std::string{kid}];
        if (reader.has("since")) entry.since = reader.instant("since");
        if (const auto bundle = reader.optional_integer("replaced_in", 1, json::MaxInteger)) entry.replaced_in = static_cast<std::uint64_t>(*bundle);
    }
    return book;
}

void write_book(const Book& book, const Platform& platform) {
    json::Object object;
    for (const auto& [kid, entry] : book) {
        json::Object member;
        if (entry.since) member["since"] = to_rfc3339(*entry.since);
        if (entry.replaced_in) member["replaced_in"] = *entry.replaced_in;
        object[kid] = std::move(member);
    }
    sync::wait_for<sync::Done>([&](auto done) { platform.ports.state.set_value(std::string{BookName}, json::canonical(object), std::move(done)); });
}

bool may_still_bring(const sync::Terminal& terminal, std::uint64_t bundle) {
    const bool serves = terminal.state == sync::TerminalState::Active || terminal.state == sync::TerminalState::Locked;
    return serves && !terminal.lost_at && terminal.drained_bundle < bundle;
}

// Whether something that has arrived and is not opened yet needs it.
bool is_awaited_here(std::string_view kid, const Platform& platform) {
    const auto pending = platform.ports.processing.pending(MostLookedThrough);
    return pending.size() == MostLookedThrough || std::ranges::any_of(pending, [&](const sync::PendingEnvelope& one) {
               const auto envelope = protocol::decode_envelope(one.bytes);
               return envelope && envelope->header.kid == kid;
           });
}

// Terminals know the key set in force as soon as they have the newest bundle.
bool is_published(const Platform& platform) {
    const auto newest = platform.ports.bundles.newest();
    return newest && newest->payload.find(protocol::encode(*platform.keys.held->key_set())) != std::string::npos;
}

}  // namespace

std::string_view to_text(BoxKeyUse use) {
    switch (use) {
        case BoxKeyUse::Requested: return "requested";
        case BoxKeyUse::InUse: return "in use";
        case BoxKeyUse::Former: return "former";
        case BoxKeyUse::Destroyed: return "destroyed";
    }
    return {};
}

std::vector<BoxKeyState> box_keys(const Platform& platform) {
    const auto book = read_book(platform);
    const auto key_set = platform.keys.held->key_set();
    const auto terminals = platform.ports.terminals.all();
    const auto state_of = [&](const std::string& kid, BoxKeyUse use) {
        BoxKeyState state{.kid = kid, .use = use, .since = {}, .replaced_in = {}, .waits_for = {}};
        if (const auto known = book.find(kid); known != book.end()) {
            state.since = known->second.since;
            state.replaced_in = known->second.replaced_in;
        }
        if (use != BoxKeyUse::Former || !state.replaced_in) return state;
        for (const auto& terminal : terminals) {
            if (may_still_bring(terminal, *state.replaced_in)) state.waits_for.push_back(terminal.id);
        }
        return state;
    };
    std::vector<BoxKeyState> states;
    for (const auto& named : key_set->box) {
        const bool in_use = &named == &key_set->box.front();
        const auto former = platform.keys.held->box(named.kid) ? BoxKeyUse::Former : BoxKeyUse::Destroyed;
        states.push_back(state_of(named.kid, in_use ? BoxKeyUse::InUse : former));
    }
    for (const auto& box : platform.keys.held->boxes()) {
        const auto kid = box->public_key().id();
        if (std::ranges::find(states, kid, &BoxKeyState::kid) == states.end()) states.push_back(state_of(kid, BoxKeyUse::Requested));
    }
    return states;
}

void keep_box_book(const Platform& platform) {
    const auto before = read_book(platform);
    auto book = before;
    const auto key_set = platform.keys.held->key_set();
    const bool published = is_published(platform);
    for (const auto& named : key_set->box) {
        Entry& entry = book[named.kid];
        if (&named == &key_set->box.front()) {
            if (!entry.since) entry.since = platform.clock.now();
        } else if (!entry.replaced_in && published) {
            entry.replaced_in = platform.ports.bundles.newest()->version;
        }
    }
    if (book != before) write_book(book, platform);
}

Result<std::vector<std::string>, std::string> destroy_spent_box_keys(const Platform& platform) {
    keep_box_book(platform);
    std::vector<std::string> destroyed;
    for (const auto& key : box_keys(platform)) {
        if (key.use != BoxKeyUse::Former || !key.replaced_in || !key.waits_for.empty() || is_awaited_here(key.kid, platform)) continue;
        if (auto done = destroy_box_key(key.kid, keys_folder(platform.data)); !done) return failure(done.error());
        platform.keys.held->destroy(key.kid);
        note(platform, "keys.destroy", key.kid);
        destroyed.push_back(key.kid);
    }
    return destroyed;
}

std::optional<std::string> rotation_due(const Platform& platform, std::chrono::days term) {
    for (const auto& key : box_keys(platform)) {
        if (key.use != BoxKeyUse::InUse || !key.since || platform.clock.now() < *key.since + term) continue;
        return fmt::format("box key {} has been in use since {}, longer than {} days: run xuezhen-admin keys rotate-box", key.kid, to_rfc3339(*key.since), term.count());
    }
    return std::nullopt;
}

}  // namespace xz::server::admin
