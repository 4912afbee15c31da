// SPDX-License-Identifier: Apache-2.0
// What functions of arrays are: shapes, text, identities of matrix calculus, proved; small arrays in constant expressions.
#include <calx/expression/array.hpp>

#include <calx/calculus/derivative.hpp>
#include <calx/calculus/gradient.hpp>
#include <calx/calculus/hessian.hpp>
#include <calx/calculus/jacobian.hpp>
#include <calx/core.hpp>
#include <calx/expression/parse.hpp>

#include <boost/test/unit_test.hpp>

#include <string_view>

namespace {

using namespace calx::literals;
using calx::extents;

constexpr auto a = calx::var<"a">;
constexpr auto t = calx::column<"t">;
constexpr auto y = calx::column<"y">;
constexpr auto u = calx::vec<"u", 3>;
constexpr auto v = calx::vec<"v", 3>;
constexpr auto A = calx::mat<"A", 3, 3>;
constexpr auto B = calx::mat<"B", 3, 2>;
constexpr auto X = calx::mat<"X", calx::dynamic, 3>;

// Shapes.
static_assert(shape(A * v) == extents{3, 1} && shape(A * B) == extents{3, 2} && shape(transpose(B)) == extents{2, 3});
static_assert(shape(dot(u, v)) == extents{1, 1} && shape(outer(u, v)) == extents{3, 3} && shape(a + v) == extents{3, 1});
static_assert(shape(A + v) == extents{3, 3} && shape(A + transpose(v)) == extents{3, 3});
static_assert(shape(row_sums(B)) == extents{3, 1} && shape(column_sums(B)) == extents{1, 2} && shape(sum(B)) == extents{1, 1});
static_assert(shape(t) == extents{calx::dynamic, 1} && shape(X * v) == extents{calx::dynamic, 1} &&
              shape(column_sums(X)) == extents{1, 3});
static_assert(shape(drop_first(v)) == extents{2, 1} && shape(concatenate(u, v)) == extents{6, 1} &&
              shape(calx::segment<1, 2>(A)) == extents{2, 3} && shape(drop_last(t)) == extents{calx::dynamic, 1});

// Matrix calculus.
static_assert(gradient(dot(v, v), v) == 2 * v);
static_assert(gradient(dot(u, A* v), v) == transpose(A) * u && gradient(dot(u, A* v), A) == outer(u, v));
static_assert(gradient(dot(v, A* v), v) == (A + transpose(A)) * v);
static_assert(gradient(sum(exp(A * v)), v) == transpose(A) * exp(A * v));
static_assert(gradient(log_sum_exp(v), v) == softmax(v) && gradient(log_sum_exp(t), t) == softmax(t));
static_assert(gradient(norm(v), v) == v / norm(v) && gradient(trace_of(A * A), A) == 2 * transpose(A));
static_assert(gradient(sum(A * B), A) == outer(u, v) * 0_c + transpose(outer(row_sums(B), u * 0_c + 1_c)));
static_assert(gradient(sum(pow<2>(t)), t) == 2 * t && derivative(sum(a * t), a) == sum(t));
static_assert(derivative(sum(pow<2>(y - a * t)), a) == -2 * sum(t * (y - a * t)));
static_assert(gradient(calx::mean(v), v) == v * 0_c + 1_c / 3);
static_assert(jacobian(A * v, v) == A && jacobian(v * v, v) == 2 * hadamard(calx::identity<3>, v));
static_assert(jacobian(softmax(v), v) == hadamard(calx::identity<3>, softmax(v)) - outer(softmax(v), softmax(v)));
static_assert((A * B) * (transpose(B) * v) == A * (B * transpose(B)) * v && transpose(A * B) == transpose(B) * transpose(A));
static_assert(calx::identity<3> * A == A && sum(A) == sum(row_sums(A)) && dot(u, v) == sum(u * v));
static_assert(calx::element<2>(calx::cumulative_sum(v)) == sum(v) && calx::product(drop_first(v)) == v[1_c] * v[2_c]);
static_assert(get<0>(gradient(calx::product(v), v)) == v[1_c] * v[2_c]);
static_assert(drop_first(concatenate(u, v)) == concatenate(drop_first(u), v) &&
              calx::element<1, 0>(transpose(B)) == calx::element<0, 1>(B));

// What is not equal is not proved, nor where shapes differ.
static_assert(!(row_sums(A) == transpose(column_sums(A))) && !(row_sums(A) == column_sums(transpose(A))));
static_assert(!(sum(t) == sum(y)) && !(A * B == B) && !(A * transpose(A) == transpose(A) * A) && !(v == sum(v)));
static_assert(!(drop_first(t) == drop_last(t)) && !(sum(t) == maximum(t)) && !(maximum(v) == log_sum_exp(v)));

// Text.
constexpr bool reads(auto const& f, std::string_view text) { return to_string(f).view() == text; }
static_assert(reads(dot(u, A* v), "sum(u*(A*v))") && reads(gradient(dot(v, A* v), v), "A*v + transpose(A)*v"));
static_assert(reads(A * B, "A*B") && reads(A * (B * transpose(B)), "A*(B*transpose(B))") && reads((a * A) * v, "A*a*v"));
static_assert(reads(drop_first(t) - drop_last(t), "drop_first(t) - drop_last(t)") && reads(drop_last<2>(t), "drop_last<2>(t)"));
static_assert(reads(row_sums(B), "row_sums(B)") && reads(column_sums(B), "column_sums(B)") &&
              reads(calx::maximum(t), "maximum(t)"));
static_assert(reads(calx::mean(t), "sum(t)/length(t)") && reads(calx::mean(v), "sum(v)/3"));
static_assert(reads(calx::element<1, 0>(B), "B[1, 0]") && reads(v[2_c], "v[2]") &&
              reads(calx::element<1>(u + v), "element<1>(u + v)"));
static_assert(reads(calx::linear_recurrence(a, t), "linear_recurrence(a, t, 0)"));
static_assert(reads(calx::mean(drop_first(t)), "sum(drop_first(t))/(length(t) - 1)") &&
              reads(calx::mean(X), "sum(X)/(3*length(X))"));
static_assert(reads(gradient(sum(t * y), t, y), "[y, t]"));

// What is multiplied element by element does not look like a product of matrices.
constexpr auto S = calx::mat<"S", 3, 3>;
static_assert(reads(hadamard(A, S), "hadamard(A, S)") &&
              reads(2 * hadamard(hadamard(A, S), A* S), "2*hadamard(hadamard(A, S), A*S)"));
static_assert(reads(hadamard(A, v), "hadamard(A, v)") && reads(hadamard(A, v) / S, "hadamard(A, v)/S"));
static_assert(reads(pow<2>(A), "pow(A, 2)") && reads(1 / hadamard(A, A), "1/pow(A, 2)") && reads(pow<2>(v), "v^2"));
static_assert(reads(u * v, "u*v") && reads(outer(u, v), "u*transpose(v)") && reads(outer(exp(u), v), "exp(u)*transpose(v)"));
static_assert(reads(hadamard(transpose(u), exp(v)), "exp(v)*transpose(u)"));  // a row and a column: their outer product
static_assert(reads(concatenate(u, v), "concatenate(u, v)") && reads(2 * concatenate(t, v) + 1, "2*concatenate(t, v) + 1") &&
              reads(concatenate(v, t), "concatenate(v, t)") &&
              reads(concatenate(u, concatenate(v, u)), "concatenate(u, concatenate(v, u))"));

// It is read back as what it was.
static_assert(calx::parse<"A*v", A, v> == A * v && !(calx::parse<"A*v", A, v> == hadamard(A, v)));
static_assert(calx::parse<"hadamard(A, S)*v - A*(S*v)", A, S, v> == hadamard(A, S) * v - A * S * v);
static_assert(calx::parse<"u*v", u, v> == u * v && calx::parse<"pow(A, 2)", A> == hadamard(A, A));
constexpr calx::input_info matrices[] = {{"A", calx::matrix_shape(3, 3)}, {"B", calx::matrix_shape(3, 2)}};
static_assert(calx::parse_formula("A*B", matrices, 2).ok() && !calx::parse_formula("B*A", matrices, 2).ok());

// Small arrays are straight lines of code, for any number type, in constant expressions, too.
constexpr double numbers[3] = {1, 2, 3}, matrix[3][3] = {{1, 2, 3}, {4, 5, 6}, {7, 8, 10}};
static_assert((A * v)(A = matrix, v = numbers) == std::array{14.0, 32.0, 53.0});
static_assert(dot(v, A* v)(A = matrix, v = numbers) == 237 && transpose(A)(A = matrix)[0][2] == 7);
static_assert(gradient(dot(v, A* v), A)(A = matrix, v = numbers)[1][2] == 6);
static_assert(hessian(dot(v, A* v), v)(A = matrix, v = numbers)[0] == std::array{2.0, 6.0, 10.0});
constexpr auto both = value_and_gradient(sum(pow<2>(A * v)), v, A)(A = matrix, v = numbers);
static_assert(both.value == 14 * 14 + 32 * 32 + 53 * 53 && std::get<1>(both.gradient)[2][1] == 2 * 53 * 2);
static_assert(sum(v * v)(v = std::array{calx::rational(1, 2), calx::rational(1, 3), calx::rational(1)}) ==
              calx::rational(49, 36));

}  // namespace

BOOST_AUTO_TEST_SUITE(array_functions)

BOOST_AUTO_TEST_CASE(at_run_time) {
  std::array const w{0.3, -0.2, 0.5};
  auto const share = softmax(v)(v = w);
  BOOST_TEST(share[0] + share[1] + share[2] == 1.0, boost::test_tools::tolerance(1e-15));
  BOOST_TEST(sum(2.5 * v)(v = w) == 1.5, boost::test_tools::tolerance(1e-15));
  BOOST_TEST(log_sum_exp(v)(v = std::array{1000.0, 1000.0, -1e4}) == 1000 + std::log(2.0));
}

BOOST_AUTO_TEST_SUITE_END()
