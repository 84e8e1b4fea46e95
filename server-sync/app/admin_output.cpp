#include "server-sync/app/admin_output.hpp"

#include "server-sync/admin/plain_text.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <cstdio>

namespace xz::server::app {

int complain(std::string_view message) {
    fmt::print(stderr, "xuezhen-admin: {}\n", message);
    return 1;
}

void print(const json::Value& answer, Form form) {
    if (form == Form::Json) {
        fmt::print("{}\n", boost::json::serialize(answer));
    } else {
        fmt::print("{}", admin::to_plain_text(answer));
    }
}

}  // namespace xz::server::app
