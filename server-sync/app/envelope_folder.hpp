// A folder of sealed envelopes, carried by hand, taken in as if its terminal had sent them (see core/protocol/envelope_export.hpp).
#pragma once

#include "server-sync/admin/command.hpp"
#include "server-sync/app/settings.hpp"

#include <filesystem>

namespace xz::server::app {

// {"envelopes","stored","duplicate","quarantined","conflict","receipts":[file],"problems":[text]}. Receipts are written beside the envelopes,
// or into `receipts` when that is not empty. What does not agree with the manifest is not sent and is a problem; the others are. The same
// folder again does no harm.
[[nodiscard]] admin::Answer import_folder(const Settings& settings, const std::filesystem::path& folder, const std::filesystem::path& receipts);

}  // namespace xz::server::app
