// What a counselor's page shows of a class: live counts, and beside them the last published aggregate (DOMAIN 5 and 6).
#pragma once

#include "server-sync/sync/ports.hpp"
#include "server-sync/sync/published_cache.hpp"
#include "terminal/core/support/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::analytics {

struct ClassLine {
    std::string code;
    std::string name;
    std::string department;  // name
    std::uint64_t students = 0;
    std::uint64_t submitted = 0;
    std::uint64_t counted = 0;
    bool has_board = false;  // an aggregate is published
};

class Boards {
public:
    Boards(sync::Ports ports, const sync::PublishedCache& published) : ports_{ports}, published_{published} {}

    // Of the codes given (the caller's scope), in their order; unknown ones are left out.
    [[nodiscard]] std::vector<ClassLine> classes(const std::vector<std::string>& codes, std::string_view academic_year) const;
    [[nodiscard]] std::vector<std::string> years(Instant now) const;  // with results, or the present one; newest first
    [[nodiscard]] std::string current_year(Instant now) const;  // "" when nothing is published

    // The answer of GET /api/v1/classes/{code}/board as canonical JSON; nothing: no such class.
    [[nodiscard]] std::optional<std::string> class_board(std::string_view code, std::string_view academic_year) const;
    // The answer of GET /api/v1/units/{code}/board: the same for a department, or the whole college as CollegeCode, where SX self-reports are
    // included; nothing: no such unit.
    [[nodiscard]] std::optional<std::string> unit_board(std::string_view code, std::string_view academic_year) const;

private:
    sync::Ports ports_;
    const sync::PublishedCache& published_;
};

}  // namespace xz::server::analytics
