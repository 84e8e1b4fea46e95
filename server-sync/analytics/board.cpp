#include "server-sync/analytics/board.hpp"

#include "server-sync/analytics/college.hpp"
#include "server-sync/analytics/comparable.hpp"
#include "server-sync/analytics/shown.hpp"
#include "terminal/core/support/json.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace xz::server::analytics {

namespace {

constexpr const char* kClass = "class";
constexpr const char* kDepartment = "department";
constexpr const char* kCollege = "college";

std::string year_before(std::string_view academic_year) {
    int first = 0;
    std::from_chars(academic_year.data(), academic_year.data() + std::min<std::size_t>(4, academic_year.size()), first);
    return fmt::format("{}-{}", first - 1, first);
}

struct Aggregate {
    std::string made_at;
    Shown shown;
};

std::optional<Aggregate> find(const sync::SnapshotStore& snapshots, std::string_view kind, std::string_view code,
                              std::string_view year) {
    const auto stored = snapshots.newest(kind, code, year);
    auto shown = stored ? decode_shown(stored->shown) : std::nullopt;
    return shown ? std::optional{Aggregate{to_rfc3339(stored->made_at), std::move(*shown)}} : std::nullopt;
}

json::Value or_null(const std::optional<std::string>& text) {
    return text ? json::Value(*text) : json::Value(nullptr);
}

// This year's aggregate and the one that may stand beside it.
struct Years {
    Aggregate now;
    std::optional<Aggregate> last;
    Comparable comparable;
};

// `mean` beside it, or why not: last year's is there and must not be compared.
void put_last_year(json::Object& object, const std::optional<std::string>& mean, bool may_stand) {
    object["last_year"] = may_stand ? or_null(mean) : json::Value(nullptr);
    object["incomparable"] = mean && !may_stand;
}

std::optional<std::string> last_mean(const Years& years, const Shown::Dimension& dimension) {
    if (!years.last) {
        return std::nullopt;
    }
    const auto& then = years.last->shown.dimensions;
    const auto found = std::find_if(then.begin(), then.end(), [&](const Shown::Dimension& each) {
        return each.code == dimension.code && each.from_data == dimension.from_data;
    });
    return found == then.end() ? std::nullopt : found->mean;
}

json::Array dimensions_of(const Years& years, const domain::Instrument& instrument) {
    json::Array dimensions;
    for (const auto& dimension : years.now.shown.dimensions) {
        json::Object object{{"code", dimension.code}, {"mean", or_null(dimension.mean)}, {"from_data", dimension.from_data}};
        if (const auto* named = instrument.dimension(dimension.code)) {
            object["name"] = named->name.zh;
            object["short_name"] = named->short_name.zh;
        }
        put_last_year(object, last_mean(years, dimension), years.comparable.dimension(dimension.code));
        dimensions.emplace_back(std::move(object));
    }
    return dimensions;
}

json::Array levels_of(const Shown& shown, const domain::Instrument& instrument) {
    json::Array levels;
    for (const auto& level : shown.levels) {
        json::Object object{{"level", level.level}, {"count", or_null(level.count)}, {"share", or_null(level.share)}};
        if (const auto named = domain::level_from(level.level)) {
            object["name"] = instrument.label_of(*named).zh;
        }
        levels.emplace_back(std::move(object));
    }
    return levels;
}

json::Array lowest_of(const Shown& shown, const domain::Instrument& instrument) {
    json::Array lowest;
    for (const auto& indicator : shown.lowest) {
        json::Object object{{"code", indicator.code}, {"dimension", indicator.dimension}, {"mean", indicator.mean}};
        if (const auto* named = instrument.find(indicator.code)) {
            object["name"] = named->name.zh;
        }
        lowest.emplace_back(std::move(object));
    }
    return lowest;
}

json::Value snapshot_of(const std::optional<Years>& years, const domain::Instrument& instrument) {
    if (!years) {
        return nullptr;
    }
    const Shown& shown = years->now.shown;
    json::Object overall{{"mean", or_null(shown.overall)}};
    put_last_year(overall, years->last ? years->last->shown.overall : std::nullopt, years->comparable.overall());
    return json::Object{{"made_at", years->now.made_at},
                        {"n", shown.students},
                        {"suppressed", false},
                        {"dimensions", dimensions_of(*years, instrument)},
                        {"levels", levels_of(shown, instrument)},
                        {"lowest", lowest_of(shown, instrument)},
                        {"overall", std::move(overall)}};
}

std::optional<Years> find_years(const sync::SnapshotStore& snapshots, const sync::PublishedCache& published, std::string_view kind,
                                std::string_view code, std::string_view year) {
    auto now = find(snapshots, kind, code, year);
    if (!now) {
        return std::nullopt;
    }
    Years years{.now = std::move(*now), .last = find(snapshots, kind, code, year_before(year)), .comparable = {}};
    if (!years.last) {
        return years;
    }
    const auto judges = judges_of(years.now.shown.instruments, published);
    const auto former = judges_of(years.last->shown.instruments, published);
    if (judges.empty() || former.empty()) {
        return years;
    }
    std::vector<Judge> both = judges;
    both.insert(both.end(), former.begin(), former.end());
    years.comparable = Comparable{both};
    return years;
}

}  // namespace

std::vector<ClassLine> Boards::classes(const std::vector<std::string>& codes, std::string_view academic_year) const {
    const College college = College::read(ports_.students);
    std::vector<ClassLine> lines;
    for (const std::string& code : codes) {
        const auto unit = ports_.students.unit(code);
        if (!unit || unit->kind != sync::UnitKind::Class) {
            continue;
        }
        const auto above = college.department_of.find(code);
        const auto department = above == college.department_of.end() ? std::nullopt : ports_.students.unit(above->second);
        const auto count = ports_.results.count(code, academic_year);
        lines.push_back({.code = code,
                         .name = unit->name,
                         .department = department ? department->name : "",
                         .students = ports_.students.students_in(code),
                         .submitted = count.submitted,
                         .counted = count.counted,
                         .has_board = ports_.snapshots.newest(kClass, code, academic_year).has_value()});
    }
    return lines;
}

std::vector<std::string> Boards::years(Instant now) const {
    auto years = ports_.results.academic_years();
    const std::string current = current_year(now);
    if (!current.empty() && std::find(years.begin(), years.end(), current) == years.end()) {
        years.push_back(current);
        std::sort(years.rbegin(), years.rend());
    }
    return years;
}

std::string Boards::current_year(Instant now) const {
    const auto published = published_.newest();
    return published ? published->cycle_at(now).academic_year : "";
}

std::optional<std::string> Boards::class_board(std::string_view code, std::string_view academic_year) const {
    const auto published = published_.newest();
    const auto lines = classes({std::string{code}}, academic_year);
    if (!published || lines.empty()) {
        return std::nullopt;
    }
    const ClassLine& line = lines.front();
    const auto years = find_years(ports_.snapshots, published_, kClass, code, academic_year);
    const auto instrument = latest_of(years ? years->now.shown.instruments : std::vector<std::string>{}, published_);
    return json::canonical(json::Object{
        {"class", json::Object{{"code", line.code}, {"name", line.name}, {"department", line.department}}},
        {"academic_year", academic_year},
        {"live", json::Object{{"students", line.students}, {"submitted", line.submitted}, {"counted", line.counted}}},
        {"snapshot", snapshot_of(years, *instrument)}});
}

std::optional<std::string> Boards::unit_board(std::string_view code, std::string_view academic_year) const {
    const auto published = published_.newest();
    const bool is_college = code == CollegeCode;
    const auto unit = is_college ? std::nullopt : ports_.students.unit(code);
    if (!published || (!is_college && (!unit || unit->kind != sync::UnitKind::Department))) {
        return std::nullopt;
    }
    const College college = College::read(ports_.students);
    std::vector<std::string> codes;
    for (const auto& [class_code, department] : college.department_of) {
        if (is_college || department == code) {
            codes.push_back(class_code);
        }
    }
    std::uint64_t students = 0;
    std::uint64_t submitted = 0;
    std::uint64_t counted = 0;
    for (const ClassLine& line : classes(codes, academic_year)) {
        students += line.students;
        submitted += line.submitted;
        counted += line.counted;
    }
    const char* kind = is_college ? kCollege : kDepartment;
    const auto years = find_years(ports_.snapshots, published_, kind, code, academic_year);
    const auto instrument = latest_of(years ? years->now.shown.instruments : std::vector<std::string>{}, published_);
    return json::canonical(json::Object{
        {"unit", json::Object{{"code", code}, {"name", unit ? unit->name : ""}, {"kind", kind}}},
        {"academic_year", academic_year},
        {"live", json::Object{{"students", students}, {"submitted", submitted}, {"counted", counted}}},
        {"snapshot", snapshot_of(years, *instrument)}});
}

}  // namespace xz::server::analytics
