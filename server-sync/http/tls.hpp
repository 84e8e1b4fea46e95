// TLS as the platform wants it: 1.2 or newer, and a client certificate that chains to our CA or none at all.
#pragma once

#include "server-sync/api/message.hpp"
#include "server-sync/http/server.hpp"

#include <boost/asio/ssl/context.hpp>

#include <memory>

namespace xz::server::http {

// Throws std::runtime_error that names what is unusable. A client certificate that has only expired passes the handshake:
// what it may still do is each route's choice (`Access`).
[[nodiscard]] std::unique_ptr<boost::asio::ssl::context> make_tls_context(const TlsSettings& settings);

// The certificate that the client of a finished handshake proved to hold.
[[nodiscard]] std::optional<api::ClientCertificate> peer_certificate(SSL* connection);

}  // namespace xz::server::http
