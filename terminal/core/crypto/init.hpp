// The cryptographic library made ready, and checked against known answers, before anything relies on it.
#pragma once

#include <stdexcept>

namespace xz::crypto {

// Nobody nearby can act on this: the machine cannot do what every other room takes for granted.
class Unavailable : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// Call once at the start of main, before any thread. Throws Unavailable when the library cannot start or computes a
// known answer wrongly. Calling it again is harmless.
void init();

}  // namespace xz::crypto
