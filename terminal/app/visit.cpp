#include "terminal/app/visit.hpp"

#include <algorithm>

namespace xz::app {

storage::OpenDraft* Visit::draft(protocol::RecordKind kind, std::string_view academic_year) {
    const auto found = std::ranges::find_if(
        drafts, [&](const storage::OpenDraft& draft) { return draft.kind == kind && draft.academic_year == academic_year; });
    return found == drafts.end() ? nullptr : &*found;
}

}  // namespace xz::app
