#include "terminal/storage/rotation.hpp"

#include "terminal/core/protocol/key_set.hpp"
#include "tests/terminal/storage/store_fixture.hpp"

#include <algorithm>

namespace xz::storage {

namespace {

// The machine's files, until the program is cut: before the change after `changes` whole ones, or right behind it.
class FilesUntilCut final : public StoreFiles {
public:
    enum class Cut : std::uint8_t { Before, Behind };
    FilesUntilCut(int changes, Cut cut) : left_{changes}, cut_{cut} {}

    Result<Bytes, FileError> read(const std::filesystem::path& file, std::size_t max_bytes) const override { return system_files().read(file, max_bytes); }
    Result<void, FileError> write(const std::filesystem::path& file, ByteView bytes) const override {
        return unless_cut([&] { return system_files().write(file, bytes); });
    }
    Result<void, FileError> rename(const std::filesystem::path& from, const std::filesystem::path& to) const override {
        return unless_cut([&] { return system_files().rename(from, to); });
    }
    Result<void, FileError> remove(const std::filesystem::path& file) const override {
        return system_files().exists(file) ? unless_cut([&] { return system_files().remove(file); }) : Result<void, FileError>{};
    }
    bool exists(const std::filesystem::path& file) const override { return system_files().exists(file); }
    [[nodiscard]] bool is_cut() const { return left_ < 0; }

private:
    template <typename Change>
    Result<void, FileError> unless_cut(const Change& change) const {
        if (--left_ < 0) {
            if (left_ == -1 && cut_ == Cut::Behind) {
                (void)change();
            }
            return failure(FileError{FileError::Kind::input_output, "cut"});
        }
        return change();
    }
    mutable int left_;
    Cut cut_;
};

struct Enrolled : StoreFixture {
    crypto::BoxKey recovery = crypto::BoxKey::generate(random);
    protocol::SealedEnvelope envelope;
    std::vector<OpenDraft> drafts;

    Enrolled() {
        const crypto::SigningKey root = crypto::SigningKey::generate(random);
        const protocol::NamedKey<crypto::VerifyKey> signing{root.verify_key().id(), root.verify_key()};
        const protocol::NamedKey<crypto::BoxPublicKey> box{recovery.public_key().id(), recovery.public_key()};
        const protocol::KeySet keys = protocol::sign({.version = 1, .authorities = {"-----BEGIN CERTIFICATE-----"}, .root = root.verify_key(), .next_root = {}, .receipt = {signing},
                                                      .bundle = {signing}, .box = {box}, .recovery = {box}, .sig = {}}, root);
        store->identity().keep({"library-1", root.seed().clone(), crypto::SecureBytes::copy_of("PEM"), "CERT", root.verify_key(), protocol::encode(keys)});
        REQUIRE(store->seal_key_for(recovery.public_key()));
        envelope = submit();
        drafts.push_back(begin("what I began"));
        close();
    }

    [[nodiscard]] std::filesystem::path inside(const char* name) const { return folder.path() / "store" / name; }
    [[nodiscard]] std::string ring() const { return std::string{text_of(*system_files().read(inside("keyring"), 1 << 14))}; }
    // Whether the recovery key opens the file as it now lies there.
    [[nodiscard]] bool recoverable() const {
        const auto sealed = protocol::sealed_store_keys(ring());
        return std::ranges::any_of(sealed, [&](const protocol::SealedStoreKey& one) {
            const auto store_key = protocol::open(one, recovery);
            return store_key && sqlite::Database::open(inside("store.db"), sqlite::Key{store_key->bytes().data(), 32});
        });
    }
    void judge(const KeyProvider& provider) {
        auto opened = Store::open(folder.path(), provider, clock, random, options);
        if (!opened) FAIL(to_text(opened.error()));
        REQUIRE((*opened)->outbox().state_of(envelope.id) == EnvelopeState::Waiting);
        const auto unlocked = (*opened)->drafts().unlock(Student, stretched(1), PinTrust::Unproven);
        REQUIRE(unlocked);
        REQUIRE((*opened)->drafts().body(unlocked->front())->text() == "what I began");
        REQUIRE((*opened)->check_integrity().empty());
        opened->reset();
        REQUIRE(recoverable());
        REQUIRE_FALSE(std::filesystem::exists(inside("store.db.next")));
    }
    // Cuts `work` before and behind each of its changes to files, and judges what is found each time; answers how many cuts there were.
    template <typename Work>
    int cut_everywhere(const std::vector<std::filesystem::path>& files, const Work& work, const std::function<void()>& judge_it) {
        const testing::TemporaryFolder before;
        std::filesystem::copy(folder.path(), before.path() / "all", std::filesystem::copy_options::recursive);
        for (int cuts = 0;; ++cuts) {
            for (const auto cut : {FilesUntilCut::Cut::Before, FilesUntilCut::Cut::Behind}) {
                CAPTURE(cuts, cut);
                for (const auto& file : files) std::filesystem::remove_all(file);
                std::filesystem::copy(before.path() / "all", folder.path(), std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
                const FilesUntilCut until{cuts, cut};
                options.files = &until;
                const auto done = work();
                options.files = &system_files();
                judge_it();
                if (!until.is_cut()) {
                    REQUIRE(done);
                    return cuts;
                }
            }
        }
    }
};

crypto::Secret<32> key_in(const std::filesystem::path& file) { return std::move(SystemKeyProvider{std::nullopt, file}.provide()->key); }

}  // namespace

TEST_CASE_METHOD(Enrolled, "A store under its new key holds all it held, and the old key opens nothing") {
    const auto old_keys = Keyring::decode(ring())->open(*key.provide());
    REQUIRE(rotate_store_key(folder.path(), key, clock, random, options));
    judge(key);
    const auto held = Keyring::decode(ring());
    REQUIRE(held);
    CHECK_FALSE(held->has_older());
    CHECK_FALSE(std::ranges::equal(held->open(*key.provide())->front().store.bytes(), old_keys->front().store.bytes()));
    CHECK_FALSE(sqlite::Database::open(inside("store.db"), sqlite::Key{old_keys->front().store.bytes().data(), 32}));
}

TEST_CASE_METHOD(Enrolled, "A rotation that is cut at any file leaves a store that opens with all it held, and the next one succeeds") {
    const int cuts = cut_everywhere(
        {inside("store.db.next")}, [&] { return rotate_store_key(folder.path(), key, clock, random, options); }, [&] { judge(key); });
    CHECK(cuts >= 3);
    REQUIRE(rotate_store_key(folder.path(), key, clock, random, options));
    judge(key);
}

TEST_CASE_METHOD(Enrolled, "A rotation that could not seal the new key for recovery does not happen") {
    reopen();
    store->identity().keep_key_set("nobody reads this");
    close();
    const std::string before = ring();
    const auto rotated = rotate_store_key(folder.path(), key, clock, random, options);
    REQUIRE_FALSE(rotated);
    CHECK(rotated.error() == StoreFailure::NoRecoveryKey);
    CHECK(ring() == before);
    judge(key);
}

TEST_CASE_METHOD(Enrolled, "A rotation that cannot write its copy says so and leaves the store as it was") {
    std::filesystem::create_directories(inside("store.db.next") / "in the way");
    const auto rotated = rotate_store_key(folder.path(), key, clock, random, options);
    REQUIRE_FALSE(rotated);
    std::filesystem::remove_all(inside("store.db.next"));
    judge(key);
}

TEST_CASE_METHOD(Enrolled, "A store's key moves to a better guarded place, and never silently or at all to a worse one") {
    const GivenKey credential{9, KeyLevel::Credentials};
    REQUIRE(rewrap_store_key(folder.path(), key, credential, clock, random, options));
    judge(credential);
    CHECK(failure_to_open() == StoreFailure::KeyLevelDropped);
    const auto back = rewrap_store_key(folder.path(), credential, key, clock, random, options);
    REQUIRE_FALSE(back);
    CHECK(back.error() == StoreFailure::KeyLevelDropped);
    judge(credential);
    CHECK(rewrap_store_key(folder.path(), key, credential, clock, random, options));  // it opens with it already
}

TEST_CASE_METHOD(Enrolled, "A move of the store's key that is cut leaves it opening with the one or the other") {
    const GivenKey credential{9, KeyLevel::Credentials};
    const auto opens = [&](const KeyProvider& provider) { return Store::open(folder.path(), provider, clock, random, options).has_value(); };
    CHECK(cut_everywhere({}, [&] { return rewrap_store_key(folder.path(), key, credential, clock, random, options); },
                         [&] {
                             if (opens(key)) {
                                 judge(key);
                             } else {
                                 judge(credential);
                             }
                         }) >= 2);
}

TEST_CASE_METHOD(Enrolled, "A new key file takes the old one's place, and a cut leaves one of them there that opens the store") {
    const auto key_file = folder / "kiosk.key";
    REQUIRE(make_key_file(key_file, random));
    const SystemKeyProvider provider{std::nullopt, key_file};
    REQUIRE(rewrap_store_key(folder.path(), key, provider, clock, random, options));
    const auto old_key = key_in(key_file);
    CHECK(cut_everywhere({folder / "kiosk.key.next"}, [&] { return rotate_key_file(folder.path(), key_file, clock, random, options); },
                         [&] { judge(provider); }) >= 4);
    CHECK_FALSE(std::ranges::equal(key_in(key_file).bytes(), old_key.bytes()));
    CHECK(Keyring::decode(ring())->open({old_key.clone(), KeyLevel::File}).error() == StoreFailure::WrongKey);
}

}  // namespace xz::storage
