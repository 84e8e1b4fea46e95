// A command's arguments, read typed; what is wrong with them becomes one message.
#pragma once

#include "terminal/core/support/json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace xz::server::admin {

class Arguments {
public:
    explicit Arguments(const json::Value& args) : reader_{args, "$", problems_} {}
    Arguments(const Arguments&) = delete;
    Arguments& operator=(const Arguments&) = delete;

    [[nodiscard]] json::ObjectReader& read() { return reader_; }
    // Empty: everything was as expected and nothing is left over.
    [[nodiscard]] std::string problems() {
        reader_.refuse_unknown();
        for (auto& problem : problems_) {  // a person typed the words; that they travel as an object is nobody's concern
            while (problem.path.starts_with("$.")) problem.path.erase(0, 2);
        }
        return json::to_text(problems_);
    }

private:
    std::vector<json::Problem> problems_;
    json::ObjectReader reader_;
};

}  // namespace xz::server::admin
