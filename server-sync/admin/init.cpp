#include "server-sync/admin/init.hpp"

#include "server-sync/admin/audit.hpp"
#include "server-sync/admin/box_keys.hpp"
#include "server-sync/admin/first_password.hpp"
#include "server-sync/admin/platform_store.hpp"
#include "server-sync/admin/private_folder.hpp"
#include "terminal/core/crypto/password.hpp"

#include <array>

namespace xz::server::admin {

namespace {

constexpr std::size_t SaltBytes = 32;
constexpr sync::Role FirstRole = sync::Role::QualityOffice;

std::string random_salt(RandomSource& random) {
    std::array<std::uint8_t, SaltBytes> salt;
    random.fill(salt);
    return to_base64(salt);
}

}  // namespace

Answer init_platform(const NewPlatform& plan, const Clock& clock, RandomSource& random) {
    if (std::filesystem::exists(keys_folder(plan.data))) {
        return failure(plan.data.string() + " holds a platform already; init makes new ones only");
    }
    if (holds_offline_keys(plan.offline)) {
        return failure(plan.offline.string() + " holds the offline keys of a platform already; name another folder with --offline");
    }
    if (auto made = make_private_folder(plan.data); !made) return failure(made.error());
    const auto lock = DataLock::try_take(plan.data, "xuezhen-admin init");
    if (!lock) return failure(lock.error());
    if (!*lock) return failure(plan.data.string() + " is in use by a running server");

    const auto keys = make_keys(plan.names, clock.now(), random, plan.recovery);
    const auto root_code = write_offline_keys(keys.offline, plan.offline, random);
    if (!root_code) return failure(root_code.error());
    if (auto written = write_keys(keys.platform, keys_folder(plan.data)); !written) return failure(written.error());
    auto store = create_store(plan.data, keys.platform, random);
    if (!store) return failure(store.error());

    const auto ports = (*store)->ports();
    const sync::PublishedCache published{ports.bundles};
    const Platform platform{ports, published, keys.platform, clock, random, **store, plan.data};
    sync::wait_for<sync::Done>(
        [&](auto completion) { ports.state.set_value("platform_salt", random_salt(random), std::move(completion)); });
    const std::string password = first_password(random);
    const sync::StaffAccount account{
        .user = plan.first_user, .name = plan.first_user, .role = FirstRole, .password_hash = crypto::hash_password(password, random)};
    sync::wait_for<sync::Done>([&](auto completion) { ports.staff.put(account, std::move(completion)); });
    note(platform, "platform.init", "");
    keep_box_book(platform);
    return json::Value{{"data", plan.data.string()},
                       {"offline", plan.offline.string()},
                       {"root_code", *root_code},
                       {"user", account.user},
                       {"role", sync::to_text(account.role)},
                       {"password", password}};
}

}  // namespace xz::server::admin
