// Moves published aggregates forward, never by so little that a difference gives a student away (DOMAIN 5, Aggregates).
#pragma once

#include "server-sync/sync/ports.hpp"
#include "server-sync/sync/published_cache.hpp"
#include "terminal/core/support/clock.hpp"

#include <mutex>
#include <set>
#include <string>
#include <utility>

namespace xz::server::analytics {

class Publisher {
public:
    Publisher(sync::Ports ports, const sync::PublishedCache& published, const Clock& clock);

    // After counting (ProcessingEvents::counted): looks only at these classes and the groups above them.
    void refresh(const std::set<std::pair<std::string, std::string>>& classes_and_years);
    // Everything, at start and once a day: what windows have closed since.
    void refresh_all();

private:
    void refresh_department(const std::string& department, const std::string& academic_year);

    sync::Ports ports_;
    const sync::PublishedCache& published_;
    const Clock& clock_;
    std::mutex one_at_a_time_;
};

}  // namespace xz::server::analytics
