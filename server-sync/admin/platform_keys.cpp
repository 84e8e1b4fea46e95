#include "server-sync/admin/platform_keys.hpp"

#include "server-sync/admin/private_folder.hpp"
#include "server-sync/admin/recovery_files.hpp"
#include "server-sync/admin/root_key.hpp"
#include "terminal/core/support/file.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

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
constexpr std::string_view BoxFileStart = "box";  // box-<kid>.key
constexpr std::string_view KeyEnding = ".key";
constexpr std::string_view AuthorityKeyFile = "ca.key.pem";
constexpr std::string_view AuthorityFile = "ca.cert.pem";
constexpr std::string_view ServerKeyFile = "server.key.pem";
constexpr std::string_view ServerFile = "server.cert.pem";
constexpr std::string_view KeySetFile = "key-set.json";
constexpr std::string_view RootFile = "root.key";

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

std::string box_file(std::string_view kid) { return fmt::format("{}-{}{}", BoxFileStart, kid, KeyEnding); }

// The files of box keys: in use, former, or made for a key set that is still to be signed.
std::vector<std::string> box_files(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator{folder, error}) {
        const auto name = entry.path().filename().string();
        if (name.starts_with(BoxFileStart) && name.ends_with(KeyEnding)) names.push_back(name);
    }
    std::ranges::sort(names);
    return names;
}

std::vector<crypto::BoxKey> read_boxes(const fs::path& folder, Reader& reader) {
    std::vector<crypto::BoxKey> boxes;
    for (const auto& name : box_files(folder)) boxes.emplace_back(reader.secret(name));
    return boxes;
}

// Before its name goes, its bytes: what the file system makes of that is its own affair, and the disk's.
bool overwrite(const fs::path& file) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return false;
    const std::array<char, 128> nothing{};
    const bool done = ::pwrite(descriptor, nothing.data(), nothing.size(), 0) == static_cast<ssize_t>(nothing.size()) && ::fsync(descriptor) == 0;
    ::close(descriptor);
    return done;
}

bool sync_folder(const fs::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool done = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0) ::close(descriptor);
    return done;
}

}  // namespace

MadeKeys make_keys(const crypto::ServerNames& names, Instant now, RandomSource& random, const std::optional<crypto::BoxPublicKey>& recovery) {
    auto authority = crypto::Authority::create(AuthorityName, {now - Backdate, now + AuthorityLife});
    auto server_key = crypto::CertificateKey::generate();
    auto server_certificate = authority.issue_server(server_key, names, {now - Backdate, now + ServerLife});
    OfflineKeys offline{.root = crypto::SigningKey::generate(random), .recovery = std::nullopt};
    if (!recovery) offline.recovery = crypto::BoxKey::generate(random);
    const crypto::BoxPublicKey& recovery_public = recovery ? *recovery : offline.recovery->public_key();
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
            .recovery = {{recovery_public.id(), recovery_public}},
        },
        offline.root);
    std::vector<crypto::BoxKey> boxes;
    boxes.push_back(std::move(box));
    return {.platform = {.database = crypto::Secret<32>::random(random),
                         .student_keys = crypto::Secret<32>::random(random),
                         .wrapping = crypto::Secret<32>::random(random),
                         .receipt = std::move(receipt),
                         .bundle = std::move(bundle),
                         .authority = std::move(authority),
                         .server_key = std::move(server_key),
                         .server_certificate = std::move(server_certificate),
                         .held = std::make_unique<HeldKeys>(std::move(key_set), std::move(boxes))},
            .offline = std::move(offline)};
}

Result<void, std::string> write_keys(const PlatformKeys& keys, const fs::path& folder) {
    Writer writer{folder};
    writer.secret(DatabaseFile, keys.database);
    writer.secret(StudentKeysFile, keys.student_keys);
    writer.secret(WrappingFile, keys.wrapping);
    writer.secret(ReceiptFile, keys.receipt.seed());
    writer.secret(BundleFile, keys.bundle.seed());
    for (const auto& box : keys.held->boxes()) writer.secret(box_file(box->public_key().id()), box->scalar());
    writer.text(AuthorityKeyFile, keys.authority.key().to_pem().text());
    writer.text(AuthorityFile, keys.authority.certificate().to_pem());
    writer.text(ServerKeyFile, keys.server_key.to_pem().text());
    writer.text(ServerFile, keys.server_certificate.to_pem());
    writer.text(KeySetFile, protocol::encode(*keys.held->key_set()));
    return writer.outcome();
}

Result<void, std::string> write_key_set(const protocol::KeySet& key_set, const fs::path& folder) {
    Writer writer{folder};
    writer.text(KeySetFile, protocol::encode(key_set));
    return writer.outcome();
}

Result<void, std::string> write_box_key(const crypto::BoxKey& box, const fs::path& folder) {
    Writer writer{folder};
    writer.secret(box_file(box.public_key().id()), box.scalar());
    return writer.outcome();
}

Result<void, std::string> destroy_box_key(std::string_view kid, const fs::path& folder) {
    for (const auto& name : box_files(folder)) {
        Reader reader{folder};
        const crypto::BoxKey box{reader.secret(name)};
        if (!reader.first_problem().empty() || box.public_key().id() != kid) continue;
        const fs::path file = folder / name;
        if (!overwrite(file) || ::unlink(file.c_str()) != 0 || !sync_folder(folder)) {
            return failure(fmt::format("cannot destroy {}: {}", file.string(), std::strerror(errno)));
        }
    }
    return {};
}

Result<std::string, std::string> write_offline_keys(const OfflineKeys& keys, const fs::path& folder, RandomSource& random) {
    auto root = lock_root_key(keys.root, random);
    Writer writer{folder};
    writer.text(RootFile, root.text);
    if (auto written = writer.outcome(); !written) return failure(written.error());
    if (keys.recovery) {
        if (auto written = write_recovery_files(*keys.recovery, folder, random); !written) return failure(written.error());
    }
    return std::move(root.code);
}

bool holds_offline_keys(const fs::path& folder) { return fs::exists(folder / RootFile) || fs::exists(folder / RecoveryPublicFile); }

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
    auto boxes = read_boxes(folder, reader);
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
    const auto is_in_use = [&](const crypto::BoxKey& box) { return box.public_key().id() == key_set->box.front().kid; };
    if (key_set && std::ranges::none_of(boxes, is_in_use)) reader.problem(box_file(key_set->box.front().kid), "the private half of the box key in use");
    if (!reader.first_problem().empty()) return failure(reader.first_problem());
    return PlatformKeys{.database = std::move(database),
                        .student_keys = std::move(student_keys),
                        .wrapping = std::move(wrapping),
                        .receipt = crypto::SigningKey{std::move(receipt)},
                        .bundle = crypto::SigningKey{std::move(bundle)},
                        .authority = crypto::Authority{std::move(*authority), std::move(*authority_key)},
                        .server_key = std::move(*server_key),
                        .server_certificate = std::move(*server),
                        .held = std::make_unique<HeldKeys>(std::move(*key_set), std::move(boxes))};
}

}  // namespace xz::server::admin
