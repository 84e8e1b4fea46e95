// Why a call to the platform brought nothing, in the terms by which a caller chooses what to do next.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace xz::sync {

struct CallFailure {
    enum class Kind {
        Offline,          // nobody there, or the connection broke: normal, try later
        UntrustedServer,  // somebody there who is not the platform we were enrolled at
        RefusedIdentity,  // the platform does not take this terminal's certificate (expired, revoked)
        NotThePlatform,   // an answer that no platform gives: a captive portal's page, malformed JSON, a redirect
        BadSignature,     // a well-formed answer whose signature does not verify
        Busy,             // 429 or 503: come back after `retry_after`
        Refused,          // 4xx with a code
        PlatformError,    // 5xx
        Stopped,          // we are shutting down
    };
    Kind kind;
    int status = 0;       // HTTP status, 0 where there was none
    std::string code;     // the platform's error code for Refused and Busy
    std::string message;  // for the log
    std::optional<std::chrono::seconds> retry_after;
};

}  // namespace xz::sync
