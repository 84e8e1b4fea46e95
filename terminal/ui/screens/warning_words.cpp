#include "terminal/ui/screens/warning_words.hpp"

#include "terminal/ui/screens/wording.hpp"

namespace xz::ui::screens {

std::string warning_title(const Frame& frame, const domain::Instrument& instrument, const domain::Raised& raised) {
    const auto* indicator = instrument.find(raised.key.rule);
    return indicator == nullptr ? std::string{frame.words("checkpoint.merged_warning"_t)} : frame.say(indicator->name);
}

std::string warning_detail(const Frame& frame, const domain::Instrument& instrument, const domain::Raised& raised) {
    std::string line;
    const auto* indicator = instrument.find(raised.key.rule);
    const auto value = domain::Decimal::parse(raised.value);
    if (indicator != nullptr && value) {
        const auto shown = [&](const domain::Decimal& number) {
            const auto whole = number.as_int();
            return value_text(frame, *indicator, indicator->type == domain::IndicatorType::Choice && whole ? domain::Answer{domain::Chosen{*whole}} : domain::Answer{number});
        };
        line = frame.words("checkpoint.warning_value"_t, {{"value", shown(*value)}, {"threshold", shown(raised.threshold)}});
    }
    if (raised.as_of) line += (line.empty() ? "" : "  ·  ") + frame.words("item.source"_t, {{"source", raised.source}, {"day", day(frame, *raised.as_of)}});
    return line;
}

std::string_view warning_state(const Frame& frame, const domain::WarningState& state) {
    const auto& words = frame.words;
    struct Reader {
        const locale::Catalog& words;
        std::string_view operator()(const domain::warning_state::Triggered&) const { return words("checkpoint.warning_new"_t); }
        std::string_view operator()(const domain::warning_state::Notified&) const { return words("checkpoint.warning_new"_t); }
        std::string_view operator()(const domain::warning_state::Acknowledged&) const { return words("checkpoint.warning_known"_t); }
        std::string_view operator()(const domain::warning_state::InAction&) const { return words("checkpoint.warning_in_action"_t); }
        std::string_view operator()(const domain::warning_state::Resolved&) const { return words("checkpoint.warning_resolved"_t); }
        std::string_view operator()(const domain::warning_state::Expired&) const { return words("checkpoint.warning_expired"_t); }
        std::string_view operator()(const domain::warning_state::DataError&) const { return words("checkpoint.warning_data_error"_t); }
    };
    return std::visit(Reader{words}, state);
}

}  // namespace xz::ui::screens
