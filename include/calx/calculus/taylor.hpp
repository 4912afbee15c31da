// SPDX-License-Identifier: Apache-2.0
// taylor<N>(f, x, a): the Taylor polynomial of f about x = a, up to order N.
// taylor<N>(f, wrt(x, y), a, b): in several variables, all terms of total degree up to N.
//
// The result is an expression: it is evaluated (by Horner's rule), printed, differentiated, compared with ==. a is an exact
// constant, as 0_c, a number, or a formula without x. f may have other variables and captured numbers; the coefficients then
// depend on them.
//
//   t.coefficient<k>()    the coefficient of (x - a)^k as an expression; in several variables coefficient<i, j>()
//   t.coefficients()      all of them as std::array<double>, by growing degree, where they depend on no variable
//   t.remainder_bound(interval{p, q})     an interval that holds f - t for all x in [p, q] (calculus/remainder.hpp); for
//   several
//                         variables an interval each; behind them values for other variables, remainder_bound(i, y = 2.0)
//   t.is_exact()          a constant: are all coefficients exact rationals? If not, some are numbers of double precision, as f
//                         has no rational value there, or none that fits 128 bits; or f or a have captured numbers
//
// Where f is 0/0 at a it is continued. Without a value at a, at a pole, at a kink: refused.
// Cost: quadratic in the number of terms, for each operation of f, once; compare transform/taylor.hpp.
#pragma once

#include <calx/calculus/remainder.hpp>
#include <calx/calculus/taylor_forms.hpp>
#include <calx/calculus/wrt.hpp>
#include <calx/core/refuse.hpp>
#include <calx/expression/capture.hpp>
#include <calx/expression/freeze.hpp>

#include <array>

namespace calx {

namespace detail {

template <class F, class Variables, class Points> struct taylor_lowered;
template <class F, class... Variables, class... Points> struct taylor_lowered<F, wrt_list<Variables...>, wrt_list<Points...>> {
  static constexpr function_graph run() { return lower<F, Points..., Variables...>(); }
  static constexpr int variables = sizeof...(Variables);
  static constexpr int captures = (record_of<F>.captures + ... + record_of<Points>.captures);
  using stored_type = common_storage<F, Points...>;
};

// The kinds of coefficients.
enum class taylor_kind : std::uint8_t {
  constant,   // known with the type
  numeric,    // known with the object: f or a have captured numbers
  parametric  // f or a have other variables
};

template <int Order, class F, class Variables, class Points> struct taylor_of {
  using lowered = taylor_lowered<F, Variables, Points>;
  static constexpr int given = lowered::captures;  // numbers captured in f and then in the points

  static constexpr taylor_source source() { return {frozen<lowered>::view, lowered::variables, Order}; }
  static constexpr multi_index_set indices() { return multi_index_set::total_degree(lowered::variables, Order); }
  static constexpr int terms = indices().size();
  static constexpr taylor_kind kind = source().is_parametric() ? taylor_kind::parametric
                                      : given > 0              ? taylor_kind::numeric
                                                               : taylor_kind::constant;
  // A numeric object holds its centers and coefficients as well.
  static constexpr taylor_layout layout{given, lowered::variables, terms};
  static constexpr int captures = kind == taylor_kind::numeric ? layout.size() : given;

  // What the type knows, in one evaluation.
  struct known_numbers {
    number coefficients[terms]{};
    number centers[lowered::variables]{};
    taylor_fault fault = taylor_fault::none;
    bool exact = true;
  };
  static constexpr known_numbers known = [] {
    known_numbers result;
    if constexpr (kind == taylor_kind::constant) {
      buffer<number> const centers = centers_in_numbers(source(), {});
      expanded_series<number> const series = taylor_in_numbers(source(), centers, {});
      result.fault = series.fault;
      for (int i = 0; i < series.coefficients.size(); ++i) {
        result.coefficients[i] = series.coefficients[i];
        result.exact = result.exact && series.coefficients[i].is_exact();
      }
      for (int v = 0; v < lowered::variables; ++v) result.centers[v] = centers[v];
    } else {
      result.exact = false;
      if constexpr (kind == taylor_kind::parametric) (void)taylor_of_nodes(source(), taylor_form::coefficients, result.fault);
      else if (lacks_derivatives(source())) result.fault = taylor_fault::unknown_derivative;
    }
    return result;
  }();

  template <taylor_form Form> struct pipeline {
    static constexpr bool derived = true;
    static constexpr function_graph run() {
      if constexpr (kind == taylor_kind::constant) {
        return taylor_of_numbers(source(), Form, as_buffer(known.coefficients), as_buffer(known.centers));
      } else if constexpr (kind == taylor_kind::numeric) {
        return taylor_of_captured(source(), Form, layout);
      } else {
        taylor_fault fault = taylor_fault::none;
        return taylor_of_nodes(source(), Form, fault);
      }
    }
  };

 private:
  template <int Size> static constexpr buffer<number> as_buffer(number const (&numbers)[Size]) {
    buffer<number> result;
    for (number const& n : numbers) result.push(n);
    return result;
  }
};

}  // namespace detail

// All coefficients, one output each.
template <int Order, class F, class Variables, class Points>
struct taylor_coefficients_bundle : evaluable_base<taylor_coefficients_bundle<Order, F, Variables, Points>>,
                                    capture_storage<typename detail::taylor_lowered<F, Variables, Points>::stored_type,
                                                    detail::taylor_of<Order, F, Variables, Points>::captures> {
  using of = detail::taylor_of<Order, F, Variables, Points>;
  using pipeline = typename of::template pipeline<taylor_form::coefficients>;
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
  template <class Real> static constexpr auto result(Real const* outputs) { return detail::block_of<of::terms>(outputs); }
};

// The same function, for evaluation.
template <int Order, class F, class Variables, class Points>
struct taylor_by_horner : evaluable_base<taylor_by_horner<Order, F, Variables, Points>>,
                          capture_storage<typename detail::taylor_lowered<F, Variables, Points>::stored_type,
                                          detail::taylor_of<Order, F, Variables, Points>::captures> {
  using pipeline = typename detail::taylor_of<Order, F, Variables, Points>::template pipeline<taylor_form::horner>;
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
};

// Its terms, by growing degree, as text has them.
template <int Order, class F, class Variables, class Points>
struct taylor_terms : evaluable_base<taylor_terms<Order, F, Variables, Points>>,
                      capture_storage<typename detail::taylor_lowered<F, Variables, Points>::stored_type,
                                      detail::taylor_of<Order, F, Variables, Points>::captures> {
  using pipeline = typename detail::taylor_of<Order, F, Variables, Points>::template pipeline<taylor_form::terms>;
  static constexpr bool is_sum = true;
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
};

template <int Order, class F, class Variables, class Points>
struct taylor_polynomial : expression_base<taylor_polynomial<Order, F, Variables, Points>>,
                           capture_storage<typename detail::taylor_lowered<F, Variables, Points>::stored_type,
                                           detail::taylor_of<Order, F, Variables, Points>::captures> {
  using of = detail::taylor_of<Order, F, Variables, Points>;
  using pipeline = typename of::template pipeline<taylor_form::sum>;
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }

  using text_type = taylor_terms<Order, F, Variables, Points>;
  constexpr auto evaluated() const { return combined<taylor_by_horner<Order, F, Variables, Points>>(*this); }

  static constexpr int order() { return Order; }
  static constexpr bool is_exact() { return of::known.exact; }

  template <int... Exponents>
    requires(sizeof...(Exponents) == of::lowered::variables)
  constexpr auto coefficient() const {
    constexpr int index = index_of<Exponents...>();
    static_assert(index >= 0, "calx: coefficient<k>(): k is not among the orders of this Taylor polynomial");
    return combined<entry<coefficients_type, index>>(*this);
  }
  template <int... Exponents>
    requires(sizeof...(Exponents) != of::lowered::variables)
  CALX_REFUSED("calx: coefficient<i, j>(): one order for each variable of the expansion")
  constexpr refused coefficient() const {
    return {};
  }
  constexpr std::array<double, static_cast<std::size_t>(of::terms)> coefficients() const
    requires(of::kind != detail::taylor_kind::parametric)
  {
    std::array<double, static_cast<std::size_t>(of::terms)> result{};
    for (int i = 0; i < of::terms; ++i) {
      if constexpr (of::kind == detail::taylor_kind::constant)
        result[static_cast<std::size_t>(i)] = of::known.coefficients[i].template to<double>();
      else result[static_cast<std::size_t>(i)] = static_cast<double>(this->numbers[of::layout.coefficient(i)]);
    }
    return result;
  }

  template <class... Arguments>
    requires(((binding_type<Arguments> ? 0 : 1) + ... + 0) == of::lowered::variables)
  constexpr interval remainder_bound(Arguments const&... arguments) const {
    buffer<interval> box, captured, stored;
    buffer<interval> parameters(function_of_source().input_count);
    (read_argument(box, parameters, arguments), ...);
    if constexpr (of::given > 0)
      for (int i = 0; i < of::given; ++i) captured.push(interval(this->numbers[i]));
    if constexpr (of::kind == detail::taylor_kind::numeric)
      for (int i = 0; i < of::terms; ++i) stored.push(interval(this->numbers[of::layout.coefficient(i)]));
    if constexpr (of::kind == detail::taylor_kind::constant && !is_exact())
      for (number const& c : of::known.coefficients) stored.push(c.template to<interval>());
    return remainder_enclosure(of::source(), box, parameters, captured).bound(Order, stored);
  }
  template <class... Arguments>
    requires(((binding_type<Arguments> ? 0 : 1) + ... + 0) != of::lowered::variables)
  CALX_REFUSED("calx: remainder_bound(interval, ...): one interval for each variable of the expansion; other variables by name")
  constexpr refused remainder_bound(Arguments const&...) const {
    return {};
  }

 private:
  using coefficients_type = taylor_coefficients_bundle<Order, F, Variables, Points>;
  static constexpr function_view function_of_source() { return of::source().function; }
  template <class Argument>
  static constexpr void read_argument(buffer<interval>& box, buffer<interval>& parameters, Argument const& argument) {
    if constexpr (binding_type<Argument>) {
      for (int i = 0; i < function_of_source().input_count; ++i)
        if (function_of_source().inputs[i].name == Argument::variable_type::name()) parameters[i] = interval(argument.value());
    } else {
      box.push(interval(argument));
    }
  }
  template <int... Exponents> static constexpr int index_of() {
    buffer<int> exponents;
    (exponents.push(Exponents), ...);
    return of::indices().find(exponents);
  }
};

namespace detail {

constexpr void refuse_expansion(taylor_fault fault) {
  switch (fault) {
    case taylor_fault::none: return;
    case taylor_fault::outside_domain: refuse("calx: taylor(f, x, a): f has no value at the point of expansion");
    case taylor_fault::pole: refuse("calx: taylor(f, x, a): f has a pole at the point of expansion");
    case taylor_fault::kink: refuse("calx: taylor(f, x, a): f has a kink, a jump or a branch point at the point of expansion");
    case taylor_fault::unknown_derivative:
      refuse("calx: taylor(f, x, a): f has a primitive without the derivatives that this order needs");
  }
}

// Captured numbers decide the coefficients, which are put behind them.
template <class Polynomial> constexpr void fill_in_coefficients(Polynomial& polynomial) {
  using of = typename Polynomial::of;
  buffer<number> captured;
  for (int i = 0; i < of::given; ++i) captured.push(number::from_floating(polynomial.numbers[i]));
  buffer<number> const centers = centers_in_numbers(of::source(), captured);
  expanded_series<number> const series = taylor_in_numbers(of::source(), centers, captured);
  refuse_expansion(series.fault);
  using stored = typename Polynomial::stored_type;
  constexpr taylor_layout layout = of::layout;
  for (int v = 0; v < layout.variables; ++v) polynomial.numbers[layout.center(v)] = centers[v].template to<stored>();
  for (int i = 0; i < layout.terms; ++i) {
    number const& c = series.coefficients[i];
    stored const value = c.template to<stored>();
    number const above(rational(c.exact.numerator(), 1)), below(rational(c.exact.denominator(), 1));
    bool const quotient = c.is_exact() && number::from_floating(above.to<stored>()) == above &&
                          number::from_floating(below.to<stored>()) == below;
    polynomial.numbers[layout.coefficient(i)] = value;
    polynomial.numbers[layout.numerator(i)] = quotient ? above.to<stored>() : value;
    polynomial.numbers[layout.denominator(i)] = quotient ? below.to<stored>() : stored(1);
  }
}

template <int Order, class F, class... Variables, class... Points>
constexpr auto taylor_about(F const& f, wrt_list<Variables...>, Points const&... points) {
  using polynomial = taylor_polynomial<Order, F, wrt_list<Variables...>, wrt_list<Points...>>;
  using of = typename polynomial::of;
  static_assert(of::known.fault != taylor_fault::outside_domain,
                "calx: taylor(f, x, a): f has no value at the point of expansion a");
  static_assert(of::known.fault != taylor_fault::pole || (of::kind == taylor_kind::parametric && of::given > 0),
                "calx: taylor(f, x, a): f has a pole at the point of expansion a");
  static_assert(of::known.fault != taylor_fault::pole || of::kind != taylor_kind::parametric || of::given == 0,
                "calx: taylor(f, x, a): f is 0/0 at a only for some bare numbers, and has other variables; write 1_c for 1");
  static_assert(of::known.fault != taylor_fault::kink,
                "calx: taylor(f, x, a): f has a kink, a jump or a branch point at the point of expansion a");
  static_assert(of::known.fault != taylor_fault::unknown_derivative,
                "calx: taylor(f, x, a): f has a primitive without the derivatives that this order needs");
  if constexpr (of::kind == taylor_kind::numeric) {
    polynomial result = combined_numbers<polynomial>(f, points...);
    if constexpr (of::known.fault == taylor_fault::none) fill_in_coefficients(result);
    return result;
  } else {
    return combined<polynomial>(f, points...);
  }
}

}  // namespace detail

template <int Order, operand F, scalar_variable Variable, operand Point>
constexpr auto taylor(F const& f, Variable const&, Point const& a) {
  static_assert(Order >= 0, "calx: taylor<N>(f, x, a): N is negative");
  return detail::taylor_about<Order>(as_expression(f), wrt_list<Variable>{}, as_expression(a));
}
template <int Order, operand F, scalar_variable... Variables, operand... Points>
  requires(sizeof...(Points) == sizeof...(Variables))
constexpr auto taylor(F const& f, wrt_list<Variables...> variables, Points const&... points) {
  static_assert(Order >= 0, "calx: taylor<N>(f, wrt(x, ...), a, ...): N is negative");
  return detail::taylor_about<Order>(as_expression(f), variables, as_expression(points)...);
}

}  // namespace calx
