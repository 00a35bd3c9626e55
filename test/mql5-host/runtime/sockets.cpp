// Native client sockets. On a port declared as TLS only the SocketTls functions work, as on 443:
// the bytes themselves travel in clear, for the model has no certificates.
#include "host.hpp"
#include "mql.hpp"
#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <map>
#include <netdb.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mql {

using namespace host;

namespace {

constexpr int ERR_FUNCTION_NOT_ALLOWED = 4014;
constexpr int ERR_NETSOCKET_INVALIDHANDLE = 5270;
constexpr int ERR_NETSOCKET_TOO_MANY_OPENED = 5271;
constexpr int ERR_NETSOCKET_CANNOT_CONNECT = 5272;
constexpr int ERR_NETSOCKET_IO_ERROR = 5273;
constexpr std::size_t SOCKET_LIMIT = 128;

struct client {
  int fd = -1;
  bool is_tls = false;
};
std::map<int, client> clients;
int last_socket = 0;

client *known(int handle) {
  const auto found = clients.find(handle);
  if (found != clients.end()) return &found->second;
  set_error(ERR_NETSOCKET_INVALIDHANDLE);
  return nullptr;
}

bool is_allowed_host(const std::string &name) {
  return std::any_of(the_terminal.allowed_urls.begin(), the_terminal.allowed_urls.end(), [&](const std::string &url) {
    const std::size_t from = url.find("://") == std::string::npos ? 0 : url.find("://") + 3;
    return url.compare(from, name.size(), name) == 0;
  });
}

bool waited(int fd, short what, unsigned int ms) {
  pollfd p{fd, what, 0};
  return poll(&p, 1, static_cast<int>(ms)) > 0;
}

int read_now(client &c, array<unsigned char> &buffer, unsigned int limit) {
  ArrayResize(buffer, static_cast<int>(limit));
  const ssize_t n = recv(c.fd, buffer.data(), limit, MSG_DONTWAIT);
  ArrayResize(buffer, n > 0 ? static_cast<int>(n) : 0);
  if (n > 0) return static_cast<int>(n);
  if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return 0;
  set_error(ERR_NETSOCKET_IO_ERROR);
  return -1;
}

int send_now(client &c, const array<unsigned char> &buffer, unsigned int size) {
  const ssize_t n = send(c.fd, buffer.data(), std::min<std::size_t>(size, static_cast<std::size_t>(buffer.size())), 0);
  if (n < 0) set_error(ERR_NETSOCKET_IO_ERROR);
  return static_cast<int>(n);
}

} // namespace

int SocketCreate(unsigned int) {
  if (clients.size() >= SOCKET_LIMIT) {
    set_error(ERR_NETSOCKET_TOO_MANY_OPENED);
    return INVALID_HANDLE;
  }
  clients[++last_socket] = client();
  return last_socket;
}

bool SocketClose(const int handle) {
  client *c = known(handle);
  if (c == nullptr) return false;
  if (c->fd >= 0) close(c->fd);
  clients.erase(handle);
  return true;
}

bool SocketConnect(int handle, const string server, unsigned int port, unsigned int timeout) {
  client *c = known(handle);
  if (c == nullptr) return false;
  if (!is_allowed_host(server.utf8())) {
    set_error(ERR_FUNCTION_NOT_ALLOWED);
    return false;
  }
  addrinfo hints{}, *found = nullptr;
  hints.ai_family = AF_INET;
  hints.ai_socktype = SOCK_STREAM;
  if (getaddrinfo(server.utf8().c_str(), std::to_string(port).c_str(), &hints, &found) != 0) {
    set_error(ERR_NETSOCKET_CANNOT_CONNECT);
    return false;
  }
  const int fd = tcp_socket();
  int state = connect(fd, found->ai_addr, found->ai_addrlen);
  freeaddrinfo(found);
  if (state != 0 && errno == EINPROGRESS && waited(fd, POLLOUT, timeout)) {
    socklen_t size = sizeof state;
    getsockopt(fd, SOL_SOCKET, SO_ERROR, &state, &size);
  }
  if (state != 0) {
    close(fd);
    set_error(ERR_NETSOCKET_CANNOT_CONNECT);
    return false;
  }
  c->fd = fd;
  const auto &tls = the_terminal.tls_ports;
  c->is_tls = port == 443 || std::find(tls.begin(), tls.end(), static_cast<int>(port)) != tls.end();
  return true;
}

bool SocketIsConnected(const int handle) {
  client *c = known(handle);
  if (c == nullptr || c->fd < 0) return false;
  char byte;
  const ssize_t n = recv(c->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return n > 0 || (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK));
}

unsigned int SocketIsReadable(const int handle) {
  client *c = known(handle);
  if (c == nullptr || c->fd < 0) return 0;
  int available = 0;
  ioctl(c->fd, FIONREAD, &available);
  return static_cast<unsigned int>(available);
}

bool SocketTimeouts(int handle, unsigned int, unsigned int) { return known(handle) != nullptr; }

int SocketRead(int handle, array<unsigned char> &buffer, unsigned int limit, unsigned int timeout) {
  client *c = known(handle);
  if (c == nullptr || c->fd < 0 || c->is_tls) return -1;
  if (!waited(c->fd, POLLIN, timeout)) return 0;
  return read_now(*c, buffer, limit);
}

int SocketSend(int handle, const array<unsigned char> &buffer, unsigned int size) {
  client *c = known(handle);
  return c == nullptr || c->fd < 0 || c->is_tls ? -1 : send_now(*c, buffer, size);
}

int SocketTlsReadAvailable(int handle, array<unsigned char> &buffer, unsigned int limit) {
  client *c = known(handle);
  return c == nullptr || c->fd < 0 || !c->is_tls ? -1 : read_now(*c, buffer, limit);
}

int SocketTlsSend(int handle, const array<unsigned char> &buffer, unsigned int size) {
  client *c = known(handle);
  return c == nullptr || c->fd < 0 || !c->is_tls ? -1 : send_now(*c, buffer, size);
}

} // namespace mql
