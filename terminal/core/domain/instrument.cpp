#include "terminal/core/domain/instrument.hpp"

#include <algorithm>
#include <iterator>

namespace xz::domain {

std::string Instrument::id() const {
    return name + "@" + std::to_string(version);
}

const Indicator* Instrument::find(std::string_view code) const {
    for (const auto& dimension : dimensions) {
        for (const auto& indicator : dimension.indicators) {
            if (indicator.code == code) {
                return &indicator;
            }
        }
    }
    return nullptr;
}

const Dimension* Instrument::dimension(std::string_view code) const {
    const auto found = std::find_if(dimensions.begin(), dimensions.end(), [&](const auto& each) { return each.code == code; });
    return found == dimensions.end() ? nullptr : &*found;
}

std::vector<Term> Instrument::problems_of(std::string_view code) const {
    std::vector<Term> fitting;
    std::copy_if(problems.begin(), problems.end(), std::back_inserter(fitting),
                 [&](const Term& term) { return term.dimension.empty() || term.dimension == code; });
    return fitting;
}

}  // namespace xz::domain
