#include "terminal/ui/screens/report_radar.hpp"

#include "terminal/ui/flow/session.hpp"

#include <algorithm>
#include <array>

namespace xz::ui::screens {
namespace {

using Values = std::vector<std::optional<double>>;

bool any(const Values& values) {
    return std::any_of(values.begin(), values.end(), [](const auto& value) { return value.has_value(); });
}

struct Lines {
    Values score, self, last;
};

Lines lines_of(const flow::Session& session, const domain::Instrument& instrument) {
    Lines lines;
    for (const auto& dimension : instrument.dimensions) {
        std::optional<double> score, self, last;
        if (session.handed_in != nullptr) {
            for (const auto& line : session.handed_in->report.dimensions) {
                if (line.code != dimension.code) continue;
                score = line.radar_score;
                self = line.radar_self;
                last = line.radar_last_year;
            }
        } else if (session.context != nullptr && session.context->last_diagnosis) {
            const auto& scores = session.context->last_diagnosis->dimensions;
            const auto found = scores.find(dimension.code);
            if (found != scores.end() && found->second)
                if (const auto value = domain::Decimal::parse(*found->second)) last = value->approximate();
        }
        lines.score.push_back(score);
        lines.self.push_back(self);
        lines.last.push_back(last);
    }
    return lines;
}

}  // namespace

void report_radar(const Frame& frame, const flow::Session& session) {
    const auto& instrument = session.handed_in != nullptr ? *session.handed_in->instrument : flow::instrument_of(session);
    const auto lines = lines_of(session, instrument);
    std::vector<std::string> axes;
    for (const auto& dimension : instrument.dimensions) axes.push_back(frame.say(dimension.short_name));
    std::vector<RadarSeries> series;
    if (any(lines.last)) series.push_back({frame.words("report.last_year"_t), SeriesLook::Faint, lines.last});
    if (any(lines.score)) series.push_back({frame.words("report.this_year"_t), SeriesLook::Main, lines.score});
    if (any(lines.self)) series.push_back({frame.words("report.self"_t), SeriesLook::Dashed, lines.self});
    const auto& pass = instrument.rules.levels.front();
    const auto ring = frame.words("report.pass_ring"_t, {{"level", frame.say(instrument.label_of(domain::Level::Pass))}, {"score", pass.text()}});
    radar(frame.ui, "report.radar", {.axes = axes, .series = series, .pass = pass.approximate(), .pass_label = ring});
}

}  // namespace xz::ui::screens
