// SPDX-License-Identifier: Apache-2.0
// Identities that must be proved, and statements that must not be. tests/calculus/prove.cpp has more of both, written as a
// user writes them; here stand those that reach a rule of the canonical form from a side that expressions do not show.
#include <calx/transform/canonical.hpp>
#include <calx/transform/expand.hpp>

#include "../formula.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(canonical_form)

namespace {

using namespace calx_test;
using calx::rational;

// Are the two outputs one function?
struct prover {
  paper written{};

  template <class Write> constexpr bool operator()(Write write) const {
    return calx::proves_equal(calx::expand(written(write).view()).view());
  }
};

// --- true, and proved
// -------------------------------------------------------------------------------------------------------------
constexpr bool fields(prover proved) {
  return proved([](auto x, auto y) -> formulas { return {(x + y) * (x - y), x * x - y * y}; }) &&
         proved([](auto x) -> formulas { return {x / x, x.number(1)}; }) &&  // poles may cancel
         proved([](auto x, auto y) -> formulas { return {1 / (x + y) - 1 / (x - y), -2 * y / (x * x - y * y)}; }) &&
         proved([](auto x) -> formulas { return {pow(x, -3) * pow(x, 5), x * x}; }) &&
         proved([](auto x) -> formulas { return {pow(pow(x, 2) - 1, 3) / pow(x - 1, 3), pow(x + 1, 3)}; });
}
static_assert(fields(prover{}));

constexpr bool circle(prover proved) {
  return proved([](auto x) -> formulas { return {sin(x) * sin(x) + cos(x) * cos(x), x.number(1)}; }) &&
         proved([](auto x) -> formulas { return {1 + tan(x) * tan(x), 1 / (cos(x) * cos(x))}; }) &&
         proved([](auto x) -> formulas { return {(1 - sin(x)) / cos(x), cos(x) / (1 + sin(x))}; }) &&
         proved([](auto x) -> formulas { return {1 / cos(x) - cos(x), sin(x) * tan(x)}; }) &&
         proved([](auto x) -> formulas { return {pow(cos(x), -4) - pow(tan(x), 4), pow(cos(x), -2) + tan(x) * tan(x)}; }) &&
         proved([](auto x) -> formulas { return {pow(cos(x), 4) - pow(sin(x), 4), 1 - 2 * sin(x) * sin(x)}; }) &&
         proved([](auto x, auto y) -> formulas { return {sin(x - y), -sin(y - x)}; });
}
static_assert(circle(prover{}));

constexpr bool hyperbola_and_exponentials(prover proved) {
  return proved([](auto x) -> formulas { return {cosh(x) * cosh(x) - sinh(x) * sinh(x), x.number(1)}; }) &&
         proved([](auto x) -> formulas { return {x.apply(calx::opcode::sech_squared), 1 - tanh(x) * tanh(x)}; }) &&
         proved([](auto x) -> formulas { return {sinh(x + x), 2 * sinh(x) * cosh(x)}; }) &&
         proved([](auto x) -> formulas { return {sinh(x), tanh(x) * cosh(x)}; }) &&
         proved([](auto x) -> formulas { return {sigmoid(x) + sigmoid(-x), x.number(1)}; }) &&
         proved([](auto x, auto y) -> formulas { return {exp(x - y) * exp(y), exp(x)}; }) &&
         proved([](auto x) -> formulas { return {exp(3 * log(x)), x * x * x}; }) &&
         proved([](auto x) -> formulas { return {log1p(expm1(x)), x}; }) &&
         proved([](auto x, auto y) -> formulas { return {exp(y * log(x)), pow(x, y)}; }) &&
         proved([](auto x, auto y) -> formulas { return {pow(x, y + 1), x * pow(x, y)}; });
}
static_assert(hyperbola_and_exponentials(prover{}));

constexpr bool roots(prover proved) {
  return proved([](auto x) -> formulas { return {sqrt(x) * sqrt(x), x}; }) &&
         proved([](auto x) -> formulas { return {1 / sqrt(x), sqrt(x) / x}; }) &&
         proved([](auto x, auto y) -> formulas { return {1 / (1 + y) / sqrt(1 + x), sqrt(1 + x) / ((1 + x) * (1 + y))}; }) &&
         // the product of two denominators is one term
         proved([](auto x, auto y) -> formulas { return {y * (1 / (sqrt(1 + x) - 1) / (sqrt(1 + x) + 1)), y / x}; }) &&
         !proved([](auto x, auto y) -> formulas { return {y * (1 / (sqrt(1 + x) - 1) / (sqrt(1 + x) + 1)), y}; }) &&
         proved([](auto x) -> formulas {
           return {pow(x.number(rational(27, 8)), x.number(rational(2, 3))), x.number(rational(9, 4))};
         }) &&
         proved([](auto x) -> formulas { return {pow(cbrt(x), 3), x}; }) &&
         proved([](auto x) -> formulas { return {1 / pow(cbrt(x), 2), cbrt(x) / x}; }) &&
         proved([](auto x, auto y) -> formulas { return {hypot(x, y) * hypot(x, y), x * x + y * y}; }) &&
         proved([](auto x) -> formulas { return {abs(x) * abs(x), x * x}; }) &&
         proved([](auto x) -> formulas { return {1 / abs(x), abs(x) / (x * x)}; });
}
static_assert(roots(prover{}));

constexpr bool conditions(prover proved) {
  return proved([](auto x, auto y) -> formulas { return {where(x < y, y, x), where(!(x < y), x, y)}; }) &&
         proved([](auto x, auto y) -> formulas { return {max(x, y) * min(x, y), x * y}; }) &&
         proved([](auto x, auto y) -> formulas { return {pow(where(x < y, x, 3), 2), where(x < y, x * x, 9)}; }) &&
         proved([](auto x, auto y) -> formulas { return {both(x < y, y < 3), both(y < 3, x < y)}; }) &&
         proved([](auto x, auto y) -> formulas {
           return {where(either(x < y, y < x), x, y), where(both(!(x < y), !(y < x)), y, x)};
         });
}
static_assert(conditions(prover{}));

// --- false at a point of both domains, and not proved
// --------------------------------------------------------------------------------
constexpr bool roots_forget_signs(prover proved) {
  return !proved([](auto x) -> formulas { return {sqrt(x * x), x}; }) &&
         !proved([](auto x) -> formulas { return {pow(x * x, x.number(rational(1, 2))), x}; }) &&
         !proved([](auto x) -> formulas { return {hypot(x, x.number(0)), x}; }) &&
         !proved([](auto x) -> formulas { return {pow(pow(x, 4), x.number(rational(1, 4))), x}; }) &&
         !proved([](auto x, auto y) -> formulas { return {sqrt(x * y), sqrt(-x) * sqrt(-y)}; }) &&
         !proved([](auto x) -> formulas { return {abs(x), x}; }) &&
         !proved([](auto x) -> formulas { return {pow(abs(x), 3), x * x * x}; });
}
static_assert(roots_forget_signs(prover{}));

constexpr bool logarithms_forget_signs(prover proved) {
  return !proved([](auto x, auto y) -> formulas { return {log(x * y), log(x) + log(y)}; }) &&
         !proved([](auto x) -> formulas { return {log(x * x), 2 * log(x)}; }) &&
         !proved([](auto x, auto y) -> formulas { return {log(x / y), log(x) - log(y)}; }) &&
         !proved([](auto x, auto y) -> formulas { return {pow(pow(x, 2), y), pow(x, 2 * y)}; });
}
static_assert(logarithms_forget_signs(prover{}));

// and, or, not and where take any number for a condition: 2 is as true as 1.
constexpr bool truth_is_not_a_number(prover proved) {
  return !proved([](auto x, auto y) -> formulas { return {both(x, y), x * y}; }) &&
         !proved([](auto x, auto y) -> formulas { return {either(x, y), x + y - x * y}; }) &&
         !proved([](auto x) -> formulas { return {!x, 1 - x}; }) &&
         !proved([](auto x, auto y) -> formulas { return {where(x, y, 0), x * y}; }) &&
         !proved([](auto x) -> formulas { return {both(x, x), x}; }) &&
         proved([](auto x) -> formulas { return {!!x, !(!(!(!x)))}; }) &&
         proved([](auto x, auto y) -> formulas { return {where(x, y, 0), where(!x, 0, y)}; });
}
static_assert(truth_is_not_a_number(prover{}));

// An operation of three operands that has not been written out keeps them apart.
constexpr bool fused_operations_keep_their_operands(prover proved) {
  auto const fused = proved.written([](auto x, auto y, auto z) -> formulas {
    auto const f = x.apply(calx::opcode::multiply_add, y, z), g = x.apply(calx::opcode::multiply_add, y, y);
    return {f, g};
  });
  return !calx::proves_equal(fused.view()) && !calx::proves_equal(calx::expand(fused.view()).view()) &&
         proved([](auto x, auto y, auto z) -> formulas { return {x.apply(calx::opcode::multiply_add, y, z), x * y + z}; }) &&
         proved([](auto x, auto y, auto z) -> formulas { return {x.apply(calx::opcode::subtract_product, y, z), z - x * y}; });
}
static_assert(fused_operations_keep_their_operands(prover{}));

constexpr bool elements_are_different_inputs(int place) {
  calx::builder b;
  calx::node_id const v = b.input(0, calx::vector_shape(100000)), u = b.input(1, calx::vector_shape(100000));
  b.output(b.element(v, place));
  b.output(b.element(u, 0));
  b.output(b.element(v, place));
  return !calx::proves_equal(b.view(), 0, 1) && calx::proves_equal(b.view(), 0, 2);
}
static_assert(elements_are_different_inputs(65536));

// --- too large: not proved, rather than wrong
// -----------------------------------------------------------------------------------------
constexpr bool overflow_proves_nothing(prover proved) {
  return !proved([](auto x) -> formulas {
    auto const huge = x.number(rational(calx::int128{1} << 100, 1));
    return {huge * x * huge, huge * (x * huge)};
  }) && !proved([](auto x) -> formulas { return {x / (x - x), x / (x - x)}; }) &&  // a division by zero
         !proved([](auto x) -> formulas { return {exp(100000 * x), exp(99999 * x) * exp(x)}; }) &&
         !proved([](auto x) -> formulas {
           return {exp(x.number(rational(4294967299, 65537)) * x), exp(x.number(rational(3, 65537)) * x)};
         });
}
static_assert(overflow_proves_nothing(prover{}));

// 0.1 as a double is a fraction of 2^55: no exponent of its own, but equal to itself, and with its sign.
constexpr bool exponents_from_doubles(prover proved) {
  return proved([](auto x) -> formulas { return {exp(x.floating(0.1) * x) * exp(x.floating(-0.1) * x), x.number(1)}; }) &&
         proved([](auto x) -> formulas {
           return {pow(x, x.floating(0.1)) * 2, pow(x, x.floating(0.1)) + 1 / pow(x, x.floating(-0.1))};
         }) &&
         proved([](auto x, auto y) -> formulas { return {pow(x, x.floating(0.1) * y), exp(y * x.floating(0.1) * log(x))}; }) &&
         !proved([](auto x) -> formulas { return {exp(x.floating(0.1) * x), exp(x.floating(0.2) * x)}; });
}
static_assert(exponents_from_doubles(prover{}));

// A number that no rational holds is a letter: equal to itself, and to nothing else.
constexpr bool large_numbers(prover proved) {
  return proved([](auto x) -> formulas { return {x.floating(1e300L) * x, x * x.floating(1e300L)}; }) &&
         !proved([](auto x) -> formulas { return {x.floating(1e300L) * x, x * x.floating(2e300L)}; }) &&
         !proved([](auto x) -> formulas { return {x.floating(1e300L) * 2, x.floating(2e300L)}; });
}
static_assert(large_numbers(prover{}));

bool many_terms(prover proved) {  // (x + y + z + w)^40 has 12,341 terms: not proved, and not for long
  return !proved([](auto x, auto y, auto z, auto w) -> formulas {
    return {pow(x + y + z + w, 40), pow(w + y + z + x, 39) * (x + y + (z + w))};
  });
}

// Roots of a sum of conditions once replaced each other for ever.
constexpr bool replacements_end(prover proved) {
  (void)proved([](auto x, auto y) -> formulas {
    auto const c = either(x <= -2, y);
    return {(c + (x <= -2)) / cbrt(c), x};
  });
  return true;
}
static_assert(replacements_end(prover{}));

}  // namespace

BOOST_AUTO_TEST_CASE(proved_identities) {
  BOOST_TEST(fields(prover{at_run_time}));
  BOOST_TEST(circle(prover{at_run_time}));
  BOOST_TEST(hyperbola_and_exponentials(prover{at_run_time}));
  BOOST_TEST(roots(prover{at_run_time}));
  BOOST_TEST(conditions(prover{at_run_time}));
}
BOOST_AUTO_TEST_CASE(false_statements) {
  BOOST_TEST(roots_forget_signs(prover{at_run_time}));
  BOOST_TEST(logarithms_forget_signs(prover{at_run_time}));
  BOOST_TEST(truth_is_not_a_number(prover{at_run_time}));
  BOOST_TEST(fused_operations_keep_their_operands(prover{at_run_time}));
  BOOST_TEST(elements_are_different_inputs(1 << (4 * at_run_time.inputs)));
}
BOOST_AUTO_TEST_CASE(limits) {
  BOOST_TEST(overflow_proves_nothing(prover{at_run_time}));
  BOOST_TEST(exponents_from_doubles(prover{at_run_time}));
  BOOST_TEST(large_numbers(prover{at_run_time}));
  BOOST_TEST(many_terms(prover{at_run_time}));
  BOOST_TEST(replacements_end(prover{at_run_time}));
}

BOOST_AUTO_TEST_SUITE_END()
