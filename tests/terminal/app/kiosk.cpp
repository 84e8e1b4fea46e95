#include "tests/terminal/app/kiosk.hpp"

#include "terminal/sync/enrolment.hpp"

namespace xz::app::test {

Kiosk::Kiosk(const storage::StoreOptions& options) {
    const auto key_file = folder.path() / "key";
    if (!storage::make_key_file(key_file, random)) {
        throw std::runtime_error{"no key file"};
    }
    const storage::SystemKeyProvider provider{std::nullopt, key_file};
    std::filesystem::create_directory(folder.path() / "store");
    const auto failed = storage.open([&] {
        return storage::Store::create(folder.path() / "store", provider, clock, random, options);
    });
    if (failed) {
        throw std::runtime_error{std::string{storage::to_text(*failed)}};
    }
    storage.ask([this](storage::Store& store) {
        auto keys = sync::EnrolmentKeys::generate(random);
        store.identity().keep({platform.terminal, keys.signing_key.seed().clone(), keys.certificate_key.to_pem(),
                               platform.authority.certificate().to_pem(), platform.root.verify_key(), protocol::encode(platform.key_set())});
    });
    forms.replace({std::make_shared<const domain::Published>(), platform.salt});
    platform.now = clock.now();
    runner.connect(sign_in);
}

Kiosk::~Kiosk() {
    runner.finish();
    storage.finish();
}

void Kiosk::register_student(const std::string& student_no, std::string_view pin) {
    const auto stretched = crypto::stretch_pin(pin, crypto::pin_salt(platform.salt, student_no));
    platform.students.insert_or_assign(student_no, crypto::proof_key(stretched).verify_key());
}

}  // namespace xz::app::test
