// SPDX-License-Identifier: Apache-2.0
// Graphs as they are, not simplified: what the writer makes of each shape of node; and random graphs, whose text is
// read again and has the value of the graph.
#include <calx/print/infix.hpp>

#include <calx/core/text.hpp>
#include <calx/graph/builder.hpp>

#include "../residue.hpp"

#include <boost/test/unit_test.hpp>

#include <charconv>
#include <random>
#include <string>
#include <vector>

namespace {

using calx::graph_view, calx::int128, calx::node_id, calx::no_node, calx::number, calx::opcode, calx::rational;

constexpr calx::input_info names[] = {{"x"}, {"y"}, {"z"}};

struct written {
  calx::text<160> text{};
  constexpr void append(char c) { text.append(std::string_view(&c, 1)); }
};

// x, y, z and 2 to build with; the node that is made last is written.
struct drawing {
  calx::builder graph{};
  node_id x = graph.input(0), y = graph.input(1), z = graph.input(2), two = graph.constant(number(2));

  constexpr node_id make(opcode operation, node_id a, node_id b = no_node, node_id c = no_node) {
    return graph.apply(operation, a, b, c);
  }
  constexpr node_id power(node_id a, int n) { return graph.apply(opcode::power, a, no_node, no_node, n); }
  constexpr node_id constant(rational const& value) { return graph.constant(number(value)); }
  constexpr node_id least() { return constant(rational(1, (int128{1} << 126) - 1)); }
  constexpr node_id captured(int i) { return graph.intern({opcode::captured, {no_node, no_node, no_node}, i, {}}); }
  constexpr node_id leaf(opcode operation) { return graph.intern({operation, {no_node, no_node, no_node}, 0, {}}); }
};

// What `draw` makes is written as `expected`.
template <class Draw> constexpr bool writes(Draw draw, std::string_view expected) {
  drawing d;
  node_id const root = draw(d);
  written out;
  calx::detail::infix_writer<written>(out, d.graph.view(), names).write(root);
  return out.text == expected;
}
#define DRAWN(...) [](drawing& d) { return __VA_ARGS__; }
static_assert(!writes(DRAWN(d.x), "y"));  // the helper can fail

constexpr bool leaves() {
  return writes(DRAWN(d.y), "y") && writes(DRAWN(d.two), "2") && writes(DRAWN(d.constant(-2)), "-2") &&
         writes(DRAWN(d.constant(rational(-1, 3))), "-1/3") && writes(DRAWN(d.leaf(opcode::pi)), "pi") &&
         writes(DRAWN(d.leaf(opcode::e)), "e") && writes(DRAWN(d.captured(12)), "captured[12]") &&
         writes(DRAWN(d.graph.element(d.x, 0)), "x[0]") && writes(DRAWN(d.graph.element(d.y, 1203)), "y[1203]") &&
         writes(DRAWN(d.graph.constant(number::from_floating(1e300))), "1e300");
}

constexpr bool sums() {
  using enum opcode;
  return writes(DRAWN(d.make(add, d.x, d.y)), "x + y") &&
         writes(DRAWN(d.make(subtract, d.x, d.make(subtract, d.y, d.z))), "x - y + z") &&
         writes(DRAWN(d.make(subtract, d.x, d.make(negate, d.y))), "x + y") && writes(DRAWN(d.make(negate, d.x)), "-x") &&
         writes(DRAWN(d.make(negate, d.make(add, d.x, d.y))), "-x - y") &&
         writes(DRAWN(d.make(negate, d.make(negate, d.x))), "x") && writes(DRAWN(d.make(add, d.x, d.constant(-2))), "x - 2") &&
         writes(DRAWN(d.make(subtract, d.x, d.constant(-2))), "x + 2") && writes(DRAWN(d.make(add, d.two, d.x)), "x + 2") &&
         writes(DRAWN(d.make(subtract, d.two, d.x)), "2 - x") &&
         writes(DRAWN(d.make(subtract, d.constant(-2), d.x)), "-x - 2") &&
         writes(DRAWN(d.make(subtract, d.x, d.constant(rational(1, 3)))), "x - 1/3") &&
         writes(DRAWN(d.make(subtract, d.x, d.make(multiply, d.constant(-2), d.y))), "x + 2*y") &&
         writes(DRAWN(d.make(add, d.x, d.make(divide, d.constant(-1), d.y))), "x - 1/y") &&
         writes(DRAWN(d.make(subtract, d.x, d.graph.constant(number::from_floating(-1e300)))), "x + 1e300") &&
         // several numbers, which simplify would fold
         writes(DRAWN(d.make(add, d.make(add, d.two, d.x), d.constant(3))), "x + 2 + 3") &&
         writes(DRAWN(d.make(add, d.make(subtract, d.constant(-2), d.x), d.constant(3))), "3 - x - 2") &&
         writes(DRAWN(d.make(add, d.two, d.constant(3))), "2 + 3");
}

constexpr bool products() {
  using enum opcode;
  return writes(DRAWN(d.make(multiply, d.y, d.make(multiply, d.x, d.two))), "2*x*y") &&
         writes(DRAWN(d.make(multiply, d.x, d.power(d.x, 3))), "x^4") && writes(DRAWN(d.make(multiply, d.x, d.x)), "x^2") &&
         writes(DRAWN(d.make(multiply, d.make(sin, d.y), d.x)), "x*sin(y)") &&
         writes(DRAWN(d.make(multiply, d.x, d.leaf(pi))), "pi*x") &&
         writes(DRAWN(d.make(multiply, d.x, d.make(negate, d.y))), "-x*y") &&
         writes(DRAWN(d.make(multiply, d.make(negate, d.x), d.make(negate, d.y))), "x*y") &&
         writes(DRAWN(d.make(multiply, d.make(add, d.x, d.y), d.z)), "z*(x + y)") &&
         writes(DRAWN(d.make(multiply, d.two, d.two)), "4") && writes(DRAWN(d.make(multiply, d.constant(-1), d.x)), "-x") &&
         writes(DRAWN(d.make(multiply, d.constant(1), d.x)), "x") &&
         writes(DRAWN(d.make(multiply, d.x, d.power(d.y, -2))), "x*y^(-2)") &&
         // the sign of a number that does not fold
         writes(DRAWN(d.make(multiply, d.x, d.graph.constant(number::from_floating(-1e300)))), "-1e300*x") &&
         writes(DRAWN(d.make(divide, d.x, d.graph.constant(number::from_floating(-1e300)))), "-x/1e300") &&
         writes(DRAWN(d.make(add, d.y, d.make(multiply, d.graph.constant(number::from_floating(-1e300)), d.x))),
                "y - 1e300*x") &&
         writes(DRAWN(d.make(multiply, d.x, d.power(d.graph.constant(number::from_floating(-1e300)), 3))), "-1e300^3*x") &&
         // a fraction that does not fold
         writes(DRAWN(d.make(multiply, d.x, d.make(multiply, d.least(), d.least()))),
                "1/85070591730234615865843651857942052863*x/85070591730234615865843651857942052863") &&
         writes(DRAWN(d.make(divide, d.make(divide, d.x, d.least()), d.least())),
                "85070591730234615865843651857942052863*x/(1/85070591730234615865843651857942052863)") &&
         // a product of one factor is that factor
         writes(DRAWN(d.power(d.make(multiply, d.constant(1), d.x), 2)), "x^2") &&
         writes(DRAWN(d.make(sin, d.make(multiply, d.constant(1), d.make(add, d.x, d.y)))), "sin(x + y)") &&
         writes(DRAWN(d.make(pow, d.x, d.make(multiply, d.y, d.y))), "x^y^2") &&
         // the exponents' sum is no int
         writes(DRAWN(d.make(multiply, d.x, d.power(d.x, 2147483647))), "x*x^2147483647");
}

constexpr bool quotients() {
  using enum opcode;
  return writes(DRAWN(d.make(divide, d.x, d.y)), "x/y") &&
         writes(DRAWN(d.make(divide, d.make(divide, d.x, d.y), d.z)), "x/(y*z)") &&
         writes(DRAWN(d.make(divide, d.x, d.make(divide, d.y, d.z))), "x*z/y") &&
         writes(DRAWN(d.make(divide, d.constant(1), d.x)), "1/x") && writes(DRAWN(d.make(divide, d.x, d.constant(3))), "x/3") &&
         writes(DRAWN(d.make(multiply, d.constant(rational(2, 3)), d.x)), "2*x/3") &&
         writes(DRAWN(d.make(divide, d.x, d.make(multiply, d.two, d.y))), "x/(2*y)") &&
         writes(DRAWN(d.make(divide, d.x, d.make(add, d.y, d.z))), "x/(y + z)") &&
         writes(DRAWN(d.make(divide, d.x, d.constant(0))), "x/0") &&
         writes(DRAWN(d.make(divide, d.x, d.make(negate, d.y))), "-x/y") &&
         writes(DRAWN(d.make(divide, d.x, d.power(d.y, 2))), "x/y^2") &&
         writes(DRAWN(d.make(multiply, d.constant(rational(1, 3000001)), d.x)), "x/3000001");
}

constexpr bool powers() {
  using enum opcode;
  return writes(DRAWN(d.power(d.x, 2)), "x^2") && writes(DRAWN(d.power(d.x, -2)), "x^(-2)") &&
         writes(DRAWN(d.power(d.make(add, d.x, d.y), 10)), "(x + y)^10") &&
         writes(DRAWN(d.power(d.make(multiply, d.x, d.y), 2)), "(x*y)^2") &&
         writes(DRAWN(d.power(d.power(d.x, 2), 3)), "(x^2)^3") && writes(DRAWN(d.power(d.constant(-2), 3)), "(-2)^3") &&
         writes(DRAWN(d.power(d.constant(rational(1, 2)), 3)), "(1/2)^3") &&
         writes(DRAWN(d.make(negate, d.power(d.x, 2))), "-x^2") && writes(DRAWN(d.power(d.make(negate, d.x), 2)), "(-x)^2") &&
         writes(DRAWN(d.power(d.make(sin, d.x), 2)), "sin(x)^2") &&
         writes(DRAWN(d.power(d.x, -2147483647 - 1)), "x^(-2147483648)") &&
         writes(DRAWN(d.make(pow, d.x, d.make(subtract, d.y, d.constant(1)))), "x^(y - 1)") &&
         writes(DRAWN(d.make(pow, d.make(pow, d.x, d.y), d.z)), "(x^y)^z") &&
         writes(DRAWN(d.make(pow, d.x, d.make(pow, d.y, d.z))), "x^y^z") &&
         writes(DRAWN(d.make(pow, d.x, d.constant(rational(1, 3)))), "x^(1/3)") &&
         writes(DRAWN(d.make(pow, d.x, d.constant(-1))), "x^(-1)") &&
         writes(DRAWN(d.make(integer_power, d.x, d.captured(0))), "x^captured[0]") &&
         writes(DRAWN(d.power(d.graph.element(d.x, 1), 2)), "x[1]^2") &&
         // fractions that are no double's value stand in parentheses as all fractions do
         writes(DRAWN(d.make(pow, d.x, d.constant(rational(1, 3000001)))), "x^(1/3000001)") &&
         writes(DRAWN(d.make(pow, d.constant(rational(1, 3000001)), d.x)), "(1/3000001)^x");
}

constexpr bool conditions() {
  using enum opcode;
  return writes(DRAWN(d.make(less, d.x, d.y)), "x < y") && writes(DRAWN(d.make(less_equal, d.x, d.y)), "x <= y") &&
         writes(DRAWN(d.make(equal, d.x, d.y)), "x == y") && writes(DRAWN(d.make(less, d.two, d.x)), "x > 2") &&
         writes(DRAWN(d.make(less_equal, d.two, d.x)), "x >= 2") &&
         writes(DRAWN(d.make(less, d.two, d.constant(3))), "2 < 3") &&
         writes(DRAWN(d.make(less, d.make(add, d.x, d.y), d.z)), "x + y < z") &&
         writes(DRAWN(d.make(where, d.make(less, d.x, d.two), d.make(negate, d.x), d.make(add, d.x, d.y))),
                "where(x < 2, -x, x + y)") &&
         writes(DRAWN(d.make(logical_or, d.make(less, d.x, d.y),
                             d.make(logical_and, d.make(less, d.y, d.z), d.make(less, d.x, d.z)))),
                "x < y || y < z && x < z") &&
         writes(DRAWN(d.make(logical_and, d.make(less, d.x, d.y),
                             d.make(logical_or, d.make(less, d.y, d.z), d.make(less, d.x, d.z)))),
                "x < y && (y < z || x < z)") &&
         writes(DRAWN(d.make(logical_and, d.make(less, d.x, d.y),
                             d.make(logical_and, d.make(less, d.y, d.z), d.make(less, d.x, d.z)))),
                "x < y && y < z && x < z") &&
         writes(DRAWN(d.make(logical_not, d.make(less, d.x, d.y))), "!(x < y)") &&
         writes(DRAWN(d.make(multiply, d.two, d.make(where, d.make(equal, d.x, d.y), d.x, d.z))), "2*where(x == y, x, z)");
}

constexpr bool calls() {
  using enum opcode;
  return writes(DRAWN(d.make(sin, d.make(add, d.x, d.y))), "sin(x + y)") &&
         writes(DRAWN(d.make(atan2, d.y, d.x)), "atan2(y, x)") && writes(DRAWN(d.make(exp, d.make(negate, d.x))), "exp(-x)") &&
         writes(DRAWN(d.make(negate, d.make(divide, d.make(exp, d.x), d.y))), "-exp(x)/y");
}
#undef DRAWN

static_assert(leaves());
static_assert(sums());
static_assert(products());
static_assert(quotients());
static_assert(powers());
static_assert(conditions());
static_assert(calls());

// --- the text, read again: in residues (tests/residue.hpp)

using calx_test::inverse, calx_test::joined, calx_test::minus, calx_test::mixture, calx_test::named, calx_test::plus,
    calx_test::power, calx_test::residue, calx_test::times;

std::uint64_t value_of(graph_view g, node_id root) { return calx_test::residue_of(g, root, names); }

// Recursive descent; precedence as in C, and ^ above all. Anything else fails the test.
class reader {
 public:
  explicit reader(std::string_view text) : rest_(text) {}
  std::uint64_t read() {
    std::uint64_t const value = disjunction();
    BOOST_TEST_REQUIRE(rest_.empty());
    return value;
  }

 private:
  bool accept(std::string_view token) {
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }
  std::uint64_t disjunction() {
    std::uint64_t a = conjunction();
    while (accept(" || ")) a = joined("||", a, conjunction());
    return a;
  }
  std::uint64_t conjunction() {
    std::uint64_t a = comparison();
    while (accept(" && ")) a = joined("&&", a, comparison());
    return a;
  }
  std::uint64_t comparison() {
    std::uint64_t const a = sum();
    if (accept(" < ")) return mixture("<", a, sum());
    if (accept(" <= ")) return mixture("<=", a, sum());
    if (accept(" > ")) return mixture("<", sum(), a);
    if (accept(" >= ")) return mixture("<=", sum(), a);
    if (accept(" == ")) return mixture("==", a, sum());
    return a;
  }
  std::uint64_t sum() {
    std::uint64_t a = accept("-") ? minus(product()) : product();
    for (;;)
      if (accept(" + ")) a = plus(a, product());
      else if (accept(" - ")) a = plus(a, minus(product()));
      else return a;
  }
  std::uint64_t product() {
    std::uint64_t a = raised();
    for (;;)
      if (accept("*")) a = times(a, raised());
      else if (accept("/")) a = times(a, inverse(raised()));
      else return a;
  }
  std::uint64_t raised() {
    std::uint64_t const base = primary();
    return accept("^") ? power(base, raised()) : base;
  }
  std::uint64_t primary() {
    if (accept("!")) return mixture("!", primary());
    if (accept("(")) {
      std::uint64_t const value = disjunction();
      BOOST_TEST_REQUIRE(accept(")"));
      return value;
    }
    if (!rest_.empty() && is_digit(rest_[0])) return literal();
    std::size_t length = 0;
    while (length < rest_.size() && (is_digit(rest_[length]) || is_letter(rest_[length]))) ++length;
    BOOST_TEST_REQUIRE(length > 0u);
    std::string_view const word = rest_.substr(0, length);
    rest_.remove_prefix(length);
    std::uint64_t value = 0;
    if (accept("(")) {
      std::uint64_t arguments[3] = {};
      int count = 0;
      do arguments[count++] = disjunction();
      while (count < 3 && accept(", "));
      BOOST_TEST_REQUIRE(accept(")"));
      value = mixture(word, arguments[0], arguments[1], arguments[2]);
    } else {
      value = named(word);
    }
    while (accept("[")) {
      std::size_t const end = rest_.find(']');
      BOOST_TEST_REQUIRE(end != std::string_view::npos);
      value = mixture("element", value, std::stoull(std::string(rest_.substr(0, end))));
      rest_.remove_prefix(end + 1);
    }
    return value;
  }
  // 12, of any length; a number with a point or an exponent is the double that it reads as.
  std::uint64_t literal() {
    std::uint64_t n = 0;
    std::size_t length = 0;
    for (; length < rest_.size() && is_digit(rest_[length]); ++length)
      n = plus(times(n, 10), static_cast<std::uint64_t>(rest_[length] - '0'));
    if (length < rest_.size() && (rest_[length] == '.' || rest_[length] == 'e')) {
      double value = 0;
      auto const end = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value).ptr;
      length = static_cast<std::size_t>(end - rest_.data());
      rational const exact = rational::from_floating(value);
      BOOST_TEST_REQUIRE(exact.exact());
      n = times(residue(exact.numerator()), inverse(residue(exact.denominator())));
    }
    rest_.remove_prefix(length);
    return n;
  }
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }

  std::string_view rest_;
};

struct string_sink {
  std::string text{};
  void append(char c) { text += c; }
};
std::string text_of(graph_view g, node_id root) {
  string_sink out;
  calx::detail::infix_writer<string_sink>(out, g, names).write(root);
  return out.text;
}

// A random term; conditions only where one is asked for.
class random_term {
 public:
  explicit random_term(std::uint64_t seed) : random_(seed) {}
  drawing d{};

  node_id term(int depth) {
    using enum opcode;
    if (depth == 0) return leaf();
    auto const next = [&] { return term(depth - 1); };
    switch (random_() % 14) {
      case 0:
      case 1: return d.make(add, next(), next());
      case 2:
      case 3: return d.make(subtract, next(), next());
      case 4:
      case 5: return d.make(multiply, next(), next());
      case 6:
      case 7: return d.make(divide, next(), next());
      case 8: return d.make(negate, next());
      case 9: return d.power(next(), static_cast<int>(random_() % 7) - 3);
      case 10: return d.make(pow, next(), d.make(random_() % 2 == 0 ? add : multiply, next(), random_() % 2 == 0 ? d.x : d.y));
      case 11: return d.make(random_() % 2 == 0 ? sin : square_root, next());
      case 12: return d.make(random_() % 2 == 0 ? atan2 : hypot, next(), next());
      default: return d.make(where, condition(depth - 1), next(), next());
    }
  }

 private:
  node_id leaf() {
    switch (random_() % 12) {
      case 0: return d.constant(rational(static_cast<int>(random_() % 21) - 10));
      case 1: return d.constant(rational(static_cast<int>(random_() % 21) - 10, 1 + static_cast<int>(random_() % 9)));
      case 2: return d.constant(rational(random_() % 2 == 0 ? 1 : -7, 3000001));                        // no double's value
      case 3: return d.constant(rational((int128{1} << 120) + static_cast<int128>(random_() % 5), 1));  // products overflow
      case 4: return d.captured(static_cast<int>(random_() % 30));
      case 5: return d.graph.element(d.z, static_cast<int>(random_() % 300));
      case 6: return d.leaf(random_() % 2 == 0 ? opcode::pi : opcode::e);
      case 7:
      case 8: return d.y;
      case 9: return d.z;
      default: return d.x;
    }
  }
  node_id condition(int depth) {
    using enum opcode;
    if (depth <= 0) return d.make(less, leaf(), leaf());
    switch (random_() % 6) {
      case 0: return d.make(less, term(depth - 1), term(depth - 1));
      case 1: return d.make(less_equal, term(depth - 1), term(depth - 1));
      case 2: return d.make(equal, term(depth - 1), term(depth - 1));
      case 3: return d.make(logical_and, condition(depth - 1), condition(depth - 1));
      case 4: return d.make(logical_or, condition(depth - 1), condition(depth - 1));
      default: return d.make(logical_not, condition(depth - 1));
    }
  }

  std::mt19937_64 random_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(print_infix)

BOOST_AUTO_TEST_CASE(the_same_at_run_time) {
  BOOST_TEST(leaves());
  BOOST_TEST(sums());
  BOOST_TEST(products());
  BOOST_TEST(quotients());
  BOOST_TEST(powers());
  BOOST_TEST(conditions());
  BOOST_TEST(calls());
}

BOOST_AUTO_TEST_CASE(the_reader_reads_as_mathematics_does) {
  auto const value = [](std::string_view text) { return reader(text).read(); };
  BOOST_TEST(value("1 - 2 - 3") == minus(4));
  BOOST_TEST(value("-2^2") == minus(4));
  BOOST_TEST(value("(-2)^2") == 4u);
  BOOST_TEST(value("12/(2*3)") == 2u);
  BOOST_TEST(value("12/2*3") == 18u);
  BOOST_TEST(value("8*2^(-2)") == 2u);
  BOOST_TEST(value("x - (y - 1)") == value("x - y + 1"));
  BOOST_TEST(value("x - y - 1") != value("x - y + 1"));
  BOOST_TEST(value("x^(y*z)") != value("x^y*z"));
  BOOST_TEST(value("x^y^z") == value("x^(y^z)"));
  BOOST_TEST(value("x^y^z") != value("(x^y)^z"));
  BOOST_TEST(value("2^3^2") == 512u);
  BOOST_TEST(value("0.25*8") == 2u);
  BOOST_TEST(value("1e3 + 2.5e-1*4") == 1001u);
  BOOST_TEST(value("x > y") == value("y < x"));
  BOOST_TEST(value("x < y") != value("y < x"));
  BOOST_TEST(value("f(x, y)") != value("f(y, x)"));
  BOOST_TEST(value("x[1]") != value("x[2]"));
}

BOOST_AUTO_TEST_CASE(texts_of_random_terms_have_their_values) {
  std::size_t longest = 0;
  for (std::uint64_t seed = 0; seed < 6000; ++seed) {
    random_term random(seed);
    node_id const root = random.term(1 + static_cast<int>(seed % 6));
    graph_view const g = random.d.graph.view();
    std::string const text = text_of(g, root);
    longest = std::max(longest, text.size());
    BOOST_TEST_CONTEXT("seed " << seed << ": " << text) BOOST_TEST_REQUIRE(reader(text).read() == value_of(g, root));
  }
  BOOST_TEST(longest > 200u);
}

BOOST_AUTO_TEST_CASE(unnamed_inputs) {
  drawing d;
  string_sink out;
  calx::detail::infix_writer<string_sink>(out, d.graph.view(), nullptr).write(d.x);
  BOOST_TEST(out.text == "input");
}

// A work list, no recursion: depth costs nothing.
BOOST_AUTO_TEST_CASE(deep_graphs) {
  constexpr int depth = 100000;
  drawing d;
  node_id chain = d.x, sum = d.x;
  for (int i = 0; i < depth; ++i) {
    chain = d.make(opcode::sin, chain);
    sum = d.make(opcode::subtract, d.y, sum);
  }
  std::string const calls = text_of(d.graph.view(), chain);
  BOOST_TEST(calls.size() == 5u * depth + 1);
  BOOST_TEST(calls.substr(0, 8) == "sin(sin(");
  BOOST_TEST(calls.find('x') == 4u * depth);
  BOOST_TEST(text_of(d.graph.view(), sum).size() == 4u * depth + 1);
}

BOOST_AUTO_TEST_SUITE_END()
