// Properties that rapidcheck tries with random values, reported as a Catch2 assertion.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <rapidcheck.h>

#include <string>
#include <utility>

namespace xz::testing {

// Fails the running Catch2 case with rapidcheck's counterexample when `property` does not hold.
template <typename Property>
void check_property(const std::string& promise, Property&& property) {
    const auto result = rc::detail::checkTestable(std::forward<Property>(property));
    if (result.template is<rc::detail::SuccessResult>()) {
        SUCCEED(promise);
        return;
    }
    std::ostringstream text;
    rc::detail::printResultMessage(result, text);
    FAIL(promise << "\n" << text.str());
}

}  // namespace xz::testing
