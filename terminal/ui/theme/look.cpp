#include "terminal/ui/theme/look.hpp"

#include "terminal/core/support/json.hpp"

#include <boost/json.hpp>

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <utility>

namespace xz::ui {

namespace {

constexpr std::array<std::pair<std::string_view, Color Palette::*>, 31> Colors{{
    {"ink", &Palette::ink}, {"muted", &Palette::muted}, {"line", &Palette::line}, {"outline", &Palette::outline}, {"ground", &Palette::ground},
    {"surface", &Palette::surface}, {"primary", &Palette::primary}, {"primary_soft", &Palette::primary_soft}, {"primary_pressed", &Palette::primary_pressed},
    {"on_primary", &Palette::on_primary}, {"good", &Palette::good}, {"good_ink", &Palette::good_ink}, {"good_soft", &Palette::good_soft},
    {"attention", &Palette::attention}, {"attention_ink", &Palette::attention_ink}, {"attention_soft", &Palette::attention_soft}, {"danger", &Palette::danger},
    {"danger_ink", &Palette::danger_ink}, {"danger_soft", &Palette::danger_soft}, {"night_top", &Palette::night_top}, {"night_bottom", &Palette::night_bottom},
    {"on_night", &Palette::on_night}, {"sun", &Palette::sun}, {"keyboard", &Palette::keyboard}, {"key", &Palette::key}, {"key_pressed", &Palette::key_pressed},
    {"key_special", &Palette::key_special}, {"track", &Palette::track}, {"shadow", &Palette::shadow}, {"focus", &Palette::focus}, {"focus_halo", &Palette::focus_halo}}};

constexpr std::array<std::string_view, ContrastCount> PaletteNames{"normal", "high"};
constexpr std::array<std::string_view, TypeCount> TypeNames{"micro", "caption", "label", "body", "title", "headline", "figure", "hero"};

constexpr float Writing = 4.5F, StarkWriting = 7, Shape = 3;

struct Meeting {
    std::string_view names;
    Color Palette::*ink;
    Color Palette::*ground;
};
// Writing, and the grounds that it stands on.
constexpr std::array<Meeting, 29> Written{{
    {"ink on ground", &Palette::ink, &Palette::ground}, {"ink on surface", &Palette::ink, &Palette::surface}, {"ink on primary_soft", &Palette::ink, &Palette::primary_soft},
    {"ink on good_soft", &Palette::ink, &Palette::good_soft}, {"ink on attention_soft", &Palette::ink, &Palette::attention_soft},
    {"ink on danger_soft", &Palette::ink, &Palette::danger_soft}, {"ink on track", &Palette::ink, &Palette::track}, {"ink on key", &Palette::ink, &Palette::key},
    {"ink on key_special", &Palette::ink, &Palette::key_special}, {"ink on keyboard", &Palette::ink, &Palette::keyboard}, {"muted on ground", &Palette::muted, &Palette::ground},
    {"muted on surface", &Palette::muted, &Palette::surface}, {"muted on attention_soft", &Palette::muted, &Palette::attention_soft},
    {"muted on danger_soft", &Palette::muted, &Palette::danger_soft}, {"muted on good_soft", &Palette::muted, &Palette::good_soft},
    {"muted on primary_soft", &Palette::muted, &Palette::primary_soft}, {"primary on ground", &Palette::primary, &Palette::ground},
    {"primary on surface", &Palette::primary, &Palette::surface}, {"primary on primary_soft", &Palette::primary, &Palette::primary_soft},
    {"primary on attention_soft", &Palette::primary, &Palette::attention_soft}, {"on_primary on primary", &Palette::on_primary, &Palette::primary},
    {"on_primary on danger", &Palette::on_primary, &Palette::danger}, {"good_ink on good_soft", &Palette::good_ink, &Palette::good_soft},
    {"attention_ink on attention_soft", &Palette::attention_ink, &Palette::attention_soft}, {"danger_ink on danger_soft", &Palette::danger_ink, &Palette::danger_soft},
    {"on_night on night_top", &Palette::on_night, &Palette::night_top}, {"surface on ink", &Palette::surface, &Palette::ink}, {"muted on keyboard", &Palette::muted, &Palette::keyboard},
    {"primary on keyboard", &Palette::primary, &Palette::keyboard}}};
// On the sunny ground of the attract screen's foot, and tones written on plain grounds: these too are written, but asked 4.5 of in both palettes.
constexpr std::array<Meeting, 4> WrittenPlain{{{"on_night on night_bottom", &Palette::on_night, &Palette::night_bottom}, {"good_ink on surface", &Palette::good_ink, &Palette::surface},
                                               {"attention_ink on surface", &Palette::attention_ink, &Palette::surface}, {"danger_ink on surface", &Palette::danger_ink, &Palette::surface}}};
// Signs, and bounds of what is touched.
constexpr std::array<Meeting, 15> Shown{{
    {"outline on surface", &Palette::outline, &Palette::surface}, {"outline on ground", &Palette::outline, &Palette::ground}, {"good on surface", &Palette::good, &Palette::surface},
    {"good on good_soft", &Palette::good, &Palette::good_soft}, {"attention on surface", &Palette::attention, &Palette::surface},
    {"attention on attention_soft", &Palette::attention, &Palette::attention_soft}, {"danger on surface", &Palette::danger, &Palette::surface},
    {"danger on danger_soft", &Palette::danger, &Palette::danger_soft}, {"primary on track", &Palette::primary, &Palette::track},
    {"sun on night_top", &Palette::sun, &Palette::night_top}, {"sun on night_bottom", &Palette::sun, &Palette::night_bottom}, {"focus on surface", &Palette::focus, &Palette::surface},
    {"focus on ground", &Palette::focus, &Palette::ground}, {"focus_halo on night_bottom", &Palette::focus_halo, &Palette::night_bottom},
    {"focus on focus_halo", &Palette::focus, &Palette::focus_halo}}};

std::optional<Color> color_of(std::string_view text) {
    const bool see_through = text.size() == 9;
    if ((text.size() != 7 && !see_through) || text.front() != '#' || text.find_first_not_of("0123456789ABCDEFabcdef", 1) != std::string_view::npos) {
        return std::nullopt;
    }
    const auto value = static_cast<std::uint32_t>(std::strtoul(std::string{text.substr(1)}.c_str(), nullptr, 16));
    if (!see_through) {
        return rgb(value);
    }
    Color color = rgb(value >> 8);
    color.a = static_cast<std::uint8_t>(value);
    return color;
}

Palette read_palette(json::ObjectReader reader) {
    Palette palette;
    for (const auto& [name, member] : Colors) {
        if (const auto color = color_of(reader.text(name, 0, 9))) {
            palette.*member = *color;
        } else {
            reader.problem(name, "a colour such as \"#1558B0\", or \"#16202E0E\" to be seen through");
        }
    }
    reader.refuse_unknown();
    return palette;
}

// Members of the object `name`, all of them whole numbers.
class Numbers {
public:
    Numbers(json::ObjectReader& root, std::string_view name) : reader_{root.object(name)} {}
    ~Numbers() { reader_.refuse_unknown(); }
    Numbers(const Numbers&) = delete;
    Numbers& operator=(const Numbers&) = delete;

    float length(std::string_view key, std::int64_t low, std::int64_t high) { return static_cast<float>(reader_.integer(key, low, high)); }
    float percent(std::string_view key, std::int64_t low, std::int64_t high) { return length(key, low, high) / 100.0F; }
    std::chrono::milliseconds span(std::string_view key, std::int64_t least = 0, std::int64_t most = 2000) { return std::chrono::milliseconds{reader_.integer(key, least, most)}; }

private:
    json::ObjectReader reader_;
};

// Members of `changes` go before those of `base`, at any depth.
void change(json::Value& base, const json::Value& changes) {
    if (!base.is_object() || !changes.is_object()) {
        base = changes;
        return;
    }
    for (const auto& [key, value] : changes.get_object()) {
        change(base.get_object()[key], value);
    }
}

void append(std::vector<Pair>& pairs, const Palette& palette, const Meeting& meeting, float least) {
    pairs.push_back({meeting.names, palette.*meeting.ink, palette.*meeting.ground, least});
}

}  // namespace

std::vector<Pair> pairs_of(const Look& look) {
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < ContrastCount; ++i) {
        const float written = static_cast<Contrast>(i) == Contrast::High ? StarkWriting : Writing;
        for (const Meeting& meeting : Written) {
            append(pairs, look.palettes[i], meeting, written);
        }
        for (const Meeting& meeting : WrittenPlain) {
            append(pairs, look.palettes[i], meeting, Writing);
        }
        for (const Meeting& meeting : Shown) {
            append(pairs, look.palettes[i], meeting, Shape);
        }
    }
    return pairs;
}

Result<Look, std::string> read_look(std::string_view theme, std::string_view changes) {
    auto root = json::parse(theme);
    if (!root) {
        return failure(json::to_text(root.error()));
    }
    if (!changes.empty()) {
        const auto other = json::parse(changes);
        if (!other) {
            return failure(json::to_text(other.error()));
        }
        change(*root, *other);
    }
    std::vector<json::Problem> problems;
    Look look;
    {
        json::ObjectReader top{*root, "$", problems};
        json::ObjectReader palettes = top.object("palettes");
        for (std::size_t i = 0; i < ContrastCount; ++i) {
            look.palettes[i] = read_palette(palettes.object(PaletteNames[i]));
        }
        palettes.refuse_unknown();
        {
            Numbers type{top, "type"};
            for (std::size_t i = 0; i < TypeCount; ++i) {
                look.type[i] = type.length(TypeNames[i], 18, 200);
            }
        }
        {
            Numbers lines{top, "lines"};
            look.lines = {.text = lines.percent("text_percent", 110, 200), .large = lines.percent("large_percent", 100, 200), .large_from = lines.length("large_from", 30, 200)};
        }
        {
            Numbers spacing{top, "spacing"};
            look.spacing = {.gap = spacing.length("gap", 4, 100), .margin = spacing.length("margin", 8, 160), .padding = spacing.length("padding", 8, 120)};
        }
        {
            Numbers radii{top, "radii"};
            look.radii = {.card = radii.length("card", 0, 80), .control = radii.length("control", 0, 60), .mark = radii.length("mark", 0, 26)};
        }
        {
            Numbers targets{top, "targets"};
            look.targets = {.finger_mm = targets.length("finger_mm", 15, 30), .key_mm = targets.length("key_mm", 10, 20), .finger = targets.length("finger", 60, 200),
                            .key = targets.length("key", 50, 160)};
        }
        {
            Numbers focus{top, "focus"};
            look.focus_width = focus.length("width", 3, 16);
        }
        {
            Numbers motion{top, "motion"};
            look.motion = {.ease = motion.span("ease_ms"), .progress = motion.span("progress_ms"), .page = motion.span("page_ms"), .chart = motion.span("chart_ms"),
                           .light = motion.span("light_ms", 4000, 120'000), .page_shift = motion.length("page_shift", 0, 200)};
        }
        top.refuse_unknown();
    }
    if (problems.empty()) {
        for (const Pair& pair : pairs_of(look)) {
            if (contrast(pair.ink, pair.ground) < pair.least) {
                problems.push_back({"$.palettes", std::string{pair.names} + " to be told apart, " + (pair.least == Shape ? "3" : pair.least == Writing ? "4.5" : "7") + " : 1"});
            }
        }
    }
    if (!problems.empty()) {
        return failure(json::to_text(problems));
    }
    return look;
}

const Look& standard_look() {
    static const Look look = [] {
        auto read = read_look(standard_theme());
        return read ? *read : throw std::logic_error{"assets/theme.json: " + read.error()};
    }();
    return look;
}

}  // namespace xz::ui
