#include "tests/contracts/wire/vectors.hpp"

#include "terminal/core/protocol/action.hpp"
#include "terminal/core/protocol/batch.hpp"
#include "terminal/core/protocol/bundle.hpp"
#include "terminal/core/protocol/enrol.hpp"
#include "terminal/core/protocol/heartbeat.hpp"
#include "terminal/core/protocol/login.hpp"
#include "terminal/core/protocol/pin.hpp"
#include "terminal/core/protocol/report_seal.hpp"
#include "terminal/core/protocol/seal.hpp"

#include <boost/json/value.hpp>
#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <iterator>
#include <string>

using namespace xz;
using namespace xz::protocol;

namespace {

const std::string Folder = XUEZHEN_SOURCE "/tests/contracts/wire/";

std::string read(const std::string& name) {
    std::ifstream file{Folder + name, std::ios::binary};
    REQUIRE(file);
    return {std::istreambuf_iterator<char>{file}, {}};
}

boost::json::object made() {
    return vectors::make(read("authority.pem"), read("request.pem"));
}

std::string text(const boost::json::value& value) {
    return std::string{value.as_string()};
}

}  // namespace

TEST_CASE("The wire's test vectors are what this program makes today") {
    // A difference means that the wire forms have changed, and other programs with them.
    CHECK(read("vectors.json") == json::pretty(boost::json::value(made())));
}

TEST_CASE("Every test vector is read by the reader it is meant for") {
    const auto stored = json::parse(read("vectors.json"));
    REQUIRE(stored);
    const auto& all = stored->as_object();
    const auto part = [&](const char* one, const char* two) { return text(all.at(one).as_object().at(two)); };
    const auto envelope = decode_envelope(part("sealed_with_pin", "envelope"));
    REQUIRE(envelope);
    const crypto::BoxKey box{*crypto::Secret<32>::from(*from_hex(text(all.at("keys").at("box").at("scalar"))))};
    CHECK(*encode(*open(*envelope, box)) == part("sealed_with_pin", "record"));
    CHECK(decode_statement(text(all.at("statement"))));
    CHECK(decode_receipt(text(all.at("receipt"))));
    CHECK(decode_report_seal(text(all.at("report_seal"))));
    CHECK(split_batch(text(all.at("batch")))->size() == 2);
    CHECK(decode_batch_answer(text(all.at("batch_answer"))));
    const auto keys = decode_key_set(text(all.at("key_set")));
    REQUIRE(keys);
    CHECK(accept(*decode_bundle(text(all.at("bundle"))), *keys, {}));
    CHECK(is_self_signed(*decode_enrol_request(part("enrol", "request"))));
    CHECK(decode_enrol_answer(part("enrol", "answer")));
    for (const char* step : {"begin", "finish"}) {
        CHECK(decode_login_request(part("login", step)));
        CHECK(decode_renew_request(part("renew", step)));
    }
    CHECK(decode_login_challenge(part("login", "challenge")));
    CHECK(decode_login_answer(part("login", "answer")));
    CHECK(decode_renew_challenge(part("renew", "challenge")));
    CHECK(decode_renew_answer(part("renew", "answer")));
    CHECK(decode_pin_request(text(all.at("pin_first"))));
    CHECK(decode_pin_request(text(all.at("pin_change"))));
    CHECK(decode_action(text(all.at("action"))));
    CHECK(decode_action_answer(text(all.at("action_answer"))));
    CHECK(decode_heartbeat(text(all.at("heartbeat"))));
    CHECK(decode_heartbeat_answer(text(all.at("heartbeat_answer"))));
}

// Not run by itself: wire_vectors_test "[.write]" writes the file anew after a deliberate change of the wire's version.
TEST_CASE("Write the wire's test vectors", "[.write]") {
    std::ofstream{Folder + "vectors.json", std::ios::binary} << json::pretty(boost::json::value(made()));
}
