// Calls the gateway with the proxy that gSOAP made of one contract: calls of other contracts are left alone.
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "OpiMetierSoapBinding.nsmap"
#include "soapOpiMetierSoapBindingProxy.h"

struct Field {
  std::string path, value;
  bool nil;
};

struct Call {
  std::string id, version, address, login, password;
  std::vector<Field> fields;
};

static void assign(soap* s, std::string*& leaf, const std::string&, const Field& field) {
  leaf = field.nil ? nullptr : soap_new_std__string(s);
  if (leaf) *leaf = field.value;
}

static void assign(soap* s, int*& leaf, const std::string&, const Field& field) {
  leaf = field.nil ? nullptr : soap_new_int(s);
  if (leaf) *leaf = std::stoi(field.value);
}

static void assign(soap*, std::string& leaf, const std::string&, const Field& field) { leaf = field.value; }

static void assign(soap*, int& leaf, const std::string&, const Field& field) { leaf = std::stoi(field.value); }

template <class T>
void put(soap* s, T& bean, const std::string& path, const Field& field);

template <class T>
void assign(soap* s, T*& child, const std::string& rest, const Field& field) {
  if (rest.empty()) {
    child = nullptr;
    return;
  }
  if (!child) {
    child = new T();
    child->soap_default(s);
  }
  put(s, *child, rest, field);
}

template <class T>
void assign(soap* s, std::vector<T*>& list, const std::string& rest, const Field& field) {
  size_t close = rest.find(']');
  size_t index = std::stoul(rest.substr(0, close));
  while (list.size() <= index) {
    list.push_back(new T());
    list.back()->soap_default(s);
  }
  put(s, *list[index], rest.substr(close + 2), field);
}

// C++ knows no member by its name at run time: names.h lists the contract's elements, ELEMENT(codCge) and so on.
template <class T>
void put(soap* s, T& bean, const std::string& path, const Field& field) {
  size_t end = path.find_first_of(".[");
  std::string name = path.substr(0, end);
  std::string rest = end == std::string::npos ? "" : path.substr(end + 1);
#define ELEMENT(element)                              \
  if constexpr (requires { bean.element; })           \
    if (name == #element) return assign(s, bean.element, rest, field);
#include "names.h"
#undef ELEMENT
  throw std::runtime_error("no element " + field.path);
}

static void result(const Call& call, std::vector<std::string> words) {
  std::cout << "result\t" << call.id;
  for (auto& word : words) {
    for (auto& c : word)
      if (c == '\n' || c == '\r') c = ' ';
    std::cout << '\t' << word;
  }
  std::cout << std::endl;
}

static std::string text(const std::string* value) { return value ? *value : ""; }

// The detail's member is a WebBaseException, named after its element with the prefix that typemap.dat fixes.
static void report(const Call& call, soap* s) {
  auto* detail = s->fault && s->fault->detail ? s->fault->detail->opi__fault : nullptr;
  if (detail)
    result(call, {"fault", "WebBaseException", *soap_faultstring(s),
                  text(detail->type) + "." + text(detail->domaine) + "." + text(detail->nature) + "." + text(detail->element), text(detail->lastErrorMsg)});
  else if (s->error >= 400 && s->error < 500)
    result(call, {"refused", "soap->error", std::to_string(s->error)});
  else
    result(call, {"error", "soap->error " + std::to_string(s->error), s->fault && s->fault->faultstring ? s->fault->faultstring : ""});
}

using Proxy = OpiMetierSoapBindingProxy;

template <class Request, class Response>
void send(const Call& call, int (Proxy::*operation)(Request*, Response&)) {
  Proxy proxy(call.address.c_str(), SOAP_C_UTFSTRING | SOAP_XML_TREE | SOAP_IO_STORE);
  proxy.soap->userid = call.login.c_str();
  proxy.soap->passwd = call.password.c_str();
  Request request;
  request.soap_default(proxy.soap);
  for (const auto& field : call.fields) assign(proxy.soap, request._USCOREdonneesOpi, field.path, field);
  Response response;
  response.soap_default(proxy.soap);
  if ((proxy.*operation)(&request, response) == SOAP_OK)
    result(call, {"ok"});
  else
    report(call, proxy.soap);
}

#define OPERATION(number)                                                                                                             \
  template <class P>                                                                                                                  \
  void send##number(const Call& call) {                                                                                               \
    if constexpr (requires(P proxy) { proxy.soap; &P::send_mettreajourDonneesOpi_USCOREv##number; })                                   \
      send(call, &P::mettreajourDonneesOpi_USCOREv##number);                                                                           \
  }
OPERATION(2) OPERATION(3) OPERATION(4) OPERATION(5) OPERATION(6) OPERATION(7) OPERATION(8) OPERATION(9) OPERATION(10)

static void send(const Call& call) {
#define CASE(number) \
  if (call.version == #number) return send##number<Proxy>(call);
  CASE(2) CASE(3) CASE(4) CASE(5) CASE(6) CASE(7) CASE(8) CASE(9) CASE(10)
}

static std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> parts;
  size_t from = 0, tab;
  while ((tab = line.find('\t', from)) != std::string::npos) {
    parts.push_back(line.substr(from, tab - from));
    from = tab + 1;
  }
  parts.push_back(line.substr(from));
  return parts;
}

int main(int, char** argv) {
  std::ifstream plan(argv[1]);
  const std::string contract = argv[2];
  Call call;
  bool ours = false;
  for (std::string line; std::getline(plan, line);) {
    auto part = split(line);
    if (part[0] == "call") {
      call = {part[1], part[3], part[4], part[5], part[6], {}};
      ours = part[2] == contract;
    } else if (part[0] == "set")
      call.fields.push_back({part[1], part[2], false});
    else if (part[0] == "nil")
      call.fields.push_back({part[1], "", true});
    else if (part[0] == "end" && ours)
      send(call);
  }
}
