// WebRequest over real TCP, with the faults a terminal meets.
#include "host.hpp"
#include "mql.hpp"
#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <map>
#include <netdb.h>
#include <optional>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mql {

using namespace host;

namespace {

constexpr int ERR_FUNCTION_NOT_ALLOWED = 4014;
constexpr int ERR_WEBREQUEST_INVALID_ADDRESS = 5200;
constexpr int ERR_WEBREQUEST_CONNECT_FAILED = 5201;
constexpr int ERR_WEBREQUEST_TIMEOUT = 5202;
constexpr int ERR_WEBREQUEST_REQUEST_FAILED = 5203;
constexpr std::size_t URL_LIMIT = 1024;

using deadline = std::chrono::steady_clock::time_point;

struct target {
  std::string host, port, path;
};

struct answer {
  int status = -1;
  int error = 0;
  std::string headers, body;
};

std::map<std::string, int> kept; // idle connections by host:port

std::optional<target> parsed(const std::string &url) {
  const std::size_t scheme = url.find("://");
  if (url.size() > URL_LIMIT || scheme == std::string::npos) return std::nullopt;
  const std::string kind = url.substr(0, scheme);
  if (kind != "http" && kind != "https") return std::nullopt;
  const std::size_t slash = url.find('/', scheme + 3);
  const std::string authority = url.substr(scheme + 3, slash == std::string::npos ? std::string::npos : slash - scheme - 3);
  const std::size_t colon = authority.find(':');
  target t;
  t.host = authority.substr(0, colon);
  t.port = colon == std::string::npos ? (kind == "https" ? "443" : "80") : authority.substr(colon + 1);
  t.path = slash == std::string::npos ? "/" : url.substr(slash);
  if (t.host.empty()) return std::nullopt;
  if (the_terminal.strict_ports) t.port = kind == "https" ? "443" : "80";
  return t;
}

bool is_allowed(const std::string &url) {
  return std::any_of(the_terminal.allowed_urls.begin(), the_terminal.allowed_urls.end(), [&](const std::string &allowed) {
    if (url.rfind(allowed, 0) != 0) return false;
    return url.size() == allowed.size() || std::string("/?").find(url[allowed.size()]) != std::string::npos;
  });
}

int wait_for(int fd, short what, deadline until) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
  pollfd p{fd, what, 0};
  return poll(&p, 1, static_cast<int>(std::max<long long>(left, 0)));
}

int connected(const target &t, deadline until) {
  addrinfo hints{}, *found = nullptr;
  hints.ai_family = AF_INET;
  hints.ai_socktype = SOCK_STREAM;
  if (getaddrinfo(t.host.c_str(), t.port.c_str(), &hints, &found) != 0) return -1;
  const int fd = tcp_socket();
  int state = connect(fd, found->ai_addr, found->ai_addrlen);
  freeaddrinfo(found);
  if (state != 0 && errno == EINPROGRESS && wait_for(fd, POLLOUT, until) > 0) {
    socklen_t size = sizeof state;
    getsockopt(fd, SOL_SOCKET, SO_ERROR, &state, &size);
  }
  if (state == 0) return fd;
  close(fd);
  return -1;
}

bool sent(int fd, const std::string &bytes, deadline until) {
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t n = send(fd, bytes.data() + at, bytes.size() - at, 0);
    if (n > 0) at += static_cast<std::size_t>(n);
    else if (n < 0 && errno == EAGAIN && wait_for(fd, POLLOUT, until) > 0) continue;
    else return false;
  }
  return true;
}

// Reads until `enough`; false at the end of the stream or of the time, with errno ETIMEDOUT for the latter.
template <class Enough> bool received(int fd, std::string &bytes, deadline until, Enough enough) {
  char buffer[16384];
  while (!enough(bytes)) {
    const int ready = wait_for(fd, POLLIN, until);
    if (ready <= 0) {
      errno = ETIMEDOUT;
      return false;
    }
    const ssize_t n = recv(fd, buffer, sizeof buffer, 0);
    if (n == 0) errno = ECONNRESET;
    if (n <= 0) return false;
    bytes.append(buffer, static_cast<std::size_t>(n));
  }
  return true;
}

std::string header(const std::string &headers, const std::string &name) {
  std::string lower = headers;
  for (auto &c : lower) c = static_cast<char>(tolower(c));
  const std::size_t at = lower.find("\r\n" + name + ":");
  if (at == std::string::npos) return "";
  const std::size_t from = headers.find_first_not_of(' ', at + name.size() + 3);
  return headers.substr(from, headers.find("\r\n", from) - from);
}

std::string unchunked(const std::string &raw, bool &complete) {
  std::string body;
  for (std::size_t at = 0;;) {
    const std::size_t end = raw.find("\r\n", at);
    if (end == std::string::npos) break;
    const std::size_t size = std::strtoul(raw.c_str() + at, nullptr, 16);
    if (size == 0) {
      complete = true;
      break;
    }
    if (end + 2 + size + 2 > raw.size()) break;
    body += raw.substr(end + 2, size);
    at = end + 2 + size + 2;
  }
  return body;
}

answer read_answer(int fd, deadline until) {
  answer a;
  std::string raw;
  const auto head_end = [](const std::string &bytes) { return bytes.find("\r\n\r\n") != std::string::npos; };
  if (!received(fd, raw, until, head_end)) {
    a.error = errno == ETIMEDOUT ? ERR_WEBREQUEST_TIMEOUT : ERR_WEBREQUEST_REQUEST_FAILED;
    return a;
  }
  const std::size_t split = raw.find("\r\n\r\n");
  a.headers = raw.substr(0, split + 2);
  std::string body = raw.substr(split + 4);
  const std::string length = header(a.headers, "content-length");
  const bool chunked = header(a.headers, "transfer-encoding") == "chunked";
  bool complete = false;
  const bool whole = received(fd, body, until, [&](const std::string &bytes) {
    if (chunked) {
      unchunked(bytes, complete);
      return complete;
    }
    return bytes.size() >= std::strtoul(length.c_str(), nullptr, 10);
  });
  if (!whole) {
    a.error = errno == ETIMEDOUT ? ERR_WEBREQUEST_TIMEOUT : ERR_WEBREQUEST_REQUEST_FAILED;
    return a;
  }
  a.body = chunked ? unchunked(body, complete) : body;
  a.status = std::atoi(a.headers.c_str() + a.headers.find(' '));
  return a;
}

answer exchange(const target &t, const std::string &message, deadline until) {
  const std::string key = t.host + ":" + t.port;
  const auto idle = kept.find(key);
  const bool reused = idle != kept.end();
  int fd = reused ? idle->second : connected(t, until);
  if (reused) kept.erase(idle);
  answer a;
  if (fd < 0) {
    a.error = ERR_WEBREQUEST_CONNECT_FAILED;
    return a;
  }
  if (sent(fd, message, until)) a = read_answer(fd, until);
  else a.error = ERR_WEBREQUEST_REQUEST_FAILED;
  // A stale idle connection: sent again on a fresh one, as Windows' HTTP stack may do.
  if (a.error == ERR_WEBREQUEST_REQUEST_FAILED && reused) {
    close(fd);
    fd = connected(t, until);
    if (fd < 0) {
      a.error = ERR_WEBREQUEST_CONNECT_FAILED;
      return a;
    }
    a = sent(fd, message, until) ? read_answer(fd, until) : a;
  }
  if (a.error == 0 && the_terminal.keeps_connections && header(a.headers, "connection") != "close") kept[key] = fd;
  else close(fd);
  return a;
}

std::string next_fault(const std::string &path) {
  auto &faults = the_terminal.wire_faults;
  const auto found = std::find_if(faults.begin(), faults.end(), [&](const wire_fault &f) {
    return f.match.empty() || path.find(f.match) != std::string::npos;
  });
  if (found == faults.end()) return "";
  const std::string kind = found->kind;
  faults.erase(found);
  return kind;
}

answer answered(const target &t, const std::string &message, int timeout) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout);
  const std::string fault = next_fault(t.path);
  answer a;
  if (fault == "refused") {
    a.error = ERR_WEBREQUEST_CONNECT_FAILED;
    return a;
  }
  if (fault == "timeout") {
    a.error = ERR_WEBREQUEST_TIMEOUT;
    return a;
  }
  a = exchange(t, message, until);
  if (fault == "resend") a = exchange(t, message, until);
  if (fault == "lost_reply" || fault == "late") {
    a = answer();
    a.error = fault == "late" ? ERR_WEBREQUEST_TIMEOUT : ERR_WEBREQUEST_REQUEST_FAILED;
  }
  if (fault == "truncated") a.body.resize(a.body.size() / 2);
  return a;
}

void fill(array<unsigned char> &target_bytes, const std::string &bytes) {
  ArrayResize(target_bytes, static_cast<int>(bytes.size()));
  for (std::size_t i = 0; i < bytes.size(); i++) {
    target_bytes.at(static_cast<long long>(i), MQL_HERE) = static_cast<unsigned char>(bytes[i]);
  }
}

} // namespace

int WebRequest(const string method, const string url, const string headers, int timeout,
               const array<unsigned char> &data, array<unsigned char> &result, string &result_headers) {
  const api_call call("WebRequest");
  ArrayResize(result, 0);
  result_headers = u""_s;
  const std::string address = url.utf8();
  const auto t = parsed(address);
  if (the_terminal.is_tester || !is_allowed(address)) {
    set_error(ERR_FUNCTION_NOT_ALLOWED);
    return -1;
  }
  if (!t) {
    set_error(ERR_WEBREQUEST_INVALID_ADDRESS);
    return -1;
  }
  std::string message = method.utf8() + " " + t->path + " HTTP/1.1\r\nHost: " + t->host + ":" + t->port +
                        "\r\nUser-Agent: MetaTrader 5 Terminal/5." + std::to_string(the_terminal.build) +
                        "\r\nAccept: */*\r\nConnection: " + (the_terminal.keeps_connections ? "keep-alive" : "close") +
                        "\r\nContent-Length: " + std::to_string(data.size()) + "\r\n";
  std::string extra = headers.utf8();
  if (!extra.empty() && extra.substr(extra.size() - std::min<std::size_t>(2, extra.size())) != "\r\n") extra += "\r\n";
  message += extra + "\r\n";
  for (int i = 0; i < data.size(); i++) message += static_cast<char>(data.at(i, MQL_HERE));
  const answer a = answered(*t, message, timeout);
  if (a.error != 0) {
    set_error(a.error);
    return -1;
  }
  if (a.status < 400 || !the_terminal.empties_error_bodies) fill(result, a.body);
  result_headers = string::from_utf8(a.headers);
  return a.status;
}

} // namespace mql

namespace host {

int tcp_socket() {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
  fcntl(fd, F_SETFD, FD_CLOEXEC);
  return fd;
}

void forget_network() {
  for (const auto &[key, fd] : mql::kept) close(fd);
  mql::kept.clear();
}
} // namespace host
