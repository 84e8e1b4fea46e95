// Moves published aggregates forward, class by class, and with them the departments and the college that they add up to.
#pragma once

#include "server-sync/analytics/college.hpp"
#include "server-sync/analytics/rules.hpp"
#include "server-sync/analytics/shown.hpp"
#include "server-sync/analytics/sums.hpp"
#include "server-sync/sync/ports.hpp"
#include "server-sync/sync/published_cache.hpp"
#include "terminal/core/support/clock.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace xz::server::analytics {

using ClassAndYear = std::pair<std::string, std::string>;  // class code, academic year

// Blocking, for a background thread. Throws sync::StoreUnavailable.
class Publisher {
public:
    Publisher(sync::Ports ports, const sync::PublishedCache& published, const Clock& clock, AggregateRules rules = {})
        : ports_{ports}, published_{published}, clock_{clock}, rules_{rules} {}

    // After counting (ProcessingEvents::counted): looks only at these classes and the groups above them. Cheap when nothing is
    // due: one count a class.
    void refresh(const std::set<ClassAndYear>& classes);
    // Everything, at start and now and then: windows close without anybody submitting.
    void refresh_all();

private:
    struct State {
        Sums sums;
        Row levels;  // as shown
        std::uint64_t number = 0;
    };
    enum class Moved { No, Yes };

    void refresh_unlocked(const std::set<ClassAndYear>& classes);
    [[nodiscard]] std::optional<State> state(const std::string& kind, const std::string& code, const std::string& year) const;
    [[nodiscard]] bool is_due(const ClassAndYear& group);
    [[nodiscard]] Moved refresh_class(const ClassAndYear& group, const College& college);
    void refresh_department(const std::string& department, const std::string& year, const College& college);
    void refresh_college(const std::string& year, const College& college);
    void refresh_rest(const std::string& kind, const std::string& code, const std::string& year,
                      const std::vector<sync::ScoredResult>& left_over);
    [[nodiscard]] std::uint64_t count_left_over(const std::string& department, const std::string& year, const College& college) const;
    [[nodiscard]] std::vector<sync::ScoredResult> left_over(const std::string& department, const std::string& year,
                                                            const College& college) const;
    void put_union(const std::string& kind, const std::string& code, const std::string& year, const std::vector<State>& parts,
                   const std::optional<State>& rest);
    void put(const std::string& kind, const std::string& code, const std::string& year, const Sums& sums, Breadth breadth,
             const std::vector<Row>& parts);
    [[nodiscard]] bool is_closed(const std::string& year) const;

    sync::Ports ports_;
    const sync::PublishedCache& published_;
    const Clock& clock_;
    AggregateRules rules_;
    std::mutex one_at_a_time_;
    std::map<ClassAndYear, std::uint64_t> published_students_;  // so that most batches ask the store for one count only
};

}  // namespace xz::server::analytics
