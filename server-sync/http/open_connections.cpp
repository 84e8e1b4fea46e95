#include "server-sync/http/connection.hpp"

namespace xz::server::http {

OpenConnections::Ticket OpenConnections::enter(Close close_if_idle) {
    const std::lock_guard lock{guard_};
    return closers_.insert(closers_.end(), std::move(close_if_idle));
}

void OpenConnections::leave(Ticket ticket) {
    const std::lock_guard lock{guard_};
    closers_.erase(ticket);
}

void OpenConnections::close_idle() {
    const std::lock_guard lock{guard_};
    for (const auto& close : closers_) close();
}

std::size_t OpenConnections::count() const {
    const std::lock_guard lock{guard_};
    return closers_.size();
}

}  // namespace xz::server::http
