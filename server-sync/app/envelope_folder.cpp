#include "server-sync/app/envelope_folder.hpp"

#include "server-sync/app/admin_commands.hpp"
#include "terminal/core/protocol/batch.hpp"
#include "terminal/core/protocol/envelope_export.hpp"
#include "terminal/core/support/file.hpp"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

namespace xz::server::app {

namespace fs = std::filesystem;

namespace {

constexpr unsigned PublicFile = 0644;
constexpr std::size_t AroundEach = 1;     // a comma
constexpr std::size_t AroundBatch = 32;   // {"envelopes":[]}

struct Carried {
    std::string terminal;
    std::string chain;
    std::uint64_t seq = 0;
    std::string name;
};

// Names, and what stands in the headers; the bytes are read again when their turn comes.
struct Folder {
    std::vector<Carried> envelopes;
    std::vector<std::string> problems;
};

Result<std::string, std::string> bytes_of_file(const fs::path& folder, const protocol::ExportedFile& file) {
    const auto bytes = read_file(folder / file.name, protocol::MaxEnvelope);
    if (!bytes) return failure(bytes.error().message);
    std::string text{text_of(*bytes)};
    if (text.size() != file.bytes || protocol::envelope_digest(text) != file.sha256) return failure(file.name + ": not the bytes that the manifest names");
    return text;
}

Result<protocol::ExportManifest, std::string> manifest_of(const fs::path& folder) {
    const auto bytes = read_file(folder / protocol::ExportManifestFile, protocol::MaxExportManifest);
    if (!bytes) return failure(bytes.error().message);
    auto manifest = protocol::decode_export_manifest(text_of(*bytes));
    if (!manifest) return failure((folder / protocol::ExportManifestFile).string() + ": " + json::to_text(manifest.error().problem));
    return std::move(*manifest);
}

Folder look_through(const fs::path& folder, const protocol::ExportManifest& manifest) {
    Folder found;
    for (const auto& file : manifest.files) {
        const auto bytes = bytes_of_file(folder, file);
        if (!bytes) {
            found.problems.push_back(bytes.error());
            continue;
        }
        const auto envelope = protocol::decode_envelope(*bytes);
        if (!envelope) {
            found.problems.push_back(file.name + ": no envelope: " + json::to_text(envelope.error().problem));
            continue;
        }
        found.envelopes.push_back({envelope->header.terminal, envelope->header.chain, envelope->header.seq, file.name});
    }
    std::ranges::sort(found.envelopes, {}, [](const Carried& one) { return std::tie(one.terminal, one.chain, one.seq); });
    return found;
}

// Sends batch after batch and writes what is said to it.
class Sender {
public:
    Sender(const Settings& settings, fs::path folder, fs::path receipts) : settings_{settings}, folder_{std::move(folder)}, receipts_{std::move(receipts)} {}

    Result<void, std::string> take(const Carried& one) {
        const auto bytes = read_file(folder_ / one.name, protocol::MaxEnvelope);
        if (!bytes) return failure(bytes.error().message);
        const bool full = batch_.size() == protocol::MaxEnvelopes || size_ + bytes->size() + AroundEach > protocol::MaxBody;
        if (full || one.terminal != terminal_) {
            if (auto sent = send(); !sent) return sent;
        }
        terminal_ = one.terminal;
        size_ += bytes->size() + AroundEach;
        batch_.emplace_back(text_of(*bytes));
        return {};
    }

    Result<void, std::string> send() {
        if (batch_.empty()) return {};
        const auto answer = on_platform(settings_, "import-envelopes", json::Value{{"terminal", terminal_}, {"batch", protocol::encode_batch(batch_)}});
        if (!answer) return failure(answer.error());
        const std::string_view text = answer->at("answer").as_string();
        const auto results = protocol::decode_batch_answer(text);
        if (!results) return failure("the platform's answer does not read: " + json::to_text(results.error().problem));
        for (const auto& result : results->results) ++counts_[std::string{protocol::to_text(result.status)}];
        const auto file = receipts_ / protocol::export_receipts_name(files_.size() + 1);
        if (auto written = write_file_atomically(file, bytes_of(text), PublicFile); !written) return failure(written.error().message);
        files_.emplace_back(file.string());
        batch_.clear();
        size_ = AroundBatch;
        return {};
    }

    [[nodiscard]] std::uint64_t count(std::string_view status) const {
        const auto found = counts_.find(status);
        return found == counts_.end() ? 0 : found->second;
    }
    [[nodiscard]] const json::Array& files() const { return files_; }

private:
    const Settings& settings_;
    fs::path folder_;
    fs::path receipts_;
    std::string terminal_;
    std::vector<std::string> batch_;
    std::size_t size_ = AroundBatch;
    std::map<std::string, std::uint64_t, std::less<>> counts_;
    json::Array files_;
};

}  // namespace

admin::Answer import_folder(const Settings& settings, const fs::path& folder, const fs::path& receipts) {
    const auto manifest = manifest_of(folder);
    if (!manifest) return failure(manifest.error());
    const auto found = look_through(folder, *manifest);
    Sender sender{settings, folder, receipts.empty() ? folder : receipts};
    for (const auto& one : found.envelopes) {
        if (auto taken = sender.take(one); !taken) return failure(taken.error());
    }
    if (auto sent = sender.send(); !sent) return failure(sent.error());
    json::Array problems;
    for (const auto& problem : found.problems) problems.emplace_back(problem);
    return json::Value{{"envelopes", found.envelopes.size()},
                       {"stored", sender.count("stored")},
                       {"duplicate", sender.count("duplicate")},
                       {"quarantined", sender.count("quarantined")},
                       {"conflict", sender.count("conflict")},
                       {"receipts", sender.files()},
                       {"problems", std::move(problems)}};
}

}  // namespace xz::server::app
