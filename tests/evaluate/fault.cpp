// SPDX-License-Identifier: Apache-2.0
#include <calx/evaluate/fault.hpp>
#include <calx/expression/constant.hpp>
#include <calx/expression/functions.hpp>
#include <calx/expression/trace.hpp>

#include <boost/test/unit_test.hpp>

#include <deque>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

BOOST_AUTO_TEST_SUITE(faults)

namespace {

using calx::rational;

using x = std::remove_const_t<decltype(calx::var<"x">)>;
using y = std::remove_const_t<decltype(calx::var<"y">)>;
using v = std::remove_const_t<decltype(calx::vec<"v", 2>)>;
using t = std::remove_const_t<decltype(calx::column<"t">)>;

template <class Variable, class Value> using of = calx::binding<Variable, Value>;
template <class E, class... Bindings> using fault = decltype(calx::detail::fault_of_bindings<E, Bindings...>());
template <class Actual, class Expected> inline constexpr bool is = std::is_same_v<Actual, Expected>;

using product = decltype(x{} * y{});
using sum = decltype(calx::trace<[](auto const& p) { return p[0] + p[1]; }>(v{}) + x{});
using series = decltype(x{} * t{});

static_assert(is<fault<product, of<x, double>, of<y, int>>, calx::no_fault> &&
              is<fault<product, of<x, double>>, calx::no_value_for<y>> && is<fault<product>, calx::no_value_for<x>> &&
              is<fault<product, of<x, int>, of<y, int>, of<y, int>>, calx::two_values_for<y>> &&
              is<fault<product, of<x, int>, of<y, int>, of<t, int>, of<t, int>>, calx::no_fault>);

// A number for a var, a container for a vec or a column.
using numbers = std::vector<double>;
static_assert(is<fault<sum, of<x, double>, of<v, numbers>>, calx::no_fault> &&
              is<fault<sum, of<x, double>, of<v, double[2]>>, calx::no_fault> &&
              is<fault<sum, of<x, float>, of<v, std::span<int const>>>, calx::no_fault> &&
              is<fault<sum, of<x, int>, of<v, std::deque<int>>>, calx::no_fault> &&
              is<fault<sum, of<x, double>, of<v, double>>, calx::unfit_value_for<v, double>> &&
              is<fault<sum, of<x, double>, of<v, std::string>>, calx::unfit_value_for<v, std::string>> &&
              is<fault<sum, of<x, numbers>, of<v, numbers>>, calx::unfit_value_for<x, numbers>> &&
              is<fault<series, of<x, double>, of<t, double>>, calx::unfit_value_for<t, double>> &&
              is<fault<series, of<x, double>, of<t, numbers>>, calx::no_fault> &&
              is<fault<product, of<x, double>, of<y, double*>>, calx::unfit_value_for<y, double*>> &&
              is<fault<product, of<x, double>, of<y, char const*>>, calx::unfit_value_for<y, char const*>>);

// A substitution names what it replaces, and no more.
static_assert(is<fault<product, of<x, y>>, calx::no_fault> && is<fault<product, of<x, y>, of<y, double>>, calx::no_fault> &&
              is<fault<product, of<x, y>, of<x, t>>, calx::two_values_for<x>> &&
              is<fault<sum, of<v, x>>, calx::unfit_value_for<v, x>> &&
              is<fault<sum, of<v, decltype(calx::vector(x{}, y{}))>>, calx::no_fault> &&
              is<fault<sum, of<x, v>>, calx::unfit_value_for<x, v>>);

// Exact rationals: which operation has none.
template <class E> using in_rationals = fault<E, of<x, rational>, of<y, int>>;
static_assert(is<in_rationals<product>, calx::no_fault> &&
              is<in_rationals<decltype(sin(x{}))>, calx::no_exact_value_of<calx::opcode::sin>> &&
              is<in_rationals<decltype(x{} + calx::pi)>, calx::no_exact_value_of<calx::opcode::pi>> &&
              is<in_rationals<decltype(calx::e * 1)>, calx::no_exact_value_of<calx::opcode::e>> &&
              is<in_rationals<std::remove_const_t<decltype(calx::pi)>>, calx::no_exact_value_of<calx::opcode::pi>> &&
              is<in_rationals<decltype(sqrt(calx::constant<4>) * x{})>, calx::no_fault> &&
              is<in_rationals<decltype(where(x{} < y{}, abs(x{}), pow<3>(y{})))>, calx::no_fault>);
static_assert(is<fault<decltype(sin(x{})), of<x, int>>, calx::no_fault>, "integers alone are doubles");

}  // namespace

BOOST_AUTO_TEST_CASE(first_in_order_of_name) {
  using kind = calx::detail::found_fault::kind_type;
  auto const none = calx::detail::first_fault<product, of<x, int>, of<y, int>>();
  auto const missing = calx::detail::first_fault<sum, of<x, int>>();
  BOOST_TEST((none.kind == kind::none));
  BOOST_TEST((missing.kind == kind::no_value));
  BOOST_TEST(missing.input == 0);
}

BOOST_AUTO_TEST_SUITE_END()
