#include "server-sync/admin/platform_keys.hpp"

#include "server-sync/admin/private_folder.hpp"
#include "terminal/core/support/file.hpp"

#include <sys/stat.h>

namespace xz::server::admin {

namespace {

namespace fs = std::filesystem;

constexpr std::chrono::days AuthorityLife{20 * 365};
constexpr std::chrono::days ServerLife{825};  // the longest that browsers put up with
constexpr std::chrono::days Backdate{1};      // a client's clock may be behind
constexpr std::string_view AuthorityName = "Xuezhen platform CA";
constexpr unsigned PrivateFile = 0600;
constexpr std::size_t LargestFile = 64 * 1024;

constexpr std::string_view DatabaseFile = "database.key";
constexpr std::string_view StudentKeysFile = "student-keys.key";
constexpr std::string_view WrappingFile = "wrapping.key";
constexpr std::string_view ReceiptFile = "receipt.key";
constexpr std::string_view BundleFile = "bundle.key";
constexpr std::string_view BoxFile = "box.key";
constexpr std::string_view AuthorityKeyFile = "ca.key.pem";
constexpr std::string_view AuthorityFile = "ca.cert.pem";
constexpr std::string_view ServerKeyFile = "server.key.pem";
constexpr std::string_view ServerFile = "server.cert.pem";
constexpr std::string_view KeySetFile = "key-set.json";
constexpr std::string_view RootFile = "root.key";
constexpr std::string_view RecoveryFile = "recovery.key";

// Writes one file after another until one fails.
class Writer {
public:
    explicit Writer(fs::path folder) : folder_{std::move(folder)} {
        if (auto made = make_private_folder(folder_); !made) problem_ = made.error();
    }
    void text(std::string_view name, std::string_view text) {
        if (!problem_.empty()) return;
        if (auto written = write_file_atomically(folder_ / name, bytes_of(text), PrivateFile); !written) problem_ = written.error().message;
    }
    void secret(std::string_view name, const crypto::Secret<32>& secret) {
        std::string line = to_hex(secret.bytes()) + '\n';
        text(name, line);
        crypto::wipe(line);
    }
    [[nodiscard]] Result<void, std::string> outcome() const {
        if (!problem_.empty()) return failure(problem_);
        return {};
    }

private:
    fs::path folder_;
    std::string problem_;
};

// Reads one file after another; the first problem is kept, and everything after it reads as empty.
class Reader {
public:
    explicit Reader(fs::path folder) : folder_{std::move(folder)} {}

    std::string text(std::string_view name) {
        const fs::path path = folder_ / name;
        struct stat info{};
        if (::stat(path.c_str(), &info) == 0 && (info.st_mode & 0077) != 0) {
            problem(name, "only its owner to have access (chmod 600)");
            return {};
        }
        const auto bytes = read_file(path, LargestFile);
        if (!bytes) {
            if (problem_.empty()) problem_ = bytes.error().message;
            return {};
        }
        return std::string{text_of(*bytes)};
    }
    crypto::Secret<32> secret(std::string_view name) {
        std::string line = text(name);
        while (line.ends_with('\n')) line.pop_back();
        const auto bytes = from_hex(line);
        auto secret = bytes ? crypto::Secret<32>::from(*bytes) : std::nullopt;
        crypto::wipe(line);
        if (!secret) problem(name, "64 hex digits");
        return secret ? std::move(*secret) : crypto::Secret<32>{};
    }
    void problem(std::string_view name, std::string_view expected) {
        if (problem_.empty()) problem_ = (folder_ / name).string() + ": expected " + std::string{expected};
    }
    [[nodiscard]] const std::string& first_problem() const { return problem_; }

private:
    fs::path folder_;
    std::string problem_;
};

}  // namespace

MadeKeys make_keys(const crypto::ServerNames& names, Instant now, RandomSource& random) {
    auto authority = crypto::Authority::create(AuthorityName, {now - Backdate, now + AuthorityLife});
    auto server_key = crypto::CertificateKey::generate();
    auto server_certificate = authority.issue_server(server_key, names, {now - Backdate, now + ServerLife});
    OfflineKeys offline{crypto::SigningKey::generate(random), crypto::BoxKey::generate(random)};
    auto receipt = crypto::SigningKey::generate(random);
    auto bundle = crypto::SigningKey::generate(random);
    auto box = crypto::BoxKey::generate(random);
    auto key_set = protocol::sign(
        protocol::KeySet{
            .version = 1,
            .authorities = {authority.certificate().to_pem()},
            .root = offline.root.verify_key(),
            .next_root = std::nullopt,
            .receipt = {{receipt.verify_key().id(), receipt.verify_key()}},
            .bundle = {{bundle.verify_key().id(), bundle.verify_key()}},
            .box = {{box.public_key().id(), box.public_key()}},
            .recovery = {{offline.recovery.public_key().id(), offline.recovery.public_key()}},
        },
        offline.root);
    return {.platform = {.database = crypto::Secret<32>::random(random),
                         .student_keys = crypto::Secret<32>::random(random),
                         .wrapping = crypto::Secret<32>::random(random),
                         .receipt = std::move(receipt),
                         .bundle = std::move(bundle),
                         .box = std::move(box),
                         .authority = std::move(authority),
                         .key_set = std::move(key_set),
                         .server_key = std::move(server_key),
                         .server_certificate = std::move(server_certificate)},
            .offline = std::move(offline)};
}

Result<void, std::string> write_keys(const PlatformKeys& keys, const fs::path& folder) {
    Writer writer{folder};
    writer.secret(DatabaseFile, keys.database);
    writer.secret(StudentKeysFile, keys.student_keys);
    writer.secret(WrappingFile, keys.wrapping);
    writer.secret(ReceiptFile, keys.receipt.seed());
    writer.secret(BundleFile, keys.bundle.seed());
    writer.secret(BoxFile, keys.box.scalar());
    writer.text(AuthorityKeyFile, keys.authority.key().to_pem().text());
    writer.text(AuthorityFile, keys.authority.certificate().to_pem());
    writer.text(ServerKeyFile, keys.server_key.to_pem().text());
    writer.text(ServerFile, keys.server_certificate.to_pem());
    writer.text(KeySetFile, protocol::encode(keys.key_set));
    return writer.outcome();
}

Result<void, std::string> write_offline_keys(const OfflineKeys& keys, const fs::path& folder) {
    Writer writer{folder};
    writer.secret(RootFile, keys.root.seed());
    writer.secret(RecoveryFile, keys.recovery.scalar());
    return writer.outcome();
}

bool holds_offline_keys(const fs::path& folder) { return fs::exists(folder / RootFile) || fs::exists(folder / RecoveryFile); }

Result<void, std::string> renew_server_certificate(const PlatformKeys& keys, const crypto::ServerNames& names, Instant now, const fs::path& folder) {
    Writer writer{folder};
    writer.text(ServerFile, keys.authority.issue_server(keys.server_key, names, {now - Backdate, now + ServerLife}).to_pem());
    return writer.outcome();
}

Result<PlatformKeys, std::string> load_keys(const fs::path& folder) {
    Reader reader{folder};
    auto database = reader.secret(DatabaseFile);
    auto student_keys = reader.secret(StudentKeysFile);
    auto wrapping = reader.secret(WrappingFile);
    auto receipt = reader.secret(ReceiptFile);
    auto bundle = reader.secret(BundleFile);
    auto box = reader.secret(BoxFile);
    auto authority_key = crypto::CertificateKey::from_pem(reader.text(AuthorityKeyFile));
    if (!authority_key) reader.problem(AuthorityKeyFile, "a P-256 private key in PEM");
    auto authority = crypto::Certificate::from_pem(reader.text(AuthorityFile));
    if (!authority) reader.problem(AuthorityFile, "a certificate in PEM");
    auto server_key = crypto::CertificateKey::from_pem(reader.text(ServerKeyFile));
    if (!server_key) reader.problem(ServerKeyFile, "a P-256 private key in PEM");
    auto server = crypto::Certificate::from_pem(reader.text(ServerFile));
    if (!server) reader.problem(ServerFile, "a certificate in PEM");
    auto key_set = protocol::decode_key_set(reader.text(KeySetFile));
    if (!key_set) reader.problem(KeySetFile, "the signed key set");
    if (!reader.first_problem().empty()) return failure(reader.first_problem());
    return PlatformKeys{.database = std::move(database),
                        .student_keys = std::move(student_keys),
                        .wrapping = std::move(wrapping),
                        .receipt = crypto::SigningKey{std::move(receipt)},
                        .bundle = crypto::SigningKey{std::move(bundle)},
                        .box = crypto::BoxKey{std::move(box)},
                        .authority = crypto::Authority{std::move(*authority), std::move(*authority_key)},
                        .key_set = std::move(*key_set),
                        .server_key = std::move(*server_key),
                        .server_certificate = std::move(*server)};
}

}  // namespace xz::server::admin
