// SPDX-License-Identifier: Apache-2.0
// J. J. More, B. S. Garbow, K. E. Hillstrom: Testing unconstrained optimization software. ACM TOMS 7 (1981) 17-41.
//
//   f = sum of r_i(x)^2, without the factor 1/2
//
// A problem P has
//   P::x, P::f             a vec, and the function of it
//   P::r()                 the residuals, a vector(...)
//   P::start               the standard start
//   P::minima              the known minimal values; the global one first
//   P::minimizers          where the first of them are taken
//   P::farthest_start      1, 10 or 100: the largest of them for which f at that multiple of the start is finite and a descent
//                          can begin there
//   P::starts_far          whether all three will do
// more_garbow_hillstrom lists them all.
#pragma once

#include "problem_list.hpp"
#include "residuals.hpp"

#include <calx/expression/trace.hpp>
#include <calx/expression/variable.hpp>

#include <cstddef>

namespace problems {

template <class Residuals> struct sum_of_squares {
  constexpr auto operator()(auto const& x) const {
    auto const r = Residuals{}(x);
    auto sum = r[0] * r[0];
    for (std::size_t i = 1; i < r.size(); ++i) sum += r[i] * r[i];
    return sum;
  }
};

// A problem of the tables below. It is not instantiated, and costs no time to compile, before a program uses it.
template <class Table> struct least_squares : Table {
  static constexpr auto x = calx::vec<"x", static_cast<int>(Table::start.size())>;
  static constexpr auto f = calx::trace<sum_of_squares<typename Table::residuals>{}>(x);
  static constexpr auto r() { return calx::trace<typename Table::residuals{}>(x); }
  static constexpr bool starts_far = Table::farthest_start == 100;
};

namespace tables {

template <class Residuals, int FarthestStart = 100> struct of {
  using residuals = Residuals;
  static constexpr int farthest_start = FarthestStart;
};

struct rosenbrock : of<residuals::rosenbrock> {
  static constexpr char const* name = "Rosenbrock";
  static constexpr point<2> start{-1.2, 1};
  static constexpr double minima[] = {0};
  static constexpr points<2, 1> minimizers{{{1, 1}}};
};

struct freudenstein_roth : of<residuals::freudenstein_roth> {
  static constexpr char const* name = "Freudenstein and Roth";
  static constexpr point<2> start{0.5, -2};
  static constexpr double minima[] = {0, 48.9842536792400212};
  static constexpr points<2, 2> minimizers{{{5, 4}, {11.4127789869020939, -0.896805253274476518}}};
};

struct powell_badly_scaled : of<residuals::powell_badly_scaled> {
  static constexpr char const* name = "Powell badly scaled";
  static constexpr point<2> start{0, 1};
  static constexpr double minima[] = {0};
  static constexpr points<2, 1> minimizers{{{0.0000109815932969981746, 9.10614673986652401}}};
};

struct brown_badly_scaled : of<residuals::brown_badly_scaled> {
  static constexpr char const* name = "Brown badly scaled";
  static constexpr point<2> start{1, 1};
  static constexpr double minima[] = {0};
  static constexpr points<2, 1> minimizers{{{1000000, 2.0e-6}}};
};

struct beale : of<residuals::beale> {
  static constexpr char const* name = "Beale";
  static constexpr point<2> start{1, 1};
  static constexpr double minima[] = {0};
  static constexpr points<2, 1> minimizers{{{3, 0.5}}};
};

// At a hundred times the start f is infinite.
struct jennrich_sampson : of<residuals::jennrich_sampson, 10> {
  static constexpr char const* name = "Jennrich and Sampson";
  static constexpr point<2> start{0.3, 0.4};
  static constexpr double minima[] = {124.362182355614854};
  static constexpr points<2, 1> minimizers{{{0.257825213670364077, 0.257825213670364077}}};
};

struct helical_valley : of<residuals::helical_valley> {
  static constexpr char const* name = "Helical valley";
  static constexpr point<3> start{-1, 0, 0};
  static constexpr double minima[] = {0};
  static constexpr points<3, 1> minimizers{{{1, 0, 0}}};
};

// The second minimum is approached as x2 and x3 go to -infinity, and not taken.
struct bard : of<residuals::bard> {
  static constexpr char const* name = "Bard";
  static constexpr point<3> start{1, 1, 1};
  static constexpr double minima[] = {0.00821487730657897475, 17.428693333333333};
  static constexpr points<3, 1> minimizers{{{0.0824105597497889324, 1.13303609202972156, 2.34369517864253714}}};
};

struct gaussian : of<residuals::gaussian> {
  static constexpr char const* name = "Gaussian";
  static constexpr point<3> start{0.4, 1, 0};
  static constexpr double minima[] = {1.12793276961864803e-8};
  static constexpr points<3, 1> minimizers{{{0.39895613783875668, 1.0000190844878057, 0}}};
};

// Ten times the start is the minimizer; at a hundred times the start f is flat.
struct gulf : of<residuals::gulf, 1> {
  static constexpr char const* name = "Gulf research and development";
  static constexpr point<3> start{5, 2.5, 0.15};
  static constexpr double minima[] = {0};
  static constexpr points<3, 1> minimizers{{{50, 25, 1.5}}};
};

// The minimum 0 is taken wherever x1 = x2 and x3 = 0, too.
struct box : of<residuals::box> {
  static constexpr char const* name = "Box three-dimensional";
  static constexpr point<3> start{0, 10, 20};
  static constexpr double minima[] = {0, 0};
  static constexpr points<3, 2> minimizers{{{1, 10, 1}, {10, 1, -1}}};
};

struct powell_singular : of<residuals::powell_singular> {
  static constexpr char const* name = "Powell singular";
  static constexpr point<4> start{3, -1, 0, 1};
  static constexpr double minima[] = {0};
  static constexpr points<4, 1> minimizers{{{0, 0, 0, 0}}};
};

struct wood : of<residuals::wood> {
  static constexpr char const* name = "Wood";
  static constexpr point<4> start{-3, -1, -3, -1};
  static constexpr double minima[] = {0};
  static constexpr points<4, 1> minimizers{{{1, 1, 1, 1}}};
};

struct brown_dennis : of<residuals::brown_dennis> {
  static constexpr char const* name = "Brown and Dennis";
  static constexpr point<4> start{25, 5, -5, -1};
  static constexpr double minima[] = {85822.2016263563447};
  static constexpr points<4, 1> minimizers{
      {{-11.5944399047621654, 13.2036300512072038, -0.40343948817685952, 0.236778774455736299}}};
};

struct osborne_1 : of<residuals::osborne_1> {
  static constexpr char const* name = "Osborne 1";
  static constexpr point<5> start{0.5, 1.5, -1, 0.01, 0.02};
  static constexpr double minima[] = {0.0000546489469748290642};
  static constexpr points<5, 1> minimizers{
      {{0.375410052106952042, 1.93584691271236736, -1.46468713661342312, 0.0128675346400572887, 0.0221226996616726111}}};
};

struct biggs : of<residuals::biggs> {
  static constexpr char const* name = "Biggs EXP6";
  static constexpr point<6> start{1, 2, 1, 1, 1, 1};
  static constexpr double minima[] = {0, 0.00565564992549993095};
  static constexpr points<6, 2> minimizers{{{1, 10, 1, 5, 4, 3},
                                            {1.7114159947195876, 17.6831981809490671, 1.16314365947397233, 5.18656155199345185,
                                             1.7114159947195876, 1.16314366236381275}}};
};

struct osborne_2 : of<residuals::osborne_2> {
  static constexpr char const* name = "Osborne 2";
  static constexpr point<11> start{1.3, 0.65, 0.65, 0.7, 0.6, 3, 5, 7, 2, 4.5, 5.5};
  static constexpr double minima[] = {0.0401377362935477376};
  static constexpr points<11, 1> minimizers{
      {{1.30997715462730053, 0.431553794602988916, 0.633661698960723996, 0.599430534785916303, 0.754183226328011277,
        0.904288579859633658, 1.36581183523702852, 4.82369881722715558, 2.39868486613175455, 4.56887459766767158,
        5.67534147058064118}}};
};

struct watson : of<residuals::watson<6>, 1> {
  static constexpr char const* name = "Watson n=6";
  static constexpr point<6> start = filled<6>(0);
  static constexpr double minima[] = {0.00228767005355243624};
  static constexpr points<6, 1> minimizers{{{-0.0157250864014584568, 1.01243486936910986, -0.232991625956737684,
                                             1.26043008779960834, -1.51372892272227967, 0.992996432431134522}}};
};

struct penalty_1 : of<residuals::penalty_1<10>> {
  static constexpr char const* name = "Penalty I n=10";
  static constexpr point<10> start{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  static constexpr double minima[] = {0.0000708765146709036944};
  static constexpr points<10, 1> minimizers{{filled<10>(0.158122301113116355)}};
};

struct penalty_2_4 : of<residuals::penalty_2<4>> {
  static constexpr char const* name = "Penalty II n=4";
  static constexpr point<4> start{0.5, 0.5, 0.5, 0.5};
  static constexpr double minima[] = {9.37629300735544154e-6};
  static constexpr points<4, 1> minimizers{
      {{0.199999333350380385, 0.191316700992772451, 0.480101485332623167, 0.518845404390200593}}};
};

struct penalty_2_10 : of<residuals::penalty_2<10>> {
  static constexpr char const* name = "Penalty II n=10";
  static constexpr point<10> start = filled<10>(0.5);
  static constexpr double minima[] = {0.000293660537456745938};
  static constexpr points<10, 1> minimizers{
      {{0.199983605197823606, 0.0103506484712922978, 0.0196049344804384005, 0.0320890672206856501, 0.0499326773996412972,
        0.0765139951539936082, 0.11862407286950418, 0.192144872335576677, 0.347320586941843634, 0.36916437415935083}}};
};

struct trigonometric : of<residuals::trigonometric<10>> {
  static constexpr char const* name = "Trigonometric n=10";
  static constexpr point<10> start = filled<10>(0.1);
  static constexpr double minima[] = {0, 0.0000279505612187945628};
  static constexpr points<10, 2> minimizers{
      {filled<10>(0),
       {0.0551509039806912929, 0.0568406167947385631, 0.0587640017626950836, 0.0609906086567608048, 0.0636262136958545102,
        0.0668431794527587893, 0.208161518569881163, 0.164363095885647738, 0.0850068956885074448, 0.0914314507147079443}}};
};

// The minimum 0 is taken at (a, ..., a, a^(1-n)) with n a^n - (n+1) a^(n-1) + 1 = 0.
struct brown_almost_linear : of<residuals::brown_almost_linear<10>> {
  static constexpr char const* name = "Brown almost-linear n=10";
  static constexpr point<10> start = filled<10>(0.5);
  static constexpr double minima[] = {0, 1};
  static constexpr points<10, 2> minimizers{{filled<10>(1), {0, 0, 0, 0, 0, 0, 0, 0, 0, 11}}};
};

struct discrete_integral : of<residuals::discrete_integral<10>> {
  static constexpr char const* name = "Discrete integral equation n=10";
  static constexpr point<10> start{-0.08264462809917356, -0.1487603305785124,  -0.1983471074380165,  -0.23140495867768596,
                                   -0.24793388429752064, -0.24793388429752067, -0.23140495867768596, -0.1983471074380165,
                                   -0.14876033057851237, -0.08264462809917358};
  static constexpr double minima[] = {0};
  static constexpr points<10, 1> minimizers{
      {{-0.0431649825187648706, -0.0815771565353868815, -0.114485714380529287, -0.14097357686259668, -0.159908696181983122,
        -0.169877202312774919, -0.169089983781208352, -0.155249535221831822, -0.125355891678934989, -0.075416533685892084}}};
};

struct broyden_tridiagonal : of<residuals::broyden_tridiagonal<10>> {
  static constexpr char const* name = "Broyden tridiagonal n=10";
  static constexpr point<10> start = filled<10>(-1);
  static constexpr double minima[] = {0};
  static constexpr points<10, 1> minimizers{
      {{-0.570722132011224794, -0.681806949984275091, -0.702210076017660035, -0.705510629895080391, -0.704906155728743671,
        -0.701496607029851135, -0.691889322354798255, -0.665796514405853747, -0.59603510902636571, -0.416412257528693349}}};
};

struct broyden_banded : of<residuals::broyden_banded<10>> {
  static constexpr char const* name = "Broyden banded n=10";
  static constexpr point<10> start = filled<10>(-1);
  static constexpr double minima[] = {0};
  static constexpr points<10, 1> minimizers{
      {{-0.428302863587250274, -0.476596424356290242, -0.519652463646861726, -0.558099324832180896, -0.592506156829457349,
        -0.624503682199467921, -0.623239471440591091, -0.621393841796573499, -0.620453596659087359, -0.58646927072043507}}};
};

struct linear_full_rank : of<residuals::linear_full_rank<10, 20>> {
  static constexpr char const* name = "Linear full rank n=10 m=20";
  static constexpr point<10> start = filled<10>(1);
  static constexpr double minima[] = {10};
  static constexpr points<10, 1> minimizers{{filled<10>(-1)}};
};

// The minimum (m^2 + 3m - 6)/(4m - 6) is taken wherever the sum of j x_j, 1 < j < n, is 3/(2m - 3).
struct linear_rank_1 : of<residuals::linear_rank_1<10, 20>> {
  static constexpr char const* name = "Linear rank 1 with zero columns and rows n=10 m=20";
  static constexpr point<10> start = filled<10>(1);
  static constexpr double minima[] = {6.13513513513513514};
  static constexpr points<10, 1> minimizers{{{0, 0.0405405405405405405, 0, 0, 0, 0, 0, 0, 0, 0}}};
};

struct chebyquad_6 : of<residuals::chebyquad<6>> {
  static constexpr char const* name = "Chebyquad n=6";
  static constexpr point<6> start{0.14285714285714285, 0.2857142857142857, 0.42857142857142855,
                                  0.5714285714285714,  0.7142857142857143, 0.8571428571428571};
  static constexpr double minima[] = {0};
  static constexpr points<6, 1> minimizers{{{0.0668765909460897043, 0.288740673119444235, 0.36668229924164764,
                                             0.63331770075835236, 0.711259326880555765, 0.933123409053910296}}};
};

struct chebyquad_7 : of<residuals::chebyquad<7>> {
  static constexpr char const* name = "Chebyquad n=7";
  static constexpr point<7> start{0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875};
  static constexpr double minima[] = {0};
  static constexpr points<7, 1> minimizers{{{0.0580691496209754821, 0.235171612357421594, 0.338044094740046181, 0.5,
                                             0.661955905259953819, 0.764828387642578406, 0.941930850379024518}}};
};

struct chebyquad_8 : of<residuals::chebyquad<8>> {
  static constexpr char const* name = "Chebyquad n=8";
  static constexpr point<8> start{0.1111111111111111, 0.2222222222222222, 0.3333333333333333, 0.4444444444444444,
                                  0.5555555555555556, 0.6666666666666666, 0.7777777777777778, 0.8888888888888888};
  static constexpr double minima[] = {0.00351687372567793167};
  static constexpr points<8, 1> minimizers{{{0.0431527601510166313, 0.193090840384186118, 0.266328706890272927, 0.5, 0.5,
                                             0.733671293109727073, 0.806909159615813882, 0.956847239848983369}}};
};

// The paper has the second minimum only.
struct chebyquad_10 : of<residuals::chebyquad<10>> {
  static constexpr char const* name = "Chebyquad n=10";
  static constexpr point<10> start{0.09090909090909091, 0.18181818181818182, 0.2727272727272727, 0.36363636363636365,
                                   0.45454545454545453, 0.5454545454545454,  0.6363636363636364, 0.7272727272727273,
                                   0.8181818181818182,  0.9090909090909091};
  static constexpr double minima[] = {0.00477271369637534897, 0.0065039548008823061};
  static constexpr points<10, 2> minimizers{
      {{0.0329933730180744619, 0.828481823051907334, 0.155145357759073363, 0.383261664961254985, 0.713565847415999974,
        0.383261664961254985, 0.529249477133406535, 0.200189198461386219, 0.640353549371065899, 0.925251833785397521},
       {0.0596199005358127038, 0.166708281835861413, 0.239170658942608491, 0.398884292306044488, 0.398884292306044488,
        0.601115707693955512, 0.601115707693955512, 0.760829341057391509, 0.833291718164138587, 0.940380099464187296}}};
};

}  // namespace tables

using rosenbrock = least_squares<tables::rosenbrock>;
using freudenstein_roth = least_squares<tables::freudenstein_roth>;
using powell_badly_scaled = least_squares<tables::powell_badly_scaled>;
using brown_badly_scaled = least_squares<tables::brown_badly_scaled>;
using beale = least_squares<tables::beale>;
using jennrich_sampson = least_squares<tables::jennrich_sampson>;
using helical_valley = least_squares<tables::helical_valley>;
using bard = least_squares<tables::bard>;
using gaussian = least_squares<tables::gaussian>;
using gulf = least_squares<tables::gulf>;
using box = least_squares<tables::box>;
using powell_singular = least_squares<tables::powell_singular>;
using wood = least_squares<tables::wood>;
using brown_dennis = least_squares<tables::brown_dennis>;
using osborne_1 = least_squares<tables::osborne_1>;
using biggs = least_squares<tables::biggs>;
using osborne_2 = least_squares<tables::osborne_2>;
using watson = least_squares<tables::watson>;
using penalty_1 = least_squares<tables::penalty_1>;
using penalty_2_4 = least_squares<tables::penalty_2_4>;
using penalty_2_10 = least_squares<tables::penalty_2_10>;
using trigonometric = least_squares<tables::trigonometric>;
using brown_almost_linear = least_squares<tables::brown_almost_linear>;
using discrete_integral = least_squares<tables::discrete_integral>;
using broyden_tridiagonal = least_squares<tables::broyden_tridiagonal>;
using broyden_banded = least_squares<tables::broyden_banded>;
using linear_full_rank = least_squares<tables::linear_full_rank>;
using linear_rank_1 = least_squares<tables::linear_rank_1>;
using chebyquad_6 = least_squares<tables::chebyquad_6>;
using chebyquad_7 = least_squares<tables::chebyquad_7>;
using chebyquad_8 = least_squares<tables::chebyquad_8>;
using chebyquad_10 = least_squares<tables::chebyquad_10>;

using more_garbow_hillstrom =
    problem_list<rosenbrock, freudenstein_roth, powell_badly_scaled, brown_badly_scaled, beale, jennrich_sampson,
                 helical_valley, bard, gaussian, gulf, box, powell_singular, wood, brown_dennis, osborne_1, biggs, osborne_2,
                 watson, penalty_1, penalty_2_4, penalty_2_10, trigonometric, brown_almost_linear, discrete_integral,
                 broyden_tridiagonal, broyden_banded, linear_full_rank, linear_rank_1, chebyquad_6, chebyquad_7, chebyquad_8,
                 chebyquad_10>;

}  // namespace problems
