// Keeps the published bundle current: a newer one comes into force only when everything about it holds, else the old one stays.
#pragma once

#include "terminal/sync/platform.hpp"
#include "terminal/sync/trust.hpp"

#include <functional>
#include <optional>
#include <string>
#include <variant>

namespace xz::sync {

class BundleStore {
public:
    virtual ~BundleStore() = default;
    [[nodiscard]] virtual protocol::HeldBundle held() = 0;
    [[nodiscard]] virtual std::string etag() = 0;
    // Durable when it returns; with it the key set that it carries is the one in force.
    virtual void keep(const protocol::Bundle& bundle, const protocol::BundlePayload& payload, const std::string& etag) = 0;
};

// Reads the published part as the domain does; the text says what is wrong with it, nothing when it can be used.
using PublishedCheck = std::function<std::optional<std::string>(const protocol::BundlePayload&)>;

class BundleRefresh {
public:
    BundleRefresh(Platform& platform, BundleStore& store, Trust& trust, PublishedCheck check)
        : platform_{platform}, store_{store}, trust_{trust}, check_{std::move(check)} {}

    enum class Alarm { Raise, No };
    struct Refused {
        std::string why;
        Alarm alarm;  // Raise: forged, or the platform contradicts itself; a person must look
    };
    using Outcome = std::variant<std::monostate, protocol::BundlePayload, Refused>;  // unchanged, now in force, refused
    [[nodiscard]] Called<Outcome> refresh();

private:
    Platform& platform_;
    BundleStore& store_;
    Trust& trust_;
    PublishedCheck check_;
};

}  // namespace xz::sync
