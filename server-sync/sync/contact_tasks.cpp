#include "server-sync/sync/contact_tasks.hpp"

namespace xz::server::sync {

std::string_view to_text(ContactState state) {
    switch (state) {
        case ContactState::Open: return "open";
        case ContactState::Done: return "done";
        case ContactState::Closed: break;
    }
    return "closed";
}

}  // namespace xz::server::sync
