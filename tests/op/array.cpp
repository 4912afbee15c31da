// SPDX-License-Identifier: Apache-2.0
#include <calx/op/array.hpp>

#include "../array_derivatives.hpp"
#include "../plan_interpreter.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(array_rows)

using namespace calx_test;

namespace {

// Is a derived graph well-formed, also in normal form?
bool is_sound(calx::graph_view f, calx::graph_view derived, char const* what) {
  calx::graph const simple = calx::simplify(derived);
  for (calx::graph_view const g : {derived, simple.view()}) {
    calx::graph_fault const fault = calx::verify(g, calx::dead_nodes::forbidden);
    if (!fault.found()) continue;
    BOOST_ERROR(what << ": node " << fault.node << ": " << fault.reason << "\nof\n" << text_of(f) << text_of(g));
    return false;
  }
  return true;
}

// Derivatives of random functions in random directions, three ways.
class derivative_check {
 public:
  derivative_check(random_source random, random_array_style const& style) : random_(random), style_(style) {}

  void run(int graphs) {
    int failures = 0;
    for (int i = 0; i < graphs && failures < 5; ++i) {
      calx::graph const raw = random_array_graph(random_, style_);
      calx::graph const g = random_.one_in(4) ? calx::copy_of(raw.view()) : calx::simplify(raw.view());
      std::vector<int> const lengths = {random_.below(7), random_.below(7)};
      if (!lengths_fit(g.view(), lengths)) continue;
      failures += is_right(g.view(), random_array_point(random_, g.view(), lengths)) ? 0 : 1;
    }
    BOOST_TEST(elements_.compared + quotients_ > graphs / 2);
    BOOST_TEST_MESSAGE(elements_.compared << " compared with elements, " << quotients_ << " with quotients, "
                                          << elements_.skipped << " skipped, " << kinks_ << " points near kinks");
  }

 private:
  bool is_right(calx::graph_view g, array_arguments<double> const& x) {
    auto const precise = converted<long double>(x);
    array_arguments<double> direction = x;
    for (auto& v : direction.inputs)
      for (double& e : v.elements) e = random_.unit() * 2 - 1;
    shapes_ = input_shapes(g);
    calx::graph const adjoints = adjoints_of_arrays(g), tangents = tangents_of_arrays(g, shapes_);
    calx::graph const twice = tangents_of_arrays(adjoints.view(), shapes_);
    bool const sound = is_sound(g, adjoints.view(), "adjoints") && is_sound(g, tangents.view(), "tangents") &&
                       is_sound(g, twice.view(), "tangents of adjoints");
    if (!sound) return false;
    if (near_kink(g, precise)) return ++kinks_, true;
    return agree(g, adjoints, tangents, twice, x, direction);
  }
  bool agree(calx::graph_view g, calx::graph const& adjoints, calx::graph const& tangents, calx::graph const& twice,
             array_arguments<double> const& x, array_arguments<double> const& direction) {
    auto const both = with_direction(x, direction);
    auto const precise = converted<long double>(x), precise_direction = converted<long double>(direction);
    bool right = true;
    if (!style_.axes) {
      calx::graph const of_elements = adjoints_of_elements(g, shapes_);
      calx::graph const numbers = calx::scalarize(g);
      right = same_elements(adjoints, of_elements, x, "adjoints") &&
              same_elements(tangents, tangents_of_elements(numbers.view(), shapes_), both, "tangents") &&
              same_elements(twice, tangents_of_elements(of_elements.view(), shapes_), both, "tangents of adjoints");
    }
    right = right && has_quotients(tangents, quotients_of(g, precise, precise_direction), both, "tangents") &&
            has_quotients(twice, quotients_of(adjoints.view(), precise, precise_direction), both, "tangents of adjoints") &&
            is_adjoint(g, adjoints, tangents, x, direction);
    if (!right) BOOST_ERROR("of\n" << text_of(g) << text_of(both));
    return right;
  }

  bool same_elements(calx::graph const& arrays, calx::graph const& numbers, array_arguments<double> const& x,
                     char const* what) {
    auto const precise = converted<long double>(x);
    int const at = elements_.difference(element_outputs(numbers.view(), precise), element_outputs(numbers.view(), x),
                                        flat(outputs_of(arrays.view(), precise)));
    if (at >= 0) BOOST_ERROR(what << ", element " << at << ", differs from that of the elements\n" << text_of(arrays.view()));
    return at < 0;
  }
  bool has_quotients(calx::graph const& derived, difference_quotients const& q, array_arguments<double> const& x,
                     char const* what) {
    std::vector<long double> const got = flat(outputs_of(derived.view(), converted<long double>(x)));
    BOOST_REQUIRE(got.size() == q.values.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
      long double const size = 1 + std::fabs(q.values[i]);
      if (!(q.errors[i] < 1e-4L * size)) continue;
      ++quotients_;
      if (std::fabs(got[i] - q.values[i]) <= 1e-6L * size + q.errors[i]) continue;
      BOOST_ERROR(what << ", element " << i << ": " << got[i] << " instead of " << q.values[i] << '\n'
                       << text_of(derived.view()));
      return false;
    }
    return true;
  }
  // The weighted sum of the tangents is the adjoints times the direction.
  bool is_adjoint(calx::graph_view g, calx::graph const& adjoints, calx::graph const& tangents,
                  array_arguments<double> const& x, array_arguments<double> const& direction) {
    auto const precise = converted<long double>(x), towards = converted<long double>(direction);
    std::vector<array_value<long double>> const a = outputs_of(adjoints.view(), precise),
                                                t = outputs_of(tangents.view(), with_direction(precise, towards));
    long double by_adjoints = 0, by_tangents = 0, size = 1;
    for (std::size_t i = 0; i < a.size(); ++i)
      for (std::size_t k = 0; k < a[i].elements.size(); ++k) {
        by_adjoints += a[i].elements[k] * towards.inputs[i].elements[k];
        size += std::fabs(a[i].elements[k]);
      }
    for (int k = 0; k < g.output_count; ++k)
      for (long double const v : t[static_cast<std::size_t>(k)].elements) by_tangents += weight_of(k).to<long double>() * v;
    if (!(size < 1e12L) || std::fabs(by_adjoints - by_tangents) <= 1e-10L * size) return true;
    BOOST_ERROR("adjoints say " << by_adjoints << ", tangents " << by_tangents << '\n' << text_of(adjoints.view()));
    return false;
  }

  random_source random_;
  random_array_style style_;
  std::vector<calx::array_shape> shapes_;
  array_comparison elements_;
  long quotients_ = 0, kinks_ = 0;
};

}  // namespace

BOOST_AUTO_TEST_CASE(derivatives_of_random_functions) {
  derivative_check(array_source(10), {.most_nodes = 12, .externals = true}).run(graph_count(2000));
}
BOOST_AUTO_TEST_CASE(derivatives_along_axes) {
  derivative_check(array_source(11), {.most_nodes = 12, .axes = true, .externals = true}).run(graph_count(2000));
}

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

array_arguments<double> at(std::initializer_list<std::vector<double>> columns, std::vector<int> const& lengths = {}) {
  array_arguments<double> x;
  for (auto const& c : columns) {
    array_value<double> v(static_cast<int>(c.size()), 1);
    v.elements = c;
    x.inputs.push_back(v);
  }
  x.lengths = lengths;
  return x;
}

using numbers = std::vector<double>;

// Does a graph have these outputs, by its definition, as a plan and, if nothing varies, element by element?
bool has_values(calx::graph const& g, array_arguments<double> const& x, numbers const& expected) {
  BOOST_TEST(calx::verify(g.view()).reason == "", text_of(g.view()));
  numbers const defined = flat(outputs_of(g.view(), x)), planned = flat(planned_outputs(g.view(), x));
  numbers const elements = calx::has_varying(g.view()) ? expected : element_outputs(calx::scalarize(g.view()).view(), x);
  bool right = true;
  for (numbers const* got : {&defined, &planned, &elements}) {
    bool same = got->size() == expected.size();
    for (std::size_t i = 0; same && i < expected.size(); ++i)
      same = (*got)[i] == expected[i] ||
             std::fabs((*got)[i] - expected[i]) <= (got == &defined ? 1e-12 : 1e-15) * std::fabs(expected[i]);
    right = right && same;
    std::string values;
    for (double const v : *got) values += ' ' + std::to_string(v);
    BOOST_TEST(same, (got == &defined   ? "defined"
                      : got == &planned ? "planned"
                                        : "elements")
                         << values << '\n'
                         << text_of(g.view()));
  }
  return right;
}
calx::graph graph_of(std::string_view text) { return calx::parse_graph(text).value; }
bool has_slopes(calx::graph const& g, array_arguments<double> const& x, numbers const& expected) {
  calx::graph const adjoints = adjoints_of_arrays(g.view());  // twice the weight of output 0 is 1
  numbers halves = expected;
  for (double& v : halves) v /= 2;
  return has_values(calx::simplify(adjoints.view()), x, halves);
}
// The tangents of the adjoints in this direction.
bool has_curvature(calx::graph const& g, array_arguments<double> const& x, array_arguments<double> const& direction,
                   numbers const& expected) {
  calx::graph const adjoints = adjoints_of_arrays(g.view());
  numbers halves = expected;
  for (double& v : halves) v /= 2;
  calx::graph const twice = tangents_of_arrays(adjoints.view(), input_shapes(g.view()));
  return has_values(calx::simplify(twice.view()), with_direction(x, direction), halves);
}

}  // namespace

// Ties share the derivative: evenly where all are one operation. (Elements are compared in pairs, which share by halves.)
BOOST_AUTO_TEST_CASE(several_largest_elements) {
  calx::graph const g = graph_of("%0 = input [0] : 3x1\n%1 = maximum %0\noutputs %1\n");
  BOOST_TEST(has_values(g, at({{2, 1, 2}}), {2}));
  BOOST_TEST(has_slopes(g, at({{2, 1, 2}}), {0.5, 0, 0.5}));
  BOOST_TEST(has_values(g, at({{-infinity, -infinity, -infinity}}), {-infinity}));
  calx::graph const third = calx::simplify(adjoints_of_arrays(g.view()).view());
  BOOST_TEST(flat(planned_outputs(third.view(), at({{4, 4, 4}}))) == numbers(3, 1.0 / 6));
}

BOOST_AUTO_TEST_CASE(log_sum_exp_at_its_ends) {
  calx::graph const g = graph_of("%0 = input [0] : 2x1\n%1 = log_sum_exp %0\noutputs %1\n");
  BOOST_TEST(has_values(g, at({{infinity, infinity}}), {infinity}));
  BOOST_TEST(has_values(g, at({{infinity, 3}}), {infinity}));
  BOOST_TEST(has_values(g, at({{-infinity, -infinity}}), {-infinity}));
  BOOST_TEST(has_values(g, at({{-infinity, 3}}), {3}));
  BOOST_TEST(has_values(g, at({{1000, 1000}}), {1000 + std::log(2)}));
  BOOST_TEST(has_slopes(g, at({{1000, 1000}}), {0.5, 0.5}));
  BOOST_TEST(has_slopes(g, at({{-infinity, 3}}), {0, 1}));
  calx::graph const column = graph_of("%0 = input [0] : a1x1\n%1 = log_sum_exp %0\n%2 = maximum %0\noutputs %1 %2\n");
  BOOST_TEST(has_values(column, at({{}}, {0}), {-infinity, -infinity}));
  BOOST_TEST(has_values(column, at({{2}}, {1}), {2, 2}));
}

BOOST_AUTO_TEST_CASE(products_with_zeros) {
  for (char const* const text :
       {"%0 = input [0] : 3x1\n%1 = product %0\noutputs %1\n", "%0 = input [0] : a1x1\n%1 = product %0\noutputs %1\n"}) {
    calx::graph const g = graph_of(text);
    BOOST_TEST(has_slopes(g, at({{0, 3, 2}}, {3}), {6, 0, 0}));
    BOOST_TEST(has_slopes(g, at({{0, 3, 0}}, {3}), {0, 0, 0}));
    BOOST_TEST(has_curvature(g, at({{0, 3, 2}}, {3}), at({{1, 0, 0}}), {0, 2, 3}));
    BOOST_TEST(has_curvature(g, at({{0, 3, 2}}, {3}), at({{0, 1, 0}}), {2, 0, 0}));
    BOOST_TEST(has_curvature(g, at({{0, 0, 5}}, {3}), at({{1, 0, 0}}), {0, 5, 0}));
    BOOST_TEST(has_curvature(g, at({{0, 0, 0}}, {3}), at({{1, 1, 1}}), {0, 0, 0}));
  }
  calx::graph const g = graph_of("%0 = input [0] : a1x1\n%1 = product %0\noutputs %1\n");
  BOOST_TEST(has_values(g, at({{}}, {0}), {1}));
  BOOST_TEST(has_slopes(g, at({{}}, {0}), {}));
  BOOST_TEST(has_slopes(g, at({{7}}, {1}), {1}));
  BOOST_TEST(has_curvature(g, at({{7}}, {1}), at({{1}}), {0}));
}

BOOST_AUTO_TEST_CASE(one_row) {
  calx::graph const one = graph_of(
      "%0 = input [0]\n%1 = input [1]\n%2 = input [2]\n%3 = recurrence %0 %1 %2\n%4 = recurrence %0 %1 %2 [1]\noutputs %3 "
      "%4\n");
  BOOST_TEST(has_values(one, at({{2}, {3}, {5}}), {13, 13}));
  calx::graph const first = graph_of("%0 = input [0]\n%1 = input [1]\n%2 = input [2]\n%3 = recurrence %0 %1 %2\noutputs %3\n");
  BOOST_TEST(has_slopes(first, at({{2}, {3}, {5}}), {5, 1, 2}));
  calx::graph const column =
      graph_of("%0 = input [0] : a1x1\n%1 = input [1] : a1x1\n%2 = input [2]\n%3 = recurrence %0 %1 %2 : a1x1\noutputs %3\n");
  BOOST_TEST(has_values(column, at({{2}, {3}, {5}}, {1}), {13}));
  BOOST_TEST(has_slopes(column, at({{2}, {3}, {5}}, {1}), {5, 1, 2}));
  BOOST_TEST(has_slopes(column, at({{}, {}, {5}}, {0}), {0}));
  calx::graph const segments =
      graph_of("%0 = input [0] : 3x1\n%1 = segment %0 [1]\n%2 = segment %0 [-1]\n%3 = pad %1 [-1] : 3x1\noutputs %1 %2 %3\n");
  BOOST_TEST(has_values(segments, at({{2, 3, 5}}), {3, 5, 0, 0, 3}));
  calx::graph const last = graph_of("%0 = input [0] : a1x1\n%1 = segment %0 [-1]\n%2 = segment %0 [-2]\noutputs %1 %2\n");
  BOOST_TEST(has_values(last, at({{2, infinity, 5}}, {3}), {5, infinity}));
  BOOST_TEST(
      has_slopes(graph_of("%0 = input [0] : a1x1\n%1 = segment %0 [-1]\noutputs %1\n"), at({{2, 3, 5}}, {3}), {0, 0, 1}));
  calx::graph const matrices = graph_of(
      "%0 = input [0]\n%1 = input [1]\n%2 = matrix_product %0 %1\n%3 = transpose %2\n%4 = identity\n%5 = matrix_product %3 "
      "%4\noutputs %5 %4\n");
  BOOST_TEST(has_values(matrices, at({{2}, {3}}), {6, 1}));
}

// d/da where it is chosen from infinite slopes: sum(where(c, x/a, 0)).
BOOST_AUTO_TEST_CASE(conditions_on_elements) {
  calx::graph const g = graph_of(
      "%0 = input [0] : 2x1\n%1 = input [1] : 2x1\n%2 = constant 0\n%3 = less %2 %0 : 2x1\n%4 = sqrt %0 : 2x1\n"
      "%5 = where %3 %4 %2 : 2x1\n%6 = multiply %5 %1 : 2x1\n%7 = sum %6\noutputs %7\n");
  BOOST_TEST(has_slopes(g, at({{0, 4}, {3, 8}}), {0, 2, 0, 2}));
  calx::graph const shared = graph_of(
      "%0 = input [0]\n%1 = input [1] : 2x1\n%2 = constant 0\n%3 = less %2 %1 : 2x1\n%4 = divide %0 %1 : 2x1\n"
      "%5 = where %3 %4 %2 : 2x1\n%6 = sum %5\noutputs %6\n");
  BOOST_TEST(has_slopes(shared, at({{6}, {0, 2}}), {0.5, 0, -1.5}));
}

BOOST_AUTO_TEST_SUITE_END()
